"""The whole check with the keyboard alone, as people with a screen reader or without a mouse use it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.browser.driver import Check


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until an element has the focus; fail if it never does."""
    for _ in range(60):
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reaches {selector}")


def test_from_the_top_of_the_page_to_the_result(visit: Callable[..., Check]) -> None:
    check = visit("en")
    page = check.page
    press = page.keyboard.press
    tab_to(page, "form[data-question=goal] input")
    press("Space")
    press("Enter")
    check.question("qual")
    check.expect_focus_on_heading()
    tab_to(page, "form[data-question=qual] input")
    press("Space")
    press("Enter")
    check.question("prev")
    tab_to(page, "form[data-question=prev] input")
    press("Space")
    press("Enter")
    check.question("where")
    tab_to(page, "form[data-question=where] select")
    page.keyboard.type("Ukra")
    tab_to(page, "form[data-question=where] [type=submit]")
    press("Enter")
    check.question("prof")
    assert check.case["where"] == "UA"

    tab_to(page, "#check-prof-search")
    page.keyboard.insert_text("nurse")  # At once: no list for the first letters comes in between.
    field = page.locator("#check-prof-search")
    expect(field).to_have_attribute("aria-expanded", "true")
    press("ArrowDown")
    press("ArrowDown")
    press("ArrowUp")
    selected = check.stage.locator("[role=option][aria-selected=true]")
    expect(selected).to_have_count(1)
    assert field.get_attribute("aria-activedescendant") == selected.get_attribute("id")
    press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    press("ArrowDown")
    press("Enter")
    expect(check.stage.locator(".check-chosen")).to_contain_text("Pflegefachmann")
    tab_to(page, "form[data-question=prof] [type=submit]")
    press("Enter")
    assert check.procedures() == ["drittstaat_reglementiert"]
    check.expect_focus_on_heading()
    tab_to(page, "[data-change=where]")
    press("Enter")
    check.question("where")
    check.expect_focus_on_heading()


def test_the_focus_is_always_to_be_seen(visit: Callable[..., Check]) -> None:
    check = visit("ar")
    tab_to(check.page, "form[data-question=goal] input")
    width = check.page.evaluate(
        """() => {
          const { activeElement: input } = document;
          const styles = [input, input.nextElementSibling].map((element) => getComputedStyle(element));
          return Math.max(...styles.map((s) => s.outlineStyle === "none" ? 0 : parseFloat(s.outlineWidth)));
        }"""
    )
    assert width >= 3
