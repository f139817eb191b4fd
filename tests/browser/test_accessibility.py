"""axe-core finds nothing on any kind of page, in any language, light or dark; layouts hold."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.driver import NURSE_LINK

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.browser.driver import Check, Watch

AXE = (Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
CASE_PAGES = ("beispiele/", "beispiele/pflegehilfe-2027/")
OCCUPATION_PAGES = ("berufe/", "berufe/feld/8/", "berufe/pflegefachmann/", "berufe/elektroniker/")
PLACE_PAGES = ("stellen/hwk-halle/", "orte/", "orte/15082/", "suche/?q=Halle")
PROSE_PAGES = ("anerkennung/kosten/", "netzwerk/beratung-sued/", "multiplikatoren/jobcenter/", "uebersetzung/")
TOOL_PAGES = ("multiplikatoren/links/", "multiplikatoren/einbetten/", "fehler-melden/", "material/pflege/", "embed/")
FACT_PAGES = (
    "verfahren/",
    "verfahren/gleichwertigkeit/",
    "anerkennung/glossar/",
    "daten/",
    "aenderungen/",
    "geprueft/",
)
PAGES = ("", "ueber/", *FACT_PAGES, *CASE_PAGES, *OCCUPATION_PAGES, *PLACE_PAGES, *PROSE_PAGES, *TOOL_PAGES)
EASY_PAGES = ("", "check/", "anerkennung/kosten/", "multiplikatoren/jobcenter/", "leichte-sprache/")
QUESTIONS = {
    "goal": "",
    "where": "#v=1&goal=work_profession&prev=no&qual=voc",
    "prof": "#v=1&goal=work_profession&prev=no&qual=voc&where=UA",
    "live": "#v=1&goal=work_profession&prev=no&prof=friseur&qual=voc&self=own&where=SY",
}
LANGUAGES = ("de", "en", "uk", "ar")
OPEN_ALL = "for (const one of document.querySelectorAll('main details')) one.open = true"


def findings(page: Page) -> list[str]:
    """What axe-core reports in light and dark colours, one line for each element."""
    page.evaluate(AXE)
    page.emulate_media(color_scheme="light")
    found = report(page, {"type": "tag", "values": RULES})
    page.emulate_media(color_scheme="dark")  # Only contrast depends on colours.
    return found + report(page, {"type": "rule", "values": ["color-contrast"]})


def report(page: Page, rules: dict[str, Any]) -> list[str]:
    """What axe-core reports for some rules."""
    found: dict[str, Any] = page.evaluate("rules => axe.run({ runOnly: rules })", rules)
    return [
        f"{page.url} {violation['id']}: {node['html'][:120]} {node['failureSummary'][:200]}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing(visit: Callable[..., Check], language: str) -> None:
    check = visit(language, path=PAGES[0])
    found = findings(check.page)
    for path in PAGES[1:]:
        check.goto(path)
        found += findings(check.page)
    for name, fragment in QUESTIONS.items():
        check.page.goto("about:blank")
        check.goto(fragment=fragment)
        check.question(name).locator("summary").last.click()
        if name == "prof":
            check.suggestions("doktor" if language == "de" else "nurse")
            check.page.keyboard.press("ArrowDown")
        found += findings(check.page)
    check.page.goto("about:blank")
    check.goto(fragment=NURSE_LINK)
    check.result()
    check.page.evaluate(OPEN_ALL)
    found += findings(check.page)
    assert found == []


def test_axe_finds_nothing_in_easy_german(visit: Callable[..., Check]) -> None:
    check = visit("de-LS", path=EASY_PAGES[0])
    found = findings(check.page)
    for path in EASY_PAGES[1:]:
        check.goto(path)
        found += findings(check.page)
    check.page.goto("about:blank")
    check.goto(fragment=NURSE_LINK)
    check.result()
    assert found + findings(check.page) == []


def test_axe_finds_nothing_on_the_page_for_wrong_addresses(visit: Callable[..., Check], watch: Watch) -> None:
    watch.expect("404")
    check = visit(path="no/such/page/")
    assert findings(check.page) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_wider_than_a_small_phone_even_with_large_text(visit: Callable[..., Check], language: str) -> None:
    check = visit(language, path="", viewport={"width": 320, "height": 640})
    check.page.add_init_script(
        "addEventListener('DOMContentLoaded', () => (document.documentElement.style.fontSize = '200%'))"
    )
    wide = []
    for fragment in (*QUESTIONS.values(), NURSE_LINK):
        check.page.goto("about:blank")
        check.goto(fragment=fragment)
        if fragment == NURSE_LINK:
            check.result()
        check.page.evaluate(OPEN_ALL)
        width = check.page.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            wide.append((check.page.url, width))
    for path in PAGES:
        check.goto(path)
        width = check.page.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            wide.append((check.page.url, width))
    assert wide == []


def test_everything_one_taps_is_large_enough(visit: Callable[..., Check]) -> None:
    check = visit(fragment=NURSE_LINK)
    check.result()
    small = check.page.evaluate(
        """() => [...document.querySelectorAll(".check :is(button, select, summary, label, input[type=text])")]
          .filter((element) => element.checkVisibility() && element.getBoundingClientRect().height < 44
            && !(element.matches("label") && element.classList.contains("check-label")))
          .map((element) => [element.outerHTML.slice(0, 90), element.getBoundingClientRect().height])"""
    )
    assert small == []


def test_german_is_marked_as_german(visit: Callable[..., Check]) -> None:
    check = visit("ar", fragment=NURSE_LINK)
    result = check.result()
    names = [result.locator("[data-authority] a").first, result.locator("[data-source] bdi").first]
    for name in names:
        marked = name.evaluate("element => (element.querySelector('[lang]') ?? element).closest('[lang]').lang")
        assert marked == "de"
