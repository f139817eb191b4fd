"""All tables in German words: one page and CSV files for counsellors who check the rules without reading code."""

import csv
import html
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from checker import knowledge
from checker.catalog import Catalog
from checker.engine import COLLECTED
from checker.model import Box, Row, Table
from checker.present import RULES_DATE, rules_version
from checker.procedures import PROCEDURES
from checker.questions import BY_ID
from checker.rules.authority import AUTHORITY
from checker.rules.main import MAIN

TABLES: tuple[Table, ...] = (MAIN, AUTHORITY, *COLLECTED)
COLUMNS = ("Zeile", "Bedingung", "Ergebnis", "Rolle", "Begründung", "Quellen", "Gültig von", "Gültig bis")
# The review is German in every language of the site; these words occur nowhere else.
PROCEDURE = "Um welches Verfahren geht es?"
NOBODY = "keine Stelle hier"
SELECTED = {
    "@south": "zuständige Stelle des Berufs, Süden",
    "@north": "zuständige Stelle des Berufs, Norden",
    "@national": "zuständige Stelle des Berufs, bundesweit",
    "@both": "zuständige Stellen des Berufs, Süden und Norden",
    "@training-south": "prüfende Stelle des Berufs, Süden",
    "@training-north": "prüfende Stelle des Berufs, Norden",
    "@training-both": "prüfende Stellen des Berufs, Süden und Norden",
}


class Condition(NamedTuple):
    """One condition in words: the question, the answers that are allowed, or those that are not."""

    question: str
    answers: tuple[str, ...]
    excluded: bool = False

    @property
    def said(self) -> str:
        """The answers in one line."""
        return ("nicht: " if self.excluded else "") + " / ".join(self.answers)

    def __str__(self) -> str:
        """Question and answers in one line."""
        return f"{self.question} {self.said}"


class Line(NamedTuple):
    """One row in words: what must hold, one of which alternatives, what follows, why, from what and when."""

    id: str
    when: tuple[Condition, ...]
    any_of: tuple[tuple[Condition, ...], ...]
    then: tuple[str, ...]
    role: str
    why: str
    sources: tuple[str, ...]
    valid_from: str
    valid_to: str


def lines(table: Table, words: Catalog) -> Iterator[Line]:
    """The rows of a table in words."""
    for row in table.rows:
        yield Line(
            row.id,
            conditions(row.when, words),
            tuple(conditions(box, words) for box in row.any_of),
            results(table, row, words),
            "" if table.name in ("authority", "cautions") else words.get(f"ui.role.{row.role}"),
            "" if table.name == "cautions" else words.get(f"reason.{row.reason}"),
            row.sources,
            row.valid_from,
            row.valid_to,
        )


def conditions(box: Box, words: Catalog) -> tuple[Condition, ...]:
    """The conditions of a box, in the order of the questions; the shorter of allowed and excluded answers."""
    order = (*BY_ID, "verfahren")
    return tuple(condition(question, box[question], words) for question in order if question in box)


def condition(question: str, options: frozenset[str], words: Catalog) -> Condition:
    """One condition in words."""
    every = PROCEDURES if question == "verfahren" else BY_ID[question].options
    rest = [option for option in every if option not in options]
    excluded = 0 < len(rest) < len(options)
    named = rest if excluded else [option for option in every if option in options]
    if question == "verfahren":
        return Condition(PROCEDURE, tuple(title(ident, words) for ident in named), excluded)
    texts = tuple(words.get(f"option.{question}.{option}") or option for option in named)
    return Condition(words.get(f"question.{question}.text") or question, texts, excluded)


def results(table: Table, row: Row, words: Catalog) -> tuple[str, ...]:
    """What a row leads to: a procedure, the text of a caution, or who decides."""
    if table.name == "authority":
        bodies = knowledge.table("authorities")
        return tuple(SELECTED.get(i) or (bodies[i]["name"] if i in bodies else i) for i in row.then) or (NOBODY,)
    if table.name == "cautions":
        return (words.get(f"caution.{row.then}"),)
    return (title(str(row.then), words),)


def title(procedure: str, words: Catalog) -> str:
    """The name of a procedure."""
    return words.get(f"procedure.{procedure}.title") or procedure


def cells(line: Line) -> tuple[str, ...]:
    """A line as columns; ``;`` joins what must hold together, ``ODER`` the alternatives."""
    alternatives = " ODER ".join(f"[{'; '.join(map(str, box))}]" for box in line.any_of)
    whole = " UND ".join(part for part in ("; ".join(map(str, line.when)), alternatives) if part)
    cited = ", ".join(knowledge.source(ident)["cite"] for ident in line.sources)
    return (line.id, whole, ", ".join(line.then), line.role, line.why, cited, line.valid_from, line.valid_to)


def as_csv(table: Table, words: Catalog) -> str:
    """A table as CSV with semicolons, as German spreadsheets open it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(cells(line) for line in lines(table, words))
    return out.getvalue()


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
            f'<tr id="{table.name}-{line.id}">' + "".join(f"<td>{cell}</td>" for cell in html_cells(line)) + "</tr>\n"
            for line in lines(table, words)
        )
        parts.append("</tbody></table>")
    return "".join([*parts, "</body></html>\n"])


def html_cells(line: Line) -> Iterator[str]:
    """The columns of a line as HTML, with every source linked and dated."""
    for name, text in zip(COLUMNS, cells(line), strict=True):
        yield "<br>".join(map(cited, line.sources)) if name == "Quellen" else html.escape(text)


def cited(ident: str) -> str:
    """A source as a link, with the day it was read."""
    source = knowledge.source(ident)
    cite = html.escape(source["cite"])
    link = f'<a href="{html.escape(source["url"])}">{cite}</a>' if source["url"] else cite
    return f"{link} (geprüft am {source['checked']})"


def write(out: Path) -> dict[str, Any]:
    """Write ``index.html`` and one CSV file per table; returns the names and the number of rows."""
    out.mkdir(parents=True, exist_ok=True)
    words = Catalog("de")
    (out / "index.html").write_text(page(words), encoding="utf-8")
    write_csv(out)
    return {"folder": str(out), "tables": {table.name: len(table.rows) for table in TABLES}}


def write_csv(out: Path) -> None:
    """Write one CSV file per table, with the mark by which spreadsheets know UTF-8."""
    out.mkdir(parents=True, exist_ok=True)
    words = Catalog("de")
    for table in TABLES:
        (out / f"{table.name}.csv").write_text(as_csv(table, words), encoding="utf-8-sig", newline="")
