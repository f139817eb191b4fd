"""The index of the search: everything one can look for, in few bytes, each entry a page that exists."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import brotli
import pytest

from checker import knowledge
from checker.catalog import LANGUAGES
from checker.procedures import PROCEDURES
from overrides.hooks import glossary, search_index

if TYPE_CHECKING:
    from pathlib import Path

    from tests.site.reader import Page

INDEX, FIRST_VIEW = 120_000, 60_000


def rows(site: Path, language: str) -> list[list[str]]:
    (path,) = (site / "assets").glob(f"search.{language}.*.json")
    found: list[list[str]] = json.loads(path.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_leads_to_a_page_and_its_section(site: Path, pages: dict[str, Page], language: str) -> None:
    root = "" if language == "de" else f"{language}/"
    for kind, path, name, *_ in rows(site, language):
        address, _, anchor = path.partition("#")
        assert root + address in pages, path
        assert not anchor or anchor in pages[root + address].ids, path
        assert kind in search_index.KINDS
        assert name


@pytest.mark.parametrize("language", LANGUAGES)
def test_procedures_authorities_places_prose_and_terms_are_all_there(site: Path, language: str) -> None:
    paths = {row[1] for row in rows(site, language)}
    assert {f"verfahren/{ident}/" for ident in PROCEDURES} <= paths
    assert {f"stellen/{ident}/" for ident in knowledge.table("authorities")} <= paths
    assert {f"orte/{ags}/" for ags in knowledge.table("districts")} <= paths
    assert {f"anerkennung/glossar/#{record['id']}" for record in glossary.records()} <= paths
    assert {"anerkennung/glossar/", "daten/", "aenderungen/"} <= paths
    prose = [p.relative_to(search_index.DOCS / language) for p in (search_index.DOCS / language).rglob("*.md")]
    assert {p.with_suffix("").as_posix() + "/" for p in prose if p.stem != "index"} | {""} <= paths


@pytest.mark.parametrize("language", LANGUAGES)
def test_index_and_lists_of_occupations_stay_within_the_budget(site: Path, language: str) -> None:
    files = {*(site / "assets").glob(f"search.{language}.*.json")}
    files |= {*(site / "assets/checker").glob(f"professions.{language}.*.json")}
    assert len(files) == 2
    assert sum(len(brotli.compress(path.read_bytes())) for path in files) <= INDEX


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_search_page_is_light_and_loads_the_index_later(site: Path, pages: dict[str, Page], language: str) -> None:
    page = pages[("" if language == "de" else f"{language}/") + "suche/"]
    files = [page.target(site, address) for address in page.loads()]
    assert not [path for path in files if path.suffix == ".json"]
    assert sum(len(gzip.compress(c, mtime=0)) for c in (page.content, *(f.read_bytes() for f in files))) <= FIRST_VIEW


def test_every_page_leads_to_the_search(normal_pages: dict[str, Page]) -> None:
    for page in normal_pages.values():
        links = [e.attributes.get("href", "") for e in page.all("a") if "header" in e.ancestors]
        assert any(link.endswith("suche/") or (page.common_path == "suche/" and link == "./") for link in links), (
            page.url
        )


def test_without_scripts_the_search_page_offers_the_lists(pages: dict[str, Page]) -> None:
    links = {e.attributes.get("href", "") for e in pages["suche/"].all("a") if "main" in e.ancestors}
    assert {"../berufe/a-z/", "../verfahren/", "../stellen/", "../orte/"} <= links
    assert "hidden" in pages["suche/"].all("form")[0].attributes
