"""German terms inside other languages: pronounced as German, kept in order in right-to-left text."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

from babel.core import get_global
from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Callable

GLOSSARY = Path(__file__).resolve().parents[1] / "locale" / "glossary.json"
# Words that have no equal in another language, so translations keep them; those of the glossary are added below.
TERMS = (
    "Bundesministerium für Bildung, Familie, Senioren, Frauen und Jugend",
    "Bundesministerium für Arbeit und Soziales",
    "Caritasverband für das Bistum Magdeburg",
    "Bundesministerium für Bildung und Forschung",
    "Bundesamt für Migration und Flüchtlinge",
    "Qualifizierung im Kontext der Anerkennungsgesetze des Bundes und der Länder",
    "Qualifizierung im Kontext der Anerkennungsgesetze",
    "Bitte sprechen Sie in Leichter Sprache mit mir.",
    "ESF-Qualifizierung im Kontext des Anerkennungsgesetzes",
    "Qualifizierung zur pädagogischen Fachkraft",
    "Caritas im Bistum Magdeburg",
    "Fachkraft im Fokus",
    "Darf ich eine Person mitbringen?",
    "Ich höre schlecht",
    "Ich bin gehörlos",
    "Multiplikatorinnen und Multiplikatoren",
    "Fach- und Servicestelle EU-Migration",
    "Gesonderte Beratung und Betreuung",
    "gesonderte Beratung und Betreuung",
    "Fachkräfte für Kitas und Horte",
    "Landesverwaltungsamt Sachsen-Anhalt",
    "Anerkennung Sachsen-Anhalt",
    "Integration durch Qualifizierung",
    "Anerkennungs- und Qualifizierungsberatung",
    "Gewerbe ohne Meisterpflicht",
    "Arbeiten mit Berufserfahrung",
    "Aufenthalt als Fachkraft",
    "beschleunigtes Verfahren",
    "Berufliche Anerkennung",
    "Gleichwertigkeitsfeststellung",
    "Anpassungslehrgang",
    "Eignungsprüfung",
    "Kenntnisprüfung",
    "Zeugnisbewertung",
    "Berufserlaubnis",
    "Externenprüfung",
    "Referenzberuf",
    "Meisterpflicht",
    "Gleichwertigkeit",
    "Approbation",
    "Erzieher/in",
    "Sachsen-Anhalt",
    "Dessau-Roßlau",
    "Halle (Saale)",
    "Aufenthaltsgesetz",
    "AWO SPI GmbH",
    "uni-assist e. V.",
    "Faire Integration",
    "Bescheid",
    "ESF Plus",
    "BITV 2.0",
    "BQFG LSA",
    "Meister",
    "BMBFSFJ",
    "IHK FOSA",
    "BMAS",
    "BAMF",
    "ZSBA",
    "Kita",
    "Hort",
)


def glossary_terms() -> set[str]:
    """The terms of the glossary; of "Meister, Meisterin" and "HwO (Handwerksordnung)" both words."""
    terms = (record["term"] for record in json.loads(GLOSSARY.read_text(encoding="utf-8")))
    return {word.strip() for term in terms for word in re.split(r", | \(|\)", term) if word.strip()}


# The longest first, so that a term inside another one does not cut it.
_EVERY = sorted({*TERMS, *glossary_terms()}, key=lambda term: (-len(term), term))
_TERM = re.compile(r"(?<![\w-])(" + "|".join(re.escape(term) for term in _EVERY) + r")(?![\w-])")
_PARAGRAPH = re.compile(r"§+ ?\d+[a-z]?(?: [A-Z][A-Za-zÄÖÜäöü]+(?: LSA)?)?")
_TAG = re.compile(r"(<[^>]*>)")
_DONE = re.compile(r"(<bdi .*?</bdi>|\{\w*\})")  # What is wrapped already, and placeholders.
_LATIN_WORD = r"[A-Za-zÀ-ɏ][A-Za-zÀ-ɏ\d.-]*"
# The full stop of a sentence stays outside: in right-to-left text it would stand on the wrong side.
_LATIN_RUN = re.compile(rf"{_LATIN_WORD}(?:[ /]{_LATIN_WORD})*(?<![.-])")
_IN_BRACKETS = re.compile(r"(?<=\()[^()<>{}]+(?=\))")
_UMLAUT_WORD = re.compile(r"\b\w*[äöüßÄÖÜ]\w*(?:-\w+)*")
_OTHER_SCRIPT = re.compile(r"[\u0400-\u04ff\u0600-\u06ff]")  # Cyrillic and Arabic.
_APART = re.compile(r"<(?:bdi|code|option|pre|script|style|svg|template|textarea|title)\b|<[^>]* lang=")
_VOID = ("<br", "<img", "<hr", "<input", "<link", "<meta", "<wbr", "<!--")
SHORTEST = 4  # Letters of a word that tells a language; abbreviations look alike in many.
_NOT_GERMAN = frozenset({"Türkiye"})


def isolate(html: str, vocabulary: frozenset[str], *, other_script: bool = False) -> Markup:
    """Wrap German words in ``html``; what has a language or a direction of its own stays, and so does code.

    German are the terms above, paragraphs of laws, words with an umlaut, and Latin words known from
    ``vocabulary`` (the words of the German texts) where translators keep official names: in brackets,
    and anywhere in a text of another script. ``other_script`` says that the whole is such a text, so that elements
    holding Latin letters alone count too.
    """
    parts = _TAG.split(str(html))
    apart = 0  # Depth of open elements inside one that stays as it is.
    for number, part in enumerate(parts):
        if number % 2 == 0:
            if not apart:
                parts[number] = _isolate_text(part, vocabulary, other_script=other_script)
        elif part.startswith("</"):
            apart = max(0, apart - 1)
        elif (apart or _APART.match(part)) and not (part.startswith(_VOID) or part.endswith("/>")):
            apart += 1
    return Markup("".join(parts))  # noqa: S704 - the input is HTML already


def in_other_script(language: str) -> bool:
    """Whether a language is written in other letters than German."""
    return "Latn" not in get_global("likely_subtags").get(language, "Latn").split("_")


def vocabulary_of(texts: str) -> frozenset[str]:
    """The words of German texts."""
    words = re.findall(_LATIN_WORD, texts)
    return frozenset((*words, *(word.rstrip(".") for word in words)))


def _isolate_text(text: str, vocabulary: frozenset[str], *, other_script: bool) -> str:
    other_script = other_script or bool(_OTHER_SCRIPT.search(text))

    def wrap_run(match: re.Match[str]) -> str:
        words = re.split(r"[ /]", match[0])
        known = [word for word in words if word in vocabulary or _UMLAUT_WORD.search(word)]
        german = known if other_script else len(known) == len(words)
        return _wrap(match) if german and max(map(len, known)) >= SHORTEST else match[0]

    def wrap_brackets(match: re.Match[str]) -> str:
        return _LATIN_RUN.sub(wrap_run, match[0])

    text = _elsewhere(_PARAGRAPH, _wrap, text)
    text = _elsewhere(_TERM, _wrap, text)
    text = _elsewhere(_LATIN_RUN, wrap_run, text) if other_script else _elsewhere(_IN_BRACKETS, wrap_brackets, text)
    return _elsewhere(_UMLAUT_WORD, _wrap, text)


def _elsewhere(pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str], text: str) -> str:
    """Replace matches of a pattern outside of what is wrapped already."""
    pieces = _DONE.split(text)
    return "".join(piece if number % 2 else pattern.sub(replace, piece) for number, piece in enumerate(pieces))


def _wrap(match: re.Match[str]) -> str:
    return match[0] if match[0] in _NOT_GERMAN else f'<bdi lang="de" dir="ltr">{match[0]}</bdi>'
