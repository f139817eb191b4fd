"""Lighthouse's scores for a phone, on every kind of page in three languages."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

from bench.report import Table
from overrides.hooks.serve import SiteServer

ROOT = Path(__file__).parents[1]
PROGRAM = Path(__file__).parent / "lighthouse/node_modules/lighthouse/cli/index.js"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LANGUAGES = ("", "ar/", "uk/")
CASE = "#v=1&goal=work_profession&prev=no&prof=pflegefachmann&qual=voc&where=UA"
PAGES = {
    "prose": "anerkennung/",
    "procedure": "verfahren/gleichwertigkeit/",
    "occupation": "berufe/koch/",
    "check": "check/",
    "result": f"check/{CASE}",
}
PERFORMANCE_BUDGET = 95
OTHER_BUDGET = 100
REPEATS = 3
TIMEOUT = 300


def measure() -> list[Table]:
    """Ask Lighthouse about every page; about six minutes."""
    table = Table(
        "Lighthouse, mobile",
        ("page", "language", *CATEGORIES, "what costs points"),
        "Scores of 100. A performance below its budget is measured twice more and the median counts, because "
        "Lighthouse estimates a slow phone from what this machine happens to do. It does not slow down workers: how "
        "the Python part starts on a slow phone is measured by the suite `browser`.",
    )
    with SiteServer(ROOT / "site") as server:
        for kind, path in PAGES.items():
            for language in LANGUAGES:
                _add(table, kind, language.strip("/") or "de", server.url + language + path)
    return [table]


def _add(table: Table, kind: str, language: str, address: str) -> None:
    """Measure one page and judge its scores."""
    reports = [_report(address)]
    if _score(reports[0], "performance") < PERFORMANCE_BUDGET:
        reports += [_report(address) for _ in range(REPEATS - 1)]
    cells = []
    for category in CATEGORIES:
        score = statistics.median(_score(report, category) for report in reports)
        budget = PERFORMANCE_BUDGET if category == "performance" else OTHER_BUDGET
        table.check(f"{category} of {kind}, {language}", score, budget, least=True)
        cells.append(f"{score:.0f}")
    lost = {title for report in reports for title in _lost(report)}
    table.add(kind, language, *cells, ", ".join(sorted(lost)))


def _report(address: str) -> dict[str, Any]:
    """Lighthouse's report about one address; SystemExit with what it said when it fails."""
    flags = "--chrome-flags=--headless=new --no-sandbox --disable-gpu"
    command = ["node", str(PROGRAM), address, "--output=json", "--quiet", flags]
    command.append(f"--only-categories={','.join(CATEGORIES)}")
    environment = {**os.environ, "CHROME_PATH": os.environ["CHROMIUM"]}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=TIMEOUT)
    if done.returncode:
        sys.exit(f"bench: Lighthouse could not measure {address}:\n{done.stderr}")
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def _score(report: dict[str, Any], category: str) -> float:
    return round(100 * (report["categories"][category]["score"] or 0))


def _lost(report: dict[str, Any]) -> list[str]:
    """The audits that count and were not passed, with what was measured."""
    audits = [
        report["audits"][reference["id"]]
        for category in report["categories"].values()
        for reference in category["auditRefs"]
        if reference["weight"]
    ]
    poor = [audit for audit in audits if audit["score"] is not None and audit["score"] < 0.9]  # noqa: PLR2004 - green
    return [f"{audit['title']} {audit.get('displayValue', '')}".strip() for audit in poor]
