"""The check in Firefox, another engine for pages and for WebAssembly than the one the other journeys use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.driver import NURSE, NURSE_LINK

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.driver import Check


@pytest.mark.parametrize(("language", "words"), [("de", "Krankenschwester"), ("ar", "ممرضة")])
def test_answers_lead_to_the_result_that_python_decides(
    visit_in_firefox: Callable[..., Check], language: str, words: str
) -> None:
    check = visit_in_firefox(language)
    check.answer_all(NURSE | {"prof": words})
    assert check.procedures() == ["drittstaat_reglementiert"]
    assert check.authorities("drittstaat_reglementiert") == ["lvwa-lpa"]
    assert check.case == NURSE | {"prof": "pflegefachmann"}
    check.expect_focus_on_heading()


def test_python_decides_another_case_when_the_network_is_gone(visit_in_firefox: Callable[..., Check]) -> None:
    check = visit_in_firefox("uk", fragment=NURSE_LINK)
    assert check.procedures() == ["drittstaat_reglementiert"]
    check.page.context.set_offline(offline=True)
    check.page.evaluate("fragment => { location.hash = fragment; }", NURSE_LINK.replace("pflegefachmann", "koch"))
    expect(check.result().locator("[data-procedure=drittstaat_reglementiert]")).to_have_count(0)
    assert check.procedures() == ["gleichwertigkeit"]
