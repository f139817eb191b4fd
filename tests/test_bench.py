"""What a step of the engine and a build of the flow cost; printed, and compared with each other in one run."""

import statistics
import time
from collections.abc import Callable

import pytest

from checker import compile_flow, search
from checker.engine import evaluate, next_question
from checker.present import result
from tests.walk import TODAY, ends

SAMPLE = 400


def median_ms(action: Callable[[dict[str, str]], object], cases: list[dict[str, str]]) -> float:
    """Median time of one call in milliseconds, after a first round that fills the caches."""
    times = []
    for measured in (False, True):
        for case in cases:
            start = time.perf_counter()
            action(case)
            if measured:
                times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


@pytest.mark.bench
def test_engine_steps_in_cpython() -> None:
    every = ends(TODAY).paths
    cases = every[:: len(every) // SAMPLE]
    partial = [dict(list(case.items())[: len(case) // 2]) for case in cases]
    step = median_ms(lambda case: next_question(case, TODAY), partial)
    check = median_ms(lambda case: evaluate(case, TODAY), cases)
    texts = median_ms(lambda case: result(case, TODAY, "de"), cases)
    find = median_ms(lambda _: search.find("Krankenschwester", "de"), cases[:20])
    print(f"\nengine, CPython, median of {SAMPLE} paths: next {step:.3f} ms, evaluate {check:.3f} ms, ", end="")
    print(f"with texts {texts:.3f} ms ({texts / step:.1f} x next), search {find:.1f} ms")


@pytest.mark.bench
def test_build_of_the_flow() -> None:
    start = time.process_time()
    compiled = compile_flow.flow()
    seconds = time.process_time() - start
    paths = len(ends(TODAY).paths)
    print(f"\nflow: {len(compiled['nodes'])} nodes for {paths} paths, {seconds:.1f} s of processor time")
