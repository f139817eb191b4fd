"""The search of the site and the field for a postcode, as readers use them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from checker.search import find

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator

    from tests.browser.driver import Check, Watch


def search(check: Check, words: str) -> Locator:
    """Type words and wait for what the page says about them."""
    check.page.locator("#suchwort").fill(words)
    expect(check.page.locator("[data-results]")).to_have_attribute("data-shown", words)
    assert parse_qs(urlsplit(check.address).query) == {"q": [words]}
    return check.page.locator("[data-results] li a")


def found(check: Check, words: str) -> list[str]:
    """Where the results lead, from the root of the language."""
    links = search(check, words)
    root = check.home + ("" if check.language == "de" else f"{check.language}/")
    return [link.evaluate("a => a.href").removeprefix(root) for link in links.all()]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "Krankenschwester"),
        ("en", "nurse"),
        ("en", "Krankenschwester"),
        ("en", "медсестра"),
        ("ar", "ممرضة"),
        ("ar", "الممرضة"),
        ("ar", "Pflegefachfrau"),
    ],
)
def test_everyday_words_find_the_nurse_and_lead_to_the_page(
    visit: Callable[..., Check], language: str, words: str
) -> None:
    check = visit(language, path="suche/")
    assert "berufe/pflegefachmann/" in found(check, words)
    check.page.locator("[data-results] a[href$='berufe/pflegefachmann/']").click()
    expect(check.page.locator("h1")).to_be_visible()
    assert check.address.endswith("berufe/pflegefachmann/")


@pytest.mark.parametrize(
    ("language", "words", "page"),
    [
        ("de", "Zeugnisbewertung", "verfahren/zeugnisbewertung/"),
        ("de", "Anerkennungszuschuss", "verfahren/anerkennungszuschuss/"),
        ("en", "blue card", "verfahren/blaue_karte/"),
        ("ar", "Kenntnisprüfung", "verfahren/kenntnispruefung/"),
        ("de", "Handwerkskammer", "stellen/hwk-halle/"),
        ("en", "ZAB", "stellen/zab/"),
        ("de", "39104", "orte/15003/"),
        ("en", "Bitterfeld", "orte/15082/"),
        ("de", "Borne", "orte/15089/"),
        ("en", "privacy", "datenschutz/"),
        ("ar", "Impressum", "impressum/"),
        ("de", "Probezeit", ""),
    ],
)
def test_everything_else_is_found_too(visit: Callable[..., Check], language: str, words: str, page: str) -> None:
    check = visit(language, path="suche/")
    results = found(check, words)
    assert page in results if page else results == []


@pytest.mark.parametrize(
    ("spellings", "occupation"),
    [
        (("м'ясник", "мʼясник", "м’ясник"), "fleischer"),
        (("м'ясар", "мʼясар", "м’ясар", "мясар"), "fleischer"),
        (("кур'єр", "курʼєр", "кур’єр"), "fachkraft-fuer-kurier-express-und-postdienstleistungen"),
        (("ґонт", "гонт"), "gewerbe-holzschindelmacher"),
    ],
)
def test_every_ukrainian_spelling_finds_the_same_here_and_in_python(
    visit: Callable[..., Check], spellings: tuple[str, ...], occupation: str
) -> None:
    check = visit("uk", path="suche/")
    for words in spellings:
        assert occupation in [hit["id"] for hit in find(words, "uk")], words
        assert f"berufe/{occupation}/" in found(check, words), words


def test_occupations_that_are_called_so_come_first(visit: Callable[..., Check]) -> None:
    check = visit(path="suche/")
    assert found(check, "tischler")[0] == "berufe/tischler/"


def test_a_shared_postcode_finds_both_districts(visit: Callable[..., Check]) -> None:
    check = visit("en", path="suche/")
    assert {"orte/15082/", "orte/15086/"} <= set(found(check, "39264"))


def test_a_link_with_words_searches_at_once_and_the_count_is_announced(visit: Callable[..., Check]) -> None:
    check = visit(path="suche/?q=Tischler")
    status = check.page.get_by_role("status")
    expect(status).to_contain_text("Gefunden")
    expect(check.page.locator("[data-results] a[href$='berufe/tischler/']")).to_be_visible()
    check.page.locator("#suchwort").fill("qqqqqq")
    expect(status).to_contain_text("Nichts gefunden")
    check.page.locator("#suchwort").fill("")
    expect(status).to_be_empty()
    expect(check.page.locator("[data-results] a")).to_have_count(0)


def test_from_the_header_to_a_result_with_the_keyboard_alone(visit: Callable[..., Check]) -> None:
    check = visit("en", path="")
    page = check.page
    for _ in range(4):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.matches('.find')"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("#suchwort")).to_be_focused()
    page.keyboard.insert_text("dentist")  # At once: no list for the first letters takes the focus away.
    link = page.locator("[data-results] a").first
    expect(link).to_be_visible()
    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Dentist")


def test_the_index_is_loaded_by_the_search_page_only(visit: Callable[..., Check]) -> None:
    check = visit("ar", path="")
    loaded: list[str] = []
    check.page.on("request", lambda request: loaded.append(request.url))
    check.goto("berufe/arzt/")
    assert not [url for url in loaded if ".json" in url or ".mjs" in url]
    check.goto("suche/")
    check.page.locator("#suchwort").fill("طبيب")
    expect(check.page.locator("[data-results] a[href$='berufe/arzt/']")).to_be_visible()
    assert [url for url in loaded if "/search.ar." in url]


def test_a_lost_network_is_said_and_tried_again(visit: Callable[..., Check], watch: Watch) -> None:
    watch.expect("search.de")
    check = visit(path="impressum/")
    check.page.route("**/search.de.*", lambda route: route.abort())
    check.goto("suche/")
    check.page.locator("#suchwort").fill("Tischler")
    expect(check.page.get_by_role("status")).to_contain_text("nicht laden")
    check.page.unroute("**/search.de.*")
    assert "berufe/tischler/" in found(check, "Tischlerin")


def test_without_scripts_the_lists_are_there(visit: Callable[..., Check]) -> None:
    check = visit(path="suche/", java_script_enabled=False)
    expect(check.page.locator("#suchwort")).to_be_hidden()
    expect(check.page.get_by_text("Die Suche braucht JavaScript.")).to_be_visible()
    check.page.locator("#content").get_by_role("link", name="Alle Berufe von A bis Z").click()
    check.page.locator("a[href='../tischler/']").click()
    expect(check.page.locator("h1")).to_contain_text("Tischler")


@pytest.mark.parametrize("language", ["de", "en", "ar"])
def test_a_postcode_leads_to_its_district(visit: Callable[..., Check], language: str) -> None:
    check = visit(language, path="orte/")
    field = check.page.locator("#plz")
    status = check.page.locator("[data-found]")
    field.fill("3910")
    expect(status).to_be_empty()
    field.fill("39104" if language != "ar" else "٣٩١٠٤")
    expect(status.get_by_role("link")).to_have_text(["Magdeburg"])
    field.fill("39264")
    expect(status.get_by_role("link")).to_have_count(2)
    expect(status).to_contain_text("Prödel")
    field.fill("10115")
    expect(status.get_by_role("link")).to_have_count(0)
    expect(status).not_to_be_empty()


def test_postcodes_are_there_without_scripts(visit: Callable[..., Check]) -> None:
    check = visit(path="orte/", java_script_enabled=False)
    expect(check.page.locator("#plz")).to_be_hidden()
    check.page.locator("summary", has_text="391").first.click()
    check.page.locator("li[data-plz='39104'] a").click()
    expect(check.page.locator("h1")).to_have_text("Magdeburg")
