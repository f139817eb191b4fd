"""The pages of the example cases: one for each case, and what they show is what the check says."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

import pytest
from babel.messages.pofile import read_po

from checker.catalog import LANGUAGES
from checker.engine import evaluate
from checker.present import RULES_DATE
from checker.procedures import PROCEDURES
from overrides.hooks import cases, data_pages, words
from overrides.hooks.words import Words

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

    from tests.site.reader import Page

FOLDERS = {language: "" if language == "de" else f"{language}/" for language in LANGUAGES}
CASES = cases.every()
TRANSLATED = [language for language in LANGUAGES if language != "de"]


def hrefs(page: Page) -> list[str]:
    return [e.attributes.get("href", "") for e in page.all("a")]


def ids_behind(page: Page, folder: str) -> list[str]:
    """The ids of the procedures or authorities that a case page links, without its header."""
    return [link.split("/")[3] for link in hrefs(page) if link.startswith(f"../../{folder}/") and link.count("/") > 3]


def start_links(page: Page) -> set[str]:
    return {link for link in hrefs(page) if link.startswith("../../check/#")}


def case_page(pages: dict[str, Page], language: str, case: cases.Case) -> Page:
    return pages[f"{FOLDERS[language]}beispiele/{case.stem}/"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_case_has_a_page_and_stands_once_in_the_list(pages: dict[str, Page], language: str) -> None:
    listed = Counter(hrefs(pages[f"{FOLDERS[language]}beispiele/"]))
    for case in CASES:
        assert case_page(pages, language, case).all("h1"), case.stem
        assert listed[f"{case.stem}/"] == 1, case.stem


def test_the_home_page_and_the_procedures_lead_to_the_list(pages: dict[str, Page]) -> None:
    for folder in FOLDERS.values():
        assert "beispiele/" in hrefs(pages[folder])
        assert "../beispiele/" in hrefs(pages[f"{folder}verfahren/"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_the_start_link_gives_the_result_that_the_page_shows(pages: dict[str, Page], case: cases.Case) -> None:
    written = json.loads((cases.FOLDER / f"{case.stem}.json").read_text(encoding="utf-8"))
    for language in LANGUAGES:
        page = case_page(pages, language, case)
        (link,) = start_links(page)
        (version, *answers) = parse_qsl(urlsplit(link).fragment, strict_parsing=True)
        assert version == ("v", "1")
        assert answers == sorted(case.answers.items())
        result = evaluate(dict(answers), case.on)
        assert result["procedures"] == evaluate(written["answers"], written["on"])["procedures"]
        assert Counter(ids_behind(page, "verfahren")) == Counter(entry["id"] for entry in result["procedures"])
        (main,) = (entry for entry in result["procedures"] if entry["role"] == "main")
        assert ids_behind(page, "verfahren")[0] == main["id"]
        assert ids_behind(page, "stellen") == main["authority"]
        assert len(page.all("dd")) >= len(answers)


def test_the_result_is_told_in_full(pages: dict[str, Page]) -> None:
    for language in LANGUAGES:
        t = Words(language)
        for case in CASES:
            shown = " ".join(case_page(pages, language, case).all("main")[0].text.split())
            result = cases.result(case, language)
            main = result["main"]
            figures = [main[name]["text"] for name in ("fee", "deadline") if main[name]]
            told = [t.plain(case.key), main["title"], main["summary"], main["why"], *figures, *result["paragraphs"]]
            told += [caution["text"] for caution in result["cautions"]]
            told += [source["cite"] for source in result["sources"]]
            told += [entry["summary"] for entries in result["by_role"].values() for entry in entries]
            assert [text for text in told if " ".join(text.split()) not in shown] == [], (language, case.stem)


def test_people_are_invented_and_other_days_are_named(pages: dict[str, Page]) -> None:
    for case in CASES:
        main = case_page(pages, "de", case).all("main")[0].text
        assert "Diese Person ist erfunden." in main, case.stem
        assert "Das Beispiel zeigt das Recht am" in main or case.on != RULES_DATE, case.stem
        assert ("Der Check rechnet mit dem heutigen Tag." in main) == (case.on != RULES_DATE), case.stem


def test_related_cases_share_occupation_or_procedure() -> None:
    for case in CASES:
        assert case not in cases.related(case)
        for other in cases.related(case):
            same_class = cases.profession_class(other) == cases.profession_class(case)
            assert same_class or cases.main_procedure(other) == cases.main_procedure(case), (case.stem, other.stem)


def test_procedures_show_their_examples(pages: dict[str, Page]) -> None:
    for ident in PROCEDURES:
        links = hrefs(pages[f"verfahren/{ident}/"])
        shown = [link.split("/")[3] for link in links if link.startswith("../../beispiele/") and link.count("/") > 3]
        assert shown == [case.stem for case in cases.examples_of(ident)][: data_pages.EXAMPLES], ident
        assert shown, ident


def titles(language: str) -> Catalog:
    """The translated titles as translators see them, with the German title above each."""
    with (words.LOCALE / language / "LC_MESSAGES" / "cases.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_title_is_translated_from_todays_german_title(language: str) -> None:
    sources = {str(m.id): " ".join(m.auto_comments) for m in titles(language) if m.id and m.string and not m.fuzzy}
    file = f"overrides/locale/{language}/LC_MESSAGES/cases.po"
    lacking = [case.stem for case in CASES if case.key not in sources]
    assert not lacking, f"{file}: please translate the titles of these cases: {', '.join(lacking)}"
    changed = [case.stem for case in CASES if sources[case.key] != case.title]
    assert not changed, f"{file}: the German titles of these cases changed: {', '.join(changed)}"
    assert set(sources) == {case.key for case in CASES}, f"{file}: titles of cases that do not exist"


@pytest.mark.parametrize("language", TRANSLATED)
def test_our_reader_and_babel_agree_on_the_titles(language: str) -> None:
    assert {m.id: m.string for m in titles(language) if m.id} == words.case_titles(language)
    assert titles(language).header_comment.startswith("# Titles of the example cases")


def test_a_case_without_a_translation_is_german_marked_and_not_indexed() -> None:
    case = CASES[0]
    t = Words("ar")
    t.own = {key: text for key, text in t.own.items() if key != case.key}
    (page,) = (page for page in data_pages.pages(t) if page.path == f"beispiele/{case.stem}/")
    assert page.heading == case.title
    assert page.german_heading
    assert not page.indexed
    assert t(case.key) == f'<span lang="de" dir="ltr">{case.title}</span>'
    assert t.missing == {case.key}


def test_groups_are_told_in_words() -> None:
    assert {f"site.cases.group.{name}" for name in cases.GROUPS} <= set(words.site_texts("de"))
    assert [case for group in cases.by_group().values() for case in group if case not in CASES] == []
