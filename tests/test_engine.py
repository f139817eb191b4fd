"""The engine: pruning, unknown, dates, numbers, entities, changes, and errors that name what to fix."""

from collections.abc import Mapping

import pytest

from checker import engine
from checker.engine import evaluate, option_of, parse_date, prune
from checker.model import BadRequest, NoSingleRow, UnknownAnswer
from checker.present import result
from checker.questions import BY_ID
from checker.rules.authority import AUTHORITY
from checker.tables import Compiled, Domain, possible_rows
from tests.walk import LATER, TODAY

NURSE = {"goal": "work_profession", "qual": "voc", "prev": "no", "where": "UA", "prof": "pflegefachmann"}


def ids(answers: Mapping[str, object], on: str = TODAY, role: str = "main") -> list[str]:
    """Procedure ids of one role."""
    return [p["id"] for p in evaluate(answers, on)["procedures"] if p["role"] == role]


def test_a_nurse_from_ukraine_gets_the_third_country_procedure_with_both_measures() -> None:
    case = evaluate(NURSE, TODAY)
    assert case["complete"]
    assert ids(NURSE) == ["drittstaat_reglementiert"]
    assert ids(NURSE, role="part") == ["anpassungslehrgang", "kenntnispruefung"]
    assert case["procedures"][0]["authority"] == ["lvwa-lpa"]


def test_a_doctor_from_a_third_country_has_the_examination_only() -> None:
    assert ids({**NURSE, "qual": "uni", "prof": "arzt"}, role="part") == ["kenntnispruefung"]


def test_a_diploma_recognised_in_another_member_state_counts_as_european() -> None:
    assert ids({**NURSE, "prev": "eu"}) == ["eu_allgemeine_regelung"]
    assert ids({**NURSE, "prev": "eu", "prof": "physiotherapeut"}) == ["drittstaat_reglementiert"]
    assert ids({**NURSE, "prev": "eu_3y", "prof": "physiotherapeut"}) == ["eu_allgemeine_regelung"]


def test_the_soviet_union_is_no_answer_but_its_successor_states_are() -> None:
    assert option_of(BY_ID["where"], "SUHH-EE") == "EU_OLD"
    assert option_of(BY_ID["where"], "SUHH-UA") == "third"
    assert option_of(BY_ID["where"], "DDDE") == "GDR"
    with pytest.raises(UnknownAnswer):
        evaluate({**NURSE, "where": "SUHH"}, TODAY)


def test_changing_an_earlier_answer_drops_what_hung_on_it_and_says_so() -> None:
    hairdresser = {**NURSE, "prof": "friseur", "self": "own", "live": "15002"}
    assert prune(hairdresser, TODAY)[1] == {}
    case = evaluate({**hairdresser, "goal": "study"}, TODAY)
    assert case["dropped"] == {"qual": "voc", "prev": "no", "prof": "friseur", "self": "own"}
    assert ids({**hairdresser, "goal": "study"}) == ["hochschulzugang"]


def test_an_answer_given_early_is_kept_until_its_question_comes() -> None:
    case = evaluate({"prof": "pflegefachmann"}, TODAY)
    assert case["next_question"] == "goal"
    assert case["answers"] == {"prof": "pflegefachmann"}


def test_missing_answers_are_no_error() -> None:
    case = evaluate({}, TODAY)
    assert not case["complete"]
    assert case["next_question"] == "goal"
    assert len(case["procedures"]) > 10
    assert all(p["certainty"] == "possible" for p in case["procedures"])


def test_unknown_keeps_every_route_open_and_names_the_question_that_would_narrow_it() -> None:
    case = evaluate({**NURSE, "prev": "unknown"}, TODAY)
    assert case["complete"]
    assert case["procedures"][0]["id"] == "drittstaat_reglementiert"
    assert {"eu_allgemeine_regelung", "rechtsbehelf", "ausgleich"} <= set(ids({**NURSE, "prev": "unknown"}))
    assert all(p["certainty"] == "possible" for p in case["procedures"] if p["role"] == "main")
    assert "prev" in case["open"]


def test_saxony_anhalt_is_the_premise_until_another_land_is_named() -> None:
    assert evaluate(NURSE, TODAY)["procedures"][0]["authority"] == ["lvwa-lpa"]
    other = evaluate({**NURSE, "live": "other_land"}, TODAY)
    assert other["procedures"][0]["authority"] == []
    assert "beratung_anderes_land" in ids({**NURSE, "live": "other_land"}, role="advice")


