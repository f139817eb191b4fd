"""A test that hangs once is named and run again; one that hangs again has failed; no other result changes."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Error, sync_playwright

from tests.browser.conftest import chromium_path
from tests.hanging import ending

ROOT = Path(__file__).resolve().parents[1]
TESTS = """
import subprocess
from pathlib import Path

import pytest

TRACE = Path(__file__).with_name("trace")

@pytest.fixture(scope="session")
def helper():
    with subprocess.Popen(["sleep", "1000"]) as running:
        yield running
        running.kill()

def test_before(helper): pass

def test_hangs_once(helper):
    if not TRACE.exists():
        TRACE.touch()
        subprocess.run(["sleep", "1000"], check=True)
    assert helper.poll() is None

def test_after(helper): assert helper.poll() is None

def test_fails(): assert False

def test_hangs_always(helper): subprocess.run(["sleep", "1000"], check=True)

def test_last(helper): assert helper.poll() is None
"""


def run(folder: Path, *choice: str) -> subprocess.CompletedProcess[str]:
    (folder / "conftest.py").write_text("from tests.hanging import *\n", encoding="utf-8")
    (folder / "test_sample.py").write_text(TESTS, encoding="utf-8")
    settings = ["-o", "hang_seconds=3", "-p", "no:cacheprovider", "--numprocesses=2", "--dist=loadfile"]
    command = [sys.executable, "-m", "pytest", *settings, f"--rootdir={folder}"]
    return subprocess.run(
        [*command, *choice, folder / "test_sample.py"], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_hanging_once_is_told_and_does_no_harm(tmp_path: Path) -> None:
    done = run(tmp_path, "-k", "before or once or after")
    assert done.returncode == 0, done.stdout
    assert "3 passed, 1 hung" in done.stdout
    said = done.stdout.partition("HUNG test_sample.py::test_hangs_once and was run once more")[2]
    assert re.search(r"^>\s+subprocess.run", said, re.MULTILINE), "where it hung"


def test_hanging_again_and_failing_stay_failures(tmp_path: Path) -> None:
    done = run(tmp_path, "-k", "before or fails or always or last")
    assert done.returncode != 0
    for name in ("test_fails", "test_hangs_always"):
        assert re.search(rf"^FAILED .*test_sample.py::{name}", done.stdout, re.MULTILINE)
    assert "2 failed, 2 passed, 1 hung" in done.stdout


def test_a_page_that_never_answers_hangs_no_longer_than_its_browser_lives() -> None:
    with (
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=chromium_path(), args=["--no-sandbox"]) as browser,
    ):
        page = browser.new_page()
        with ending(2) as hung, pytest.raises(Error, match="closed"):
            page.evaluate("() => new Promise(() => {})")
        assert hung.is_set()
