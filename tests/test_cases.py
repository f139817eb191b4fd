"""Cases as counsellors tell them: input and expectation side by side, one file each, the title a German sentence."""

import json
from pathlib import Path
from typing import Any

import pytest

from checker.engine import evaluate
from checker.procedures import PROCEDURES

CASES = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(Path("tests/cases").glob("*.json"))}


def test_there_are_cases_and_their_titles_are_different_sentences() -> None:
    titles = [case["title"] for case in CASES.values()]
    assert len(titles) >= 80
    assert len(set(titles)) == len(titles)
    assert all(title.endswith(".") for title in titles)


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_case(case: dict[str, Any]) -> None:
    expect = case["expect"]
    result = evaluate(case["answers"], case["on"])
    assert result["complete"], result["next_question"]
    main = [procedure for procedure in result["procedures"] if procedure["role"] == "main"]
    assert [procedure["id"] for procedure in main] == [expect["main"]]
    if "authority" in expect:
        assert main[0]["authority"] == expect["authority"]
    applies = {procedure["id"] for procedure in result["procedures"] if procedure["certainty"] == "applies"}
    named = {procedure["id"] for procedure in result["procedures"]}
    assert set(expect.get("include", [])) <= applies
    assert set(expect.get("possible", [])) <= named - applies
    assert not set(expect.get("exclude", [])) & named
    assert set(expect.get("include", [])) | set(expect.get("exclude", [])) <= set(PROCEDURES)
    assert set(expect.get("cautions", [])) <= {row.id for row in result["cautions"]}


def test_every_procedure_applies_in_a_case() -> None:
    """At least one case each; routes with conditions nobody can be asked here (``Row.open_end``) as possible."""
    applying = {
        procedure["id"]
        for case in CASES.values()
        for procedure in evaluate(case["answers"], case["on"])["procedures"]
        if procedure["certainty"] == "applies" or procedure["id"] in case["expect"].get("possible", [])
    }
    assert set(PROCEDURES) - applying == set()