def test_care_assistants_change_on_the_first_of_january_2027() -> None:
    helper = {**NURSE, "prof": "pflegefachassistent"}
    assert evaluate(helper, TODAY)["procedures"][0]["row"] == "pflegehilfe-land"
    assert evaluate(helper, LATER)["procedures"][0]["row"] == "pflfassg"
    assert ids(helper, LATER, "part") == ["anpassungslehrgang", "kenntnispruefung"]
    assert [c.id for c in evaluate(helper, TODAY)["cautions"]] == ["pflegehilfe-2027"]


def test_the_advice_centre_for_people_abroad_ends_with_2026() -> None:
    abroad = {**NURSE, "live": "abroad_third"}
    assert "zsba" in ids(abroad, TODAY, "advice")
    assert "zsba" not in ids(abroad, LATER, "advice")


def test_an_age_may_be_a_number() -> None:
    baker = {"goal": "work_profession", "qual": "none", "prof": "baecker", "exp": "ge", "live": "lsa_north"}
    assert ids({**baker, "age": 30}) == ["validierung"]
    assert ids({**baker, "age": 23}) == ["externenpruefung"]
    assert ids({**baker, "age": ["25_34"]}) == ["validierung"]


def test_what_readers_can_change_is_listed_with_its_outcome() -> None:
    case = evaluate({**NURSE, "prof": "friseur", "self": "employed", "live": "15002"}, TODAY)
    own = {"if": {"self": "own"}, "then": ["meister_gleichwertigkeit"], "influence": True}
    assert own in case["changes"]


def test_what_is_given_is_listed_apart_from_what_readers_can_change() -> None:
    case = evaluate({**NURSE, "prev": "no"}, TODAY)
    given = [entry for entry in case["changes"] if not entry["influence"]]
    assert {"if": {"prev": "partial"}, "then": ["ausgleich"], "influence": False} in given
    assert not any("prof" in entry["if"] for entry in case["changes"])


def test_another_answer_that_only_adds_a_route_is_listed_with_that_route() -> None:
    abroad = {**NURSE, "live": "abroad_third", "cit": "other", "german": "B1", "offer": "offer"}
    then = {
        entry["if"]["offer"]: entry["then"] for entry in evaluate(abroad, TODAY)["changes"] if "offer" in entry["if"]
    }
    assert then == {"no": ["chancenkarte"], "agreement": ["anerkennungspartnerschaft"]}


def test_after_a_refusal_the_refused_procedure_is_named_as_information() -> None:
    refused = {**NURSE, "prev": "rejected"}
    assert ids(refused, TODAY) == ["rechtsbehelf"]
    assert "drittstaat_reglementiert" in ids(refused, TODAY, "alternative")


@pytest.mark.parametrize("bad", ["2026-13-01", "gestern", 5, None, "1999-01-01", "2026-11-22T10:00", ""])
def test_a_bad_date_is_refused_with_the_form_that_is_allowed(bad: object) -> None:
    with pytest.raises(BadRequest, match="YYYY-MM-DD"):
        parse_date(bad)


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ({"gaol": "study"}, "there is no question 'gaol'; questions are goal,"),
        ({"goal": "holiday"}, "question 'goal' has no answer 'holiday'; allowed: work_profession"),
        ({"prof": "zauberer"}, "or the id of a profession"),
        ({"age": -3}, "or a number"),
        ({"age": True}, "has no answer 'True'"),
        ({"goal": ["study", "title"]}, "has no answer"),
        ({"goal": None}, "has no answer 'None'"),
    ],
)
def test_a_bad_answer_is_named_with_what_is_allowed(answers: object, message: str) -> None:
    with pytest.raises(UnknownAnswer) as caught:
        evaluate(answers, TODAY)
    assert message in str(caught.value)


@pytest.mark.parametrize("answers", [[], "goal", 5, None])
def test_answers_must_be_an_object(answers: object) -> None:
    with pytest.raises(BadRequest, match="one JSON object"):
        evaluate(answers, TODAY)


