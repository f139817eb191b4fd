"""The report for editors finds what is due, ended, uncertain, contradictory and unused, and nothing else."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from checker.model import Row
from overrides.hooks import facts_report

ON = datetime.date(2026, 11, 22)
SAFE = {"checked": "2026-11-01", "certainty": "high"}


def fee(ident: str, **fields: Any) -> dict[str, Any]:  # noqa: ANN401 - fields of a record
    return {
        "id": ident,
        "procedure": "gleichwertigkeit",
        "min": 100,
        "max": 600,
        "sources": ["bqfg-6"],
        **SAFE,
        **fields,
    }


def found(tables: dict[str, list[dict[str, Any]]], *rules: Row) -> dict[str, list[str]]:
    return facts_report.report(tables, list(rules), ON)


def kinds(tables: dict[str, list[dict[str, Any]]], *rules: Row) -> set[str]:
    return {kind for kind, lines in found(tables, *rules).items() if lines}


def test_a_good_record_is_not_mentioned() -> None:
    assert kinds({"fees": [fee("a", valid_to="2028-12-31")]}) == set()


@pytest.mark.parametrize(
    ("fields", "kind", "text"),
    [
        ({"checked": "2026-05-25"}, "due", "geprüft am 25.05.2026: Gebühren (fees.json), 1: a"),
        ({"valid_to": "2026-11-21"}, "expired", "Gebühren: a galt bis 21.11.2026"),
        ({"valid_to": "2026-11-22"}, "soon", "Gebühren: a gilt bis 22.11.2026"),
        ({"valid_to": "2027-02-20"}, "soon", "Gebühren: a gilt bis 20.02.2027"),
        ({"certainty": "medium"}, "unverified", "medium: Gebühren (fees.json), 1: a"),
        ({"certainty": "low"}, "unverified", "low: Gebühren (fees.json), 1: a"),
    ],
)
def test_one_record_is_found_for_one_reason(fields: dict[str, str], kind: str, text: str) -> None:
    tables = {"fees": [fee("a", **fields)]}
    assert kinds(tables) == {kind}
    assert found(tables)[kind] == [text]


def test_the_limits_are_exact() -> None:
    assert kinds({"fees": [fee("a", checked="2026-05-26")]}) == set()
    assert kinds({"fees": [fee("a", valid_to="2027-02-21")]}) == set()


@pytest.mark.parametrize(
    ("one", "other", "contradicts"),
    [
        ({}, {"max": 700}, True),
        ({}, {}, False),
        ({}, {"max": 700, "procedure": "eurag"}, False),
        ({}, {"max": 700, "authority": ["ihk-fosa"]}, False),
        ({"authority": ["ihk-fosa", "zab"]}, {"max": 700, "authority": ["zab"]}, True),
        ({"authority": ["ihk-fosa"]}, {"max": 700, "authority": ["zab"]}, False),
        ({"prof": ["DUAL"]}, {"max": 700, "prof": ["DUAL", "FORT"]}, True),
        ({"valid_to": "2028-12-31"}, {"max": 700, "valid_from": "2029-01-01"}, False),
        ({"valid_to": "2028-12-31"}, {"max": 700, "valid_from": "2028-12-31"}, True),
    ],
)
def test_two_amounts_for_one_case_contradict_each_other(one: Any, other: Any, contradicts: bool) -> None:  # noqa: ANN401, FBT001
    assert ("contradictory" in kinds({"fees": [fee("a", **one), fee("b", **other)]})) == contradicts


def test_a_repeated_id_withheld_data_and_a_missing_source_contradict() -> None:
    body: dict[str, Any] = {"id": "zab", "withheld": ["address"], **SAFE}
    work = {"id": "x", "source": "unverified (background knowledge)", "south": ["zab"], "north": ["zab"], **SAFE}
    page = {"id": "p", **SAFE}
    tables: dict[str, list[dict[str, Any]]] = {"authorities": [body], "professions": [work], "pages": [page, page]}
    assert found(tables)["contradictory"] == [
        "Seiten: die Kennung p steht mehrfach da",
        "Stellen: die Quellen zu zab nennen Verschiedenes (address); deshalb zeigen wir es nicht",
        "Berufe: x hat keine Quelle, steht aber auf certainty high",
    ]


def test_what_nobody_uses_is_named_and_what_a_rule_or_record_uses_is_not() -> None:
    tables: dict[str, list[dict[str, Any]]] = {
        "authorities": [{"id": "zab", **SAFE}, {"id": "ble", **SAFE}, {"id": "hwk-halle", **SAFE}],
        "laws": [{"id": "bqfg", **SAFE}, {"id": "bqfg-lsa", **SAFE}, {"id": "pao", **SAFE}],
        "documents": [{"id": "bescheid", "sources": ["zab-faq"], **SAFE}],
        "pages": [{"id": "zab-faq", **SAFE}, {"id": "alt", **SAFE}],
        "districts": [{"ags": "15001", "hwk": "hwk-halle", "ihk": "hwk-halle", **SAFE}],
    }
    rule = Row("r", {}, ("zab",), ("bqfg-6",), "reason")
    assert found(tables, rule)["unlinked"] == [
        "Stellen: ble", "Gesetze: bqfg-lsa", "Gesetze: pao", "Seiten: alt", "Unterlagen: bescheid",
    ]  # fmt: skip


def test_rules_that_end_soon_are_announced() -> None:
    rules = (Row("a", {}, "x", (), "r", valid_to="2026-12-31"), Row("b", {}, "x", (), "r", valid_to="2020-12-31"))
    assert found({}, *rules)["soon"] == ["Regeln: a gilt bis 31.12.2026"]


def test_long_lists_are_cut_and_counted() -> None:
    tables = {"fees": [fee(f"a{number}", certainty="low", procedure=f"p{number}") for number in range(20)]}
    assert found(tables)["unverified"][0].endswith("a11 und 8 weitere")


def test_the_report_runs_on_todays_facts(capsys: pytest.CaptureFixture[str]) -> None:
    facts_report.main(["--on", "2026-11-22"])
    text = capsys.readouterr().out
    assert text.startswith("Stand der Daten am 22.11.2026\n\nFehlerhaft: nichts\n")
    assert "Verfahren: zsba gilt bis 31.12.2026" in text
    facts_report.main(["--on", "2027-06-01"])
    assert "Berufe (professions.json), 714" in capsys.readouterr().out


def test_a_wrong_day_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        facts_report.main(["--on", "morgen"])
    assert "--on" in capsys.readouterr().err
