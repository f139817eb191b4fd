"""The glossary: German terms with a plain explanation and the word in the reader's language.

One record per term in ``overrides/locale/glossary.json``: ``term``, ``explanation`` (German), ``see`` (procedure ids or
paths of pages) and, per language, the word (``en``) and its explanation (``explanation_en``).
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from checker import knowledge
from checker.present import RULES_DATE
from checker.procedures import PROCEDURES
from overrides.hooks import markers, words
from overrides.hooks.data_page import DataPage
from overrides.hooks.german import isolate

if TYPE_CHECKING:
    from overrides.hooks.words import Words

FILE = Path(__file__).resolve().parents[1] / "locale" / "glossary.json"
FOLD = str.maketrans("ÄÖÜ", "AOU")


@cache
def records() -> list[dict[str, Any]]:
    """Every term in alphabetical order, umlauts as their vowels."""
    found: list[dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))
    return sorted(found, key=lambda record: record["term"].upper().translate(FOLD))


def page(t: Words) -> DataPage:
    """The page of one language; a term without a translation is explained in German, marked as such."""
    letters: dict[str, list[dict[str, Any]]] = {}
    for record in records():
        letter = record["term"][0].upper().translate(FOLD)
        letters.setdefault(letter, []).append(_entry(record, t))
    hub = markers.title(t.language, "anerkennung/index.md")[0]
    return DataPage(
        "anerkennung/glossar/",
        "glossary.html",
        t.plain("site.glossary"),
        t.plain("site.glossary.description"),
        (("anerkennung/", hub),),
        variables={"terms": list(letters.items()), "stand": RULES_DATE},
    )


def _entry(record: dict[str, Any], t: Words) -> dict[str, Any]:
    own = record.get(f"explanation_{t.language}")
    text = isolate(escape(own), words.german_words()) if own else escape(record["explanation"])
    if own is None and t.language != "de":
        text = Markup('<span lang="de" dir="ltr">{}</span>').format(escape(record["explanation"]))
    links = [_link(target, t) for target in record["see"]]
    return {"id": record["id"], "term": record["term"], "own": record.get(t.language, ""), "text": text, "links": links}


def _link(target: str, t: Words) -> tuple[str, Markup]:
    """Path and name of a procedure or of a page; SystemExit names what does not exist."""
    if target in PROCEDURES:
        return f"verfahren/{target}/", t(f"procedure.{target}.title")
    path = target.strip("/")
    for name in (f"{path}.md", f"{path}/index.md"):
        if (markers.DOCS / "de" / name).exists():
            return f"{path}/", escape(markers.title(t.language, name)[0])
    if path in PAGES:
        return f"{path}/", t(PAGES[path])
    authority = knowledge.table("authorities").get(path.removeprefix("stellen/"))
    if authority:
        return f"{path}/", Markup('<bdi lang="de" dir="ltr">{}</bdi>').format(authority["name"])
    raise SystemExit(f"{FILE}: {target!r} is neither a procedure nor an authority nor a page.")


PAGES = {
    "verfahren": "site.procedures",
    "stellen": "site.authorities",
    "berufe": "site.professions",
    "orte": "site.places",
}
"""Lists that come from the facts and have no file of their own."""