def test_a_hole_in_the_tables_is_reported_as_a_defect_of_the_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "matches", lambda *_: [])
    with pytest.raises(NoSingleRow, match="no main row"):
        evaluate({"goal": "study", "where": "UA"}, TODAY)


def test_a_procedure_without_an_authority_row_is_a_defect_of_the_rules(monkeypatch: pytest.MonkeyPatch) -> None:

    def without_authority(table: Compiled, domain: Domain, full: Domain) -> dict[int, list[int]]:
        return {} if table.table is AUTHORITY else possible_rows(table, domain, full)

    monkeypatch.setattr("checker.engine.possible_rows", without_authority)
    with pytest.raises(NoSingleRow, match="no authority row for hochschulzugang"):
        evaluate({"goal": "study", "where": "UA"}, TODAY)


@pytest.mark.parametrize(
    ("ident", "caution"), [("hebamme-weiblich-maennlich-divers", "medium"), ("desinfektor", "low")]
)
def test_uncertain_facts_about_an_occupation_are_said(ident: str, caution: str) -> None:
    case = result({**NURSE, "prof": ident}, TODAY, "de")
    assert f"authority-{caution}" in [c["id"] for c in case["cautions"]]
    assert all(c["text"] for c in case["cautions"])


def test_until_the_end_of_2020_a_british_certificate_was_a_european_one() -> None:
    nurse = {**NURSE, "where": "GB", "cutoff": "after"}
    assert ids(nurse, "2020-12-31") == ["automatische_anerkennung"]
    assert ids(nurse, "2021-01-01") == ["drittstaat_reglementiert"]
    assert "brexit" in [c.id for c in evaluate(nurse, TODAY)["cautions"]]


def test_who_holds_a_notice_with_conditions_sees_the_measures_of_the_occupation() -> None:
    partial = {**NURSE, "prev": "partial"}
    assert ids(partial) == ["ausgleich"]
    assert ids(partial, role="part") == ["anpassungslehrgang", "kenntnispruefung"]
    assert ids({**partial, "where": "PL"}, role="part") == ["anpassungslehrgang", "eignungspruefung"]


def test_missing_papers_never_lead_to_a_skills_analysis_where_sector_law_excludes_it() -> None:
    missing = {**NURSE, "docs": "none_not_my_fault"}
    assert "qualifikationsanalyse" not in ids(missing, role="part")
    assert "papiere-reglementiert" in [c.id for c in evaluate(missing, TODAY)["cautions"]]
    trained = {**missing, "prof": "koch"}
    assert "qualifikationsanalyse" in ids(trained, role="part")


def test_a_nurse_abroad_with_an_offer_gets_the_residence_routes_and_no_digital_statement() -> None:
    abroad = {**NURSE, "where": "PH", "live": "abroad_third", "cit": "other", "german": "B1", "offer": "agreement"}
    addons = ids(abroad, role="addon")
    assert addons == [
        "anerkennungspartnerschaft",
        "beschleunigtes_verfahren_81a",
        "aufenthalt_16d",
        "fachkraft_aufenthalt",
    ]


def test_an_it_specialist_without_a_certificate_needs_no_recognition_to_come() -> None:
    abroad = {"live": "abroad_third", "cit": "other", "offer": "offer", "salary": "enough", "practice": "yes"}
    programmer = {"goal": "work_profession", "qual": "none", "prof": "softwareentwickler-hochschule", **abroad}
    assert ids(programmer) == ["keine_anerkennung_noetig"]
    assert "erfahrene_fachkraft" in ids(programmer, role="addon")


def test_validation_exists_since_2025() -> None:
    baker = {"goal": "work_profession", "qual": "none", "prof": "baecker", "exp": "ge", "age": 30, "live": "lsa_south"}
    assert ids(baker, "2024-12-31") == ["externenpruefung"]
    assert ids(baker, "2025-01-01") == ["validierung"]


def test_money_is_named_by_what_the_reader_lives_on_and_the_grant_ends() -> None:
    cook = {**NURSE, "prof": "koch", "live": "15002"}
    assert ids({**cook, "money": "sgb2"}, role="addon") == ["foerderung_jobcenter"]
    assert ids({**cook, "money": "low"}, role="addon") == ["anerkennungszuschuss"]
    assert ids({**cook, "money": "low"}, "2027-07-01", "addon") == []
    assert ids({**cook, "money": "high"}, role="addon") == []
