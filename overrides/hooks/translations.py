"""How far each translated paragraph is behind its German paragraph, and the tools that record it.

The unit is the paragraph of prose (:mod:`overrides.hooks.paragraphs`) and the message of a catalog; in Leichte Sprache,
which is a text of its own, the page. What is known stands in the ledger (:mod:`overrides.hooks.ledger`)::

    python -m overrides.hooks.translations                          what is to be done, per language
    python -m overrides.hooks.translations list uk                  the same, paragraph by paragraph
    python -m overrides.hooks.translations record uk [PAGE [PLACE …]]   the translation fits today's German text
    python -m overrides.hooks.translations review uk PAGE [PLACE …]     a person has read it beside the German text
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from checker.catalog import EASY, LANGUAGES, REFERENCE, leave_out
from checker.po import parse
from overrides.hooks import cases, ledger, paragraphs
from overrides.hooks.ledger import MACHINE, REVIEWED, BadLedger, Entry
from overrides.hooks.paragraphs import TITLE_FIELDS, Note, Paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parents[2]
STALE, MISSING = "stale", "missing"
STATES = (MACHINE, REVIEWED, STALE, MISSING)
CASES = "cases.po"
PLURAL = "\f"
"""Stands between the plural forms of a message."""


@dataclass(frozen=True)
class Standing:
    """One paragraph: the translation, the German paragraph of today and what the ledger says, as far as they exist."""

    page: str
    own: Paragraph | None
    german: Paragraph | None
    entry: Entry | None

    @property
    def place(self) -> str:
        """Where it stands in the translation, where it belongs when it is missing."""
        return (self.own or self.german or Paragraph("", "", "")).place

    @property
    def gone(self) -> bool:
        """Whether the German text has dropped the paragraph."""
        return self.german is None

    @property
    def state(self) -> str:
        """Return "machine", "reviewed", "stale" or "missing".

        Review is lost with every change of the translation. A message without an entry is new: its key says which
        German text it was made from. A paragraph without an entry is stale.
        """
        if self.own is None:
            return MISSING
        if self.german is None or (self.entry is None and not self._message):
            return STALE
        if self.entry is None:
            return MACHINE
        if self.entry.german != self.german.hash:
            return STALE
        return self.entry.status if self.entry.translation == self.own.hash else MACHINE

    @property
    def edited(self) -> bool:
        """Whether the translation differs from the one the ledger knows."""
        return self.own is not None and (self.entry is None or self.entry.translation != self.own.hash)

    @property
    def _message(self) -> bool:
        return self.page.endswith(".po")

    def recorded(self, status: str) -> Entry:
        """The line for today's texts."""
        own, german = self.own, self.german
        assert own is not None  # noqa: S101 - for the type checker; callers have looked
        assert german is not None  # noqa: S101 - the same
        return Entry(self.page, own.place, german.hash, own.hash, status)


