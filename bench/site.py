"""The build of the site against plain MkDocs, how it grows, and how far it reaches."""

from __future__ import annotations

import hashlib
import statistics
import sys
import tempfile
from pathlib import Path

from bench import plain
from bench.growth import ROOT, Project
from bench.process import Cost, run
from bench.report import Table, spread

REPEATS = 3
BUILD = (sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir")
PLAIN_BUDGET = 1.6
GROWTH_BUDGET = 2.2
SCALE_BUDGET = GROWTH_BUDGET / 2
MEMORY_BUDGET = 500
SMALL, LARGE = 500, 1000
LANGUAGES = 20


def measure() -> list[Table]:
    """Build everything; about ten minutes."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        against, ours = _against_plain(folder)
        return [against, _growth(folder), _scale(folder, ours)]


def _against_plain(folder: Path) -> tuple[Table, float]:
    """Compare the build with plain MkDocs; the table, and the processor time of one of our pages in ms."""
    table = Table(
        "Build of the site against plain MkDocs",
        ("", "pages", "CPU per page", "CPU against plain MkDocs", "memory"),
        "Plain MkDocs builds the same pages with its own theme: the main text of every page of our site turned back "
        "into Markdown (`bench/plain.py`), no plugin, no search, the five pages of the menu in its navigation.",
    )
    ours: list[Cost] = []
    theirs: list[Cost] = []
    digests = set()
    for _ in range(REPEATS):
        ours.append(run((*BUILD, str(folder / "site")), ROOT))
        digests.add(_digest(folder / "site"))
        if not theirs:
            (folder / "plain").mkdir()
            pages = plain.write(folder / "site", folder / "plain")
        theirs.append(run((*BUILD, str(folder / "plain/site")), folder / "plain"))
    if len(digests) > 1:
        table.over.append(f"{table.title}: two builds of the same sources differ")
    for name, costs in (("ours", ours), ("plain MkDocs", theirs)):
        ratios = [cost.cpu / other.cpu for cost, other in zip(costs, theirs, strict=True)]
        memory = max(cost.memory for cost in costs)
        budgets = ("", "")
        if costs is ours:
            budgets = (
                table.check("CPU against plain MkDocs", statistics.median(ratios), PLAIN_BUDGET),
                table.check("memory in MiB", memory, MEMORY_BUDGET),
            )
        table.add(
            name,
            str(pages),
            spread([1000 * cost.cpu / pages for cost in costs], "ms", 1),
            f"{spread(ratios)} {budgets[0]}",
            f"{memory:.0f} MiB {budgets[1]}",
        )
    return table, statistics.median(1000 * cost.cpu / pages for cost in ours)


def _growth(folder: Path) -> Table:
    """Compare sites of 500 and 1,000 pages."""
    table = Table(
        "Growth of the build",
        ("pages", "CPU", "against 500 pages", "memory"),
        "German alone, with fewer occupations; the larger site has every page from Markdown twice.",
    )
    others = _pages(folder / "site", german=True) - _occupations() - 1
    prose = len(list((ROOT / "docs/de").rglob("*.md"))) - 2

    def small(project: Project) -> None:
        project.german_alone()
        project.keep_occupations(SMALL - others)

    def large(project: Project) -> None:
        project.german_alone()
        project.keep_occupations(LARGE - others - prose)
        project.copy_prose()

    costs: dict[int, list[Cost]] = {SMALL: [], LARGE: []}
    for size, change in ((SMALL, small), (LARGE, large)):
        change(Project(folder / str(size)))
    for _ in range(REPEATS):
        for size, found in costs.items():
            found.append(run((*BUILD, "site"), folder / str(size)))
    for size, found in costs.items():
        pages = _pages(folder / str(size) / "site")
        if pages != size:
            raise ValueError(f"the site of {size} pages has {pages}")
        ratios = [cost.cpu / first.cpu for cost, first in zip(found, costs[SMALL], strict=True)]
        budget = table.check(f"{LARGE} against {SMALL} pages", statistics.median(ratios), GROWTH_BUDGET)
        table.add(
            str(size),
            spread([cost.cpu for cost in found], "s", 1),
            f"{spread(ratios)} {budget if size == LARGE else ''}",
            f"{max(cost.memory for cost in found):.0f} MiB",
        )
    return table


def _scale(folder: Path, ours: float) -> Table:
    """Build 20 languages and twice the occupations, once."""
    table = Table(
        "Twenty languages and twice the occupations",
        ("pages", "CPU", "CPU per page", "per page against the site of today", "memory"),
        "The texts of Ukrainian and Arabic under sixteen more codes, every occupation a second time under another id. "
        "What growth allows for twice the pages, 2.2, is 1.1 for each page.",
    )
    project = Project(folder / "scale")
    project.copy_occupations(_occupations())
    project.add_languages(LANGUAGES)
    cost = run((*BUILD, "site"), folder / "scale")
    pages = _pages(folder / "scale/site")
    each = 1000 * cost.cpu / pages
    budget = table.check("CPU per page", each / ours, SCALE_BUDGET)
    memory = table.check("memory in MiB", cost.memory, MEMORY_BUDGET)
    table.add(
        str(pages),
        f"{cost.cpu:.0f} s",
        f"{each:.1f} ms",
        f"{each / ours:.2f} {budget}",
        f"{cost.memory:.0f} MiB {memory}",
    )
    return table


def _pages(site: Path, *, german: bool = False) -> int:
    """How many pages a built site has, or how many of them below no folder of another language."""
    languages = {path.name for path in (ROOT / "docs").iterdir()} if german else set()
    return sum(page.relative_to(site).parts[0] not in languages for page in site.rglob("index.html"))


def _occupations() -> int:
    return len((ROOT / "checker/facts/professions.json").read_text(encoding="utf-8").splitlines()) - 2


def _digest(site: Path) -> str:
    """One hash over the names and the content of every file."""
    total = hashlib.sha256()
    for path in sorted(site.rglob("*")):
        if path.is_file():
            total.update(f"{path.relative_to(site)}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()
