"""Makes tables of prose readable on a phone: there each row becomes a list, so every cell names its column.

Browsers forget what a table is when its display changes; the roles keep it a table for screen readers.
"""

from __future__ import annotations

import re
from html import unescape

from markupsafe import Markup, escape

_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
_ROW = re.compile(r"<tr>.*?</tr>", re.DOTALL)
_HEAD = re.compile(r"<th(?: [^>]*)?>(.*?)</th>", re.DOTALL)
_CELL = re.compile(r"<td(?P<attributes>[^>]*)>")


def stackable(html: str) -> str:
    """Return a page's HTML with roles on its tables and the column's name on every cell."""
    return _TABLE.sub(lambda table: _labelled(table.group()), html)


def _labelled(table: str) -> str:
    names = [unescape(Markup(head).striptags()) for head in _HEAD.findall(table)]  # noqa: S704 - only to strip its tags
    table = _ROW.sub(lambda row: _row(row.group(), names), table)
    for element, role in {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row"}.items():
        table = table.replace(f"<{element}>", f'<{element} role="{role}">')
    return re.sub(r"<th(?=[ >])", '<th role="columnheader"', table)


def _row(row: str, names: list[str]) -> str:
    labels = iter(names)
    return _CELL.sub(
        lambda cell: f'<td role="cell" data-label="{escape(next(labels, ""))}"{cell["attributes"]}>',
        row,
    )
