"""The sheet to take along: complete on both sides for every outcome, equally numbered, in one language each."""

import io
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from checker import bridge, catalog
from checker.cli import main as command_line
from checker.model import UNKNOWN, UnknownAnswer
from checker.present import result
from checker.procedures import PROCEDURES
from checker.questions import BY_ID
from checker.rules.main import MAIN
from checker.sheet import ASK, OTHERS, sheet
from tests.walk import LATER, TODAY, ends, found

NURSE = {"goal": "work_profession", "qual": "voc", "prev": "no", "where": "UA", "prof": "pflegefachmann"}
ARABIC = re.compile(r"[\u0600-\u06ff]")
CASES = Path(__file__).parent / "cases"


def outcomes() -> Iterator[tuple[dict[str, Any], str]]:
    """One way of answering for every main row of both legal periods, every counselling case, and open ones."""
    for day in (TODAY, LATER):
        seen: dict[str, dict[str, Any]] = {}
        for answers in ends(day).paths:
            seen.setdefault(found(answers, day)[0].row.id, dict(answers))
        yield from ((answers, day) for answers in seen.values())
    for path in sorted(CASES.glob("*.json")):
        case = json.loads(path.read_text(encoding="utf-8"))
        yield case["answers"], case.get("on", TODAY)
    yield {**NURSE, "where": UNKNOWN}, TODAY
    yield {}, TODAY
    yield dict.fromkeys(BY_ID, UNKNOWN), TODAY


def lines(made: dict[str, Any]) -> list[dict[str, Any]]:
    """Every line of a sheet."""
    return [line for section in made["sections"] for line in section["lines"]]


def part(made: dict[str, Any], ident: str) -> list[dict[str, Any]]:
    """The lines of one section; none when it is left out."""
    return [line for section in made["sections"] if section["id"] == ident for line in section["lines"]]


@pytest.mark.parametrize("language", catalog.LANGUAGES)
def test_both_sides_are_complete_for_every_outcome(language: str) -> None:
    rows = 0
    for answers, day in outcomes():
        made = sheet(answers, day, language)
        every = lines(made)
        assert [line["n"] for line in every] == list(range(1, len(every) + 1)), answers
        for section in made["sections"]:
            assert section["title"], (answers, section["id"])
            assert section["german"], (answers, section["id"])
            assert section["lines"], (answers, section["id"])
        for line in every:
            where = (answers, line)
            assert line["text"].strip(), where
            assert line["german"].strip(), where
            assert bool(line["label"]) == bool(line["german_label"]), where
            assert bool(line["note"]) == bool(line["german_note"]), where
            assert "{" not in line["text"] + line["german"] + line["label"] + line["note"], where
        rows += 1
    assert rows > len(MAIN.rows)


def test_no_side_mixes_languages() -> None:
    """German stands on the left of nobody: no own line is the German one, and no German line is Arabic."""
    for answers, day in outcomes():
        for language in ("en", "ar"):
            for line in lines(sheet(answers, day, language)):
                assert not line["untranslated"], (answers, line)
                assert not ARABIC.search(line["german"] + line["german_label"] + line["german_note"])
                if not line["answer"] and line["text"] not in ("A1", "A2", "B1", "B2", "C1", "C2"):
                    assert line["text"] != line["german"], (answers, line)
                    if language == "ar":
                        assert ARABIC.search(line["text"]), (answers, line)
                    else:
                        assert not ARABIC.search(line["text"] + line["label"] + line["note"])


def test_the_german_sheet_has_equal_sides() -> None:
    for line in lines(sheet(NURSE, TODAY, "de")):
        assert (line["text"], line["label"], line["note"]) == (
            line["german"],
            line["german_label"],
            line["german_note"],
        )
        assert not line["untranslated"]


def test_a_text_without_translation_is_marked() -> None:
    for line in lines(sheet(NURSE, TODAY, "tr")):
        assert line["untranslated"] == (not line["answer"]), line


def test_everything_the_result_says_of_the_procedure_is_on_the_sheet() -> None:
    for answers, day in outcomes():
        case, made = result(answers, day, "en"), sheet(answers, day, "en")
        mains = [entry for entry in case["procedures"] if entry["role"] == "main"]
        said = {line["label"] for line in lines(made)}
        assert {entry["title"] for entry in case["procedures"]} <= said, answers
        assert [line["text"] for line in part(made, "cautions")] == [caution["text"] for caution in case["cautions"]]
        assert len(part(made, "situation")) == len(case["answers"])
        if len(mains) == 1:
            [main] = mains
            assert [line["text"] for line in part(made, "documents")] == main["document_texts"]
            assert [line["text"] for line in part(made, "steps")] == main["next_steps"]
            assert part(made, "procedure")[0]["note"] == main["required_text"]
            [decides] = part(made, "authority")
            for ident in main["authority"]:
                assert case["authorities"][ident]["name"] in decides["same"]
            assert part(made, "questions"), answers
        [rules] = part(made, "rules")
        assert rules["same"][0].startswith(case["rules_version"])
        for source in (source for main in mains for source in main["sources"]):
            assert source["cite"] in rules["same"][1]


