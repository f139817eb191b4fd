"""What happens to a test that hangs: its process ends (`faulthandler_timeout`), and it gets one more chance.

Some calls of the browser's driver have no time-out: they wait for an answer that a browser rarely forgets to give.
xdist starts a new process and gives it what the old one had not finished, the hanging test first. This module makes
the first such end a note in the summary and leaves the second one a failure.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

HUNG = "hung"
_ends: Counter[str] = Counter()


@pytest.hookimpl(optionalhook=True)
def pytest_handlecrashitem(crashitem: str, report: Any) -> None:  # noqa: ANN401 - a TestReport with another outcome
    """Count how often the process of a test has ended."""
    _ends[crashitem] += 1
    if _ends[crashitem] == 1:
        report.outcome = HUNG


def pytest_report_teststatus(report: Any) -> tuple[str, str, str] | None:  # noqa: ANN401
    """Name the first end in the summary."""
    return (HUNG, "H", "HUNG") if report.outcome == HUNG else None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name the tests; where they hung stands above, where the process wrote it."""
    for report in terminalreporter.stats.get(HUNG, []):
        terminalreporter.write_line(f"HUNG {report.nodeid}: {report.longrepr}; it was run once more")
