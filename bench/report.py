"""What a suite has measured, as tables for people and as one file for machines."""

from __future__ import annotations

import datetime
import json
import os
import platform
import statistics
from dataclasses import asdict, dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
RESULTS = HERE / "results.json"
PAGE = HERE / "results.md"
INTRODUCTION = """# Measured

Written by `make bench`. Times depend on the machine, so they are compared within one run; a spread in brackets
goes from the lowest to the highest of the repeated measurements, the figure before it is their median.
"""


@dataclass
class Table:
    """One table of measurements: a row is one thing measured, a column one way of measuring it.

    ``over`` names every budget that was missed.
    """

    title: str
    columns: tuple[str, ...]
    explanation: str
    rows: list[tuple[str, ...]] = field(default_factory=list)
    over: list[str] = field(default_factory=list)

    def add(self, *cells: str) -> None:
        """Add a row."""
        if len(cells) != len(self.columns):
            raise ValueError(f"{self.title}: {len(self.columns)} cells expected, got {cells}")
        self.rows.append(cells)

    def check(self, what: str, value: float, budget: float, *, least: bool = False) -> str:
        """Say whether a value keeps its budget, the most it may be (or the least), and remember when it does not."""
        kept = value >= budget if least else value <= budget
        if not kept:
            self.over.append(f"{self.title}: {what} is {value:.2f}, the budget {budget:g}")
        return f"{'≥' if least else '≤'} {budget:g} {'✓' if kept else '✗'}"


def spread(values: list[float], unit: str = "", digits: int = 2) -> str:
    """The median of repeated measurements with the lowest and the highest."""
    middle = f"{statistics.median(values):.{digits}f}"
    span = f" ({min(values):.{digits}f}-{max(values):.{digits}f})" if len(values) > 1 else ""
    return f"{middle}{span}{f' {unit}' if unit else ''}"


def write(suite: str, tables: list[Table]) -> None:
    """Put the tables of a suite into the files of results, in place of what it measured before."""
    known = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    known[suite] = {
        "measured": datetime.datetime.now(tz=datetime.UTC).date().isoformat(),
        "machine": f"{os.cpu_count()} processors, {platform.system()}, Python {platform.python_version()}",
        "tables": [asdict(table) for table in tables],
    }
    known = dict(sorted(known.items()))
    RESULTS.write_text(json.dumps(known, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    PAGE.write_text(page(known), encoding="utf-8")


def page(known: dict[str, dict[str, object]]) -> str:
    """All results as Markdown."""
    parts = [INTRODUCTION]
    for suite, found in known.items():
        parts.append(f"\n## `make bench ONLY={suite}`\n\n{found['measured']}, {found['machine']}\n")
        parts += [markdown(Table(**table)) for table in found["tables"]]  # type: ignore[attr-defined]
    return "".join(parts)


def markdown(table: Table) -> str:
    """One table as Markdown."""
    lines = [f"| {' | '.join(row)} |" for row in (table.columns, ["---"] * len(table.columns), *table.rows)]
    return "\n".join((f"\n### {table.title}\n", table.explanation, "", *lines, ""))
