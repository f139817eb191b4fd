"""What one sees: nothing is cut off, everything can be tapped, forced colours keep shape and state."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.driver import NURSE_LINK
from tests.browser.test_accessibility import LANGUAGES, OPEN_ALL, PAGES

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page

    from tests.browser.driver import Check

MORE_PAGES = (
    "anerkennung/", "anerkennung/abgelehnt/", "barrierefreiheit/", "berufe/a-z/", "impressum/", "material/",
    "multiplikatoren/", "multiplikatoren/wer-macht-was/", "netzwerk/", "programm/", "programm/zahlen/",
    "pruefregeln/", "pruefregeln/authority/", "regelkarte/", "stellen/",
)  # fmt: skip
EASY_PAGES = ("", "anerkennung/", "anerkennung/kosten/", "netzwerk/", "programm/zahlen/", "multiplikatoren/")
LARGE_TEXT = "addEventListener('DOMContentLoaded', () => (document.documentElement.style.fontSize = '200%'))"
TAPPED = ("", "anerkennung/", "berufe/", "verfahren/", "stellen/", "anerkennung/glossar/")
SMALL = """() => [...document.querySelectorAll(
    'header a, header summary, footer a, .button, .goals a, .chips a, .ways a, .cards a, .letters a, .crumbs a')]
  .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest('small')
    && !element.closest('.site-footer > p'))
  .map((element) => [element.textContent.trim(), element.getBoundingClientRect()])
  .filter(([, box]) => box.width > 1 && box.height < 43.5)
  .map(([text, box]) => `${text}: ${box.height}`)"""
COLOUR = "(element, [part, property]) => getComputedStyle(element, part)[property]"


def wide(page: Page) -> list[str]:
    """The address and the width of a page that is wider than its window."""
    width, room = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    return [f"{page.url}: {width}"] if width > room else []


def style(element: Locator, name: str, part: str | None = None) -> str:
    """A computed value of an element or of its pseudo-element ``part``."""
    return str(element.evaluate(COLOUR, [part, name]))


@pytest.mark.parametrize("language", [*LANGUAGES, "de-LS"])
def test_no_further_page_is_wider_than_a_small_phone_with_large_text(
    visit: Callable[..., Check], language: str
) -> None:
    check = visit(language, path="", viewport={"width": 320, "height": 640})
    check.page.add_init_script(LARGE_TEXT)
    found = []
    for path in EASY_PAGES if language == "de-LS" else MORE_PAGES:
        check.goto(path)
        check.page.evaluate(OPEN_ALL)
        found += wide(check.page)
    assert found == []


@pytest.mark.parametrize("language", ["de", "ar"])
@pytest.mark.parametrize("width", [768, 1440])
def test_no_page_scrolls_sideways_on_larger_screens(visit: Callable[..., Check], language: str, width: int) -> None:
    check = visit(language, path="", viewport={"width": width, "height": 900})
    found = wide(check.page)
    for path in (*PAGES[1:], *MORE_PAGES):
        check.goto(path)
        found += wide(check.page)
    assert found == []


@pytest.mark.parametrize("language", ["de", "uk", "ar"])
def test_links_that_lead_on_are_large_enough_to_tap(visit: Callable[..., Check], language: str) -> None:
    check = visit(language, path=TAPPED[0])
    small = check.page.evaluate(SMALL)
    for path in TAPPED[1:]:
        check.goto(path)
        small += check.page.evaluate(SMALL)
    assert small == []


def test_lines_are_short_enough_to_read(visit: Callable[..., Check]) -> None:
    check = visit(path="anerkennung/kosten/", viewport={"width": 1440, "height": 900})
    width, letter = (
        check.page.locator("main p")
        .nth(1)
        .evaluate(
            """(element) => {
          const probe = document.createElement("span");
          probe.textContent = "Die Beratung ist kostenlos, im Süden und im Norden von Sachsen-Anhalt.";
          element.append(probe);
          const letter = probe.getBoundingClientRect().width / probe.textContent.length;
          probe.style.whiteSpace = "nowrap";
          const wide = probe.getBoundingClientRect().width / probe.textContent.length;
          probe.remove();
          return [parseFloat(getComputedStyle(element).maxWidth), Math.max(letter, wide)];
        }"""
        )
    )
    assert 60 <= width / letter <= 80, "characters in a line"


def test_a_table_is_a_list_on_a_phone_and_still_a_table(visit: Callable[..., Check]) -> None:
    check = visit(path="programm/zahlen/")
    cell = check.page.get_by_role("table").first.get_by_role("cell").nth(1)
    assert style(cell, "display") == "block"
    assert style(cell, "content", "::before").startswith('"Wert"')
    assert check.page.get_by_role("columnheader").first.text_content() == "Was gezählt wird"


@pytest.mark.parametrize("language", ["de", "ar"])
def test_forced_colours_keep_shape_and_state(visit: Callable[..., Check], language: str) -> None:
    check = visit(language, path="", forced_colors="active")
    page = check.page
    canvas = style(page.locator("body"), "backgroundColor")
    assert style(page.locator(".button").first, "borderTopStyle") == "solid"
    assert style(page.locator(".find"), "backgroundColor", "::before") != canvas
    assert style(page.locator(".ways li").first, "backgroundColor", "::before") != canvas
    assert "underline" in style(page.locator(".goals a").first, "textDecorationLine")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert style(page.locator(":focus"), "outlineStyle") == "solid"
    check.goto("berufe/")
    here, other = page.locator(".menu a[aria-current]"), page.locator(".menu a:not([aria-current])").first
    assert style(here, "borderBottomColor") != style(other, "borderBottomColor")
    check.goto()
    option = check.question("goal").locator(".check-option").first
    option.locator("input").check()
    assert style(option.locator("label"), "outlineStyle") == "solid"


def test_forced_colours_frame_the_result(visit: Callable[..., Check]) -> None:
    check = visit(fragment=NURSE_LINK, forced_colors="active")
    check.result()
    for part in (".check-cautions", ".check-card", ".check-refine"):
        assert style(check.page.locator(part).first, "borderTopStyle") == "solid", part
