"""The command line as users call it, and what it says to bad input."""

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from checker.cli import main

NURSE = {"goal": "work_profession", "qual": "voc", "prev": "no", "where": "UA", "prof": "pflegefachmann"}


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:  # noqa: ANN401
    """Run a command that must work and parse what it prints."""
    assert main(list(arguments)) == 0
    return json.loads(capsys.readouterr().out)


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Run a command that must be refused and return its message."""
    assert main(list(arguments)) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "Traceback" not in captured.err
    return captured.err


def test_questions_lists_every_question_with_options(capsys: pytest.CaptureFixture[str]) -> None:
    listed = run(capsys, "questions", "--lang", "de")
    assert listed[0]["id"] == "goal"
    assert {"id", "text", "why", "options"} <= listed[0].keys()


def test_check_reads_a_file_and_a_date(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    file.write_text(json.dumps(NURSE), encoding="utf-8")
    case = run(capsys, "check", str(file), "--on", "2026-11-22", "--lang", "uk")
    assert case["on"] == "2026-11-22"
    assert case["lang"] == "uk"
    assert case["procedures"][0]["authority"] == ["lvwa-lpa"]
    assert case["procedures"][0]["title"]


def test_check_reads_standard_input(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(NURSE).encode())))
    assert run(capsys, "check", "-")["complete"]


def test_search_finds_by_any_language(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "search", "медсестра", "--lang", "uk")[0]["id"] == "pflegefachmann"


def test_review_writes_a_page_and_a_table_for_each(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    written = run(capsys, "review", str(tmp_path / "out"))
    page = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    for name, rows in written["tables"].items():
        lines = (tmp_path / "out" / f"{name}.csv").read_text(encoding="utf-8-sig").splitlines()
        assert len(lines) >= rows + 1
        assert f'id="{name}"' in page
    assert "§ 40 PflBG" in page


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"{", "line 1, column 2: not JSON"),
        (b"\xff\xfe", "not UTF-8 text"),
        (b" " * 5_000_000, "larger than 1000000 bytes"),
        (b"[" * 100_000, "nested too deeply"),
        (b"[1]", "one JSON object"),
        (b'{"goal": "flying"}', "question 'goal' has no answer 'flying'; allowed: work_profession"),
        (b'{"colour": "red"}', "there is no question 'colour'"),
        (b'{"prof": 5}', "question 'prof' has no answer '5'"),
    ],
)
def test_a_bad_file_is_refused_with_what_is_wrong(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: bytes, message: str
) -> None:
    file = tmp_path / "case.json"
    file.write_bytes(content)
    assert message in refused(capsys, "check", str(file))


def test_a_missing_file_a_bad_date_and_a_bad_limit_are_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert "cannot be read" in refused(capsys, "check", str(tmp_path / "none.json"))
    file = tmp_path / "case.json"
    file.write_text("{}", encoding="utf-8")
    assert "2026-02-30" in refused(capsys, "check", str(file), "--on", "2026-02-30")
    assert "language tag" in refused(capsys, "questions", "--lang", "../de")
    assert "--limit" in refused(capsys, "search", "koch", "--limit", "0")
    assert "at least one letter" in refused(capsys, "search", "?!")


def test_an_unknown_command_exits_with_two() -> None:
    with pytest.raises(SystemExit) as caught:
        main(["fly"])
    assert caught.value.code == 2


def test_the_module_runs_without_site_packages() -> None:
    """``-I -S`` leaves nothing but the standard library."""
    code = "import sys; sys.path.insert(0, '.'); from checker.cli import main; sys.exit(main(['search', 'Koch']))"
    done = subprocess.run([sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)[0]["id"] == "koch"
    done = subprocess.run([sys.executable, "-m", "checker", "questions"], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)
