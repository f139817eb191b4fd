"""What the build puts into prose: links to pages that exist, and whom to write to."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from checker import knowledge
from checker.catalog import EASY, LANGUAGES
from overrides.hooks import check_page, markers
from overrides.hooks.words import Words

if TYPE_CHECKING:
    from tests.site.reader import Page

FOLDERS = {language: "" if language == "de" else f"{language}/" for language in (*LANGUAGES, EASY)}


def link_builder(page: Page) -> dict[str, Any]:
    (form,) = (e for e in page.all("form") if "data-link-builder" in e.attributes)
    found: dict[str, Any] = json.loads(form.attributes["data-link-builder"])
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_link_builder_offers_pages_that_exist(pages: dict[str, Page], language: str) -> None:
    page = pages[f"{FOLDERS[language]}multiplikatoren/links/"]
    data = link_builder(page)
    folders = {code: folder for code, _, folder, _ in data["languages"]}
    assert folders == FOLDERS
    paths = {path for path, _, _ in data["pages"]}
    assert {"check/", "", *markers.OVERVIEWS} <= paths
    for path, label, titles in data["pages"]:
        assert label, path
        assert set(titles) == {code for code in folders if folders[code] + path in pages}, path
    for ident, _ in data["occupations"]:
        assert f"berufe/{ident}/" in pages
    assert len(data["occupations"]) == len(knowledge.table("professions"))


def test_a_message_speaks_the_language_of_its_link(pages: dict[str, Page]) -> None:
    data = link_builder(pages["multiplikatoren/links/"])
    assert {code: text.format(title="x") for code, text in data["messages"].items()} == {
        code: Words(code).plain("site.links.message", title="x") for code in FOLDERS
    }
    titles = {path: found for path, _, found in data["pages"]}
    costs = {code: markers.title(code, "anerkennung/kosten.md")[0] for code in FOLDERS}
    assert titles["anerkennung/kosten/"] == costs


def test_the_code_to_print_names_what_it_loads(pages: dict[str, Page]) -> None:
    (button,) = (e for e in pages["multiplikatoren/links/"].all("button") if "data-qr" in e.attributes)
    assert f"{check_page.megabytes()}".replace(".", ",") in button.text


@pytest.mark.parametrize("language", FOLDERS)
def test_a_mistake_is_reported_to_the_operator(pages: dict[str, Page], language: str) -> None:
    t = Words(language)
    labels = [e.text for e in pages[f"{FOLDERS[language]}fehler-melden/"].all("dt")]
    assert labels == [t.plain(f"site.operator.{field}") for field in ("email", "phone")]


def test_no_marker_is_left(pages: dict[str, Page]) -> None:
    assert not [page.url for page in pages.values() if "[[" in page.all("main")[0].text]
