"""Every file that the engine needs, damaged in every way: the reason is named, the answers stay, a retry is offered."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser.failures.faults import (
    IMPATIENT,
    append_nothing_much,
    be_missing,
    break_off,
    corrupt,
    fall_silent,
    hang_up,
    mislabel,
    sign_in_page,
    truncate,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.failures.faults import Fault, FaultyServer
    from tests.browser.failures.reader import Reader

SCRIPTS = {
    "client": r"/client\.mjs$",
    "worker": r"/worker\.mjs$",
    "module": r"/pyodide\.mjs$",
    "glue": r"/pyodide\.asm\.js$",
}
PINNED = {
    "engine": r"\.wasm$",
    "stdlib": r"stdlib[^/]*$",
    "checker": r"/checker-\w+\.\w+$",
}
LISTS = {
    "manifest": r"/manifest\.\w+\.json$",
    "details": r"/details\.de\.\w+\.json$",
}
FILES = SCRIPTS | PINNED | LISTS
LOST: dict[str, tuple[Fault, set[str]]] = {
    "cut": (hang_up, {"network"}),
    "broken off": (break_off, {"network"}),
    "missing": (be_missing, {"outdated"}),
    "truncated": (truncate, {"integrity"}),
    "sign-in page": (sign_in_page, {"integrity"}),
}
CHANGED: dict[str, tuple[Fault, set[str]]] = {
    "corrupted": (corrupt, {"integrity"}),
    "wrong hash": (append_nothing_much, {"integrity"}),
}


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_is_named_and_can_be_tried_again(
    any_reader: Callable[..., Reader], faulty: FaultyServer, name: str
) -> None:
    faults = LOST | (CHANGED if name in PINNED or name in {"module", "glue"} else {})
    if name in SCRIPTS:
        faults |= {"mislabelled": (mislabel, {"integrity"})}
    someone = any_reader()
    found: dict[str, set[str]] = {}
    for kind, (fault, _) in faults.items():
        with faulty.failing(FILES[name], fault):
            someone.retry() if found else someone.open_case()
            found[kind] = {someone.sees_failure("network", "outdated", "integrity", "internal", "memory")}
    assert found == {kind: reasons for kind, (_, reasons) in faults.items()}
    if name == "stdlib":
        someone.retry()
        someone.sees_whole_result()


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_falls_silent_ends_by_a_time_out(
    any_reader: Callable[..., Reader], faulty: FaultyServer, name: str
) -> None:
    with (
        faulty.failing(*IMPATIENT),
        faulty.failing(FILES[name], fall_silent),
    ):
        someone = any_reader()
        someone.open_case()
        someone.sees_failure("timeout")


def test_wrong_labels_on_files_that_are_no_scripts_do_no_harm(
    any_reader: Callable[..., Reader], faulty: FaultyServer
) -> None:
    with faulty.failing(r"\.(wasm|zip|whl|json)$", mislabel):
        someone = any_reader()
        someone.open_case()
        someone.sees_whole_result()


def test_no_file_of_the_engine_is_left_out_above(any_reader: Callable[..., Reader], faulty: FaultyServer) -> None:
    someone = any_reader()
    someone.goto()
    before = set(faulty.requests)
    someone.open_case()
    someone.sees_whole_result()
    others = re.compile(r"/professions\.\w+\.\w+\.json$|/check/$")
    needed = {path for path in faulty.requests if path not in before and not others.search(path)}
    for pattern in FILES.values():
        assert len([path for path in needed if re.search(pattern, path)]) == 1, pattern
    assert len(needed) == len(FILES), needed
