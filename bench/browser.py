"""How long a reader waits for the result in Chromium, with the ways of deciding side by side.

A variant is data: its name, the folder that is served and the page with a case in its address, and what
appears when the result is there. Every variant is measured in turn within each round, so that all of them
see the machine in the same state.
"""

from __future__ import annotations

import contextlib
import os
import statistics
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from bench.report import Table, spread
from bench.throttle import SlowServer, half_a_core
from overrides.hooks.serve import SiteServer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

ROOT = Path(__file__).parents[1]
CASE = "#v=1&goal=work_profession&prev=no&prof=pflegefachmann&qual=voc&where=UA"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
TIMEOUT_MS = 180_000
VISITS = ("cold", "HTTP-cached", "service-worker-cached")
KEEP = "[data-place=keep][data-state={}]"
ROUNDS = {"unthrottled": 5, "half a core, 1.6 Mbit/s": 2}


@dataclass(frozen=True)
class Variant:
    """A way of deciding: ``done`` is the selector of what shows the result."""

    name: str
    page: str
    done: str
    folder: Path = ROOT / "site"


VARIANTS = (
    Variant("our check, the full result from Python", f"check/{CASE}", "[data-result=full]"),
    Variant("the compiled flow alone, the short result", f"check/{CASE}", "[data-result=short], [data-result=full]"),
)


def measure() -> list[Table]:
    """Measure every variant unthrottled and slowed down."""
    table = Table(
        "From opening the page to the result, Chromium",
        ("variant", "condition", *(name for visit in VISITS for name in (visit, "against our check"))),
        "Seconds from the start of the navigation until the result of one case is on the page; cold: a new visitor "
        "with an empty cache; HTTP-cached: the same visitor opens the page again; service-worker-cached: once more "
        "after the visitor has kept the site on the phone, with the network still there.",
    )
    with tempfile.TemporaryDirectory(prefix="bench-") as name, sync_playwright() as playwright:
        for condition, rounds in ROUNDS.items():
            slow = condition != "unthrottled"
            with _chromium(Path(name), slow=slow) as program:
                browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS, timeout=TIMEOUT_MS)
                _compare(table, browser, condition, rounds, slow=slow)
                browser.close()
    return [table]


def _compare(table: Table, browser: Browser, condition: str, rounds: int, *, slow: bool) -> None:
    """Add a row for every variant under one condition."""
    times: dict[str, list[list[float]]] = {variant.name: [] for variant in VARIANTS}
    for _ in range(rounds):
        for variant in VARIANTS:
            times[variant.name].append(_visit(browser, variant, slow=slow))
    ours = times[VARIANTS[0].name]
    for name, found in times.items():
        cells = []
        for visit in range(len(VISITS)):
            seconds = [each[visit] for each in found]
            ratios = [each[visit] / first[visit] for each, first in zip(found, ours, strict=True)]
            cells += [spread(seconds, "s"), f"{statistics.median(ratios):.2f}"]
        table.add(name, condition, *cells)


def _visit(browser: Browser, variant: Variant, *, slow: bool) -> list[float]:
    """Seconds until the result for a new visitor, for the same visitor once more, and after keeping the site."""
    server = SlowServer(variant.folder) if slow else SiteServer(variant.folder)
    with server, contextlib.closing(browser.new_context()) as context:
        context.set_default_timeout(TIMEOUT_MS)
        times = []
        for visit in VISITS:
            page = context.new_page()
            if visit == VISITS[-1]:
                page.goto(f"{server.url}offline/")
                page.locator("[data-keep-tool=keep]").click()
                page.locator(KEEP.format("kept")).wait_for()
            page.goto(server.url + variant.page, wait_until="commit")
            page.locator(variant.done).first.wait_for()
            times.append(page.evaluate("performance.now()") / 1000)
            page.close()
    return times


@contextlib.contextmanager
def _chromium(folder: Path, *, slow: bool) -> Iterator[str]:
    """The path of the browser, or of a command that starts it with half a core."""
    program = os.environ["CHROMIUM"]
    if not slow:
        yield program
        return
    with half_a_core(program, folder) as command:
        yield command
