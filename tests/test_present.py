"""The result readers see: papers for this case, how binding a procedure is, the German it asks for."""

from typing import Any

import pytest

from checker import knowledge, present
from checker.present import result
from checker.rules.groups import DIFFERENCES
from checker.rules.main import MAIN
from tests.walk import TODAY

NURSE = {
    "goal": "work_profession",
    "qual": "voc",
    "prev": "no",
    "where": "PH",
    "prof": "pflegefachmann",
    "live": "15002",
}
TURNER = {**NURSE, "prof": "zerspanungsmechaniker"}


def main(answers: dict[str, str]) -> dict[str, Any]:
    return next(entry for entry in result(answers, TODAY, "de")["procedures"] if entry["role"] == "main")


def test_only_papers_that_the_case_can_need_are_listed() -> None:
    assert "gesundheit" in main(NURSE)["documents"]
    assert "anerkennung-eu" not in main(NURSE)["documents"]
    assert "anerkennung-eu" in main({**NURSE, "prev": "eu"})["documents"]
    teacher = main({**NURSE, "qual": "uni", "prof": "LAND_TEACHER"})["documents"]
    assert "deutschnachweis" in teacher
    assert "gesundheit" not in teacher


def test_people_in_germany_need_not_prove_that_they_want_to_work_here() -> None:
    # BQFG §§ 5(6), 12(6): not asked of nationals or residents of EU, EEA and Switzerland.
    assert "arbeitsabsicht" not in main(TURNER)["documents"]
    assert "arbeitsabsicht" in main({**TURNER, "live": "abroad_third", "cit": "other"})["documents"]
    assert "arbeitsabsicht" not in main({**TURNER, "live": "abroad_third", "cit": "EU_EEA_CH"})["documents"]
    assert "arbeitsabsicht" in main({**TURNER, "live": "abroad_third", "cit": "unknown"})["documents"]


def test_a_paper_and_its_text_stay_side_by_side() -> None:
    entry = main(NURSE)
    assert len(entry["documents"]) == len(entry["document_texts"])
    assert entry["document_texts"][entry["documents"].index("gesundheit")].startswith("Ärztliche")


def test_a_result_says_whether_the_procedure_is_required() -> None:
    assert (main(NURSE)["required"], main(TURNER)["required"]) == ("yes", "no")
    architect = {**NURSE, "qual": "uni", "where": "IT", "prof": "LAND_ARCHITECT", "cutoff": "after"}
    assert main(architect)["required"] == "title"
    salon = main({**NURSE, "prof": "friseur", "self": "own"})
    assert salon["required"] == "business"
    assert salon["required_text"].startswith("Pflicht für den eigenen Betrieb")


def test_the_german_an_occupation_asks_for_is_said_with_its_source() -> None:
    level = result(NURSE, TODAY, "de")["german_level"]
    assert level["level"] == "B2"
    assert "B2" in level["text"]
    assert level["source"].startswith("https://")
    dentist = result({**NURSE, "qual": "uni", "prof": "zahnarzt"}, TODAY, "en")["german_level"]
    assert (dentist["level"], dentist["special"]) == ("B2", "C1")
    assert result(TURNER, TODAY, "de")["german_level"] is None


def test_after_a_notice_the_german_of_the_licence_is_said_too() -> None:
    level = result({**NURSE, "prev": "partial"}, TODAY, "de")["german_level"]
    assert level["level"] == "B2"
    assert result({**TURNER, "prev": "partial"}, TODAY, "de")["german_level"] is None


def test_a_notice_cites_the_law_of_the_occupation_where_it_excludes_the_bqfg() -> None:
    def cited(prof: str) -> set[str]:
        return {source["id"] for source in main({**NURSE, "prev": "partial", "prof": prof})["sources"]}

    assert "bqfg-7-2" in cited("zerspanungsmechaniker")
    assert cited("pflegefachmann") == {"pflbg-40-3", "pflbg-41-3"}
    assert cited("physiotherapeut") == {"mphg-2-2"}
    for record in knowledge.table("professions").values():
        if record["class"] in DIFFERENCES:
            assert not [source for source in cited(record["id"]) if source.startswith("bqfg-")], record["id"]


def test_every_change_of_a_row_changes_the_version(monkeypatch: pytest.MonkeyPatch) -> None:
    before = present.worked_out()
    row = MAIN.rows[0]
    changed = (
        row._replace(role="addon"), row._replace(reason="studium"), row._replace(open_end=True), row._replace(when={}),
        row._replace(any_of=()),
    )  # fmt: skip
    for other in changed:
        monkeypatch.setattr(present, "MAIN", MAIN._replace(rows=(other, *MAIN.rows[1:])))
        assert present.worked_out() != before, other
