"""A test that hangs once is named and run again; one that hangs again has failed; no other result changes."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TESTS = """
import time
from pathlib import Path

TRACE = Path(__file__).with_name("trace")

def test_before(): pass

def test_hangs_once():
    if not TRACE.exists():
        TRACE.touch()
        time.sleep(60)

def test_after(): pass

def test_fails(): assert False

def test_hangs_always(): time.sleep(60)
"""


def run(folder: Path, *choice: str) -> subprocess.CompletedProcess[str]:
    (folder / "conftest.py").write_text("from tests.hanging import *\n", encoding="utf-8")
    (folder / "test_sample.py").write_text(TESTS, encoding="utf-8")
    settings = ["-o", "faulthandler_timeout=2", "-o", "faulthandler_exit_on_timeout=true", "-p", "no:cacheprovider"]
    spread = ["--numprocesses=2", "--dist=loadfile", "--max-worker-restart=2"]
    command = [sys.executable, "-m", "pytest", *spread, f"--rootdir={folder}", *settings]
    return subprocess.run(
        [*command, *choice, folder / "test_sample.py"], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_hanging_once_is_told_and_does_no_harm(tmp_path: Path) -> None:
    done = run(tmp_path, "-k", "before or once or after")
    assert done.returncode == 0, done.stdout
    assert "3 passed, 1 hung" in done.stdout
    assert "HUNG test_sample.py::test_hangs_once" in done.stdout
    assert "in test_hangs_once" in done.stderr, "where it hung"


def test_hanging_again_and_failing_stay_failures(tmp_path: Path) -> None:
    done = run(tmp_path, "-k", "before or fails or always")
    assert done.returncode != 0
    for name in ("test_fails", "test_hangs_always"):
        assert re.search(rf"^FAILED .*test_sample.py::{name}", done.stdout, re.MULTILINE)
    assert "1 passed, 1 hung" in done.stdout
