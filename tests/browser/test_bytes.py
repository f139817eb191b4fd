"""What goes over the wire stays within the budgets of the design."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Response

    from overrides.hooks.serve import SiteServer
    from tests.browser.driver import Check

FIRST_QUESTION = 100_000
FLOW = 15_000
PROFESSIONS = 40_000
PAGE = 60_000
PAGE_REQUESTS = 8
FETCHED = """async (url) => {
  await (await fetch(url)).text();
  return performance.getEntriesByName(url)[0].encodedBodySize;
}"""


def transfer(check: Check, path: str) -> dict[str, int]:
    """Bytes over the wire by file, headers included, for one page opened with an empty cache."""
    responses: list[Response] = []

    def collect(response: Response) -> None:
        responses.append(response)

    check.page.context.new_cdp_session(check.page).send("Network.clearBrowserCache")
    check.page.on("response", collect)
    check.goto(path)
    check.page.wait_for_load_state("networkidle")
    sizes = {}
    for response in responses:
        size = response.request.sizes()
        sizes[urlsplit(response.url).path] = size["responseBodySize"] + size["responseHeadersSize"]
    return sizes


@pytest.mark.parametrize("language", ["de", "en", "ar"])
def test_the_first_question_can_be_answered_after_few_bytes(visit: Callable[..., Check], language: str) -> None:
    check = visit(language, path="impressum/")
    sizes = transfer(check, "check/")
    print(f"check {language}: {sum(sizes.values())} bytes, {len(sizes)} requests")
    assert sum(sizes.values()) <= FIRST_QUESTION, sizes
    assert not [path for path in sizes if "runtime" in path or "professions" in path]
    announced = check.page.locator("link[rel=modulepreload]").evaluate_all("links => links.map(link => link.href)")
    loaded = {path for path in sizes if path.endswith(".mjs")}
    assert {urlsplit(url).path for url in announced} == loaded, "no script waits for another one"


@pytest.mark.parametrize("language", ["de", "ar"])
def test_the_home_page_is_light(visit: Callable[..., Check], language: str) -> None:
    check = visit(language, path="impressum/")
    sizes = transfer(check, "")
    print(f"home {language}: {sum(sizes.values())} bytes, {len(sizes)} requests")
    assert sum(sizes.values()) <= PAGE
    assert len(sizes) <= PAGE_REQUESTS


def test_the_compiled_flow_is_small(site: Path) -> None:
    [flow] = (site / "assets" / "checker").glob("flow.*.json")
    assert len(gzip.compress(flow.read_bytes(), mtime=0)) <= FLOW


def test_the_lists_of_occupations_are_small(visit: Callable[..., Check], server: SiteServer) -> None:
    check = visit()
    lists = [path.name for path in (server.directory / "assets" / "checker").glob("professions.*.json")]
    assert lists
    for name in lists:
        size = check.page.evaluate(FETCHED, f"{server.url}assets/checker/{name}")
        print(f"{name}: {size} bytes")
        assert size <= PROFESSIONS, name
