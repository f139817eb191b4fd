"""What happens to a test that hangs: what it waits for is ended, it fails and names the place, it is run once more.

Some calls of the browser's driver have no time-out: they wait for an answer that a browser rarely forgets to give.
When the browser ends they raise an error. Ending the process of the test itself is left for what hangs even then
(`faulthandler_timeout`), because nothing goes on after that: with --dist=loadfile, xdist 3.8 hands a new process the
files that the old one had finished, and waits for ever.
"""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING

import psutil
import pytest
from _pytest.runner import runtestprotocol

if TYPE_CHECKING:
    from collections.abc import Iterator

HUNG = "hung"
DRIVER = "run-driver"
"""A word of the command that runs Playwright's driver: it tells the test that its browser has ended."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the configuration say how long a test may take."""
    parser.addini("hang_seconds", "after how many seconds a test counts as hanging", default="600")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool:
    """Run a test as pytest does, and once more if it hung."""
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    reports, hung = _run(item, nextitem)
    if hung:
        first = next((report for report in reports if not report.passed), reports[0])
        first.outcome = HUNG  # type: ignore[assignment]  # named by the hooks below
        item.ihook.pytest_runtest_logreport(report=first)
        item._initrequest()  # type: ignore[attr-defined]  # noqa: SLF001 - as plugins for repeated tests do
        reports, _ = _run(item, nextitem)
    for report in reports:
        item.ihook.pytest_runtest_logreport(report=report)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True


def _run(item: pytest.Item, nextitem: pytest.Item | None) -> tuple[list[pytest.TestReport], bool]:
    """Run a test; its reports, and whether it hung."""
    with ending(float(item.config.getini("hang_seconds"))) as hung:
        reports = runtestprotocol(item, log=False, nextitem=nextitem)
    if hung.is_set():
        # Whatever is still set up, for the session too, may stand for a browser that has ended.
        with contextlib.suppress(Exception):
            item.session._setupstate.teardown_exact(None)  # noqa: SLF001 - pytest has no other way
    return reports, hung.is_set()


@contextlib.contextmanager
def ending(seconds: float) -> Iterator[threading.Event]:
    """End all that this process has started if the block takes longer; the event says whether it did."""
    hung = threading.Event()

    def end() -> None:
        hung.set()
        for child in psutil.Process().children(recursive=True):
            with contextlib.suppress(psutil.NoSuchProcess):
                if DRIVER not in child.cmdline():
                    child.kill()

    timer = threading.Timer(seconds, end)
    timer.start()
    try:
        yield hung
    finally:
        timer.cancel()


def pytest_report_teststatus(report: pytest.TestReport) -> tuple[str, str, str] | None:
    """Name the first run of a hanging test in the summary."""
    return (HUNG, "H", "HUNG") if report.outcome == HUNG else None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name the tests and where they hung."""
    for report in terminalreporter.stats.get(HUNG, []):
        terminalreporter.write_line(f"HUNG {report.nodeid} and was run once more:\n{report.longreprtext}")
