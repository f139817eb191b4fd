"""What the check loads in the browser: the compiled flow, texts, lists of occupations, the runtime.

Everything lies below ``assets/`` under names that carry a hash, so it may be cached for ever.
"""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from typing import Any

from checker import compile_flow
from overrides.hooks import runtime

ROOT = Path(__file__).resolve().parents[2]
RUNTIME = ROOT / "build" / "runtime"
STAGED = ROOT / "build" / "browser"
CHECKER_FOLDER = "assets/checker"
RUNTIME_FOLDER = "assets/runtime"


@cache
def manifest() -> dict[str, Any]:
    """Stage the files once per build; return their addresses, named from the site's root.

    The keys are ``version``, ``flow``, ``texts``, ``details``, ``sheet`` and ``professions`` (by language) and
    ``runtime``, which is "" as long as `make site` has not built the runtime.
    """
    shutil.rmtree(STAGED, ignore_errors=True)
    names = compile_flow.write(STAGED / CHECKER_FOLDER)
    found: dict[str, Any] = {"version": names.pop("version"), "runtime": ""}
    for kind, value in names.items():
        if isinstance(value, dict):
            found[kind] = {language: f"{CHECKER_FOLDER}/{name}" for language, name in value.items()}
        else:
            found[kind] = f"{CHECKER_FOLDER}/{value}"
    if (RUNTIME / "manifest.json").is_file():
        name = runtime.publish(RUNTIME, STAGED / RUNTIME_FOLDER)
        found["runtime"] = f"{RUNTIME_FOLDER}/{name}"
    return found


def publish(site: Path) -> None:
    """Copy the staged files into the built site."""
    manifest()
    shutil.copytree(STAGED, site, dirs_exist_ok=True)
