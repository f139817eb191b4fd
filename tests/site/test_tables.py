"""Tables of prose stay tables for screen readers and name their columns for phones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from overrides.hooks.tables import stackable

if TYPE_CHECKING:
    from tests.site.reader import Page

MARKDOWN = """<p>A</p>
<table>
<thead>
<tr>
<th>Who &amp; what</th>
<th style="text-align: right;"><strong>Cost</strong></th>
</tr>
</thead>
<tbody>
<tr>
<td><a href="a/">One</a></td>
<td style="text-align: right;">5</td>
</tr>
</tbody>
</table>"""


def test_cells_name_their_column_and_parts_say_what_they_are() -> None:
    html = stackable(MARKDOWN)
    assert '<table role="table">' in html
    assert '<th role="columnheader">Who &amp; what</th>' in html
    assert '<td role="cell" data-label="Who &amp; what"><a href="a/">One</a></td>' in html
    assert '<td role="cell" data-label="Cost" style="text-align: right;">5</td>' in html
    assert html.count('role="row"') == 2
    assert html.count('role="rowgroup"') == 2
    assert stackable("<p>No table</p>") == "<p>No table</p>"


def test_every_cell_of_a_built_table_has_a_label(pages: dict[str, Page]) -> None:
    cells = [
        (page.url, cell)
        for page in pages.values()
        for cell in page.all("td")
        if page.common_path.startswith(("programm/", "multiplikatoren/", "uebersetzung/", "material/"))
    ]
    assert len(cells) > 100
    assert [(url, cell.text) for url, cell in cells if "data-label" not in cell.attributes] == []
