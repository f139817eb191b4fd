"""What readers get when something is missing: scripts, WebAssembly, the network, patience."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.driver import NURSE_LINK, connection

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Route

    from tests.browser.driver import Check, Watch

WASM = re.compile(r"\.wasm$")
STACK = re.compile(r"Traceback|Error:|\.mjs|undefined|\[object")
MAIN = ["drittstaat_reglementiert"]


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


def test_a_blocked_engine_leaves_the_short_result_and_a_retry_works(visit: Callable[..., Check], watch: Watch) -> None:
    for message in ("net::ERR_FAILED", "wasm instantiation failed", "Failed to fetch"):
        watch.expect(message)
    check = visit(path="")
    check.page.context.route(WASM, lambda route: route.abort())
    check.goto(fragment=NURSE_LINK)
    assert check.procedures("short") == MAIN
    engine = check.page.locator("[data-place=engine]")
    expect(engine).to_have_attribute("data-state", "failed", timeout=30_000)
    assert not STACK.search(check.page.locator("main").inner_text())
    assert check.procedures("short") == MAIN
    check.page.context.unroute(WASM)
    engine.locator("button").click()
    assert check.procedures("full") == MAIN


def test_a_slow_engine_does_not_keep_the_reader_waiting(visit: Callable[..., Check]) -> None:
    def late(route: Route) -> None:
        time.sleep(2)
        route.continue_()

    check = visit(path="")
    check.page.context.route(WASM, late)
    check.goto(fragment=NURSE_LINK)
    assert check.procedures("short") == MAIN
    expect(check.page.locator("[data-place=engine]")).not_to_be_empty()
    assert check.procedures("full") == MAIN
    expect(check.page.locator("[data-place=engine]")).to_be_empty()


def test_without_webassembly_the_short_result_stands(visit: Callable[..., Check]) -> None:
    check = visit(path="")
    check.page.add_init_script("delete window.WebAssembly;")
    check.goto(fragment=NURSE_LINK)
    assert check.procedures("short") == MAIN
    engine = check.page.locator("[data-place=engine]")
    expect(engine).to_have_attribute("data-state", "failed")
    assert len(engine.inner_text()) > 40
    assert not STACK.search(check.page.locator("main").inner_text())


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


def test_without_a_network_the_page_says_so_and_tries_again(visit: Callable[..., Check], watch: Watch) -> None:
    watch.expect("net::ERR_FAILED")
    check = visit(path="")
    flow = re.compile(r"/flow\.\w+\.json$")
    check.page.context.route(flow, lambda route: route.abort())
    check.page.goto(f"{check.home}check/")
    failure = check.page.locator("[data-place=failure]")
    expect(failure).to_be_visible()
    check.page.context.unroute(flow)
    failure.locator("button").click()
    check.wait_until_ready()
    expect(failure).to_be_hidden()
    check.answer("goal", "study")
    check.question("where")


def test_a_missing_list_of_occupations_loses_nothing(visit: Callable[..., Check], watch: Watch) -> None:
    watch.expect("net::ERR_FAILED")
    check = visit(path="")
    lists = re.compile(r"/professions\.")
    check.page.context.route(lists, lambda route: route.abort())
    check.goto(fragment=NURSE_LINK)
    check.question("prof")
    assert check.case["prof"] == "pflegefachmann"
    check.page.context.unroute(lists)
    check.notices.locator("button").click()
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
