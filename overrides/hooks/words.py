"""The words of the pages: texts of one language, German behind them, German terms isolated.

Two folders of catalogs are read: ``overrides/locale`` (``site*.po``: frame and data pages; ``cases.po``: titles of
the example cases, whose German stands in the cases) and ``checker/locale`` (procedures, documents, fees). A text that
a language does not have yet appears in German, marked as German, so that a screen reader changes its voice and
right-to-left text keeps its order.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from markupsafe import Markup, escape

from checker import catalog
from checker.po import Message, parse
from overrides.hooks import cases, translations
from overrides.hooks.german import isolate, vocabulary_of
from overrides.hooks.ledger import MACHINE

REFERENCE = "de"
LOCALE = Path(__file__).resolve().parents[1] / "locale"
SITE = tuple(sorted(path.stem for path in (LOCALE / REFERENCE / "LC_MESSAGES").glob("site*.po")))
"""The catalogs of the page words, a file for each part of the site."""


class MissingTextError(Exception):
    """No language has a text for a key; the message names the key and where to add it."""


@cache
def site_texts(language: str) -> dict[str, str]:
    """Key -> finished text of the pages in one language; BadFacts names file and line of a slip."""
    return {key: text for name in SITE for key, text in _finished(_messages(language, name)).items()}


@cache
def case_titles(language: str) -> dict[str, str]:
    """Key -> title of an example case in one language; the German titles stand in the cases themselves."""
    return cases.titles() if language == REFERENCE else _finished(_messages(language, "cases"))


@cache
def reviewed(language: str) -> bool:
    """Whether people have reviewed every text of a language's catalogs, as its ledger says."""
    known = translations.of(language)
    return not known.counts(known.catalogs())[MACHINE]


@cache
def _outdated(language: str) -> dict[str, frozenset[str]]:
    """Catalog -> keys whose German text is newer; pages show the German text instead."""
    return translations.of(language).outdated_messages()


def _messages(language: str, name: str) -> dict[str, Message]:
    path = LOCALE / language / "LC_MESSAGES" / f"{name}.po"
    if not path.exists():
        return {}
    outdated = _outdated(language).get(path.name, ()) if language != REFERENCE else ()
    found = parse(path.read_text(encoding="utf-8"), str(path))
    return {key: message for key, message in found.items() if key not in outdated}


def _finished(messages: dict[str, Message]) -> dict[str, str]:
    return {
        key: message.forms[0] for key, message in messages.items() if key and not message.fuzzy and message.forms[0]
    }


@cache
def german_words() -> frozenset[str]:
    """The words of the German texts, to recognise them inside a translation."""
    return vocabulary_of("\n".join(_all(REFERENCE).values()))


@cache
def _isolated(html: Markup) -> Markup:
    """The same texts stand on many pages."""
    return isolate(html, german_words())


@cache
def _all(language: str) -> dict[str, str]:
    """Everything a page may say in one language."""
    return catalog.texts(language) | site_texts(language) | case_titles(language)


@cache
def _checker_texts(language: str) -> frozenset[str]:
    """Every text of the checker in one language, to tell translations from German."""
    return frozenset(catalog.texts(language).values())


class Words:
    """Texts for the templates: ``t("site.home")`` gives HTML, ``t.plain`` a string for attributes."""

    def __init__(self, language: str) -> None:
        """Open a language."""
        self.language = language
        self.own = _all(language)
        self.german = _all(REFERENCE)
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
        if not self.language.startswith(REFERENCE):
            text = _isolated(text)
        return text.format(**values)

    def said(self, text: str) -> Markup:
        """Return a text of the checker's result, already filled in, as HTML; German where the language has none."""
        if self.language == REFERENCE:
            return escape(text)
        if text in _checker_texts(REFERENCE) and text not in _checker_texts(self.language):
            self.missing.add(text)
            return Markup('<span lang="de" dir="ltr">{}</span>').format(text)
        return _isolated(escape(text))

    def series(self, prefix: str) -> list[Markup]:
        """The texts ``prefix.1``, ``prefix.2`` … as long as there are any."""
        found: list[Markup] = []
        while self.has(key := f"{prefix}.{len(found) + 1}"):
            found.append(self(key))
        return found
