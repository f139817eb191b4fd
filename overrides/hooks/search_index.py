"""The search of the site: one small index for each language, loaded only by the search page.

It holds everything but the occupations. Those the page takes from the lists that the check has anyway, in the
reader's language and in German; both are files with a hash, so that a reader loads them once.
"""

from __future__ import annotations

import hashlib
import json
import posixpath
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.utils.meta import get_data

from checker import knowledge
from checker.catalog import REFERENCE
from checker.procedures import PROCEDURES
from overrides.hooks import browser_files, cases, glossary, places, search_words
from overrides.hooks.data_page import DataPage
from overrides.hooks.situations import SITUATIONS
from overrides.hooks.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCS = Path(__file__).resolve().parents[2] / "docs"
FOLDER = "suche/"
PROFESSIONS, PAGES, TERMS = "professions", "pages", "terms"
GLOSSARY = "anerkennung/glossar/"
KINDS = {
    PROFESSIONS: "site.professions",
    "procedures": "site.procedures",
    "authorities": "site.authorities",
    "places": "site.places",
    PAGES: "site.search.pages",
    TERMS: "site.glossary",
}
"""The groups of the results, in their order, with the key of their heading."""
SAID = ("found", "nothing", "failed")
LISTS = {
    "berufe/": "site.professions.heading",
    "berufe/a-z/": "site.professions.alphabet",
    "verfahren/": "site.procedures.heading",
    "stellen/": "site.authorities.heading",
    "orte/": "site.places.heading",
    "beispiele/": "site.cases.heading",
    "pruefregeln/": "site.rules.heading",
    "regelkarte/": "site.map.heading",
    "geprueft/": "site.proof.heading",
    "daten/": "site.data.heading",
    "aenderungen/": "site.changes.heading",
    GLOSSARY: "site.glossary",
}
"""Pages that come from the facts, with the key of their heading."""
_HEADING = re.compile(r"^##+ (?P<text>.+?) \{#(?P<id>[\w-]+)\}$", re.MULTILINE)

Entry = tuple[str, str, str, str, list[str]]
"""Kind, path below the language's root, name, German name where it differs, other words."""


def page(t: Words) -> DataPage:
    """The search page of one language."""
    return DataPage(
        FOLDER,
        "suche.html",
        t.plain("site.search.heading"),
        t.plain("site.search.description"),
        variables={"data": json.dumps(_addresses(t), ensure_ascii=False, separators=(",", ":"))},
    )


def _addresses(t: Words) -> dict[str, object]:
    """Where the script finds its files, seen from the search page, and what it says."""
    here = ("" if t.language == REFERENCE else f"{t.language}/") + FOLDER.rstrip("/")
    lists = browser_files.manifest()["professions"]
    return {
        "index": posixpath.relpath(address(t.language), here),
        "professions": {language: posixpath.relpath(path, here) for language, path in lists.items()},
        "kinds": {kind: t.plain(key) for kind, key in KINDS.items()},
        "texts": {name: t.plain("site.search." + name, count="{count}") for name in SAID},
    }


def address(language: str) -> str:
    """Where the index of a language lies below the site's root; the name carries its content's hash."""
    return f"assets/search.{language}.{hashlib.sha256(_compiled(language).encode()).hexdigest()[:12]}.json"


def write(site: Path, language: str) -> None:
    """Write the index of one language into the built site."""
    (site / address(language)).write_text(_compiled(language), encoding="utf-8")


@cache
def _compiled(language: str) -> str:
    return json.dumps(list(entries(Words(language))), ensure_ascii=False, separators=(",", ":"))


def entries(t: Words) -> Iterator[Entry]:
    """Everything one can find in one language, except the occupations; SystemExit names a slip in the search words."""
    search_words.check(search_words.records(), {*LISTS, *(_path(source) for source in _sources(REFERENCE))})
    german = Words(REFERENCE)
    for ident in PROCEDURES:
        key = f"procedure.{ident}.title"
        also = [f"{t.plain(f'procedure.{ident}.summary')} {_situations(ident, t)}"]
        also += [] if t.language == REFERENCE else [german.plain(f"procedure.{ident}.summary")]
        yield _entry("procedures", f"verfahren/{ident}/", t.plain(key), german.plain(key), also)
    for record in knowledge.table("authorities").values():
        yield _entry(
            "authorities", f"stellen/{record['id']}/", record["name"], "", [record["competences"], record["id"]]
        )
    for record in knowledge.table("districts").values():
        yield _entry("places", f"orte/{record['ags']}/", record["name"], "", _around(record["ags"]))
    yield from _prose(t.language)
    for path, key in LISTS.items():
        yield _entry(PAGES, path, t.plain(key), german.plain(key), _everyday(path, t.language, t.plain(key)))
    for case in cases.every():
        yield _entry(PAGES, f"beispiele/{case.stem}/", t.plain(case.key), "", [])
    yield from _terms(t.language)


def _entry(kind: str, path: str, name: str, german: str, also: list[str]) -> Entry:
    return kind, path, name, german if german != name else "", also


def _situations(procedure: str, t: Words) -> str:
    """What readers bring with them to a procedure, in everyday words."""
    found = [name for name, procedures in SITUATIONS.items() if procedure in procedures]
    return " ".join(t.plain(f"site.situation.{name}.{part}") for name in found for part in ("title", "text"))


def _around(ags: str) -> list[str]:
    """The postcodes and places of a district."""
    found: list[str] = []
    for plz, shared in places.postcodes().items():
        found += [f"{plz} {place.places}".strip() for place in shared if place.ags == ags]
    return found


def _prose(language: str) -> Iterator[Entry]:
    """The pages from Markdown and their sections, which keep their German heading beside the translated one."""
    for source in _sources(language):
        text, meta = get_data(source.read_text(encoding="utf-8"))
        same = DOCS / REFERENCE / source.relative_to(DOCS / language)
        original, german = get_data(same.read_text(encoding="utf-8"))
        headings, originals = _headings(text), _headings(original)
        path, title, description = _path(source), str(meta["title"]), str(meta["description"])
        also = [description, *_everyday(path, language, title, description, *headings.values())]
        yield _entry(PAGES, path, title, str(german["title"]), also)
        for ident, heading in headings.items():
            yield _entry(PAGES, f"{path}#{ident}", heading, originals.get(ident, ""), [])


def _sources(language: str) -> list[Path]:
    return sorted((DOCS / language).rglob("*.md"))


def _path(source: Path) -> str:
    """The address of a page from Markdown, below the language's root."""
    place = source.relative_to(DOCS)
    return "".join(f"{part}/" for part in (*place.parts[1:-1], place.stem) if part != "index")


def _headings(text: str) -> dict[str, str]:
    return {heading["id"]: heading["text"] for heading in _HEADING.finditer(text)}


def _everyday(path: str, language: str, *texts: str) -> list[str]:
    """The everyday words of a page in the reader's language and in German, then all its words for whole questions."""
    own, german = search_words.of(path, language), search_words.of(path, REFERENCE)
    if not own:
        return []
    return [*dict.fromkeys(own + german), search_words.question(language, *texts, *own)]


def _terms(language: str) -> Iterator[Entry]:
    """The German terms of the glossary with their word and explanation in the reader's language."""
    for record in glossary.records():
        explanation = record.get(f"explanation_{language}", record["explanation"])
        name = record.get(language, record["term"])
        yield _entry(TERMS, f"{GLOSSARY}#{record['id']}", name, record["term"], [explanation])
