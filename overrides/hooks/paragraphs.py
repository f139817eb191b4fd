"""Reads a page of prose as its paragraphs: what an editor sees as one thing and a translator translates as one.

A paragraph is a heading, a paragraph of text, a list item, a term or its definition, a row of a table; in the head of
the page its title and its description. Markers such as ``[[report]]``, the line below a table's head, attributes and
HTML tags that stand alone are no text.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

TITLE_FIELDS = ("title", "description")
ROW, HEADING = "|", "#"
FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_FIELD = re.compile(rf"({'|'.join(TITLE_FIELDS)}): *(.+)$")
_NO_TEXT = re.compile(r"\s*(\[\[.*\]\]|</?[a-z][^>]*>|\{:.*\}|\|?[ :-]*-{3}[ |:-]*)\s*$")
_FENCE = re.compile(r"\s*(```|~~~)")
_MARK = re.compile(r"(\s*)(#{1,6}|[*+-]|\d+\.|:|>|\|)(\s+|(?<=\|))")
_ID = re.compile(r"\s*\{#([a-z0-9-]+)\}\s*$")
_ATTRIBUTES = re.compile(r"\{:?\s*[#.][^}]*\}")
BEFORE_HEADINGS = "anfang"


@dataclass(frozen=True)
class Paragraph:
    """A paragraph and where it stands.

    ``place`` is the id of its heading and its number below it ("gebuehren.3"), the id alone for the heading itself,
    ``title`` and ``description`` in the head. ``kind`` is its Markdown mark ("*", "1.", "|", ":", ""), "#id" for a
    heading. ``start`` and ``end`` are line numbers from 0, the end exclusive.
    """

    place: str
    kind: str
    text: str
    start: int = 0
    end: int = 0

    @property
    def hash(self) -> str:
        """Twelve hex digits for the text, without regard to white space and attributes."""
        return hash_of(_ATTRIBUTES.sub("", self.text))

    @property
    def cells(self) -> list[str]:
        """The cells of a row of a table."""
        return [cell.strip() for cell in self.text.strip().strip(ROW).split(ROW)]


def hash_of(text: str) -> str:
    """Twelve hex digits for a text, without regard to white space."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:12]


def read(page: str) -> list[Paragraph]:
    """The paragraphs of a page with its front matter, in their order."""
    match = FRONT_MATTER.match(page)
    body_starts = match.group().count("\n") if match else 0
    lines = page.splitlines()
    found = [
        Paragraph(field[1], field[1], field[2].strip().strip("\"'"), number, number + 1)
        for number, line in enumerate(lines[:body_starts])
        if (field := _FIELD.match(line))
    ]
    section, count = BEFORE_HEADINGS, 0
    for start, end in _spans(lines, body_starts):
        mark = _MARK.match(lines[start])
        kind = mark[2] if mark else ""
        text = "\n".join([lines[start][mark.end() if mark and kind != ROW else 0 :], *lines[start + 1 : end]])
        count += 1
        if kind.startswith(HEADING):
            ident = _ID.search(text)
            section, count = ident[1] if ident else text.strip(), 0
            kind, text = HEADING + section, _ID.sub("", text)
        place = f"{section}.{count}" if count else section
        found.append(Paragraph(place, "1." if kind.endswith(".") else kind, text.strip(), start, end))
    return found


def _spans(lines: list[str], first: int) -> list[tuple[int, int]]:
    """The first line of each paragraph below line ``first`` and the line behind it."""
    found: list[tuple[int, int]] = []
    is_open = fenced = False
    for number, line in enumerate(lines[first:], first):
        if _FENCE.match(line):
            fenced, is_open = not fenced, False
        elif fenced or not line.strip() or _NO_TEXT.match(line):
            is_open = False
        elif is_open and not _MARK.match(line):
            found[-1] = (found[-1][0], number + 1)
        else:
            found.append((number, number + 1))
            is_open = not line.lstrip().startswith((ROW, HEADING))
    return found


def whole(page: str) -> Paragraph:
    """A page as one paragraph."""
    return Paragraph("seite", "page", "\n".join(paragraph.text for paragraph in read(page)))


