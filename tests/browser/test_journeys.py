"""Readers answer and get their procedure, the authority, the reasons and the next step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.driver import NURSE

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.driver import Check


@pytest.mark.parametrize(("language", "words"), [("de", "Krankenschwester"), ("en", "nurse"), ("ar", "ممرضة")])
def test_a_nurse_from_ukraine(visit: Callable[..., Check], language: str, words: str) -> None:
    check = visit(language)
    check.answer_all(NURSE | {"prof": words})
    assert check.procedures() == ["drittstaat_reglementiert"]
    assert check.authorities("drittstaat_reglementiert") == ["lvwa-lpa"]
    card = check.result().locator("[data-procedure=drittstaat_reglementiert]")
    assert card.locator("ol li").count() > 2, "next steps"
    assert card.locator(".check-because li").count() == len(NURSE), "the reader's own answers"
    assert card.locator("[data-source=pflbg-40]").count() == 1, "the paragraph"
    steps = check.result().locator(".check-card--folded").all()
    assert {"anpassungslehrgang", "kenntnispruefung"} <= {step.get_attribute("data-procedure") for step in steps}
    assert check.case == NURSE | {"prof": "pflegefachmann"}


def test_a_hairdresser_from_syria_who_wants_an_own_business_in_halle(visit: Callable[..., Check]) -> None:
    check = visit("ar")
    check.answer_all(
        {
            "goal": "work_profession",
            "qual": "voc",
            "prev": "no",
            "where": "SY",
            "prof": "Friseur",
            "self": "own",
            "live": "15002",
        }
    )
    assert check.procedures() == ["meister_gleichwertigkeit"]
    assert check.authorities("meister_gleichwertigkeit") == ["hwk-halle"]
    assert check.case["live"] == "15002"


def test_an_electrician_chooses_between_occupations_that_are_told_apart(
    visit: Callable[..., Check],
) -> None:
    check = visit("en")
    for name in ("goal", "qual", "prev"):
        check.answer(name, NURSE[name])
    check.answer("where", "IN")
    check.question("prof")
    offered = check.suggestions("electrician")
    assert len(offered) > 3
    hints = [option.locator(".check-hit__hint").inner_text() for option in offered]
    assert len(set(hints)) == len(hints), hints
    check.suggestions("industrial electrician")[0].click()
    check.question("prof").locator("[type=submit]").first.click()
    assert check.procedures() == ["gleichwertigkeit"]
    assert check.authorities("gleichwertigkeit") == ["ihk-fosa"]


def test_somebody_who_wants_to_study(visit: Callable[..., Check]) -> None:
    check = visit("en")
    check.answer_all({"goal": "study", "where": "IR"})
    assert check.procedures() == ["hochschulzugang"]
    assert check.authorities("hochschulzugang") == ["uni-assist"]


def test_somebody_who_knows_nothing_still_gets_what_is_possible(visit: Callable[..., Check]) -> None:
    check = visit()
    check.answer_all({})
    assert len(check.procedures()) > 1
    expect(check.result().locator(".check-refine")).to_be_attached()


def test_every_question_says_why_and_accepts_i_do_not_know(visit: Callable[..., Check]) -> None:
    check = visit()
    for name in ("goal", "qual", "prev", "where", "prof"):
        form = check.question(name)
        assert form.locator("[value=unknown]").count() == 1, name
        why = form.locator(".check-why")
        expect(why.locator("p")).to_be_hidden()
        why.locator("summary").click()
        assert len(why.locator("p").inner_text()) > 10, name
        check.answer(name, NURSE[name])


def test_an_open_question_is_answered_inside_the_result(visit: Callable[..., Check]) -> None:
    check = visit()
    check.answer_all(NURSE)
    refine = check.result().locator(".check-refine")
    refine.locator("summary").first.click()
    first = refine.locator("form").get_attribute("data-question") or ""
    assert first == "live"
    refine.locator("input[value=lsa_north]").check()
    refine.locator("[type=submit]").first.click()
    expect(refine.locator("form")).not_to_have_attribute("data-question", first)
    expect(refine.locator(".check-heading").first).to_be_focused()
    helpers = check.result().locator("[data-procedure=iq_beratung_nord]")
    expect(helpers).to_have_attribute("data-certainty", "applies")
    assert check.result().locator("[data-procedure=iq_beratung_sued]").count() == 0
    assert check.case["live"] == "lsa_north"


def test_a_state_of_the_past_counts_as_the_state_of_today(visit: Callable[..., Check]) -> None:
    check = visit()
    for name in ("goal", "qual", "prev"):
        check.answer(name, NURSE[name])
    names = check.question("where").locator("option").all_inner_texts()
    assert "Sowjetunion (UdSSR) → heute: Estland" in names
    check.answer("where", "SUHH-EE")
    check.question("prof")
    assert check.case["where"] == "SUHH-EE"


def test_the_link_can_be_copied(visit: Callable[..., Check]) -> None:
    check = visit(fragment="#v=1&goal=study&where=IR", permissions=["clipboard-read", "clipboard-write"])
    check.result()
    check.page.locator("[data-tool=copy]").click()
    expect(check.page.locator("[data-place=live]")).not_to_be_empty()
    assert check.page.evaluate("navigator.clipboard.readText()") == check.address