class Translations:
    """Everything translated into one language."""

    def __init__(self, language: str, root: Path = ROOT) -> None:
        """Read the ledger; raises BadLedger."""
        self.language, self.root = language, root
        self.ledger = root / "overrides" / "locale" / language / "ledger.csv"
        self.entries = ledger.load(self.ledger)
        self._standings: dict[str, list[Standing]] = {}
        known = {*self.prose(), *self.catalogs()}
        if unknown := [page for page in self.entries if page not in known]:
            entry = self.entries[unknown[0]][0]
            raise BadLedger(
                f"{self.ledger}, Seite {entry.page}, Absatz {entry.paragraph}: Diese Seite gibt es auf Deutsch nicht. "
                f"Umbenannt? Dann in der Spalte page den neuen Namen eintragen. Gelöscht? Dann die Zeilen löschen."
            )

    def prose(self) -> list[str]:
        """The German pages, as paths below the folder of the language."""
        folder = self.root / "docs" / REFERENCE
        return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.md"))

    def catalogs(self) -> list[str]:
        """The catalogs of this language."""
        return sorted(
            path.name for part in ("checker", "overrides") for path in self._messages(part, self.language).glob("*.po")
        )

    def standings(self, page: str) -> list[Standing]:
        """The paragraphs of a page or the messages of a catalog in their order, each missing one at its place."""
        if page not in self._standings:
            self._standings[page] = self._catalog(page) if page.endswith(".po") else self._prose(page)
        return self._standings[page]

    def page_state(self, page: str) -> str:
        """Return "stale", "machine" or "" (all reviewed) for a page of prose."""
        states = {standing.state for standing in self.standings(page)}
        return STALE if states & {STALE, MISSING} else MACHINE if MACHINE in states else ""

    def counts(self, pages: Sequence[str]) -> Counter[str]:
        """State -> number of paragraphs on these pages."""
        return Counter(standing.state for page in pages for standing in self.standings(page))

    def outdated_messages(self) -> dict[str, frozenset[str]]:
        """Catalog -> keys whose German text has changed since the translation was made."""
        return {name: frozenset(s.place for s in self.standings(name) if s.state == STALE) for name in self.catalogs()}

    def with_german(self, page: str, labels: dict[str, str]) -> str:
        """The Markdown of a page without its head; stale and missing paragraphs carry their German text.

        ``labels`` names what the reader sees, in the page's language: ``stale``, ``missing``, ``gone``.
        """
        text = self._file(self.language, page).read_text(encoding="utf-8")
        notes, last = [], None
        for standing in self.standings(page):
            if standing.own is None and standing.german and standing.german.kind not in TITLE_FIELDS:
                notes.append(Note(labels[MISSING], standing.german, after=last))
            elif standing.state == STALE:
                label = labels["gone" if standing.gone else STALE]
                notes.append(Note(label, standing.german, own=standing.own))
            last = standing.own or last
        german = self._file(REFERENCE, page).read_text(encoding="utf-8")
        return paragraphs.body(paragraphs.with_german(text, german, notes))

    def accept(self, page: str, places: Sequence[str] = (), *, reviewed: bool = False) -> list[str]:
        """Record that a page, or paragraphs of it, were made from today's German text; return what could not be.

        A paragraph whose German text has changed while the translation has not is accepted only by its place.
        """
        refused, lines = [], []
        standings = self.standings(page)
        known = [standing.place for standing in standings]
        refused += [
            f"{self._name(page)}, Absatz {place}: Diesen Absatz gibt es nicht. Es gibt: {', '.join(known)}"
            for place in places
            if place not in known
        ]
        for standing in standings:
            by_choice = self.language == EASY and standing.own is None  # Leichte Sprache has what its readers need.
            wanted = standing.place in places if places else not by_choice
            fault = _refusal(standing, by_name=bool(places)) if wanted else ""
            if fault:
                refused.append(f"{self._name(page)}, Absatz {standing.place}: {fault}")
            if wanted and not fault:
                same = standing.state == REVIEWED and not standing.edited
                lines.append(standing.recorded(REVIEWED if reviewed or same else MACHINE))
            elif standing.entry and standing.own:
                lines.append(replace(standing.entry, paragraph=standing.own.place))
        self.entries[page] = lines
        self._standings.pop(page)
        return refused

    def save(self) -> None:
        """Write the ledger."""
        ledger.save(self.ledger, self.entries)

    def unrecorded(self) -> list[str]:
        """Translated texts the ledger does not know in their present form."""
        pages = [*self.prose(), *self.catalogs()]
        return [f"{self._name(s.page)}, Absatz {s.place}" for page in pages for s in self.standings(page) if s.edited]

    def _prose(self, page: str) -> list[Standing]:
        path = self._file(self.language, page)
        read = (lambda text: [paragraphs.whole(text)]) if self.language == EASY else paragraphs.read
        german = read(self._file(REFERENCE, page).read_text(encoding="utf-8"))
        own = read(path.read_text(encoding="utf-8")) if path.exists() else []
        entries = self.entries.get(page, [])
        lines = ledger.partners([("", e.translation) for e in entries], [("", p.hash) for p in own])
        entry_of = [None if line is None else entries[line] for line in lines]
        sources = [(p.kind, e.german if e else "") for p, e in zip(own, entry_of, strict=True)]
        translation_of = ledger.partners(sources, [(p.kind, p.hash) for p in german])
        german_of = {number: p for number, p in zip(translation_of, german, strict=True) if number is not None}
        missing: dict[int, list[Standing]] = {}  # By the number of the translated paragraph they follow.
        last = -1
        for number, paragraph in zip(translation_of, german, strict=True):
            if number is None:
                missing.setdefault(last, []).append(Standing(page, None, paragraph, None))
            last = last if number is None else number
        found = missing.get(-1, [])
        for number, (paragraph, entry) in enumerate(zip(own, entry_of, strict=True)):
            found += [Standing(page, paragraph, german_of.get(number), entry), *missing.get(number, [])]
        return found

    def _catalog(self, name: str) -> list[Standing]:
        german, own = self._texts(REFERENCE, name), self._texts(self.language, name)
        entries = {entry.paragraph: entry for entry in self.entries.get(name, [])}
        keys = [*own, *(key for key in german if key not in own)]
        return [Standing(name, own.get(key), german.get(key), entries.get(key)) for key in keys]

    def _texts(self, language: str, name: str) -> dict[str, Paragraph]:
        """Key -> finished message of a catalog."""
        found: dict[str, str] = {}
        for part in ("checker", "overrides"):
            path = self._messages(part, language) / name
            if path.exists():
                messages = parse(path.read_text(encoding="utf-8"), str(path)).items()
                found |= {key: PLURAL.join(m.forms) for key, m in messages if key and all(m.forms) and not m.fuzzy}
        if name == CASES and language == REFERENCE:
            found = cases.titles()
        return {key: Paragraph(key, "message", text) for key, text in found.items()}

    def _messages(self, part: str, language: str) -> Path:
        return self.root / part / "locale" / language / "LC_MESSAGES"

    def _file(self, language: str, page: str) -> Path:
        return self.root / "docs" / language / page

    def _name(self, page: str) -> str:
        return f"{self.language}/{page}" if page.endswith(".po") else f"docs/{self.language}/{page}"