def body(page: str) -> str:
    """A page without its front matter."""
    return FRONT_MATTER.sub("", page)


@dataclass(frozen=True)
class Note:
    """German text to show: below paragraph ``own`` of a translation, or, without one, behind ``after``."""

    label: str
    german: Paragraph | None
    own: Paragraph | None = None
    after: Paragraph | None = None


def with_german(page: str, german_page: str, notes: list[Note]) -> str:
    """A translated page whose ``notes`` stand in place: German text marked as German, with a label in front of it.

    Links, lists and tables of the German text stay what they are, because it is put into the Markdown.
    """
    lines, german_lines = page.splitlines(), german_page.splitlines()
    for note in notes:
        if note.own:
            _append(lines, note, note.own)
    added: dict[int, list[str]] = {}
    for note in notes:
        if not note.own and note.german:
            at = note.after.end if note.after else len(lines) - len(body(page).splitlines())
            while note.after and at < len(lines) and lines[at].strip() and _NO_TEXT.match(lines[at]):
                at += 1  # Behind the line below a table's head and the attributes of a paragraph.
            before = added.setdefault(at, [])
            same = _continues(before[-1] if before else lines[at - 1], note.german.kind)
            before += [*([] if same else [""]), *_untranslated(german_lines, note, note.german)]
    for at in sorted(added, reverse=True):
        behind = added[at][-1]
        closes = at < len(lines) and lines[at].strip() and not _continues(behind, _kind(lines[at]))
        lines[at:at] = [*added[at], *([""] if closes else [])]
    return "\n".join(lines) + "\n"


def _append(lines: list[str], note: Note, own: Paragraph) -> None:
    """Put the German text at the end of a paragraph, inside the same list item, heading or row."""
    if own.kind in TITLE_FIELDS:
        return
    last = own.end - 1
    if own.kind == ROW:
        german = note.german.cells if note.german else []
        cells = own.cells
        if len(german) != len(cells):  # The table has another shape now.
            german = [" · ".join(german)] + [""] * (len(cells) - 1)
        said = [_box("" if n else note.label, text) for n, text in enumerate(german)]
        lines[last] = "| " + " | ".join(f"{a} {b}" for a, b in zip(cells, said, strict=True)) + " |"
        return
    ident = _ID.search(lines[last]) if own.kind.startswith(HEADING) else None
    line = lines[last][: ident.start()] if ident else lines[last]
    said_there = _box(note.label, note.german.text if note.german else "")
    lines[last] = f"{line.rstrip()} {said_there}{ident.group() if ident else ''}"


def _untranslated(german_lines: list[str], note: Note, german: Paragraph) -> list[str]:
    """The lines of a German paragraph with its label, with the lines below it that belong to it."""
    tail = []
    for line in german_lines[german.end :]:
        if not line.strip() or not _NO_TEXT.match(line) or line.startswith(("[[", "<")):
            break
        tail.append(line)
    if german.kind == ROW:
        said = [_box("" if n else note.label, text) for n, text in enumerate(german.cells)]
        return ["| " + " | ".join(said) + " |", *tail]
    first = german_lines[german.start]
    mark = _MARK.match(first)
    ident = _ID.search(first) if german.kind.startswith(HEADING) else None
    return [f"{mark.group() if mark else ''}{_box(note.label, german.text)}{ident.group() if ident else ''}", *tail]


def _box(label: str, german: str) -> str:
    """A label and a German text, inline, so that it may stand in any paragraph."""
    said = f'<span lang="de" dir="ltr">{" ".join(german.split())}</span>' if german else ""
    head = f"<small>{label}</small>" if label else ""
    return f'<span class="outdated">{" ".join(part for part in (head, said) if part)}</span>' if head or said else ""


def _kind(line: str) -> str:
    mark = _MARK.match(line)
    return ("1." if mark[2].endswith(".") else mark[2]) if mark else ""


def _continues(line: str, kind: str) -> bool:
    """Whether a list item or a row of this kind may follow the line directly."""
    if kind == ROW:
        return line.lstrip().startswith(ROW)
    return kind in {"*", "+", "-", "1."} and _kind(line) == kind
