"""Start the tools that build the runtime, and say what went wrong in their words."""

from __future__ import annotations

import os
import subprocess


class RuntimeBuildError(Exception):
    """The runtime cannot be built; the message says what was found and what to do."""


def run(command: list[str], *, given: str = "", **environment: str) -> str:
    """Run a tool with ``given`` as its standard input; return what it printed.

    Raises RuntimeBuildError with the tool's own words when it fails or is not installed.
    """
    # A fixed hash seed keeps the order of sets in bytecode the same.
    fixed = {**os.environ, "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": "315532800", **environment}
    try:
        done = subprocess.run(command, env=fixed, input=given, capture_output=True, encoding="utf-8", check=False)
    except FileNotFoundError:
        raise RuntimeBuildError(f"{command[0]} is missing. Please run `make site`, which installs it.") from None
    if done.returncode != 0:
        raise RuntimeBuildError(f"`{' '.join(command)}` failed: {(done.stderr or done.stdout).strip()}")
    return done.stdout
