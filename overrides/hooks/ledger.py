"""The ledger of a language: from which German paragraph each translated paragraph was made, and who has read it.

``overrides/locale/<language>/ledger.csv`` has a line for each paragraph of prose and each message of a catalog::

    page,paragraph,german,translation,status
    anerkennung/kosten.md,gebuehren.3,f1e7e785ca3a,08d5b2a6c1f0,machine

``german`` and ``translation`` are hashes of both texts, ``status`` is ``machine`` until a person has read that very
text, then ``reviewed``. ``paragraph`` tells people the place; paragraphs are recognised by their text, so that moving
one changes nothing. ``python -m overrides.hooks.translations`` writes the file.
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict, deque
from dataclasses import astuple, dataclass, fields
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

MACHINE, REVIEWED = "machine", "reviewed"
_HASH = re.compile(r"[0-9a-f]{12}")


class BadLedger(Exception):
    """A line of a ledger is wrong; the message names file, line, page, paragraph and remedy, in German."""


@dataclass(frozen=True)
class Entry:
    """One line of a ledger."""

    page: str
    paragraph: str
    german: str
    translation: str
    status: str


FIELDS = tuple(field.name for field in fields(Entry))


def load(path: Path) -> dict[str, list[Entry]]:
    """Page -> its lines in their order; nothing when there is no file yet. Raises BadLedger."""
    found: dict[str, list[Entry]] = defaultdict(list)
    if not path.exists():
        return found
    rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8")))
    if tuple(next(rows, ())) != FIELDS:
        raise BadLedger(f"{path}, Zeile 1: Die erste Zeile muss {','.join(FIELDS)} lauten. Bitte wiederherstellen.")
    seen: set[tuple[str, str]] = set()
    for row in rows:
        if len(row) != len(FIELDS):
            raise BadLedger(
                f"{path}, Zeile {rows.line_num}: {len(row)} statt {len(FIELDS)} Angaben: {','.join(row)}. "
                "Bitte die Zeile löschen und die Seite neu aufnehmen (translations record)."
            )
        entry = Entry(*row)
        if fault := _fault(entry, (entry.page, entry.paragraph) in seen):
            raise BadLedger(
                f"{path}, Zeile {rows.line_num}, Seite {entry.page}, Absatz {entry.paragraph}: {fault} "
                f"Bitte die Zeile löschen und neu aufnehmen: "
                f"python -m overrides.hooks.translations record {path.parent.name} {entry.page}"
            )
        seen.add((entry.page, entry.paragraph))
        found[entry.page].append(entry)
    return found


def _fault(entry: Entry, twice: bool) -> str:  # noqa: FBT001 - private
    if entry.status not in (MACHINE, REVIEWED):
        return f"Den Stand „{entry.status}“ gibt es nicht, nur {MACHINE} und {REVIEWED}."
    for name in ("german", "translation"):
        if not _HASH.fullmatch(getattr(entry, name)):
            return f"In der Spalte {name} steht „{getattr(entry, name)}“ statt zwölf Ziffern und Buchstaben a bis f."
    return "Diesen Absatz gibt es schon in einer anderen Zeile." if twice else ""


def save(path: Path, entries: dict[str, list[Entry]]) -> None:
    """Write a ledger: pages by name, the paragraphs of a page in their order."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(FIELDS)
    writer.writerows(astuple(entry) for page in sorted(entries) for entry in entries[page])
    path.write_text(text.getvalue(), encoding="utf-8")


def partners(old: list[tuple[str, str]], new: list[tuple[str, str]]) -> list[int | None]:
    """For each (kind, hash) of ``new`` the number of its partner in ``old``, or None.

    The same text is its own partner, in order or moved elsewhere. What then remains between the same neighbours and
    is of one kind has been changed.
    """
    before, after = [text for _, text in old], [text for _, text in new]
    steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    found: list[int | None] = [None] * len(new)
    for step, i, _, j, k in steps:
        if step == "equal":
            found[j:k] = range(i, i + k - j)
    free: defaultdict[str, deque[int]] = defaultdict(deque)
    for number in sorted(set(range(len(old))) - set(found)):
        free[before[number]].append(number)
    for number, text in enumerate(after):
        if found[number] is None and free[text]:
            found[number] = free[text].popleft()
    taken = set(found)
    for step, i, end, j, k in steps:
        left = [number for number in range(i, end) if number not in taken] if step == "replace" else []
        for number in (n for n in range(j, k) if found[n] is None):
            match = next((candidate for candidate in left if old[candidate][0] == new[number][0]), None)
            if match is not None:
                found[number] = match
                del left[: left.index(match) + 1]
    return found
