"""What readers get whose browser lacks something: scripts, WebAssembly, workers, storage, cheap bytes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import firefox_path
from tests.browser.driver import NURSE_LINK, PHONE, connection, wait_until
from tests.browser.failures.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Playwright, Route

    from tests.browser.driver import Check, Watch
    from tests.browser.failures.faults import FaultyServer

WASM = re.compile(r"\.wasm$")
MAIN = ["drittstaat_reglementiert"]
UNFIT = [
    ("de", "delete window.WebAssembly;", "no_webassembly"),
    ("de-LS", "WebAssembly.validate = () => false;", "no_webassembly"),
    ("en", "delete window.Worker;", "no_worker"),
    ("uk", "window.Worker = class { constructor() { throw new DOMException('', 'SecurityError'); } };", "no_worker"),
    ("ar", "window.Worker = class { terminate() {} };", "no_worker"),  # It does not know module workers.
]
FORBIDDEN = """{
  const forbid = (object, name) => Object.defineProperty(object, name, {
    get() { throw new DOMException("The operation is insecure.", "SecurityError"); },
  });
  for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches"]) forbid(window, name);
  forbid(Navigator.prototype, "serviceWorker");
  forbid(Navigator.prototype, "storage");
  forbid(Document.prototype, "cookie");
}"""
FULL = """{
  const full = () => { throw new DOMException("The quota has been exceeded.", "QuotaExceededError"); };
  Storage.prototype.setItem = full;
  IDBFactory.prototype.open = full;
  if (window.Cache) Cache.prototype.put = Cache.prototype.add = Cache.prototype.addAll = async () => full();
}"""
# Firefox lends private windows no files of their own.
IS_PRIVATE = "navigator.storage.getDirectory().then(() => false, (error) => error.name === 'SecurityError')"
NO_SERVICE_WORKER = "delete Navigator.prototype.serviceWorker; delete window.caches;"


def test_without_javascript_the_question_stands_there_and_a_way_leads_on(
    visit: Callable[..., Check],
) -> None:
    check = visit("ar", java_script_enabled=False)
    expect(check.stage.locator("form h2")).to_be_visible()
    assert check.stage.locator("input").count() > 3
    check.page.locator("noscript a, .check-notice a").first.click()
    check.page.wait_for_url("**/ar/verfahren/")
    check.page.locator("main a[href*=drittstaat_reglementiert]").first.click()
    check.page.wait_for_url("**/ar/verfahren/drittstaat_reglementiert/")


def test_a_slow_engine_does_not_keep_the_reader_waiting(visit: Callable[..., Check]) -> None:
    held: list[Route] = []
    check = visit(path="")
    check.page.context.route(WASM, lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks it
    check.goto(fragment=NURSE_LINK)
    assert check.procedures("short") == MAIN
    expect(check.page.locator("[data-place=engine]")).not_to_be_empty()
    wait_until(check.page, lambda: len(held), 1)
    held.pop().continue_()
    assert check.procedures("full") == MAIN
    expect(check.page.locator("[data-place=engine]")).to_be_empty()


def test_where_bytes_are_precious_the_engine_waits_for_a_tap(visit: Callable[..., Check], watch: Watch) -> None:
    for told in ("saveData: true", "effectiveType: '3g'"):
        watch.requests.clear()
        check = visit(path="")
        check.page.add_init_script(connection(told))
        check.goto(fragment=NURSE_LINK)
        assert check.procedures("short") == MAIN
        offer = check.page.locator("[data-tool=load]")
        expect(offer).to_have_text(re.compile(r"\d MB"))
        assert not [url for url in watch.requests if WASM.search(url) or "worker" in url]
    offer.click()
    assert check.procedures("full") == MAIN


def test_the_search_names_a_broken_connection_and_tries_again(visit: Callable[..., Check], watch: Watch) -> None:
    watch.expect("net::ERR_FAILED")
    check = visit(path="")
    lists = re.compile(r"/professions\.")
    check.page.context.route(lists, lambda route: route.abort())
    check.goto(fragment="#v=1&goal=work_profession&prev=no&qual=voc&where=UA")
    check.page.locator("#check-prof-search").fill("Krankenschwester")
    again = check.question("prof").locator(".check-status button")
    again.wait_for()
    check.page.context.unroute(lists)
    again.click()
    check.stage.locator("[role=option]").first.wait_for()


@pytest.mark.parametrize(("language", "script", "reason"), UNFIT)
def test_an_unfit_browser_is_told_in_its_language_before_any_download(
    any_reader: Callable[..., Reader], faulty: FaultyServer, language: str, script: str, reason: str
) -> None:
    someone = any_reader(language, script=script, locale=language.partition("-")[0])
    someone.open_case()
    someone.sees_failure(reason)
    assert not [path for path in faulty.requests if "/runtime/" in path]


@pytest.mark.parametrize(
    "script", [FORBIDDEN, FULL, NO_SERVICE_WORKER], ids=["storage blocked", "storage full", "no service worker"]
)
def test_nothing_needs_storage(any_reader: Callable[..., Reader], script: str) -> None:
    """Nor does the check notice what is missing."""
    someone = any_reader(script=script)
    browser = someone.page.context.browser
    if script == FULL and browser and browser.browser_type.name == "chromium":
        session = someone.page.context.new_cdp_session(someone.page)
        origin = someone.home.removesuffix("/")
        session.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 1})
    someone.open_case()
    someone.sees_whole_result()
    someone.page.reload()
    someone.sees_whole_result()


def test_a_private_window_works_and_forgets_what_it_kept(
    playwright: Playwright, faulty: FaultyServer, tmp_path: Path
) -> None:
    """In Firefox; every other test in Chromium runs in what Chromium itself calls incognito."""

    def window() -> BrowserContext:
        return playwright.firefox.launch_persistent_context(
            tmp_path,
            executable_path=firefox_path(),
            channel="moz-firefox",
            firefox_user_prefs={"browser.privatebrowsing.autostart": True},
            viewport=PHONE,
        )

    with window() as context:
        someone = Reader(context.new_page(), faulty, "de")
        someone.open_case()
        assert someone.page.evaluate(IS_PRIVATE)
        someone.sees_whole_result()
        someone.goto("offline/")
        keep = someone.page.locator("[data-place=keep]")
        keep.locator("[data-keep-tool=keep]").click()
        expect(keep).to_have_attribute("data-state", "kept", timeout=90_000)
        faulty.down = True
        someone.goto(fragment=NURSE_LINK)
        assert someone.procedures() == MAIN
    faulty.down = False
    with window() as context:
        later = context.new_page()
        later.goto(f"{faulty.url}impressum/")
        assert later.evaluate("caches.keys()") == []
        assert later.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
