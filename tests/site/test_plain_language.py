"""Plain language: short sentences, no subjunctive. Leichte Sprache: at most twelve words, one sentence a line.

Counted are the German pages with their titles and descriptions, and every German text of the catalogs, each on its
own. Left out are quotations of the law (lines that begin with ``>``), code, and sentences that hold an address.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from checker import catalog
from overrides.hooks import cases, changes, glossary, words
from tests.site import german_prose as prose

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGES = sorted((DOCS / "de").rglob("*.md"))
EASY_PAGES = sorted((DOCS / "de-LS").rglob("*.md"))
LONGEST, AVERAGE, EASY_LONGEST = 25, 15, 12
CATALOGS = {
    "words of the check": catalog.texts("de"),
    "words of the pages": words.site_texts("de"),
    "titles of cases": cases.titles(),
    "glossary": {record["id"]: record["explanation"] for record in glossary.records()},
    "changes": {record["id"]: record["de"] for record in changes.records()},
}


def name(path: Path) -> str:
    return path.relative_to(DOCS).as_posix()


def faults(texts: list[str]) -> list[str]:
    """What is not plain in the texts of a page or of one catalog entry, in words."""
    found = [sentence for text in texts for sentence in prose.sentences(text)]
    wrong = [f"{s.words} words, at most {LONGEST}: {s.text}" for s in found if s.words > LONGEST]
    if found and (average := sum(s.words for s in found) / len(found)) > AVERAGE:
        wrong.append(f"{average:.1f} words a sentence, at most {AVERAGE}: {texts}")
    return wrong + [f"subjunctive “{match[0]}”: {t}" for t in texts if (match := prose.SUBJUNCTIVE.search(t))]


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_a_german_page_is_plain(path: Path) -> None:
    blocks = prose.blocks(path.read_text(encoding="utf-8"))
    assert len(blocks) > 2, "the page has hardly any text; is it read rightly?"
    assert faults(blocks) == []


@pytest.mark.parametrize("which", CATALOGS)
def test_german_texts_of_the_catalogs_are_plain(which: str) -> None:
    assert CATALOGS[which]
    wrong = {key: found for key, text in CATALOGS[which].items() if (found := faults([text]))}
    assert wrong == {}


@pytest.mark.parametrize("path", EASY_PAGES, ids=name)
def test_leichte_sprache_has_short_sentences_each_on_its_line(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert [line for line in prose.lines(text) if len(prose.sentences(line)) > 1] == []
    spoken = [*prose.lines(text), *prose.blocks(text)[:2]]
    long = [s for line in spoken for s in prose.clauses(line) if s.words > EASY_LONGEST]
    assert long == []
    assert [line for line in spoken if prose.SUBJUNCTIVE.search(line)] == []


def test_words_of_pages_in_leichte_sprache_are_short() -> None:
    own = words.site_texts("de-LS")
    assert own
    long = {key: s for key, text in own.items() for s in prose.clauses(text) if s.words > EASY_LONGEST}
    assert long == {}


@pytest.mark.parametrize(
    ("text", "lengths"),
    [
        ("Das gilt z. B. nach § 6 Abs. 2 BQFG. Es gilt bis 31. Dezember 2026.", [10, 6]),
        ("Was kostet es? Nichts! Gut.", [3, 1, 1]),
        ("Er sagt: „Ja.“ Sie geht.", [3, 2]),
        ("Schreiben Sie an: Ulmenstraße 52g, 90443 Nürnberg. Danke.", [1]),
    ],
)
def test_sentences_are_counted_as_readers_see_them(text: str, lengths: list[int]) -> None:
    assert [sentence.words for sentence in prose.sentences(text)] == lengths


def test_marks_of_markdown_are_not_read_as_text() -> None:
    page = (
        "---\ntitle: Titel\ndescription: Worum es geht.\nstand: 2026-01-01\n---\n"
        "# Kopf {#kopf}\n\nEin Satz\nauf zwei Zeilen.\n{: .lead }\n\n* [Eins](a.md)\n* Zwei\n\n"
        "| A | B |\n|---|---|\n| Zelle eins. | Zelle zwei. |\n\n> Ein Gesetz hätte hier viele Wörter.\n\n[[report]]\n"
    )
    assert prose.blocks(page) == [
        "Titel", "Worum es geht.", "Kopf", "Ein Satz auf zwei Zeilen.", "Eins", "Zwei",
        "A", "B", "Zelle eins.", "Zelle zwei.",
    ]  # fmt: skip


def test_long_sentences_high_averages_and_subjunctives_are_noticed() -> None:
    assert faults([" ".join(["Wort"] * 26) + "."])[0].startswith("26 words")
    assert faults([" ".join(["Wort"] * 16) + "."])[0].startswith("16.0 words a sentence")
    assert faults(["Das Könnten Sie tun."])[0].startswith("subjunctive “Könnten”")
    assert faults(["Die Behörde hat Hütten und Wären."]) != []
    assert faults(["Sie können das tun. Der Haushalt ist gesichert."]) == []
