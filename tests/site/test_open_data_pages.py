"""Open data, changes and what machines read of a page, in the built site."""

from __future__ import annotations

import json
import re
import struct
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest

from checker import knowledge
from checker.catalog import EASY, LANGUAGES
from checker.procedures import PROCEDURES
from overrides.hooks import changes, facts, linked_data, open_data
from overrides.hooks.words import Words
from tests.site.reader import read

if TYPE_CHECKING:
    from pathlib import Path

    from tests.site.reader import Page

FOLDERS = {language: "" if language == "de" else f"{language}/" for language in LANGUAGES}
SITEMAP_BYTES = 50_000_000
ATOM = "{http://www.w3.org/2005/Atom}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def hrefs(page: Page) -> set[str]:
    return {e.attributes.get("href", "") for e in page.all("a")}


def property_of(page: Page, name: str) -> str:
    (found,) = (e.attributes["content"] for e in page.all("meta") if e.attributes.get("property") == name)
    return found


def described(page: Page) -> dict[str, Any]:
    (block,) = (e for e in page.all("script") if e.attributes.get("type") == "application/ld+json")
    found: dict[str, Any] = json.loads(block.text)
    return found


def canonical(page: Page) -> str:
    (found,) = (e.attributes["href"] for e in page.all("link") if e.attributes.get("rel") == "canonical")
    return found


def is_indexed(page: Page) -> bool:
    return not any(e.attributes.get("name") == "robots" for e in page.all("meta"))


@pytest.mark.parametrize("folder", FOLDERS.values())
def test_every_file_of_the_data_is_published_and_linked(site: Path, pages: dict[str, Page], folder: str) -> None:
    page = pages[f"{folder}daten/"]
    up = "../../daten/" if folder else ""
    for name, text in open_data.files().items():
        assert (site / "daten" / name).read_bytes() == text.encode(), name
        assert up + name in hrefs(page), name
    assert "GeoNames" in page.all("main")[0].text
    assert "CC BY 4.0" in page.all("main")[0].text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_feed_is_valid_atom_and_leads_to_the_changes(site: Path, pages: dict[str, Page], language: str) -> None:
    root = ET.parse(site / FOLDERS[language] / "feed.xml").getroot()  # noqa: S314 - written by our own build
    page = pages[f"{FOLDERS[language]}aenderungen/"]
    assert root.tag == f"{ATOM}feed"
    assert root.attrib[XML_LANG] == language
    one = {name: [e.text for e in root.findall(ATOM + name)] for name in ("id", "title", "updated")}
    assert all(len(values) == 1 and values[0] for values in one.values()), one
    assert root.find(f"{ATOM}author/{ATOM}name") is not None
    links = {e.attrib["rel"]: e.attrib["href"] for e in root.findall(f"{ATOM}link")}
    assert links == {"self": one["id"][0], "alternate": canonical(page)}
    entries = root.findall(f"{ATOM}entry")
    assert [e.findtext(f"{ATOM}content") for e in entries] == [r[language] for r in changes.records()]
    ids = [e.findtext(f"{ATOM}id") or "" for e in entries]
    assert len(set(ids)) == len(ids)
    assert {urlsplit(ident).fragment for ident in ids} <= page.ids
    dates = [e.findtext(f"{ATOM}updated") or "" for e in entries]
    assert dates == [f"{record['date']}T00:00:00Z" for record in changes.records()]
    assert one["updated"][0] == max(dates)
    assert all(e.findtext(f"{ATOM}title") for e in entries)


def test_every_page_names_the_feed_of_its_language(site: Path, normal_pages: dict[str, Page]) -> None:
    for page in normal_pages.values():
        if not any(e.attributes.get("rel") == "canonical" for e in page.all("link")):
            continue
        (feed,) = (e for e in page.all("link") if e.attributes.get("type") == "application/atom+xml")
        folder = "" if page.language == "de-LS" else FOLDERS[page.language]
        assert page.target(site, feed.attributes["href"]) == (site / folder / "feed.xml").resolve(), page.url


def test_every_page_has_a_preview_of_its_own(normal_pages: dict[str, Page]) -> None:
    alt = {language: Words(language).plain("site.preview.alt") for language in (*LANGUAGES, EASY)}
    for page in normal_pages.values():
        if not any(e.attributes.get("rel") == "canonical" for e in page.all("link")):
            continue
        assert property_of(page, "og:url") == canonical(page), page.url
        assert property_of(page, "og:title") == described(page)["name"], page.url
        assert len(property_of(page, "og:description")) > 20, page.url
        assert property_of(page, "og:locale").split("_")[0] == page.language.split("-")[0], page.url
        assert property_of(page, "og:image").endswith("/assets/preview.png"), page.url
        assert property_of(page, "og:image:alt") == alt[page.language], page.url


