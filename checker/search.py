"""Find professions by what readers type: any language, any script, one typing error.

Names are folded to a plain form (case, accents, ä/ae, ß/ss, ё/е, Arabic vowel signs and letter variants,
the Arabic article), then compared word by word. Better kinds of agreement rank first: whole name, all words,
beginnings of words, one typing error, inside of a compound.
"""

import unicodedata
from functools import cache
from typing import Any, NamedTuple

from checker import knowledge
from checker.model import BadRequest

LONGEST = 120
FOLD = str.maketrans(
    {"ß": "ss", "ё": "е", "ї": "і", "й": "и", "ґ": "г", "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه",
     "ؤ": "و", "ئ": "ي", "ـ": "", "ʼ": "", "’": "", "'": "", "ł": "l", "ı": "i", "ø": "o", "æ": "ae"}
)  # fmt: skip
DIGRAPHS = (("ae", "a"), ("oe", "o"), ("ue", "u"))
EXACT, WORDS, STARTS, NEAR, INSIDE, NEAR_START = 100, 80, 60, 50, 40, 20
OWN_LANGUAGE, OTHER_LANGUAGE = 3, 0
FUZZY_FROM = 4


class Name(NamedTuple):
    """One searchable name: folded text, its words, weight of its place (title and name before other words)."""

    text: str
    words: tuple[str, ...]
    weight: int


@cache
def fold(text: str) -> str:
    """The plain form of a text, the same for everything a reader may reasonably type for it."""
    text = unicodedata.normalize("NFKD", text.casefold().translate(FOLD))
    text = "".join(c for c in text if not unicodedata.combining(c)).translate(FOLD)
    for pair, single in DIGRAPHS:
        text = text.replace(pair, single)
    text = "".join(c if c.isalnum() else " " for c in text)
    words = [word[2:] if word.startswith("ال") and len(word) > 4 else word for word in text.split()]  # noqa: PLR2004
    return " ".join(words)


@cache
def index() -> dict[str, dict[str, list[Name]]]:
    """Language -> profession id -> names; German titles are part of the German list."""
    found: dict[str, dict[str, list[Name]]] = {}
    for language in knowledge.NAME_LANGUAGES:
        listed = knowledge.names(language)
        found[language] = {}
        for ident, record in knowledge.table("professions").items():
            own = listed.get(ident, {})
            first = [*(record["title"].split("/") if language == "de" else ()), own.get("name", "")]
            first += own.get("name", "").split("/") if "/" in own.get("name", "") else []
            names = [name_of(text, 2) for text in first if text]
            names += [name_of(text, 1) for text in own.get("also", ())]
            found[language][ident] = names
    return found


def name_of(text: str, weight: int) -> Name:
    """Fold one name for the index; a note in brackets is not part of the name a reader types."""
    folded = fold(text.partition("(")[0]) or fold(text)
    return Name(folded, tuple(folded.split()), weight)


def forget() -> None:
    """Drop the index after a list of names has arrived."""
    index.cache_clear()


def one_typo(a: str, b: str) -> bool:
    """True when one letter is missing, extra, wrong or swapped with its neighbour."""
    if abs(len(a) - len(b)) > 1:
        return False
    i = 0
    while i < len(a) and i < len(b) and a[i] == b[i]:
        i += 1
    if a[i + 1 :] == b[i + 1 :] or a[i:] == b[i + 1 :] or a[i + 1 :] == b[i:]:
        return True
    return len(a) == len(b) and a[i : i + 2] == b[i : i + 2][::-1] and a[i + 2 :] == b[i + 2 :]


def word_score(typed: str, word: str) -> int:
    """How well a typed word agrees with a word of a name."""
    if typed == word:
        return WORDS
    if word.startswith(typed):
        return STARTS
    if len(typed) < FUZZY_FROM:
        return 0
    if one_typo(typed, word):
        return NEAR
    if typed in word:
        return INSIDE
    return NEAR_START if one_typo(typed, word[: len(typed)]) else 0


def score(query: str, typed: tuple[str, ...], name: Name) -> int:
    """0 when a typed word is not in the name, else the kind of agreement of its weakest word."""
    if query == name.text:
        return EXACT + name.weight
    weakest = EXACT
    for word in typed:
        weakest = min(weakest, max((word_score(word, other) for other in name.words), default=0))
        if not weakest:
            return 0
    return weakest + name.weight


def find(query: object, language: str, limit: int = 12) -> list[dict[str, Any]]:
    """Professions for a query, best first; BadRequest when there is nothing to search for."""
    if not isinstance(query, str) or len(query) > LONGEST:
        raise BadRequest(f"a search is a text of at most {LONGEST} characters", query=str(query)[:40])
    folded = fold(query)
    typed = tuple(folded.split())
    if not typed:
        raise BadRequest("type at least one letter of the occupation's name", query=query)
    best: dict[str, int] = {}
    for tongue, professions in index().items():
        bonus = OWN_LANGUAGE if tongue == language else OTHER_LANGUAGE
        for ident, names in professions.items():
            top = max((score(folded, typed, name) for name in names), default=0)
            if top and top + bonus > best.get(ident, 0):
                best[ident] = top + bonus
    order = {ident: rank for rank, ident in enumerate(by_demand())}
    ranked = sorted(best, key=lambda ident: (-best[ident], order[ident]))[:limit]
    return [hit(ident, language, best[ident]) for ident in ranked]


@cache
def by_demand() -> tuple[str, ...]:
    """Profession ids, regulated health, care and teaching first: most recognition cases in the state are there.

    Source: Statistisches Landesamt Sachsen-Anhalt, 2024: 70.5 % of procedures concern medical occupations.
    """
    rank = {"REG_NURSE": 0, "REG_DOCTOR": 1, "LAND_ERZ": 2, "LAND_TEACHER": 3}
    rows = knowledge.table("professions").values()
    order = {record["id"]: place for place, record in enumerate(rows)}
    late = ("MEISTER", "GEWERBE", "FORT", "NR_LAND", "REG_SPECIALIST")
    return tuple(
        sorted(order, key=lambda i: (rank.get(knowledge.table("professions")[i]["class"], 4),
                                     knowledge.table("professions")[i]["class"].startswith(late), order[i]))
    )  # fmt: skip


def hit(ident: str, language: str, points: int) -> dict[str, Any]:
    """One search result: German title, name and hint in the reader's language, the hint in German if there is none."""
    record = knowledge.table("professions")[ident]
    own = knowledge.names(language).get(ident, {})
    german = knowledge.names("de").get(ident, {})
    return {
        "id": ident, "title": record["title"], "name": own.get("name", ""), "hint": own.get("hint", ""),
        "hint_de": german.get("hint", ""), "class": record["class"], "regulated": record["regulated"], "score": points,
    }  # fmt: skip
