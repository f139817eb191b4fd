"""A slip in a fact file is named with file, line, record, field and remedy."""

from __future__ import annotations

from typing import Any

import pytest

from checker import knowledge
from checker.model import BadFacts
from overrides.hooks import fact_check

FEE = {"id": "gleichwertigkeit-ihk", "procedure": "gleichwertigkeit", "min": 100, "max": 600, "sources": ["bqfg-6"],
       "checked": "2026-11-22", "certainty": "high"}  # fmt: skip
PROFESSION = knowledge.table("professions")["friseur"]
AUTHORITY = knowledge.table("authorities")["ihk-fosa"]


def said(table: str, record: dict[str, Any]) -> dict[str, str]:
    return dict(fact_check.check(table, record))


def test_todays_facts_have_no_problem() -> None:
    assert fact_check.problems() == []


@pytest.mark.parametrize(
    ("table", "record", "field", "remedy"),
    [
        ("fees", {key: FEE[key] for key in FEE if key != "sources"}, "sources", "fehlt. Bitte ergänzen: Fundstellen"),
        ("fees", {**FEE, "sources": []}, "sources", "mindestens einen Wert"),
        ("fees", {**FEE, "sources": ["bqfk-6"]}, "sources", "„bqfk-6“ gibt es nicht. Ein Paragraf steht als"),
        ("fees", {**FEE, "checked": "22.11.2026"}, "checked", "Jahr-Monat-Tag, zum Beispiel 2026-11-22"),
        ("fees", {**FEE, "checked": "2026-02-30"}, "checked", "gibt es im Kalender nicht"),
        ("fees", {**FEE, "min": "100"}, "min", "eine ganze Zahl ohne Anführungszeichen"),
        ("fees", {**FEE, "min": 700}, "max", "ist kleiner als min"),
        ("fees", {**FEE, "certainty": "hoch"}, "certainty", "Erlaubt sind: high, medium, low"),
        ("fees", {**FEE, "valid_from": "2026-02-01", "valid_to": "2026-01-01"}, "valid_to", "vor valid_from"),
        ("fees", {**FEE, "authority": ["ihk-fossa"]}, "authority, Wert 1", "Ähnlich heißen: ihk-fosa"),
        ("fees", {**FEE, "procedure": "gleichwertigeit"}, "procedure", "Ähnlich heißen: gleichwertigkeit"),
        ("fees", {**FEE, "betrag": 5}, "betrag", "dieses Feld gibt es hier nicht. Erlaubt sind: id, procedure"),
        ("professions", {**PROFESSION, "class": "DUAL_A_HAAR"}, "class", "DUAL_A_HAIR"),
        ("professions", {**PROFESSION, "south": ["hwk-hall"]}, "south, Wert 1", "hwk-halle"),
        ("professions", {**PROFESSION, "source": "Telefonat"}, "source", "die gelesene Seite mit https://"),
        ("authorities", {**AUTHORITY, "website": "https://ihk-fosa.de"}, "website", "ohne https://"),
        ("authorities", {**AUTHORITY, "email": "info ihk-fosa.de"}, "email", "name@beispiel.de"),
        ("authorities", {**AUTHORITY, "address": "Ulmenstraße 52g"}, "address", "Straße Nummer, Postleitzahl Ort"),
        ("authorities", {**AUTHORITY, "withheld": ["phone"]}, "phone", "eines von beiden löschen"),
        ("authorities", {**AUTHORITY, "certainty": "low"}, "address", "darf bei certainty low nicht stehen"),
    ],
)
def test_a_slip_names_field_and_remedy(table: str, record: dict[str, Any], field: str, remedy: str) -> None:
    found = said(table, record)
    assert remedy in found.get(field, ""), found


def test_the_build_stops_and_names_file_line_and_record(monkeypatch: pytest.MonkeyPatch) -> None:
    records = {name: fact_check.records(name) for name in ("fees", "professions")}
    broken = [*records["fees"][:1], {**FEE, "checked": "gestern"}]
    monkeypatch.setattr(fact_check, "records", lambda table: broken if table == "fees" else [])
    with pytest.raises(SystemExit) as stop:
        fact_check.stop_when_wrong()
    assert "checker/facts/fees.json, Zeile 3, Eintrag „gleichwertigkeit-ihk“, Feld „checked“: 'gestern'" in str(
        stop.value
    )


def test_a_record_without_an_id_is_named_by_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fact_check, "records", lambda table: [{"name": "Burg"}] if table == "districts" else [])
    assert fact_check.problems()[0].startswith(
        "checker/facts/districts.json, Zeile 2, Eintrag „ohne Kennung“, Feld „ags“: fehlt."
    )


def test_a_slip_in_the_everyday_names_is_named() -> None:
    found = list(fact_check.check_names({"frisör": {"also": ["x", "x"]}, "friseur": {"hint": "ab 2026"}}))
    assert found[0] == "Eintrag „frisör“: diesen Beruf gibt es in professions.json nicht."
    assert found[1].startswith("Eintrag „frisör“, Feld „also“: nennt einen Wert doppelt")
    assert found[2].startswith("Eintrag „friseur“, Feld „hint“: 'ab 2026' hat nicht die richtige Form")


def test_a_damaged_file_ends_the_build_with_its_message(monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged() -> list[str]:
        raise BadFacts("checker/facts/fees.json, line 3: …")

    monkeypatch.setattr(fact_check, "problems", damaged)
    with pytest.raises(SystemExit, match=r"fees\.json, line 3"):
        fact_check.stop_when_wrong()
