"""The pages from the facts: complete, linked, and silent about what is not certain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from checker import knowledge
from checker.catalog import LANGUAGES
from checker.procedures import PROCEDURES
from overrides.hooks import facts, markers
from overrides.hooks.situations import SITUATIONS
from overrides.hooks.words import Words

if TYPE_CHECKING:
    from tests.site.reader import Page

FOLDERS = ["" if language == "de" else f"{language}/" for language in LANGUAGES]
CONTACT = ("address", "phone", "email", "website")


def hrefs(page: Page) -> set[str]:
    return {e.attributes.get("href", "") for e in page.all("a")}


def everything(page: Page) -> str:
    return " ".join(text for text, _ in page.texts)


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_procedure_and_authority_has_its_page(pages: dict[str, Page], folder: str) -> None:
    wanted = {f"{folder}verfahren/{ident}/" for ident in PROCEDURES}
    wanted |= {f"{folder}stellen/{ident}/" for ident in knowledge.table("authorities")}
    assert wanted <= set(pages)


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_lists_lead_to_every_page(pages: dict[str, Page], folder: str) -> None:
    assert {f"{ident}/" for ident in PROCEDURES} <= hrefs(pages[f"{folder}verfahren/"])
    assert {f"{ident}/" for ident in knowledge.table("authorities")} <= hrefs(pages[f"{folder}stellen/"])


def test_every_procedure_belongs_to_a_situation() -> None:
    listed = [ident for procedures in SITUATIONS.values() for ident in procedures]
    assert sorted(listed) == sorted(PROCEDURES)


def test_procedures_and_authorities_link_each_other(pages: dict[str, Page]) -> None:
    for procedure in PROCEDURES:
        for authority in facts.deciders(procedure):
            assert f"../../stellen/{authority}/" in hrefs(pages[f"verfahren/{procedure}/"])
            assert f"../../verfahren/{procedure}/" in hrefs(pages[f"stellen/{authority}/"])


@pytest.mark.parametrize("folder", FOLDERS)
def test_procedures_that_end_or_have_ended_say_when(pages: dict[str, Page], folder: str) -> None:
    t = Words(folder.rstrip("/") or "de")
    said = {key: t.plain(f"site.{key}", date="|").split("|")[0] for key in ("valid_to", "valid_ended")}
    for ident, record in knowledge.table("procedures").items():
        page, last = pages[f"{folder}verfahren/{ident}/"], record.get("valid_to")
        notes = [e.text for e in page.all("p") if e.attributes.get("class") == "warning"]
        right = [] if not last else ["valid_ended" if last < markers.today() else "valid_to"]
        assert [key for note in notes for key in said if note.startswith(said[key])] == right, ident


def test_uncertain_and_unconfirmed_records_print_no_contact(pages: dict[str, Page]) -> None:
    for ident, record in knowledge.table("authorities").items():
        if record["certainty"] == "low" or ident in facts.UNCONFIRMED_OFFERS:
            for folder in FOLDERS:
                page = pages[f"{folder}stellen/{ident}/"]
                assert not page.all("dl", "address"), ident
                assert f"https://{record.get('website')}" not in hrefs(page), ident


def test_certain_records_print_their_contact(pages: dict[str, Page]) -> None:
    for ident, record in knowledge.table("authorities").items():
        if record["certainty"] == "high" and ident not in facts.UNCONFIRMED_OFFERS:
            text = everything(pages[f"stellen/{ident}/"])
            assert not [key for key in CONTACT if record.get(key, "") not in text], ident


def test_every_source_of_a_procedure_is_cited(pages: dict[str, Page]) -> None:
    for ident, record in knowledge.table("procedures").items():
        text = everything(pages[f"verfahren/{ident}/"])
        for source in facts.sources(record["sources"]):
            assert source.cite in text, (ident, source.cite)
            assert not source.url or source.url in hrefs(pages[f"verfahren/{ident}/"]), ident


def test_every_page_leads_to_the_check(normal_pages: dict[str, Page]) -> None:
    for page in normal_pages.values():
        assert any(link.endswith("check/") or link == "./" for link in hrefs(page)), page.url
