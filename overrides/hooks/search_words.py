"""The everyday words under which the search finds a page, from ``overrides/locale/search-words.json``.

``pages`` has one record per page: ``page`` (its address) and, per language, words and phrases between commas. The
search finds what begins like a word of the record, so words that change stand there in their longest forms. ``filler``
has the words of each language that questions consist of besides their topic: "how", "do", "I".
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

from checker.catalog import LANGUAGES

FILE = Path(__file__).resolve().parents[1] / "locale" / "search-words.json"
NAME = "overrides/locale/search-words.json"
_COMMA = re.compile(r"\s*[,،]\s*")
_EDGES = ".,:;?!()[]„“”\"'«»–-،؟"
Record = dict[str, str]


@cache
def _read() -> tuple[Record, list[Record]]:
    """The filler words and the records of the pages; SystemExit names what cannot be read."""
    try:
        found = json.loads(FILE.read_text(encoding="utf-8"))
    except ValueError as error:
        raise SystemExit(
            f"{NAME}: {error}. In dieser Zeile fehlt ein Komma, ein Anführungszeichen oder eine Klammer."
        ) from None
    _complete(found["filler"], "filler")
    return found["filler"], found["pages"]


def check(records: list[Record], pages: set[str]) -> None:
    """Raise SystemExit, naming file, record and remedy, for the first slip; ``pages`` are the addresses there are."""
    seen: set[str] = set()
    for record in records:
        name = record.get("page", "")
        if name not in pages:
            raise _bad(
                name, "Diese Seite gibt es nicht. Bitte die Adresse wie „anerkennung/kosten/“ schreiben oder löschen."
            )
        if name in seen:
            raise _bad(name, "Diese Seite hat schon einen Eintrag. Bitte die Wörter dort ergänzen.")
        seen.add(name)
        unknown = sorted(record.keys() - {"page", *LANGUAGES})
        if unknown:
            raise _bad(name, f"Das Feld „{unknown[0]}“ gibt es nicht. Erlaubt sind: page, {', '.join(LANGUAGES)}.")
        _complete(record, name)


def _complete(record: Record, name: str) -> None:
    for language in LANGUAGES:
        said = record.get(language)
        if not isinstance(said, str) or not said.strip():
            raise _bad(name, f"Feld „{language}“: Die Wörter in dieser Sprache fehlen. Bitte mit Kommas ergänzen.")
        if "" in _COMMA.split(said):
            raise _bad(name, f"Feld „{language}“: Vor oder nach einem Komma fehlt ein Wort. Bitte das Komma löschen.")


def _bad(name: str, remedy: str) -> SystemExit:
    return SystemExit(f"{NAME}, Eintrag „{name}“: {remedy}")


def records() -> list[Record]:
    """The records of all pages."""
    return _read()[1]


def of(page: str, language: str) -> list[str]:
    """Words and phrases of a page in one language."""
    found = [record[language] for record in records() if record["page"] == page]
    return _COMMA.split(found[0].strip()) if found else []


def question(language: str, *texts: str) -> str:
    """The words of the texts and the filler words, each once: whole questions are found although words lie between."""
    words = {word.casefold(): word for text in (*texts, _read()[0][language]) for word in _split(text)}
    return " ".join(
        word for key, word in words.items() if not any(other != key and other.startswith(key) for other in words)
    )


def _split(text: str) -> list[str]:
    return [word for part in re.split(r"[\s/]+", text) if (word := part.strip(_EDGES))]
