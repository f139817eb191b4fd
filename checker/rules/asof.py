"""How a table reads on a day in the past: which states counted as member states then."""

from checker.model import Box, Table
from checker.tables import expand

BREXIT = "2021-01-01"
"""First day on which an application with a British certificate is a third-country case (Withdrawal Agreement Art. 27)."""


def as_of(table: Table, on: str) -> Table:
    """The table as it reads on an ISO date; until the end of 2020 the United Kingdom stood with the member states."""
    if on >= BREXIT:
        return table
    rows = []
    for row in table.rows:
        boxes = [box for box in map(with_uk_inside, expand(row)) if all(box.values())]
        if boxes:
            rows.append(row._replace(when={}, any_of=tuple(boxes)))
    return table._replace(rows=tuple(rows))


def with_uk_inside(box: Box) -> Box:
    """A box in which British certificates count as those of a member state."""
    if "where" not in box:
        return box
    states = box["where"] - {"UK"}
    return {**box, "where": states | {"UK"} if "EU_EEA_CH" in states else states}
