"""The pages of the districts, and the postcodes that lead to them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

import pytest

from checker import knowledge
from checker.catalog import LANGUAGES
from overrides.hooks import places

if TYPE_CHECKING:
    from tests.site.reader import Page

FOLDERS = ["" if language == "de" else f"{language}/" for language in LANGUAGES]
DISTRICTS = knowledge.table("districts")


def hrefs(page: Page) -> list[str]:
    return [e.attributes.get("href", "") for e in page.all("a")]


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_district_has_its_page_with_chambers_and_advice(pages: dict[str, Page], folder: str) -> None:
    assert len(DISTRICTS) == 14
    for ags, record in DISTRICTS.items():
        page = pages[f"{folder}orte/{ags}/"]
        links = hrefs(page)
        advice = "iq-sued" if record["region"] == "south" else "iq-nord"
        other = "iq-nord" if record["region"] == "south" else "iq-sued"
        for body in (record["hwk"], record["ihk"], advice, "zsba"):
            assert f"../../stellen/{body}/" in links, (ags, body)
        assert f"../../stellen/{other}/" not in links, ags
        assert f"{ags}/" in hrefs(pages[f"{folder}orte/"])


def test_start_links_carry_the_place(pages: dict[str, Page]) -> None:
    for folder in FOLDERS:
        for ags in DISTRICTS:
            (link,) = (link for link in hrefs(pages[f"{folder}orte/{ags}/"]) if "check/#" in link)
            assert dict(parse_qsl(urlsplit(link).fragment)) == {"v": "1", "goal": "work_profession", "live": ags}


def test_every_postcode_names_all_its_districts(pages: dict[str, Page]) -> None:
    records = knowledge.load("postcodes.json")
    for folder in FOLDERS:
        page = pages[f"{folder}orte/"]
        entries = {e.attributes["data-plz"]: e.text for e in page.all("li") if "data-plz" in e.attributes}
        assert set(entries) == {record["plz"] for record in records}
        for record in records:
            assert DISTRICTS[record["ags"]]["name"] in entries[record["plz"]], record
    for record in records:
        assert record["plz"] in pages[f"orte/{record['ags']}/"].all("main")[0].text, record


def test_shared_and_outside_postcodes_say_so(pages: dict[str, Page]) -> None:
    entries = {e.attributes["data-plz"]: e.text for e in pages["orte/"].all("li") if "data-plz" in e.attributes}
    assert len(places.postcodes()["39264"]) == 2
    assert "Prödel" in entries["39264"]
    assert "Bornum" in entries["39264"]
    assert "in einem anderen Bundesland" in entries["14715"]
    assert "../15086/" in hrefs(pages["orte/15082/"])


def test_uncertain_districts_say_so(pages: dict[str, Page]) -> None:
    for ags, record in DISTRICTS.items():
        warned = any(e.attributes.get("class") == "warning" for e in pages[f"orte/{ags}/"].all("p"))
        assert warned == (record["certainty"] != "high"), ags


def test_who_decides_is_what_the_check_says() -> None:
    south, north = dict(places.deciders("south")), dict(places.deciders("north"))
    assert "hwk-halle" in south
    assert "hwk-halle" not in north
    assert south["hwk-halle"] == north["hwk-magdeburg"]
    assert min([*south.values(), *north.values()]) >= places.FEWEST


def test_geonames_is_named_with_its_licence(pages: dict[str, Page]) -> None:
    for folder in FOLDERS:
        for path in ("orte/", *(f"orte/{ags}/" for ags in DISTRICTS)):
            links = hrefs(pages[folder + path])
            assert "https://www.geonames.org/" in links
            assert "https://creativecommons.org/licenses/by/4.0/" in links