def test_the_preview_image_has_the_named_size_and_is_light(site: Path, pages: dict[str, Page]) -> None:
    image = (site / "assets" / "preview.png").read_bytes()
    size = [str(number) for number in struct.unpack(">II", image[16:24])]
    assert image.startswith(b"\x89PNG")
    assert len(image) <= 60_000
    assert size == [property_of(pages[""], f"og:image:{side}") for side in ("width", "height")] == ["1200", "630"]


def test_pages_say_what_they_are_about(pages: dict[str, Page]) -> None:
    for folder in FOLDERS.values():
        for ident in PROCEDURES:
            node = described(pages[f"{folder}verfahren/{ident}/"])
            assert node["mainEntity"]["@type"] == "GovernmentService"
            assert node["dateModified"] == knowledge.table("procedures")[ident]["checked"]
            deciders = facts.deciders(ident)
            named = [body["name"] for body in node["mainEntity"].get("provider", [])]
            wanted = [knowledge.table("authorities")[body]["name"] for body in deciders]
            assert named == (wanted if len(wanted) <= linked_data.FEW else []), ident
        for ident, record in knowledge.table("authorities").items():
            entity = described(pages[f"{folder}stellen/{ident}/"])["mainEntity"]
            kind = "Organization" if ident in linked_data.NOT_PUBLIC else "GovernmentOrganization"
            assert (entity["@type"], entity["name"]) == (kind, record["name"])
            assert re.fullmatch(r"[+\d][\d /-]+\d", entity.get("telephone", "0345 0")), ident
            assert ("telephone" in entity) == ("phone" in facts.contact(record)), ident
            assert entity.get("address") == facts.contact(record).get("address"), ident
        for ident, record in knowledge.table("professions").items():
            page = pages.get(f"{folder}berufe/{ident}/")
            if page is not None:
                entity = described(page)["mainEntity"]
                assert entity["@type"] == "Occupation"
                assert record["title"] in (entity["name"], entity.get("alternateName")), ident


def test_bodies_under_private_law_exist() -> None:
    assert set(knowledge.table("authorities")) >= linked_data.NOT_PUBLIC


def test_every_description_names_page_language_and_day(normal_pages: dict[str, Page]) -> None:
    kinds = set()
    for page in normal_pages.values():
        if any(e.attributes.get("rel") == "canonical" for e in page.all("link")):
            node = described(page)
            kinds.add(node.get("mainEntity", {}).get("@type", "WebPage"))
            assert (node["@type"], node["url"]) == ("WebPage", canonical(page)), page.url
            assert node["inLanguage"] == page.all("html")[0].attributes["lang"], page.url
            assert len(node["dateModified"]) == 10, page.url
    bodies = {"GovernmentService", "GovernmentOrganization", "Organization"}
    assert kinds == {"WebPage", "Occupation", "AdministrativeArea"} | bodies


def test_text_cannot_end_the_block_of_data(tmp_path: Path) -> None:
    block = linked_data._script({"name": "</script><b>&"})  # noqa: SLF001
    assert block == '<script type="application/ld+json">{"name":"\\u003c/script\\u003e\\u003cb\\u003e\\u0026"}</script>'
    (tmp_path / "index.html").write_text(f"<html><head>{block}</head></html>", encoding="utf-8")
    assert described(read(tmp_path / "index.html", tmp_path))["name"] == "</script><b>&"


def test_robots_names_the_sitemap_and_the_sitemaps_every_indexed_page_once(site: Path, pages: dict[str, Page]) -> None:
    home = canonical(pages[""])
    assert f"Sitemap: {home}sitemap.xml\n" in (site / "robots.txt").read_text()
    names = re.findall(rf"<sitemap><loc>{re.escape(home)}(sitemap-[^<]+)</loc>", (site / "sitemap.xml").read_text())
    assert sorted(names) == sorted(path.name for path in site.glob("sitemap-*.xml"))
    listed = "".join((site / name).read_text() for name in names)
    places = re.findall(r"<loc>([^<]+)</loc>", listed)
    assert len(places) == len(set(places))
    assert {*places} == {canonical(page) for page in pages.values() if is_indexed(page)}
    for name in names:
        assert (site / name).stat().st_size < SITEMAP_BYTES
    for folder in FOLDERS.values():
        assert f"<loc>{home}{folder}daten/</loc>" in listed
        assert f"<loc>{home}{folder}aenderungen/</loc>" in listed
