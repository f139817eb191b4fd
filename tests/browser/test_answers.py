"""Answers survive: back, change, reload, links, another language, damaged addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.driver import NURSE, NURSE_LINK, wait_until

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Route

    from tests.browser.driver import Check

NURSE_CASE = NURSE | {"prof": "pflegefachmann"}
# The first whole result is on its way until the test calls `release`.
HOLD_RESULT = """{
  const post = Worker.prototype.postMessage;
  Worker.prototype.postMessage = function (message, ...more) {
    if (message.method === "check" && !window.release) {
      window.release = () => post.call(this, message, ...more);
    } else {
      post.call(this, message, ...more);
    }
  };
}"""


def test_back_keeps_the_answer_and_next_goes_on(visit: Callable[..., Check]) -> None:
    check = visit()
    check.answer("goal", "work_profession")
    check.answer("qual", "voc")
    check.question("prev").locator(".check-actions button:not([type=submit])").click()
    expect(check.question("qual").locator("input[value=voc]")).to_be_checked()
    check.expect_focus_on_heading()
    check.question("qual").locator("[type=submit]").first.click()
    check.question("prev")


def test_the_browsers_back_and_forward_keep_every_answer(visit: Callable[..., Check]) -> None:
    check = visit()
    check.answer("goal", "work_profession")
    check.answer("qual", "uni")
    check.question("prev")
    check.page.go_back()
    expect(check.question("qual").locator("input[value=uni]")).to_be_checked()
    check.page.go_back()
    expect(check.question("goal").locator("input[value=work_profession]")).to_be_checked()
    assert check.case == {"goal": "work_profession", "qual": "uni"}
    check.page.go_forward()
    check.page.go_forward()
    check.question("prev")


def test_coming_back_from_another_page_shows_the_case(visit: Callable[..., Check]) -> None:
    check = visit(fragment="#v=1&goal=study&where=IR")
    check.result()
    check.result().locator("h3 a").first.click()
    check.page.wait_for_url("**/verfahren/hochschulzugang/")
    check.page.go_back()
    check.result()
    assert check.case == {"goal": "study", "where": "IR"}


def test_a_changed_answer_keeps_what_still_applies(visit: Callable[..., Check]) -> None:
    check = visit(fragment=NURSE_LINK)
    check.result()
    check.page.locator("[data-change=where]").click()
    check.answer("where", "SY")
    check.result()
    assert check.case == NURSE_CASE | {"where": "SY"}
    expect(check.notices).to_be_empty()


def test_a_changed_answer_says_what_no_longer_applies(visit: Callable[..., Check]) -> None:
    check = visit(fragment=NURSE_LINK)
    check.result()
    check.page.locator("[data-change=goal]").click()
    check.answer("goal", "study")
    check.result()
    expect(check.notices).to_contain_text("Pflegefachmann")
    assert check.case == {"goal": "study", "where": "UA"}


def test_a_late_result_takes_no_newer_answer_away(visit: Callable[..., Check]) -> None:
    check = visit(path="")
    check.page.add_init_script(HOLD_RESULT)
    check.goto(fragment="#v=1&goal=study&prof=pflegefachmann&where=UA")  # Who studies needs no occupation.
    check.page.wait_for_function("() => window.release", timeout=60_000)
    check.page.locator("[data-change=goal]").click()
    check.answer("goal", "work_profession")
    check.question("qual")
    check.page.evaluate("() => release()")
    check.answer_all({"qual": "voc", "prev": "no"})  # The occupation is there already.
    assert check.procedures() == ["drittstaat_reglementiert"]  # Python has answered both by now, in order.
    assert check.case == NURSE_CASE
    expect(check.notices).to_be_empty()


def answer_on(check: Check) -> None:
    check.answer("qual", "voc")


def open_another(check: Check) -> None:
    check.page.evaluate("location.hash = '#v=1&goal=work_profession&qual=voc'")


@pytest.mark.parametrize("meanwhile", [answer_on, open_another])
def test_a_link_that_waits_for_its_occupation_does_not_overwrite_what_came_later(
    visit: Callable[..., Check], meanwhile: Callable[[Check], None]
) -> None:
    check = visit(fragment="#v=1&goal=work_profession")
    check.question("qual")
    lists: list[Route] = []
    check.page.route("**/professions.de.*", lambda route: lists.append(route))  # noqa: PLW0108 - Playwright marks it
    with check.page.expect_request("**/professions.de.*"):
        check.page.evaluate("link => { location.hash = link; }", NURSE_LINK)
    meanwhile(check)
    check.question("prev")
    wait_until(check.page, lambda: len(lists), 1)
    lists[0].continue_()
    check.answer_all(NURSE | {"where": "SY"})  # It needs the list, so the link has gone on as well.
    check.result()
    assert check.case == NURSE_CASE | {"where": "SY"}


def test_a_reload_shows_the_same_question(visit: Callable[..., Check]) -> None:
    check = visit(fragment=NURSE_LINK)
    check.result()
    check.page.locator("[data-change=qual]").click()
    check.question("qual")
    check.page.reload()
    expect(check.question("qual").locator("input[value=voc]")).to_be_checked()
    assert check.case == NURSE_CASE


def test_a_link_restores_the_case_in_every_language(visit: Callable[..., Check]) -> None:
    for language in ("de", "en", "ar"):
        check = visit(language, fragment=NURSE_LINK)
        assert check.procedures() == ["drittstaat_reglementiert"]
        assert check.case == NURSE_CASE


def test_the_language_switch_keeps_page_and_answers(visit: Callable[..., Check]) -> None:
    check = visit()
    check.answer("goal", "work_profession")
    check.answer("qual", "uni")
    check.question("prev")
    check.page.locator(".languages summary").click()
    check.page.locator("a[hreflang=ar]").click()
    check.page.wait_for_url("**/ar/check/#v=1&goal=work_profession&qual=uni")
    check.wait_until_ready()
    check.question("prev")
    assert check.page.locator("html").get_attribute("dir") == "rtl"


@pytest.mark.parametrize(
    ("fragment", "kept", "named"),
    [
        ("#v=1&goal=study&where=XX&color=red", {"goal": "study"}, ("where=XX", "color=red")),
        ("#v=1&goal=work_profession&prof=no-such", {"goal": "work_profession"}, ("prof=no-such",)),
        ("#v=99&goal=study", {"goal": "study"}, ("v=99",)),
        ("#goal=constructor&__proto__=x&%E0%A4%A=%", {}, ("goal=constructor", "__proto__=x")),
        ("#" + "x" * 5000 + "=y", {}, ("…",)),
    ],
)
def test_a_damaged_link_is_named_and_nothing_else_is_lost(
    visit: Callable[..., Check], fragment: str, kept: dict[str, str], named: tuple[str, ...]
) -> None:
    check = visit(fragment=fragment)
    for part in named:
        expect(check.notices).to_contain_text(part)
    check.stage.locator("form, [data-result]").first.wait_for()
    assert check.case == kept
    assert len(check.notices.inner_text()) < 500


def test_the_skip_link_keeps_the_case(visit: Callable[..., Check]) -> None:
    check = visit(fragment="#v=1&goal=work_profession")
    check.question("qual")
    check.page.locator("a.skip").focus()
    check.page.keyboard.press("Enter")
    expect(check.page.locator("main")).to_be_focused()
    check.question("qual")
    expect(check.notices).to_be_empty()
    assert check.case == {"goal": "work_profession"}


def test_a_missing_answer_is_asked_for(visit: Callable[..., Check]) -> None:
    check = visit()
    form = check.question("goal")
    form.locator("[type=submit]").click()
    expect(form.locator(".check-error")).to_be_visible()
    expect(form.locator("input").first).to_be_focused()
    form.locator("input").first.check()
    expect(form.locator(".check-error")).to_be_hidden()


def test_nothing_is_stored(visit: Callable[..., Check]) -> None:
    check = visit(fragment=NURSE_LINK)
    check.result()
    assert check.page.context.cookies() == []
    stored = "localStorage.length + sessionStorage.length"
    assert check.page.evaluate(stored) == 0
    assert check.page.evaluate("indexedDB.databases().then((all) => all.length)") == 0


def test_restart_begins_anew(visit: Callable[..., Check]) -> None:
    check = visit(fragment="#v=1&goal=study&where=IR")
    check.result()
    check.page.locator("[data-tool=restart]").click()
    check.question("goal")
    assert check.case == {}
    assert "#" not in check.address
