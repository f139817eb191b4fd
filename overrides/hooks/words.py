"""The words of the pages: texts of one language, German behind them, German terms isolated.

Two catalogs are read: ``overrides/locale`` (frame and data pages) and ``checker/locale`` (procedures,
documents, fees). A text that a language does not have yet appears in German, marked as German,
so that a screen reader changes its voice and right-to-left text keeps its order.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from markupsafe import Markup, escape

from checker import catalog
from checker.po import parse
from overrides.hooks.german import isolate, vocabulary_of

REFERENCE = "de"
LOCALE = Path(__file__).resolve().parents[1] / "locale"


class MissingTextError(Exception):
    """No language has a text for a key; the message names the key and where to add it."""


@cache
def site_texts(language: str) -> dict[str, str]:
    """Key -> finished text of the pages in one language; BadFacts names file and line of a slip."""
    path = LOCALE / language / "LC_MESSAGES" / "site.po"
    if not path.exists():
        return {}
    messages = parse(path.read_text(encoding="utf-8"), str(path))
    return {
        key: message.forms[0] for key, message in messages.items() if key and not message.fuzzy and message.forms[0]
    }


@cache
def reviewed(language: str) -> bool:
    """Whether people have reviewed the page texts of a language, as its catalog's header says."""
    path = LOCALE / language / "LC_MESSAGES" / "site.po"
    header = parse(path.read_text(encoding="utf-8"), str(path))[""].forms[0] if path.exists() else ""
    return "X-Status: reviewed" in header


@cache
def german_words() -> frozenset[str]:
    """The words of the German texts, to recognise them inside a translation."""
    return vocabulary_of("\n".join((catalog.texts(REFERENCE) | site_texts(REFERENCE)).values()))


class Words:
    """Texts for the templates: ``t("site.home")`` gives HTML, ``t.plain`` a string for attributes."""

    def __init__(self, language: str) -> None:
        """Open a language."""
        self.language = language
        self.own = catalog.texts(language) | site_texts(language)
        self.german = catalog.texts(REFERENCE) | site_texts(REFERENCE)
        self.missing: set[str] = set()  # Keys that had to appear in German.

    def has(self, key: str) -> bool:
        """Whether any language has the text."""
        return key in self.german or key in self.own

    def plain(self, key: str, **values: object) -> str:
        """The text without markup, German where the language has none; raises MissingTextError."""
        text = self.own.get(key) or self.german.get(key)
        if text is None:
            raise MissingTextError(
                f"The text {key!r} is missing. Please add it to overrides/locale/de/LC_MESSAGES/site.po "
                "(words of the pages) or to checker/locale/de/LC_MESSAGES/ (words of the check)."
            )
        return text.format(**values)

    def __call__(self, key: str, **values: object) -> Markup:
        """Return the text as HTML; ``values`` are escaped. Raises MissingTextError."""
        if key not in self.own and self.language != REFERENCE:
            self.plain(key, **dict.fromkeys(values, ""))
            self.missing.add(key)
            german = escape(self.german[key]).format(**values)
            return Markup('<span lang="de" dir="ltr">{}</span>').format(german)
        if key not in self.own:
            return escape(self.plain(key, **values))
        text = escape(self.own[key])
        if self.language != REFERENCE:
            text = isolate(text, german_words())
        return text.format(**values)

    def series(self, prefix: str) -> list[Markup]:
        """The texts ``prefix.1``, ``prefix.2`` … as long as there are any."""
        found: list[Markup] = []
        while self.has(key := f"{prefix}.{len(found) + 1}"):
            found.append(self(key))
        return found