def _refusal(standing: Standing, *, by_name: bool) -> str:
    """Why a paragraph cannot be recorded, with the remedy; "" when it can."""
    if standing.own is None:
        return "Die Übersetzung fehlt. Bitte ergänzen."
    if standing.german is None:
        return "Diesen Absatz gibt es auf Deutsch nicht mehr. Bitte in der Übersetzung löschen."
    if standing.state == STALE and not standing.edited and not by_name:
        return (
            "Der deutsche Text ist neuer, die Übersetzung ist gleich geblieben. Bitte übersetzen. "
            "Passt sie noch? Dann den Absatz im Befehl nennen."
        )
    return ""


@cache
def of(language: str) -> Translations:
    """The translations into a language, read once in a build; raises BadLedger."""
    return Translations(language)


def translated() -> tuple[str, ...]:
    """The languages that are translated from German, Leichte Sprache among them."""
    return (EASY, *(language for language in LANGUAGES if language != REFERENCE))


def leave_out_outdated_messages() -> None:
    """Show German texts for messages of the check whose German text has changed; raises BadLedger."""
    for language in translated():
        leave_out(language, frozenset().union(*of(language).outdated_messages().values()))


def summary(translations: Translations) -> str:
    """One line for a language."""
    counts = [translations.counts(pages) for pages in (translations.prose(), translations.catalogs())]
    parts = (", ".join(f"{c[state]} {state}" for state in STATES) for c in counts)
    return f"{translations.language:6} Seiten: {next(parts)}; Kataloge: {next(parts)}"


def to_do(translations: Translations, page: str = "") -> list[str]:
    """A line for each paragraph that waits for a translator."""
    pages = [page] if page else [*translations.prose(), *translations.catalogs()]
    waiting = [s for p in pages for s in translations.standings(p) if s.state in (STALE, MISSING)]
    return [
        f"{s.page}, Absatz {s.place}: {'auf Deutsch gelöscht' if s.gone else s.state}"
        + (f". Deutsch jetzt: {' '.join(s.german.text.split())}" if s.german else "")
        for s in waiting
    ]


def main(arguments: Sequence[str]) -> int:
    """Run a command; 1 when something could not be recorded, 2 for a wrong ledger or name."""
    parser = argparse.ArgumentParser(prog="python -m overrides.hooks.translations")
    parser.add_argument("command", nargs="?", default="list", choices=("list", "record", "review"))
    parser.add_argument("language", nargs="?", choices=translated())
    parser.add_argument("page", nargs="?", default="", help="zum Beispiel anerkennung/kosten.md oder checker.po")
    parser.add_argument("place", nargs="*", help="zum Beispiel gebuehren.3; bei Katalogen der Schlüssel (msgid)")
    given = parser.parse_args(arguments)
    if given.command == "review" and not given.page:
        parser.error("Welche Seite hat ein Mensch gelesen? Bitte Sprache und Seite nennen.")
    try:
        chosen = [Translations(language) for language in ([given.language] if given.language else translated())]
    except BadLedger as error:
        print(error, file=sys.stderr)
        return 2
    refused: list[str] = []
    for translations in chosen:
        pages = [*translations.prose(), *translations.catalogs()]
        if given.page and given.page not in pages:
            parser.error(f"{given.page} gibt es nicht. Seiten heißen wie {pages[0]}, Kataloge wie checker.po.")
        if given.command == "list":
            print(summary(translations), *(to_do(translations, given.page) if given.language else ()), sep="\n")
            continue
        for page in [given.page] if given.page else pages:
            refused += translations.accept(page, given.place, reviewed=given.command == "review")
        translations.save()
        print(summary(translations))
    print(*refused, sep="\n", end="\n" if refused else "", file=sys.stderr)
    return 1 if refused else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
