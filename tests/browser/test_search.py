"""People find their occupation in their own words, before Python is there and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.driver import connection

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Route

    from tests.browser.driver import Check

BEFORE_PROFESSION = "#v=1&goal=work_profession&prev=no&qual=voc&where=UA"


def titles(check: Check, words: str) -> list[str]:
    """The German titles that the list offers."""
    options = check.suggestions(words)
    return [option.locator(".check-hit__title").text_content() or "" for option in options]


@pytest.mark.parametrize("language", ["de", "en", "ar"])
def test_words_of_four_languages_find_the_nurse_at_once(visit: Callable[..., Check], language: str) -> None:
    check = visit(language, path="")
    check.page.add_init_script(connection("saveData: true"))  # Python waits to be asked for.
    check.goto(fragment=BEFORE_PROFESSION)
    check.question("prof")
    for words in ("медсестра", "ممرضة", "الممرضة", "nurse", "NURSE", "Krankenschwester"):
        assert "Pflegefachmann/Pflegefachfrau" in titles(check, words), words
        check.page.locator("#check-prof-search").fill("")
        expect(check.stage.locator("[role=option]:visible")).to_have_count(0)


@pytest.mark.parametrize("language", ["de", "ar"])
def test_python_forgives_a_typing_error(visit: Callable[..., Check], language: str) -> None:
    check = visit(language, fragment=BEFORE_PROFESSION)
    check.question("prof")
    expect(check.page.locator("[data-place=engine]")).to_have_attribute("data-state", "ready", timeout=60_000)
    for words in ("Krankenschwestr", "Krankenschwester", "медсестра", "ممرضة", "nurse"):
        assert "Pflegefachmann/Pflegefachfrau" in titles(check, words), words
        check.page.locator("#check-prof-search").fill("")
        expect(check.stage.locator("[role=option]:visible")).to_have_count(0)


def test_nothing_found_is_said_and_the_groups_are_there(visit: Callable[..., Check]) -> None:
    check = visit(fragment=BEFORE_PROFESSION)
    form = check.question("prof")
    check.page.locator("#check-prof-search").fill("qqqqqq")
    expect(form.get_by_role("status")).not_to_be_empty()
    form.locator(".check-groups > summary").click()
    assert form.locator(".check-groups input").count() > 40
    form.locator("input[value=REG_NURSE]").check()
    form.locator("[type=submit]").first.click()
    assert check.procedures() == ["drittstaat_reglementiert"]


def test_a_choice_that_is_edited_away_is_no_choice(visit: Callable[..., Check]) -> None:
    check = visit(fragment=BEFORE_PROFESSION)
    form = check.question("prof")
    check.choose_occupation("Krankenschwester")
    expect(form.locator(".check-chosen")).to_be_visible()
    check.page.locator("#check-prof-search").fill("qqqqqq")
    expect(form.locator(".check-chosen")).to_be_hidden()
    form.locator("[type=submit]").first.click()
    expect(form.locator(".check-error")).to_be_visible()


def test_a_group_closes_the_search(visit: Callable[..., Check]) -> None:
    check = visit(fragment=BEFORE_PROFESSION)
    form, field = check.question("prof"), check.page.locator("#check-prof-search")
    form.locator(".check-groups > summary").click()
    check.suggestions("Krankenschwester")
    form.locator("input[value=REG_NURSE]").check()
    expect(field).to_have_value("")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(form.locator("[role=listbox]")).to_be_hidden()
    expect(form.locator(".check-status")).to_be_empty()
    field.press("ArrowDown")
    expect(form.locator("[role=listbox]")).to_be_hidden()


def test_a_group_ends_a_running_search(visit: Callable[..., Check]) -> None:
    check = visit(path="")
    lists: list[Route] = []
    check.page.route("**/professions.de.*", lambda route: lists.append(route))  # noqa: PLW0108 - Playwright marks it
    check.goto(fragment=BEFORE_PROFESSION)
    form, field = check.question("prof"), check.page.locator("#check-prof-search")
    form.locator(".check-groups > summary").click()
    field.fill("Krankenschwester")
    check.page.wait_for_timeout(500)  # By now the search has begun and waits for the list.
    form.locator("input[value=REG_NURSE]").check()
    with check.page.expect_response("**/professions.de.*"):
        lists[0].continue_()
    check.page.wait_for_timeout(500)  # By now it has found what it looked for.
    expect(form.locator("[role=listbox]")).to_be_hidden()
    expect(form.locator(".check-status")).to_be_empty()
    expect(field).to_have_value("")
