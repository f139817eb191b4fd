"""The languages of the site: the same pages, the right attributes, German marked as German."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from checker.catalog import LANGUAGES
from overrides.hooks.words import Words
from tests.site.reader import HEADINGS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.site.reader import Page

DIRECTIONS = {"de": "ltr", "de-LS": "ltr", "en": "ltr", "uk": "ltr", "ar": "rtl"}
TAGS = {"de-LS": "de-simple"}  # Leichte Sprache has prose and check alone; its tag is the registered variant.
FULL = set(LANGUAGES) - {"de-LS"}
ALPHABETS = {"berufe/a-z/"}  # In the order of the reader's letters.
# Words that no text in English, Ukrainian or Arabic has of its own; addresses may contain them.
STOP_WORDS = (  # noqa: SIM905 - so many words in quotes read worse
    "und oder der das dem ein eine einen einer ist sind wird werden nicht kein keine mit für von vom zum zur auf aus "
    "nach über ohne bis Sie Ihr Ihre ich Ich wir im beim als haben kann muss wenn dass Antrag Verfahren beschleunigtes"
).split()
GERMAN = re.compile(rf"(?!Türkiye)\b\w*[äöüßÄÖÜ]|(?<![\w/.-])({'|'.join(STOP_WORDS)})(?![\w/-])")


def test_every_page_exists_in_every_language(normal_pages: dict[str, Page]) -> None:
    languages = defaultdict(set)
    for page in normal_pages.values():
        languages[page.common_path].add(page.language)
    assert {path: found for path, found in languages.items() if found - {"de-LS"} != FULL} == {}


def test_html_carries_language_and_direction(pages: dict[str, Page]) -> None:
    for page in pages.values():
        html = page.all("html")[0].attributes
        assert (html["lang"], html["dir"]) == (TAGS.get(page.language, page.language), DIRECTIONS[page.language]), (
            page.url
        )


def up_to_date(pages: dict[str, Page]) -> list[Page]:
    """The pages whose translation is not older than the German text; the others are not for search engines."""
    found = [page for page in pages.values() if not any(e.attributes.get("name") == "robots" for e in page.all("meta"))]
    assert len(found) > 0.9 * len(pages)
    return found


def test_alternates_are_absolute_complete_and_symmetrical(normal_pages: dict[str, Page]) -> None:
    by_address = {}
    languages = defaultdict(set)
    for page in up_to_date(normal_pages):
        languages[page.common_path].add(page.language)
    for page in up_to_date(normal_pages):
        alternates = {
            e.attributes["hreflang"]: e.attributes["href"]
            for e in page.all("link")
            if e.attributes.get("rel") == "alternate" and "hreflang" in e.attributes
        }
        (canonical,) = (e.attributes["href"] for e in page.all("link") if e.attributes.get("rel") == "canonical")
        if page.language != "de-LS":
            assert canonical == alternates[page.language], page.url
        assert alternates["x-default"] == alternates["de"], page.url
        own = {"de-simple"} if page.language == "de-LS" else set()  # The others cannot name it; it names itself.
        assert set(alternates) == {*languages[page.common_path] - {"de-LS"}, "x-default"} | own, page.url
        assert canonical in alternates.values(), page.url
        assert all(address.startswith("https://") for address in alternates.values()), page.url
        if page.language != "de-LS":
            by_address[canonical] = alternates
    for alternates in by_address.values():
        for address in alternates.values():
            assert by_address[address] == alternates


def test_language_switch_stays_on_the_page(normal_pages: dict[str, Page]) -> None:
    for page in normal_pages.values():
        links = [
            e
            for e in page.all("a")
            if "hreflang" in e.attributes and "header" in e.ancestors and "details" in e.ancestors
        ]
        found = {e.attributes["hreflang"]: (e.language, e.direction) for e in links}
        expected = {code: (code, DIRECTIONS[code]) for code in FULL}
        easy = {"de-simple": ("de-simple", "ltr")}
        assert found in (expected, expected | easy), page.url
        assert next(iter(found)) == "de", page.url


def test_heading_ids_are_the_same_in_every_language(normal_pages: dict[str, Page]) -> None:
    ids: defaultdict[str, dict[str, list[tuple[str, str | None]]]] = defaultdict(dict)
    for page in up_to_date(normal_pages):
        headings = [(e.name, e.attributes.get("id")) for e in page.all(*HEADINGS)]
        if page.common_path not in ALPHABETS:
            ids[page.common_path][page.language] = headings
    for path, found in ids.items():
        for language in FULL:
            assert found.get(language, found["de"]) == found["de"], (path, language)
        easy = found.get("de-LS", [])
        assert [heading for heading in found["de"] if heading in easy] == easy, path


def test_german_text_on_other_pages_is_marked_as_german(normal_pages: dict[str, Page]) -> None:
    unmarked = {
        f"{page.url}: {text}"
        for page in normal_pages.values()
        if not page.language.startswith("de")
        for text, language in page.texts
        if not language.startswith("de") and GERMAN.search(text)
    }
    assert not unmarked


def test_german_text_keeps_its_direction_on_arabic_pages(normal_pages: dict[str, Page]) -> None:
    wrong = [
        f"{page.url}: <{e.name}> {e.text[:40]}"
        for page in normal_pages.values()
        if page.language == "ar"
        for e in page.elements
        if e.attributes.get("lang") == "de" and e.direction != "ltr"
    ]
    assert not wrong


def test_pages_in_german_say_so_and_are_for_search_engines_in_german_alone(normal_pages: dict[str, Page]) -> None:
    found = [page for page in normal_pages.values() if re.search(r"pruefregeln/.|regelkarte/", page.url)]
    assert len(found) > len(FULL) * 6
    for page in found:
        indexed = not any(e.attributes.get("name") == "robots" for e in page.all("meta"))
        assert indexed == (page.language == "de"), page.url
        if page.language != "de":
            (note,) = (e.text for e in page.all("p") if e.attributes.get("class") == "translation")
            assert Words(page.language).plain("site.rules.german") in note, page.url


def test_the_page_for_wrong_addresses_speaks_every_language(site: Path, pages: dict[str, Page]) -> None:
    page = pages["404.html"]
    sections = [e.attributes["lang"] for e in page.all("section") if "lang" in e.attributes]
    assert sections == ["de", "de-simple", *sections[2:]]
    assert set(sections) == {TAGS.get(code, code) for code in DIRECTIONS}
    for link in (e.attributes["href"] for e in page.all("a") if e.attributes["href"].startswith("/")):
        assert page.target(site, link).is_file(), link


def test_machine_translations_say_so(normal_pages: dict[str, Page]) -> None:
    for page in normal_pages.values():
        notes = [e for e in page.all("p") if e.attributes.get("class") == "translation"]
        assert len(notes) == (0 if page.language == "de" else 1), page.url
