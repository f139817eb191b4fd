"""What a command costs: processor time and memory, whatever else the machine does meanwhile."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

KIB_PER_MIB = 1024


@dataclass(frozen=True)
class Cost:
    """Processor time in seconds (user and system) and the most memory held at once in MiB."""

    cpu: float
    memory: float


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Cost:
    """Run a command to its end in ``folder``; SystemExit with what it said when it fails."""
    with subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **(environment or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        said = process.stdout.read() if process.stdout else ""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"bench: {' '.join(command)} failed in {folder}:\n{said}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / KIB_PER_MIB)
