"""Words: key -> text in one language, German as the reference and the fallback.

On the command line and at build time the catalogs are read from ``checker/locale``; in the browser the page
hands the compiled catalog of its language to :func:`register`. Nothing is glued together from fragments.
"""

import glob
from functools import cache

from checker.model import BadRequest
from checker.po import parse

REFERENCE = "de"
LANGUAGES = ("de", "en", "uk", "ar")
EASY = "de-LS"
"""Leichte Sprache: the texts of the check beside those of the full languages; pages from the facts stay in German."""
Texts = dict[str, str]

_registered: dict[str, Texts] = {}
_left_out: dict[str, frozenset[str]] = {}


def folder(language: str) -> str:
    """Where a language's catalogs lie."""
    return __file__.rpartition("catalog.py")[0] + f"locale/{language}/LC_MESSAGES/"


@cache
def messages(language: str) -> dict[str, list[str]]:
    """Every finished message of a language with its plural forms; unfinished (fuzzy) ones are left out."""
    found: dict[str, list[str]] = {}
    for path in sorted(glob.glob(folder(language) + "*.po")):  # noqa: PTH207 - pathlib is slow to import in Pyodide
        with open(path, encoding="utf-8") as file:  # noqa: PTH123
            for key, message in parse(file.read(), path).items():
                if key and not message.fuzzy and all(message.forms) and key not in _left_out.get(language, ()):
                    found[key] = message.forms
    return found


def leave_out(language: str, keys: frozenset[str]) -> None:
    """Treat messages of a language as unfinished, because their German text is newer."""
    _left_out[language] = keys
    messages.cache_clear()


def texts(language: str) -> Texts:
    """Key -> text of one language alone; plural messages give their last (general) form."""
    if language in _registered:
        return _registered[language]
    return {key: forms[-1] for key, forms in messages(language).items()}


def register(language: str, catalog: object) -> None:
    """Take a compiled catalog (key -> text, German fallbacks included) for one language."""
    if not isinstance(catalog, dict) or not all(isinstance(v, (str, list)) and v for v in catalog.values()):
        raise BadRequest("a catalog is one JSON object of texts", lang=language)
    _registered[language] = {key: v if isinstance(v, str) else v[-1] for key, v in catalog.items()}


def forget() -> None:
    """Drop every registered language."""
    _registered.clear()


class Catalog:
    """Texts of one language with the German reference behind them; remembers what was missing."""

    def __init__(self, language: str) -> None:
        """Open a language; one without a catalog reads as German throughout and says so in ``missing``."""
        self.language = language
        self.own = texts(language)
        self.reference = self.own if language == REFERENCE or language in _registered else texts(REFERENCE)
        self.missing: list[str] = []

    def get(self, key: str) -> str:
        """The text, or "" when no language has it."""
        if key in self.own:
            return self.own[key]
        if key in self.reference:
            self.missing.append(key)
            return self.reference[key]
        return ""

    def series(self, prefix: str) -> list[str]:
        """Numbered texts ``prefix.1``, ``prefix.2`` … as long as there are any."""
        found: list[str] = []
        while text := self.get(f"{prefix}.{len(found) + 1}"):
            found.append(text)
        return found
