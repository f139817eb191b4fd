"""What a step of the engine and a build of the flow cost in CPython."""

from __future__ import annotations

import statistics
import time
from typing import TYPE_CHECKING

from bench.report import Table
from checker import compile_flow, search
from checker.engine import evaluate, next_question
from checker.present import result
from tests.walk import TODAY, ends

if TYPE_CHECKING:
    from collections.abc import Callable

    Case = dict[str, str]

SAMPLE = 400
STEP_BUDGET_MS = 1


def measure() -> list[Table]:
    """Time the steps over a sample of all ways of answering."""
    every = ends(TODAY).paths
    cases = every[:: len(every) // SAMPLE]
    partial = [dict(list(case.items())[: len(case) // 2]) for case in cases]
    table = Table(
        "Engine in CPython",
        ("step", "median", "against the next question"),
        f"Processor time of one call, over {len(cases)} ways of answering, after a first round that fills the caches.",
    )
    steps: dict[str, tuple[Callable[[Case], object], list[Case], float | None]] = {
        "next question": (lambda case: next_question(case, TODAY), partial, STEP_BUDGET_MS),
        "decision": (lambda case: evaluate(case, TODAY), cases, STEP_BUDGET_MS),
        "result with its texts": (lambda case: result(case, TODAY, "de"), cases, STEP_BUDGET_MS),
        "search for an occupation": (lambda _: search.find("Krankenschwester", "de"), cases[:20], None),
    }
    first = 0.0
    for name, (action, given, budget) in steps.items():
        median = _median_ms(action, given)
        first = first or median
        kept = table.check(f"{name} in ms", median, budget) if budget else ""
        table.add(name, f"{median:.3f} ms {kept}".strip(), f"{median / first:.1f}")
    start = time.process_time()
    nodes = len(compile_flow.flow()["nodes"])
    seconds = time.process_time() - start
    table.add(
        f"compiling the flow, {nodes} nodes for {len(every)} ways", f"{seconds:.1f} s", f"{1000 * seconds / first:.0f}"
    )
    return [table]


def _median_ms(action: Callable[[Case], object], cases: list[Case]) -> float:
    """Median processor time of one call in milliseconds."""
    times = []
    for measured in (False, True):
        for case in cases:
            start = time.process_time()
            action(case)
            if measured:
                times.append((time.process_time() - start) * 1000)
    return statistics.median(times)
