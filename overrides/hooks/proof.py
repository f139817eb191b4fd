"""The figures of the last test run, as the page "what was checked" shows them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from babel.numbers import format_decimal

FIGURES = Path(__file__).resolve().parents[2] / "docs" / "assets" / "proof.json"
COUNTED = (
    "paths",
    "paths_unknown",
    "longest",
    "median",
    "main_rows",
    "main_procedures",
    "statements",
    "cases",
    "sources",
    "laws",
    "professions",
)


@cache
def figures() -> dict[str, Any]:
    """What `make proof` wrote; `make test` fails when it is older than rules, cases or laws."""
    found: dict[str, Any] = json.loads(FIGURES.read_text(encoding="utf-8"))
    return found


def number(value: int, language: str) -> str:
    """Write a figure as the language groups its digits."""
    return str(format_decimal(value, locale=language))
