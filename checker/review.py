"""All tables as one German page and CSV files, for counsellors who check the rules without reading code."""

import csv
import html
from pathlib import Path
from typing import Any

from checker import knowledge
from checker.catalog import Catalog
from checker.engine import COLLECTED
from checker.model import Row, Table
from checker.present import RULES_DATE, rules_version
from checker.questions import BY_ID
from checker.rules.authority import AUTHORITY
from checker.rules.main import MAIN

TABLES: tuple[Table, ...] = (MAIN, AUTHORITY, *COLLECTED)
COLUMNS = ("Zeile", "Bedingung", "Ergebnis", "Rolle", "Begründung", "Quellen", "Gültig von", "Gültig bis")


def condition(row: Row, words: Catalog) -> str:
    """The condition in words; ``;`` joins what must hold together, `` ODER `` the alternatives."""

    def box(conditions: Any) -> str:  # noqa: ANN401
        return "; ".join(cell(question, options, words) for question, options in conditions.items())

    alternatives = " ODER ".join(f"[{box(extra)}]" for extra in row.any_of)
    return " UND ".join(part for part in (box(row.when), alternatives) if part)


def cell(question: str, options: frozenset[str], words: Catalog) -> str:
    """One condition: question and allowed options, in the question's order, as ids with German texts."""
    if question == "verfahren":
        return "Verfahren: " + ", ".join(sorted(options))
    names = [option for option in BY_ID[question].options if option in options]
    shown = (f"{words.get(f'option.{question}.{name}') or name} ({name})" for name in names)
    return f"{words.get(f'question.{question}.text') or question} {', '.join(shown)}"


def lines(table: Table, words: Catalog) -> list[tuple[str, ...]]:
    """The rows of a table as text columns."""
    return [
        (
            row.id,
            condition(row, words),
            row.then if isinstance(row.then, str) else ", ".join(row.then) or "keine",
            row.role,
            words.get(f"reason.{row.reason}") or words.get(f"caution.{row.then}"),
            ", ".join(knowledge.source(ident)["cite"] for ident in row.sources),
            row.valid_from,
            row.valid_to,
        )
        for row in table.rows
    ]


def page(words: Catalog) -> str:
    """One HTML page without scripts, readable in any browser and printable."""
    parts = [
        '<!doctype html><html lang="de"><head><meta charset="utf-8">',
        "<title>Regeln der Anerkennungsprüfung</title></head><body>",
        f"<h1>Regeln der Anerkennungsprüfung</h1><p>Stand {RULES_DATE}, Fassung {rules_version()}.</p>",
    ]
    for table in TABLES:
        parts.append(
            f'<h2 id="{table.name}">{table.name}: {len(table.rows)} Zeilen ({table.hit})</h2><table><thead><tr>'
        )
        parts.extend(f'<th scope="col">{name}</th>' for name in COLUMNS)
        parts.append("</tr></thead><tbody>")
        parts.extend(
            "<tr>" + "".join(f"<td>{html.escape(text)}</td>" for text in line) + "</tr>\n"
            for line in lines(table, words)
        )
        parts.append("</tbody></table>")
    return "".join([*parts, "</body></html>\n"])


def write(out: Path) -> dict[str, Any]:
    """Write ``index.html`` and one CSV file per table; returns the names and the number of rows."""
    out.mkdir(parents=True, exist_ok=True)
    words = Catalog("de")
    (out / "index.html").write_text(page(words), encoding="utf-8")
    for table in TABLES:
        with (out / f"{table.name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=";")
            writer.writerow(COLUMNS)
            writer.writerows(lines(table, words))
    return {"folder": str(out), "tables": {table.name: len(table.rows) for table in TABLES}}
