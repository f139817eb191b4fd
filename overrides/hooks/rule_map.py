"""The rule map: which questions decide about which procedure, read from the tables, as a drawing and as a list.

Every column is a question, every row a procedure. A full point: the answer decides whether this becomes the main
procedure. A ring: the answer decides only whether it comes beside another one.
"""

from __future__ import annotations

import textwrap
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from checker.catalog import Catalog
from checker.engine import COLLECTED
from checker.procedures import PROCEDURES
from checker.questions import QUESTIONS
from checker.review import title
from checker.rules.main import MAIN
from checker.tables import expand

if TYPE_CHECKING:
    from pathlib import Path

LABELS, HEAD, COLUMN, LINE, EDGE = 380, 310, 30, 26, 10
POINT, FONT = 6, 12
QUESTION_CHARACTERS, NAME_CHARACTERS = 44, 54


class Decision(NamedTuple):
    """A procedure with the questions that decide about it, in the order in which they are asked."""

    procedure: str
    main: tuple[str, ...]
    beside: tuple[str, ...]


@cache
def decisions() -> tuple[Decision, ...]:
    """Every procedure, those that can be the main one first, in the order of the site."""
    main: dict[str, set[str]] = defaultdict(set)
    beside: dict[str, set[str]] = defaultdict(set)
    for table in (MAIN, *COLLECTED):
        for row in table.rows:
            for box in expand(row):
                (main if table is MAIN else beside)[str(row.then)] |= set(box)
    every = [question.id for question in QUESTIONS]
    found = [
        Decision(
            ident,
            tuple(question for question in every if question in main[ident]),
            tuple(question for question in every if question in beside[ident] - main[ident]),
        )
        for ident in PROCEDURES
    ]
    return tuple(sorted(found, key=lambda decision: not decision.main))


def drawing() -> Markup:
    """The map as SVG in German; everything takes the colour of the text around it."""
    words = Catalog("de")
    width = LABELS + COLUMN * len(QUESTIONS) + EDGE
    height = HEAD + LINE * len(decisions()) + EDGE
    parts = [
        Markup(
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" role="img" lang="de" dir="ltr" '
            'aria-labelledby="karte-titel karte-text" font-family="system-ui, sans-serif" font-size="{}" '
            'fill="currentColor" stroke="none">\n'
            '<title id="karte-titel">Welche Frage über welches Verfahren entscheidet</title>\n'
            '<desc id="karte-text">Spalten sind Fragen, Zeilen sind Verfahren. '
            "Ein voller Punkt: Die Antwort entscheidet, ob dies das Hauptverfahren ist. "
            "Ein Ring: Die Antwort entscheidet nur, ob es dazukommt. "
            "Dieselben Angaben stehen unter der Karte als Liste.</desc>\n"
        ).format(width, height, FONT)
    ]
    parts.extend(column(number, words.get(f"question.{question.id}.text")) for number, question in enumerate(QUESTIONS))
    parts.extend(line(number, decision, words) for number, decision in enumerate(decisions()))
    return Markup("").join([*parts, Markup("</svg>\n")])


def column(number: int, text: str) -> Markup:
    """A question: its words upright above a thin line through all rows."""
    x = LABELS + COLUMN * number + COLUMN // 2
    bottom = HEAD + LINE * len(decisions())
    wrapped = textwrap.wrap(text, QUESTION_CHARACTERS)
    start = x + FONT // 2 - 1 - (len(wrapped) - 1) * FONT // 2
    spans = stacked(wrapped, -HEAD + EDGE, start)
    return Markup(
        '<line x1="{x}" y1="{top}" x2="{x}" y2="{bottom}" stroke="currentColor" stroke-opacity="0.2"/>'
        '<text transform="rotate(-90)" data-x="{x}">{spans}</text>\n'
    ).format(x=x, top=HEAD, bottom=bottom, spans=spans)


def line(number: int, decision: Decision, words: Catalog) -> Markup:
    """A procedure: its name and a point under every question that decides about it."""
    y = HEAD + LINE * number + LINE // 2
    right = LABELS + COLUMN * len(QUESTIONS)
    marks = Markup("").join(
        point(LABELS + COLUMN * place + COLUMN // 2, y, full=question.id in decision.main)
        for place, question in enumerate(QUESTIONS)
        if question.id in (*decision.main, *decision.beside)
    )
    wrapped = textwrap.wrap(title(decision.procedure, words), NAME_CHARACTERS)
    spans = stacked(wrapped, LABELS - EDGE, y + FONT // 3 - (len(wrapped) - 1) * FONT // 2)
    return Markup(
        '<line x1="{left}" y1="{y}" x2="{right}" y2="{y}" stroke="currentColor" stroke-opacity="0.2"/>'
        '<text text-anchor="end" data-y="{y}">{spans}</text>{marks}\n'
    ).format(left=LABELS - EDGE, y=y, right=right, spans=spans, marks=marks)


def stacked(pieces: list[str], x: int, first: int) -> Markup:
    """Lines of one text below each other; the spaces between them stay, so that the text reads as one."""
    return Markup("").join(
        Markup('<tspan x="{}" y="{}">{}</tspan>').format(x, first + FONT * place, piece + " " * (piece != pieces[-1]))
        for place, piece in enumerate(pieces)
    )


def point(x: int, y: int, *, full: bool) -> Markup:
    """A full point or a ring; a ring hides nothing, so that it reads on every background."""
    if full:
        return Markup('<circle cx="{}" cy="{}" r="{}"/>').format(x, y, POINT)
    return Markup('<circle cx="{}" cy="{}" r="{}" fill="none" stroke="currentColor" stroke-width="2"/>').format(
        x, y, POINT - 1
    )


def write(folder: Path) -> None:
    """Write the map as a file of its own, to print or to pass on."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "regelkarte.svg").write_text(drawing(), encoding="utf-8")
