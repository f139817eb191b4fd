"""The facts as open data: every file keeps its schema, the schemas are strict, CSV and JSON say the same."""

from __future__ import annotations

import copy
import csv
import io
import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from checker import knowledge
from overrides.hooks import fact_check, fact_schemas, open_data

FILES = open_data.files()
TABLES = fact_schemas.NAMES
CASES = [(f"{table}.json", f"{table}.schema.json") for table in TABLES]
CASES += [(f"names.{language}.json", "names.schema.json") for language in knowledge.NAME_LANGUAGES]


def errors(value: object, schema: dict[str, Any]) -> list[str]:
    return [error.message for error in Draft202012Validator(schema).iter_errors(value)]


def slips(table: str) -> list[tuple[str, dict[str, Any]]]:
    """A record of a table with one typical slip at a time, for every field."""
    record = max(fact_check.records(table), key=len)
    found: list[tuple[str, dict[str, Any]]] = [("a field nobody knows", {**record, "adress": "x"})]
    for field, schema in fact_schemas.record_schema(table)["properties"].items():
        if field in fact_schemas.record_schema(table)["required"]:
            found.append((f"{field} missing", {key: value for key, value in record.items() if key != field}))
        wrong: list[object] = [None, 1.5, "", " x", []] if schema["type"] == "string" else [None, "", "x", -1, [""]]
        wrong += [{"x": 1}, ["x", "x"]] if schema["type"] in ("array", "object") else []
        found += [(f"{field} = {value!r}", {**record, field: value}) for value in wrong]
    return found


@pytest.mark.parametrize(("data", "schema"), CASES)
def test_every_file_keeps_its_schema(data: str, schema: str) -> None:
    wanted = json.loads(FILES[schema])
    Draft202012Validator.check_schema(wanted)
    assert errors(json.loads(FILES[data]), wanted) == []


@pytest.mark.parametrize("table", TABLES)
def test_the_files_are_the_facts(table: str) -> None:
    assert json.loads(FILES[f"{table}.json"]) == knowledge.load(f"{table}.json")


@pytest.mark.parametrize("table", TABLES)
def test_the_schemas_are_strict_and_our_messages_find_the_same(table: str) -> None:
    schema = fact_schemas.record_schema(table)
    assert schema["additionalProperties"] is False
    assert {"checked", "certainty"} <= set(schema["required"])
    for name, field in schema["properties"].items():
        assert field["description"], name
        assert field["type"] in open_data.KINDS, name
        assert field["type"] != "string" or {"enum", "pattern"} & set(field), name
    for said, record in slips(table):
        assert errors(record, schema), said
        assert fact_schemas.faults(record, schema), said


@pytest.mark.parametrize("table", TABLES)
def test_no_field_of_a_schema_is_left_over(table: str) -> None:
    used = {field for record in fact_check.records(table) for field in record}
    spare = set(fact_schemas.record_schema(table)["properties"]) - used
    assert spare <= {"valid_from", "valid_to"}, spare


@pytest.mark.parametrize("table", TABLES)
def test_csv_says_the_same_as_json(table: str) -> None:
    rows = list(csv.DictReader(io.StringIO(FILES[f"{table}.csv"], newline="")))
    kinds = {name: field["type"] for name, field in fact_schemas.record_schema(table)["properties"].items()}
    assert [_record(row, kinds) for row in rows] == fact_check.records(table)


def _record(row: dict[str, str], kinds: dict[str, str]) -> dict[str, Any]:
    read: dict[str, Any] = {
        "string": str, "integer": int, "object": json.loads, "boolean": lambda text: text == "true",
        "array": lambda text: text.split(open_data.BETWEEN),
    }  # fmt: skip
    found = {name: read[kinds[name]](text) for name, text in row.items() if text}
    if row.get("documents") == "":
        found["documents"] = []  # The one list that may be empty.
    return found


def test_the_description_names_every_table_with_licence_and_version() -> None:
    package = json.loads(FILES["datapackage.json"])
    names = {resource["path"] for resource in package["resources"]}
    assert names == {name for name in FILES if name.endswith(".csv")}
    assert package["version"].startswith(package["created"][:10])
    for resource in package["resources"]:
        assert resource["licenses"][0]["name"] == "CC-BY-4.0"
        header = next(csv.reader(io.StringIO(FILES[resource["path"]])))
        assert [field["name"] for field in resource["schema"]["fields"]] == header
        for other in resource["alternates"]:
            assert {other["path"], other["jsonSchema"]} <= set(FILES)
    (postcodes,) = (resource for resource in package["resources"] if resource["name"] == "postcodes")
    assert any("GeoNames" in source["title"] and "CC BY 4.0" in source["title"] for source in postcodes["sources"])


def test_what_is_withheld_on_pages_is_not_in_the_data() -> None:
    for record in json.loads(FILES["authorities.json"]):
        kept = {"address", "phone", "email"} & set(record)
        assert record["certainty"] != "low" or not kept, record["id"]
        assert not set(record.get("withheld", ())) & kept, record["id"]


def test_a_change_of_a_record_changes_the_file() -> None:
    record = copy.deepcopy(fact_check.records("fees")[0])
    record["max"] += 1
    assert open_data._csv(open_data.columns("fees"), [record]).splitlines()[1] != FILES["fees.csv"].splitlines()[1]  # noqa: SLF001
