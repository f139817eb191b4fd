"""A network that is cut, silent or slow: at the start of the page, at every step of the engine, afterwards."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.driver import NURSE_LINK
from tests.browser.failures.faults import (
    CUT_ADDRESS,
    IMPATIENT,
    STALL,
    Bucket,
    be_missing,
    fall_silent,
    hang_up,
    preceded_by,
    saying,
    sign_in_page,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.failures.faults import Fault, FaultyServer
    from tests.browser.failures.reader import Reader

WORKER = Path(__file__).resolve().parents[3] / "overrides" / "assets" / "checker" / "worker.mjs"
STEPS = re.findall(r'"(\w+)"', re.findall(r"@typedef \{(.+)\} Step\b", WORKER.read_text(encoding="utf-8"))[0])
CUT_AT = f"""{{
  const post = self.postMessage;
  self.postMessage = (message) => {{
    if (message.step === "%s" || message.type === "%s") {{
      const request = new XMLHttpRequest();
      request.open("GET", "{CUT_ADDRESS}", false);
      request.send();
    }}
    post.call(self, message);
  }};
}}"""
SLOW_KILOBITS, MOBILE_KILOBITS = 50, 1_600
FLOW = r"/flow\.\w+\.json$"
OCCUPATIONS = r"/professions\."


@pytest.mark.parametrize("step", STEPS)
def test_a_network_cut_at_a_step_of_the_boot_ends_well(
    any_reader: Callable[..., Reader], faulty: FaultyServer, step: str
) -> None:
    """What was not there yet is asked for again; when everything was there, the reader notices nothing."""
    someone = any_reader()
    with faulty.failing(r"/worker\.mjs$", preceded_by(CUT_AT % (step, step))):
        someone.open_case()
        expect(someone.engine).to_have_attribute("data-state", re.compile("failed|ready"), timeout=60_000)
    assert faulty.down
    if step == STEPS[0]:
        someone.sees_failure("network")
        faulty.down = False
        someone.retry()
    someone.sees_whole_result()


@pytest.mark.parametrize("fault", [hang_up, fall_silent, sign_in_page])
def test_a_page_without_its_questions_says_so_and_tries_again(
    any_reader: Callable[..., Reader], faulty: FaultyServer, fault: Fault
) -> None:
    someone = any_reader("uk")
    with faulty.failing(*IMPATIENT), faulty.failing(FLOW, fault):
        someone.page.goto(f"{someone.home}uk/check/{NURSE_LINK}")
        failure = someone.page.locator("[data-place=failure]")
        expect(failure).to_be_visible()
        expect(failure.locator("a[href]")).to_be_visible()
        assert "Error" not in someone.page.locator("main").inner_text()
    failure.locator("button").click()
    someone.wait_until_ready()
    expect(failure).to_be_hidden()
    someone.sees_whole_result()


def test_without_its_scripts_the_page_says_so(any_reader: Callable[..., Reader], faulty: FaultyServer) -> None:
    """The style sheet waits; nothing else can."""
    someone = any_reader()
    with (
        faulty.failing(r"/link\.mjs$", be_missing),
        faulty.failing(r"/check\.css$", saying("1ms linear 20s", f"1ms linear {STALL}s")),
    ):
        someone.page.goto(f"{someone.home}check/{NURSE_LINK}", wait_until="commit")
        late = someone.page.locator(".check-late")
        expect(late).to_be_hidden()
        expect(late).to_be_visible()
        someone.stage.locator("input").first.check()
        someone.stage.locator("[type=submit]").click()
        assert someone.address.endswith(NURSE_LINK), "no answer leaves the page"
    someone.errors.clear()  # Firefox calls a missing module an error of the page.
    someone.page.reload()
    someone.wait_until_ready()
    expect(late).to_be_hidden()
    someone.sees_whole_result()


def test_a_silent_list_of_occupations_does_not_stop_the_check(
    any_reader: Callable[..., Reader], faulty: FaultyServer
) -> None:
    someone = any_reader()
    with (
        faulty.failing(*IMPATIENT),
        faulty.failing(OCCUPATIONS, fall_silent),
    ):
        someone.open_case()
        someone.question("prof")
        assert someone.case["prof"] == "pflegefachmann"
    someone.notices.locator("button").click()
    someone.sees_whole_result()


def test_slow_but_steady_is_not_mistaken_for_broken(any_reader: Callable[..., Reader], faulty: FaultyServer) -> None:
    """At 50 kbit/s: the question stands there at once, answers count when the scripts come, nothing times out."""
    someone = any_reader()
    with faulty.failing(*IMPATIENT):
        faulty.bucket = Bucket(SLOW_KILOBITS)
        someone.page.goto(f"{someone.home}check/", wait_until="commit")
        choice = someone.stage.locator("input[value=study]")
        choice.check()
        assert someone.page.locator("[data-check][data-ready]").count() == 0
        faulty.bucket = Bucket(MOBILE_KILOBITS)  # So that Python is still on its way at the next question.
        someone.wait_until_ready()
        expect(choice).to_be_checked()
        someone.stage.locator("[type=submit]").first.click()
        someone.question("where")

        faulty.bucket = Bucket(SLOW_KILOBITS)
        before = faulty.sent
        while faulty.sent < before + 3 * STALL * SLOW_KILOBITS * 1000 / 8:
            someone.page.wait_for_timeout(250)
            expect(someone.engine).to_have_attribute("data-state", "loading")
        faulty.bucket = None
        someone.answer("where", "IR")
        assert someone.procedures() == ["hochschulzugang"]


def test_python_that_is_there_needs_no_network(any_reader: Callable[..., Reader], faulty: FaultyServer) -> None:
    someone = any_reader()
    someone.open_case()
    someone.sees_whole_result()
    faulty.down = True
    someone.comes_from_syria()
    someone.page.locator("[data-tool=sheet]").click()
    trouble = someone.stage.locator("[role=alert]")
    expect(trouble).to_be_visible()
    faulty.down = False
    trouble.locator("button").click()
    expect(someone.page.locator(".sheet")).to_be_visible()
    assert someone.case["where"] == "SY"
