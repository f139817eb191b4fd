"""What happens to a page that lives: no memory, a worker that dies, a newer version of the site, a wrong clock."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from checker import catalog
from checker.present import RULES_DATE
from tests.browser.conftest import CHROMIUM_ARGUMENTS, chromium_path
from tests.browser.driver import wait_until
from tests.browser.failures.conftest import readers
from tests.browser.failures.faults import be_missing, hold, preceded_by, saying
from tests.browser.failures.reader import MAIN

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Playwright

    from tests.browser.failures.faults import FaultyServer
    from tests.browser.failures.reader import Reader

WORKER = r"/worker\.mjs$"
# The device has no memory to give; the runtime that ships asks for it once, when it starts.
REFUSED = """WebAssembly.Memory = function () {
  throw new RangeError("WebAssembly.Memory(): could not allocate memory");
};"""
# Python itself then runs out of memory, in the middle of its work.
EXHAUSTED = """{
  let ready = false;
  const post = self.postMessage;
  self.postMessage = (message) => {
    if (message.type === "ready") {
      WebAssembly.Memory.prototype.grow = () => { throw new RangeError("out of memory"); };
    }
    post.call(self, message);
  };
  self.addEventListener("message", (event) => {
    if (event.data.method === "check") {
      event.data.params = JSON.stringify({ ...JSON.parse(event.data.params), padding: "x".repeat(16e6) });
    }
  });
}"""
DIES_AT_WORK = """self.addEventListener("message", (event) => {
  if (event.data.method === "check") {
    event.stopImmediatePropagation();
    self.close();
  }
});"""
BREAKS_WHEN_IDLE = """{
  const post = self.postMessage;
  self.postMessage = (message) => {
    post.call(self, message);
    if ("id" in message) setTimeout(() => { throw new Error("broken"); }, 1500);
  };
}"""


def test_a_device_without_memory_keeps_the_result(any_reader: Callable[..., Reader], faulty: FaultyServer) -> None:
    someone = any_reader()
    with faulty.failing(WORKER, preceded_by(REFUSED)):
        someone.open_case()
        someone.sees_failure("memory")
    someone.retry()
    someone.sees_whole_result()


def test_python_out_of_memory_at_work_keeps_the_short_result(
    any_reader: Callable[..., Reader], faulty: FaultyServer
) -> None:
    someone = any_reader()
    with faulty.failing(WORKER, preceded_by(EXHAUSTED)):
        someone.open_case()
        someone.sees_failure("memory")
    someone.retry()
    someone.sees_whole_result()


def test_a_worker_killed_at_work_leaves_the_result(any_reader: Callable[..., Reader], faulty: FaultyServer) -> None:
    someone = any_reader()
    with (
        faulty.failing(WORKER, preceded_by(DIES_AT_WORK)),
        faulty.failing(r"/patience\.mjs$", saying("call: 20", "call: 6")),
    ):
        someone.open_case()
        someone.sees_failure("stopped")
    someone.retry()
    someone.sees_whole_result()


def test_a_worker_that_breaks_while_nobody_asks_is_noticed(
    any_reader: Callable[..., Reader], faulty: FaultyServer
) -> None:
    someone = any_reader()
    with faulty.failing(WORKER, preceded_by(BREAKS_WHEN_IDLE)):
        someone.open_case()
        expect(someone.engine).to_have_attribute("data-state", "failed", timeout=60_000)
        assert someone.engine.get_attribute("data-reason") == "internal"
    someone.retry()
    someone.sees_whole_result()


def test_a_page_that_was_replaced_by_a_newer_one_offers_to_reload(
    any_reader: Callable[..., Reader], faulty: FaultyServer
) -> None:
    """Two tabs: one from before a release, which loads the rest of itself only now, and one from after it."""
    old, new = any_reader(), any_reader("ar")
    old.goto()
    faulty.renewed = True
    new.open_case()
    new.sees_whole_result()
    for question, value in (("goal", "study"), ("where", "IR")):
        old.answer(question, value)
    assert old.procedures("short") == ["hochschulzugang"]
    expect(old.engine).to_have_attribute("data-reason", "outdated")
    reload = old.engine.locator("[data-tool=load]")
    expect(reload).to_have_text(catalog.texts("de")["ui.reload"])
    reload.click()
    assert old.procedures("full") == ["hochschulzugang"]
    assert old.case == {"goal": "study", "where": "IR"}


def test_a_page_whose_questions_were_replaced_reloads_with_its_answers(
    any_reader: Callable[..., Reader], faulty: FaultyServer
) -> None:
    someone = any_reader()
    with faulty.failing(r"/flow\.\w+\.json$", be_missing):
        someone.page.goto(f"{someone.home}check/#v=1&goal=study&where=IR")
        outdated = someone.page.locator(".check-failure__outdated")
        expect(outdated).to_be_visible()
    someone.page.locator("[data-place=failure] button").click()
    assert someone.procedures() == ["hochschulzugang"]
    assert someone.case == {"goal": "study", "where": "IR"}


@pytest.mark.parametrize(("days", "doubt"), [(-365, "behind"), (366, "ahead"), (30, "")])
def test_a_clock_that_is_wrong_by_a_year_is_named(
    any_reader: Callable[..., Reader], faulty: FaultyServer, days: int, doubt: str
) -> None:
    checked = datetime.date.fromisoformat(RULES_DATE)
    device = checked + datetime.timedelta(days=days)
    someone = any_reader("en")
    someone.page.clock.set_fixed_time(f"{device}T12:00:00")
    used = str(max(device, checked))

    def says_its_day(kind: str) -> None:
        result = someone.result(kind)
        expect(result.locator(f"[data-on='{used}']")).to_be_visible()
        notice = result.locator("[data-doubt]")
        expect(notice).to_have_count(1 if doubt else 0)
        if doubt:
            assert notice.get_attribute("data-doubt") == doubt
            days_shown = notice.locator("time").evaluate_all("times => times.map((time) => time.dateTime)")
            assert days_shown == [str(device), RULES_DATE]

    with faulty.failing(r"/checker-\w+\.\w+$", hold):
        someone.open_case()
        says_its_day("short")
    says_its_day("full")
    assert someone.procedures() == MAIN
    assert re.search(r"\d{4}", someone.result().locator("[data-on]").inner_text())


def test_a_page_kept_by_the_browser_gives_memory_back_and_goes_on(playwright: Playwright, faulty: FaultyServer) -> None:
    """Playwright switches the back-forward cache off; here it is on, and the page really comes out of it."""
    with (
        playwright.chromium.launch(
            executable_path=chromium_path(),
            args=CHROMIUM_ARGUMENTS,
            ignore_default_args=["--disable-back-forward-cache"],
        ) as keeping,
        readers(keeping, faulty) as come,
    ):
        someone = come()
        someone.open_case()
        someone.sees_whole_result()
        someone.page.evaluate("() => { window.kept = true; }")
        assert len(someone.page.workers) == 1
        someone.page.goto(f"{someone.home}impressum/")
        wait_until(someone.page, lambda: someone.page.workers, [])
        someone.page.go_back(wait_until="commit")
        assert someone.page.evaluate("() => window.kept") is True
        someone.sees_whole_result()
        assert len(someone.page.workers) == 1
        someone.comes_from_syria()
