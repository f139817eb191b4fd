"""The facts: complete, consistent, sourced, and silent where they are not certain."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from checker import knowledge
from checker.catalog import texts
from checker.engine import COLLECTED
from checker.model import BadFacts
from checker.procedures import PROCEDURES
from checker.questions import BY_ID, PROFESSION_CLASSES
from checker.rules.authority import AUTHORITY
from checker.rules.main import MAIN

DATE = re.compile(r"\d{4}-\d\d-\d\d")
POSTCODES = knowledge.read("postcodes.json")


def everything() -> list[tuple[str, dict[str, Any]]]:
    """Every record with the name of its file."""
    found = [(name, record) for name in knowledge.FILES for record in knowledge.table(name).values()]
    return found + [("postcodes", record) for record in POSTCODES]


def test_the_tables_have_the_researched_number_of_records() -> None:
    counts = {name: len(knowledge.table(name)) for name in ("professions", "authorities", "states", "districts")}
    assert counts == {"professions": 714, "authorities": 52, "states": 202, "districts": 14}
    assert len(POSTCODES) == 242


def test_every_record_has_a_day_and_a_certainty() -> None:
    for name, record in everything():
        assert DATE.fullmatch(record["checked"]), (name, record)
        assert record["certainty"] in knowledge.CERTAINTIES, (name, record)


def test_every_record_has_a_source() -> None:
    for name, record in everything():
        if name == "states":
            assert record["basis"], record
        elif name == "pages":
            assert re.match("https?://", record["url"]), record
        elif name in ("procedures", "fees", "deadlines", "documents"):
            assert record["sources"], record
            for ident in record["sources"]:
                assert knowledge.source(ident)["cite"]
        else:
            assert record["source"], (name, record)


def test_uncertain_authorities_carry_no_contact_data() -> None:
    for record in knowledge.table("authorities").values():
        if record["certainty"] == "low":
            assert not {"address", "phone", "email"} & record.keys(), record["id"]
        for field in record.get("withheld", []):
            assert field not in record, record["id"]
    for ident in ("iq-sued", "iq-nord"):
        assert not {"address", "phone", "email"} & knowledge.table("authorities")[ident].keys()


def test_ids_are_plain_and_professions_point_to_existing_authorities_laws_and_classes() -> None:
    used = Counter[str]()
    for ident, record in knowledge.table("professions").items():
        assert re.fullmatch(r"[a-z0-9-]+", ident)
        assert record["class"] in PROFESSION_CLASSES, ident
        assert record["south"], ident
        assert record["north"], ident
        for authority in (*record["south"], *record["north"]):
            assert authority in knowledge.table("authorities"), ident
            used[authority] += 1
        for law in record.get("laws", []):
            assert law in knowledge.table("laws"), (ident, law)
    for row in AUTHORITY.rows:
        used.update(item for item in row.then if not item.startswith("@"))
    informative = {record["id"] for record in knowledge.table("authorities").values()} - set(used)
    # Bodies that decide nothing themselves but are named on pages: tests, advice, registers.
    assert informative == {"lvwa-agrar", "opk", "ble"}


def test_every_class_has_an_occupation_and_one_kind_of_authority() -> None:
    scopes: dict[str, set[str]] = {}
    for record in knowledge.table("professions").values():
        split = record["south"][0] != record["north"][0]
        scope = knowledge.table("authorities")[record["south"][0]]["scope"]
        kind = "split" if split else "national" if scope == "federal" else "land"
        scopes.setdefault(record["class"], set()).add(kind)
    assert set(scopes) == set(PROFESSION_CLASSES) - {"NO_REF"}
    assert all(len(kinds) == 1 for kinds in scopes.values()), scopes


def test_a_german_level_is_printed_only_when_certain() -> None:
    for record in knowledge.table("professions").values():
        assert record["certainty"] != "low" or not {"german_level", "german_special"} & set(record), record["id"]
        assert record.get("german_level", "B2") in ("B2", "C2"), record["id"]
        assert record.get("german_special", "C1") in ("C1", "C2"), record["id"]


def test_states_and_their_predecessors_are_all_accepted_as_answers() -> None:
    options = knowledge.state_options()
    assert set(options.values()) == set(BY_ID["where"].options)
    for code, record in knowledge.table("states").items():
        if not record.get("predecessor"):
            assert code in options
        for successor in record.get("successors", []):
            assert successor in knowledge.table("states")


def test_districts_and_postcodes_belong_together() -> None:
    assert set(knowledge.district_options().values()) == {"lsa_south", "lsa_north"}
    for record in knowledge.table("districts").values():
        assert record["hwk"] in knowledge.table("authorities")
        assert record["ihk"] in knowledge.table("authorities")
    assert {record["ags"] for record in POSTCODES} == set(knowledge.table("districts"))
    assert all(re.fullmatch(r"\d{5}", record["plz"]) for record in POSTCODES)


def test_procedure_facts_cover_every_procedure_and_use_every_document() -> None:
    assert tuple(knowledge.table("procedures")) == PROCEDURES
    used = {document for record in knowledge.table("procedures").values() for document in record["documents"]}
    assert used == set(knowledge.table("documents"))
    for name in ("fees", "deadlines"):
        for record in knowledge.table(name).values():
            assert record["procedure"] in PROCEDURES, record
            assert set(record.get("prof", [])) <= set(PROFESSION_CLASSES), record
            assert set(record.get("authority", [])) <= set(knowledge.table("authorities")), record


def test_the_german_texts_of_fees_and_deadlines_name_the_figures_of_the_facts() -> None:
    words, numbers = texts("de"), {1: "ein", 2: "zwei", 3: "drei", 4: "vier"}
    for record in knowledge.table("fees").values():
        said = words[f"fee.{record['id']}"].replace(".", "")
        for field in ("min", "max"):
            assert not record[field] or re.search(rf"\b{record[field]}\b", said), (record["id"], field)
    for record in knowledge.table("deadlines").values():
        said = words[f"deadline.{record['id']}"].lower()
        for field in ("receipt_weeks", "receipt_months", "decision_months"):
            assert field not in record or numbers[record[field]] in said or str(record[field]) in said, record["id"]


def test_papers_that_only_some_need_name_existing_questions_and_options() -> None:
    for record in knowledge.table("documents").values():
        for question, options in record.get("when", {}).items():
            assert set(options) < set(BY_ID[question].options), record["id"]
    for record in knowledge.table("procedures").values():
        for classes in record.get("required_for", {}).values():
            assert set(classes) <= set(PROFESSION_CLASSES), record["id"]


def test_every_page_and_every_law_is_cited_somewhere() -> None:
    cited = {ident for table in (MAIN, AUTHORITY, *COLLECTED) for row in table.rows for ident in row.sources}
    for name in ("procedures", "fees", "deadlines", "documents"):
        cited |= {ident for record in knowledge.table(name).values() for ident in record["sources"]}
    assert set(knowledge.table("pages")) <= cited
    laws = {law for record in knowledge.table("professions").values() for law in record.get("laws", [])}
    for law in knowledge.table("laws"):
        assert law in laws or any(ident == law or ident.startswith(law + "-") for ident in cited), law


def test_no_uncertain_citation_claims_to_be_certain() -> None:
    for record in knowledge.table("laws").values():
        assert "url" not in record or record["url"].startswith("https://"), record
        assert record["mark"] in ("§", "Art."), record


@pytest.mark.parametrize("language", knowledge.NAME_LANGUAGES)
def test_name_lists_hold_existing_occupations_and_no_dates_or_figures_in_hints(language: str) -> None:
    listed = knowledge.names(language)
    assert len(listed) >= (714 if language == "de" else 150)
    for ident, record in listed.items():
        assert ident in knowledge.table("professions"), ident
        words = [record.get("name", ""), *record.get("also", [])]
        assert len(words) == len(set(words)), (language, ident)
        assert all(word.strip() == word for word in words), (language, ident)
        assert not re.search(r"\d", record.get("hint", "")), (language, ident)


def test_every_occupation_has_everyday_words_in_german() -> None:
    assert all(knowledge.names("de")[ident].get("also") for ident in knowledge.table("professions"))


def test_a_typing_slip_in_a_fact_file_names_file_line_and_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "facts").mkdir()
    monkeypatch.setattr(knowledge, "__file__", str(tmp_path / "knowledge.py"))
    cases = (
        ('[\n{"id": "x",}\n]', r"checker/facts/fees.json, line 2: .*Correct this line"),
        ('[\n{"id": "x"},\n{"id": "x"}\n]', "line 3: repeats the id"),
        ('[\n{"no": 1}\n]', "line 2: has no id. Every record needs one"),
        ('[\n"x"\n]', "line 2: a record stands in"),
    )
    for content, message in cases:
        (tmp_path / "facts" / "fees.json").write_text(content, encoding="utf-8")
        with pytest.raises(BadFacts, match=message):
            knowledge.load_table("fees")


def test_a_source_that_does_not_exist_is_named() -> None:
    with pytest.raises(BadFacts, match="'abc-1' is neither"):
        knowledge.source("abc-1")