def test_every_procedure_comes_on_some_sheet() -> None:
    seen: set[str] = set()
    for answers, day in outcomes():
        made = lines(sheet(answers, day, "de"))
        titles = {line["label"] for line in made}
        seen |= {ident for ident in PROCEDURES if catalog.texts("de")[f"procedure.{ident}.title"] in titles}
    assert set(PROCEDURES) - seen == set()


def test_every_main_procedure_has_its_own_questions_and_every_question_is_asked() -> None:
    assert ASK.keys() == {str(row.then) for row in MAIN.rows}
    texts = catalog.texts("de")
    keys = {key.removeprefix("sheet.ask.") for key in texts if key.startswith("sheet.ask.")}
    assert keys == {name for names in ASK.values() for name in names}
    for names in ASK.values():
        assert len(set(names)) == len(names)
        assert len(names) >= 2


def test_every_text_of_the_sheet_is_used() -> None:
    parts = {key.removeprefix("sheet.part.") for key in catalog.texts("de") if key.startswith("sheet.part.")}
    seen = {section["id"] for answers, day in outcomes() for section in sheet(answers, day, "de")["sections"]}
    assert parts == seen
    assert set(OTHERS.values()) <= seen


def test_every_procedure_and_question_has_a_sentence_to_show() -> None:
    for language in catalog.LANGUAGES:
        texts = catalog.texts(language)
        keys = [f"procedure.{ident}.card" for ident in PROCEDURES] + [f"question.{ident}.card" for ident in BY_ID]
        assert [key for key in keys if key not in texts] == []
    german = [catalog.texts("de")[key] for key in keys]
    assert all(len(sentence.split()) <= 25 and sentence[-1] in ".?" for sentence in german)
    assert len(set(german)) >= len(german) - 1, "the two regional offers of advice share theirs"


def test_an_undecided_case_asks_what_the_reader_does_not_know() -> None:
    answers = {**NURSE, "qual": UNKNOWN, "docs": UNKNOWN}
    asked = [line["german"] for line in part(sheet(answers, TODAY, "en"), "questions")]
    assert asked[:2] == [catalog.texts("de")[f"question.{name}.card"] for name in ("qual", "docs")]
    made = sheet(dict.fromkeys(BY_ID, UNKNOWN), TODAY, "en")
    assert not part(made, "procedure")
    assert len(part(made, "possible")) > 1
    assert len(part(made, "authority")) > 1


def test_papers_of_several_procedures_are_those_all_of_them_ask_for() -> None:
    answers = {**NURSE, "where": UNKNOWN}
    mains = [entry for entry in result(answers, TODAY, "de")["procedures"] if entry["role"] == "main"]
    common = set.intersection(*(set(entry["document_texts"]) for entry in mains if entry["documents"]))
    shown = part(sheet(answers, TODAY, "de"), "common_documents")
    assert len(mains) > 1
    assert common
    assert {line["text"] for line in shown} == common
    assert all(line["kind"] == "checkbox" for line in shown)


def test_occupation_state_and_district_are_named() -> None:
    answers = {**NURSE, "where": "SUHH-UA", "live": "15002"}
    named = {tuple(line["answer"]): line for line in part(sheet(answers, TODAY, "en"), "situation") if line["answer"]}
    assert named["prof", "pflegefachmann"]["text"] != named["prof", "pflegefachmann"]["german"]
    assert "Ukraine" in named["where", "SUHH-UA"]["german"]
    assert named["live", "15002"]["german"] == "Halle (Saale)"


def test_the_names_of_the_link_are_no_questions() -> None:
    """`v`, `p` and `r` of a link carry its version and its outcome (overrides/assets/checker/link.mjs)."""
    assert not {"v", "p", "r"} & BY_ID.keys()


def test_the_bridge_and_the_command_line_make_the_same_sheet(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = sheet(NURSE, TODAY, "ar")
    request = {"method": "sheet", "params": {"answers": NURSE, "on": TODAY, "lang": "ar"}}
    assert json.loads(bridge.call(json.dumps(request)))["ok"] == made
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(NURSE).encode())))
    assert command_line(["sheet", "-", "--lang", "ar", "--on", TODAY]) == 0
    assert json.loads(capsys.readouterr().out) == made


def test_bad_answers_are_refused() -> None:
    with pytest.raises(UnknownAnswer):
        sheet({"goal": "flying"}, TODAY, "de")
