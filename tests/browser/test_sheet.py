"""The sheet to take along, the sentence cards, and links that remember where they led."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING, Any

import pytest
import zxingcpp
from playwright.sync_api import expect

from tests.browser.driver import NURSE, NURSE_LINK, wait_until
from tests.browser.test_accessibility import findings
from tests.walk import TODAY, ends, found

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Route

    from tests.browser.driver import Check, Watch

A4 = {"width": 726, "height": 1062}
"""What is left of a page of paper inside the margins, in CSS pixels."""
PAGE = re.compile(rb"/Type\s*/Page\b")
STUDY = "#v=1&goal=study&where=IR"
PIXELS = """async (png) => {
  const bytes = Uint8Array.from(atob(png), (character) => character.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  return [image.width, image.height, Array.from({ length: data.length / 4 }, (_, place) => data[4 * place])];
}"""
INCOMPLETE = """() => [...document.querySelectorAll(".sheet-line")].filter((line) =>
  [...line.querySelectorAll(".sheet-side")].some((side) => {
    const { width, height } = side.querySelector(".sheet-text").getBoundingClientRect();
    const right = side.scrollWidth <= side.clientWidth + 1;
    return !right || side.querySelector(".sheet-number").textContent !== `${line.dataset.line}.`
      || !side.querySelector(".sheet-text").textContent.trim() || width === 0 || height === 0;
  })).map((line) => line.outerHTML)"""


def open_sheet(check: Check) -> Locator:
    """Open the sheet from the result; it is complete when its code is there."""
    check.result()
    check.page.locator("[data-tool=sheet]").click()
    sheet = check.page.locator(".sheet")
    sheet.locator(".sheet-code[data-ready]").wait_for()
    return sheet


def outcomes() -> dict[str, str]:
    """Main row -> fragment of one case that ends in it."""
    fragments: dict[str, str] = {}
    for answers in ends(TODAY).paths:
        pairs = "&".join(f"{question}={option}" for question, option in sorted(answers.items()))
        fragments.setdefault(found(answers, TODAY)[0].row.id, f"#v=1&{pairs}")
    return fragments


def main_procedures() -> dict[str, str]:
    """Main procedure -> main row that leads to it."""
    rows: dict[str, str] = {}
    for answers in ends(TODAY).paths:
        row = found(answers, TODAY)[0].row
        rows.setdefault(str(row.then), row.id)
    return rows


def test_the_sheet_is_opened_by_keyboard_and_leads_back(visit: Callable[..., Check]) -> None:
    check = visit("en", fragment=NURSE_LINK)
    check.result()
    check.page.locator("[data-tool=sheet]").focus()
    check.page.keyboard.press("Enter")
    sheet = check.page.locator(".sheet")
    expect(sheet.locator(".check-heading")).to_be_focused()
    assert check.page.evaluate("document.title").startswith("My sheet")
    sheet.locator(".sheet-actions button").first.focus()
    check.page.keyboard.press("Enter")
    check.result()
    check.expect_focus_on_heading()
    check.page.go_back()
    expect(check.page.locator(".sheet")).to_be_visible()
    check.page.reload()
    expect(check.page.locator(".sheet")).to_be_visible(timeout=60_000)
    check.page.go_back()
    check.result()


@pytest.mark.parametrize("language", ["de", "en", "ar"])
def test_axe_finds_nothing_on_sheet_and_card(visit: Callable[..., Check], language: str) -> None:
    check = visit(language, fragment=NURSE_LINK)
    open_sheet(check)
    found = findings(check.page)
    check.page.go_back()
    check.result().locator("[data-card]").first.click()
    check.page.locator("dialog.card").wait_for()
    assert found + findings(check.page) == []


@pytest.mark.parametrize("language", ["ar", "de"])
def test_nine_sheets_in_ten_fit_on_two_pages_and_lose_no_line(visit: Callable[..., Check], language: str) -> None:
    """One case per main procedure, printed as PDF; the fonts of this machine may be wide ones."""
    check = visit(language, viewport=A4)
    fragments, pages = outcomes(), {}
    for procedure, row in main_procedures().items():
        check.page.evaluate("fragment => { location.hash = fragment; }", fragments[row])
        sheet = open_sheet(check)
        check.page.emulate_media(media="print")
        pages[procedure] = len(PAGE.findall(check.page.pdf(prefer_css_page_size=True)))
        assert check.page.evaluate(INCOMPLETE) == [], procedure
        sides = sheet.locator(".sheet-side").count() / sheet.locator(".sheet-line").count()
        assert sides == (1 if language == "de" else 2)
        expect(check.page.locator(".site-header")).to_be_hidden()
        check.page.emulate_media(media="screen")
    print(language, pages)
    assert sum(count <= 2 for count in pages.values()) >= 0.9 * len(pages), pages


def test_nine_outcomes_in_ten_are_as_tall_as_two_pages(visit: Callable[..., Check]) -> None:
    """Every row of the main table, in the language whose lines are the tallest."""
    check = visit("ar", viewport=A4)
    heights = {}
    check.page.emulate_media(media="print")
    for row, fragment in outcomes().items():
        check.page.emulate_media(media="screen")
        check.page.evaluate("fragment => { location.hash = fragment; }", fragment)
        open_sheet(check)
        check.page.emulate_media(media="print")
        heights[row] = check.page.locator(".sheet").evaluate("sheet => sheet.getBoundingClientRect().height")
    tall = {row: height for row, height in heights.items() if height > 2 * A4["height"]}
    print(f"{len(tall)} of {len(heights)} too tall, the tallest {max(heights.values()) / A4['height']:.2f} pages")
    assert len(tall) <= 0.1 * len(heights), tall


def test_the_code_opens_exactly_this_case(visit: Callable[..., Check]) -> None:
    check = visit("ar", fragment=NURSE_LINK)
    code = open_sheet(check).locator(".sheet-code svg")
    png = base64.b64encode(code.screenshot()).decode()
    width, height, gray = check.page.evaluate(PIXELS, png)
    [read] = zxingcpp.read_barcodes(memoryview(bytes(gray)).cast("B", shape=[height, width]))
    assert read.text == check.address
    assert f"/ar/check/{NURSE_LINK}&p=drittstaat_reglementiert&r=" in read.text


def test_without_the_code_the_sheet_stands(visit: Callable[..., Check], watch: Watch) -> None:
    watch.expect("segno")
    check = visit(fragment=NURSE_LINK)
    check.result()
    check.page.context.route("**/segno-*.whl", lambda route: route.abort())
    check.page.locator("[data-tool=sheet]").click()
    sheet = check.page.locator(".sheet")
    expect(sheet.locator(".sheet-code")).to_contain_text("Der Code lässt sich gerade nicht laden")
    assert sheet.locator(".sheet-line").count() > 20
    check.page.context.unroute("**/segno-*.whl")
    sheet.locator(".sheet-actions button").first.click()
    open_sheet(check)


def test_the_sheet_is_loaded_only_when_it_is_opened(visit: Callable[..., Check], watch: Watch) -> None:
    check = visit("en", fragment=NURSE_LINK)
    check.result()
    late = re.compile(r"sheet\.(css|mjs)|/sheet\.(de|en)\.|cards\.mjs|segno|/(texts|details)\.de\.")
    assert not [url for url in watch.requests if late.search(url)]
    open_sheet(check)
    assert len({match[0] for url in watch.requests if (match := late.search(url))}) >= 7


def test_arabic_stands_on_the_right_of_german(visit: Callable[..., Check]) -> None:
    check = visit("ar", fragment=NURSE_LINK, viewport={"width": 1000, "height": 800})
    sheet = open_sheet(check)
    for line in sheet.locator(".sheet-line").all():
        own, german = line.locator(".sheet-side").all()
        assert direction(own) == ("rtl", "ar")
        assert direction(german) == ("ltr", "de")
        assert box(german)["x"] + box(german)["width"] <= box(own)["x"] + 1
        assert box(own)["y"] == box(german)["y"]


def test_on_a_phone_german_stands_below_each_line(visit: Callable[..., Check]) -> None:
    check = visit("ar", fragment=NURSE_LINK, viewport={"width": 320, "height": 640})
    sheet = open_sheet(check)
    for line in sheet.locator(".sheet-line").all():
        own, german = line.locator(".sheet-side").all()
        assert box(own)["y"] + box(own)["height"] <= box(german)["y"] + 1
    assert check.page.evaluate("document.documentElement.scrollWidth") <= 320
    assert sheet.locator("label").first.evaluate("label => label.getBoundingClientRect().height") >= 44


def test_papers_are_ticked_on_both_sides(visit: Callable[..., Check]) -> None:
    check = visit("en", fragment=NURSE_LINK)
    line = open_sheet(check).locator("[data-part=documents] .sheet-line").first
    empty = line.locator(".sheet-box").evaluate("box => getComputedStyle(box).backgroundColor")
    line.locator("input").check()
    ticked = line.locator(".sheet-box").evaluate("box => getComputedStyle(box).backgroundColor")
    assert empty != ticked


def test_the_sheet_waits_for_the_checker(visit: Callable[..., Check]) -> None:
    """A reader who opens the sheet before Python is there gets it as soon as it is."""
    waiting: list[Route] = []
    check = visit("en", path="impressum/")
    check.page.route("**/checker-*.whl", lambda route: waiting.append(route))  # noqa: PLW0108 - Playwright marks it
    check.goto(fragment=STUDY)
    check.result("short")
    check.page.locator("[data-tool=sheet]").click()
    expect(check.stage.locator(".check-heading")).to_be_focused()
    expect(check.page.locator(".sheet")).to_have_count(0)
    wait_until(check.page, lambda: len(waiting), 1)
    waiting.pop().continue_()
    expect(check.page.locator(".sheet")).to_be_visible(timeout=60_000)


def test_every_question_has_a_card_even_without_python(visit: Callable[..., Check], watch: Watch) -> None:
    watch.expect("runtime")
    check = visit("ar", path="impressum/")
    check.page.route("**/assets/runtime/**", lambda route: route.abort())
    check.goto()
    for name, value in (NURSE | {"prof": "unknown"}).items():
        button = check.question(name).locator(f"[data-card='question.{name}']")
        button.focus()
        check.page.keyboard.press("Enter")
        card = check.page.locator("dialog.card")
        german = card.locator("[lang=de]")
        expect(german).to_contain_text("Bitte")
        assert german.evaluate("element => getComputedStyle(element).direction") == "ltr"
        assert size(german) >= 1.5 * size(card.locator(".card__own"))
        assert box(card)["width"] == 360
        check.page.keyboard.press("Escape")
        expect(card).to_have_count(0)
        expect(button).to_be_focused()
        check.answer(name, value)


def test_every_procedure_of_the_result_has_a_card(visit: Callable[..., Check]) -> None:
    check = visit("en", fragment=NURSE_LINK)
    result = check.result()
    named = [card.get_attribute("data-procedure") for card in result.locator("[data-procedure]").all()]
    offered = [button.get_attribute("data-card") for button in result.locator("[data-card^=procedure]").all()]
    assert offered == [f"procedure.{name}" for name in named]
    result.locator("[data-card='procedure.drittstaat_reglementiert']").click()
    card = check.page.locator("dialog.card")
    expect(card).to_contain_text("Ich möchte meinen ausländischen Beruf anerkennen lassen")
    expect(card).to_contain_text("I would like to have my foreign profession recognised")
    card.locator("button").click()
    expect(card).to_have_count(0)


def test_the_card_of_a_german_page_is_german_only(visit: Callable[..., Check]) -> None:
    check = visit()
    check.question("goal").locator("[data-card]").click()
    card = check.page.locator("dialog.card")
    expect(card.locator("p")).to_have_count(1)


def test_a_card_that_cannot_be_loaded_says_so(visit: Callable[..., Check], watch: Watch) -> None:
    watch.expect("sheet.")
    check = visit()
    check.page.route("**/sheet.de.*.json", lambda route: route.abort())
    check.question("goal").locator("[data-card]").click()
    expect(check.page.locator("dialog.card")).to_contain_text("Verbindung")


@pytest.mark.parametrize(("error", "copied"), [("AbortError", False), ("NotAllowedError", True)])
def test_the_link_is_shared_or_copied(visit: Callable[..., Check], *, error: str, copied: bool) -> None:
    check = visit(path="impressum/", permissions=["clipboard-read", "clipboard-write"])
    check.page.add_init_script(
        "window.shared = [];"
        "navigator.share = (what) => { shared.push(what); return Promise.reject(new DOMException('', refusal)); };"
        f"const refusal = '{error}';"
    )
    check.goto(fragment=STUDY)
    check.result()
    check.page.locator("[data-tool=share]").click()
    assert check.page.evaluate("shared[0].url") == check.address
    expect(check.page.locator("[data-tool=copy]")).to_have_text("Der Link ist kopiert." if copied else "Link kopieren")
    if copied:
        assert check.page.evaluate("navigator.clipboard.readText()") == check.address


def test_where_nothing_can_be_shared_the_link_is_copied_or_shown(visit: Callable[..., Check]) -> None:
    check = visit(path="impressum/")
    check.page.add_init_script(
        "delete Navigator.prototype.share;"
        "navigator.clipboard.writeText = () => Promise.reject(new DOMException('', 'NotAllowedError'));"
    )
    check.goto(fragment=STUDY)
    check.result()
    expect(check.page.locator("[data-tool=share]")).to_have_count(0)
    check.page.locator("[data-tool=copy]").click()
    field = check.page.locator(".check-tools input")
    expect(field).to_be_focused()
    assert field.input_value() == check.address


@pytest.mark.parametrize("language", ["de", "ar"])
def test_an_old_link_says_what_changed(visit: Callable[..., Check], language: str) -> None:
    check = visit(language, fragment=f"{NURSE_LINK}&p=gleichwertigkeit&r=2025-03-01-0123abcd")
    check.result()
    if language == "de":
        expect(check.notices).to_contain_text("Früher führten diese Antworten zu: Gleichwertigkeitsfeststellung")
        expect(check.notices).to_contain_text("Heute führen sie zu: Anerkennung reglementierter Berufe")
        expect(check.notices).to_contain_text("01.03.2025")
    else:
        expect(check.notices).to_contain_text("Gleichwertigkeitsfeststellung")
        expect(check.notices).to_contain_text("reglementierte Berufe")
    assert "&p=drittstaat_reglementiert&r=" in check.address
    check.page.reload()
    check.result()
    expect(check.notices).to_be_empty()


def test_a_link_that_leads_where_it_led_says_nothing(visit: Callable[..., Check]) -> None:
    check = visit(fragment=f"{NURSE_LINK}&p=drittstaat_reglementiert&r=2025-03-01-0123abcd")
    check.result()
    expect(check.notices).to_be_empty()


def test_an_old_link_whose_answers_no_longer_suffice_says_so(visit: Callable[..., Check]) -> None:
    check = visit(fragment="#v=1&goal=study&p=hochschulzugang&r=2025-03-01-0123abcd")
    check.question("where")
    expect(check.notices).to_contain_text("Hochschulzugang")
    expect(check.notices).to_contain_text("noch eine Frage offen")
    assert "p=" not in check.address


@pytest.mark.parametrize("damage", ["p=no_such", "r=yesterday", "p=gleichwertigkeit.%3Cb%3E&r=2025-03-01-0123abcd"])
def test_a_damaged_outcome_is_named_and_ignored(visit: Callable[..., Check], damage: str) -> None:
    check = visit(fragment=f"{STUDY}&{damage}")
    check.result()
    expect(check.notices).to_contain_text("Der Link enthält Angaben, die es nicht gibt")
    assert check.procedures() == ["hochschulzugang"]


def test_a_case_that_is_wide_open_keeps_a_short_link(visit: Callable[..., Check]) -> None:
    check = visit()
    check.answer_all({})
    assert len(check.procedures()) > 3
    assert "&p=" not in check.address
    open_sheet(check)


def box(element: Locator) -> Any:  # noqa: ANN401 - x, y, width, height
    """Where an element stands."""
    return element.bounding_box()


def direction(element: Locator) -> tuple[str, str]:
    """Direction and language an element is read in."""
    read = "element => [getComputedStyle(element).direction, element.closest('[lang]').lang]"
    found: list[str] = element.evaluate(read)
    return found[0], found[1]


def size(element: Locator) -> float:
    """The height of an element's letters in pixels."""
    return float(element.evaluate("element => parseFloat(getComputedStyle(element).fontSize)"))
