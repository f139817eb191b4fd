"""The facts as open data below ``daten/``: JSON, CSV and JSON Schema per table, one description of all of them.

The files are the same for every language of the site. ``datapackage.json`` follows the Frictionless Data Package (v2).
"""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from babel import Locale

from checker import knowledge
from checker.present import RULES_DATE, rules_version
from overrides.hooks import fact_check, fact_schemas
from overrides.hooks.data_page import DataPage

if TYPE_CHECKING:
    from pathlib import Path

    from overrides.hooks.fact_schemas import Schema
    from overrides.hooks.words import Words

FOLDER = "daten"
BETWEEN = "|"
"""Stands between the values of a list in CSV."""
LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/legalcode",
}
SITE_SOURCE = f"Recognition check for Saxony-Anhalt, {RULES_DATE}"
SOURCES: dict[str, list[dict[str, str]]] = {
    "postcodes": [{"title": "GeoNames, CC BY 4.0, 2026-03-30", "path": "https://www.geonames.org/"}],
    "professions": [
        {"title": "KldB 2010, version 2020, Bundesagentur für Arbeit, 2025-02-03 (codes)"},
        {"title": "ISCO-08, International Labour Organization (codes, not individually checked)"},
    ],
}
KINDS = {"string": "string", "integer": "integer", "boolean": "boolean", "array": "list", "object": "object"}
NAME_COLUMNS = ("id", "name", "also", "hint")


@dataclass(frozen=True)
class File:
    """A table as the page lists it: its name, the language of a list of names, records, files with their bytes."""

    table: str
    language: str
    records: int
    formats: tuple[tuple[str, str, int], ...]

    @property
    def title(self) -> str:
        """The name of the language in itself, "" for a table without one."""
        return str(Locale.parse(self.language).get_language_name(self.language)) if self.language else ""


def files() -> dict[str, str]:
    """Every file below ``daten/`` with its text."""
    found: dict[str, str] = {}
    for table in fact_schemas.NAMES:
        records = fact_check.records(table)
        found[f"{table}.json"] = _lines(records)
        found[f"{table}.csv"] = _csv(columns(table), records)
        found[f"{table}.schema.json"] = _pretty(fact_schemas.schema(table))
    for language in knowledge.NAME_LANGUAGES:
        names = knowledge.names(language)
        found[f"names.{language}.json"] = _pretty(names)
        found[f"names.{language}.csv"] = _csv(NAME_COLUMNS, [{"id": key, **value} for key, value in names.items()])
    found["names.schema.json"] = _pretty(fact_schemas.name_schema())
    found["datapackage.json"] = _pretty(package())
    return found


def columns(table: str) -> tuple[str, ...]:
    """The columns of a table in CSV."""
    return tuple(fact_schemas.record_schema(table)["properties"])


def write(site: Path) -> None:
    """Write the files into the built site."""
    folder = site / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files().items():
        (folder / name).write_text(text, encoding="utf-8", newline="")


def package() -> dict[str, Any]:
    """The description of all files for machines."""
    tables = [_resource(table) for table in fact_schemas.NAMES]
    names = [_name_resource(language) for language in knowledge.NAME_LANGUAGES]
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "recognition-saxony-anhalt",
        "title": "Recognition of foreign qualifications in Saxony-Anhalt",
        "version": rules_version(),
        "created": f"{RULES_DATE}T00:00:00Z",
        "licenses": [LICENCE],
        "sources": [{"title": SITE_SOURCE}],
        "resources": [*tables, *names],
    }


def page(t: Words) -> DataPage:
    """The page of one language."""
    sizes = {name: len(text.encode()) for name, text in files().items()}
    listed = [
        _listed(table, "", table, f"{table}.schema.json", len(fact_check.records(table)), sizes)
        for table in fact_schemas.NAMES
    ]
    listed += [
        _listed("names", language, f"names.{language}", "names.schema.json", len(knowledge.names(language)), sizes)
        for language in knowledge.NAME_LANGUAGES
    ]
    return DataPage(
        f"{FOLDER}/",
        "data.html",
        t.plain("site.data.heading"),
        t.plain("site.data.description"),
        variables={
            "files": listed,
            "version": rules_version(),
            "date": RULES_DATE,
            "folder": FOLDER,
            "size": size,
        },
    )


def size(count: int) -> str:
    """Bytes as a reader says them, in kilobytes."""
    return f"{max(1, round(count / 1000))} kB"


def _listed(table: str, language: str, stem: str, schema: str, records: int, sizes: dict[str, int]) -> File:
    names = (("JSON", f"{stem}.json"), ("CSV", f"{stem}.csv"), ("Schema", schema))
    return File(table, language, records, tuple((label, name, sizes[name]) for label, name in names))


def _resource(table: str) -> dict[str, Any]:
    properties = fact_schemas.record_schema(table)
    required = set(properties["required"])
    return {
        "name": table,
        "path": f"{table}.csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(name, kind, name in required) for name, kind in properties["properties"].items()],
            **({} if table == "postcodes" else {"primaryKey": [fact_schemas.KEYS[table]]}),
        },
        "licenses": [LICENCE],
        "sources": [{"title": SITE_SOURCE}, *SOURCES.get(table, [])],
        "alternates": [{"path": f"{table}.json", "jsonSchema": f"{table}.schema.json"}],
    }


def _name_resource(language: str) -> dict[str, Any]:
    kinds = {"id": fact_schemas.ident(), "also": {"type": "array"}}
    return {
        "name": f"names-{language}",
        "path": f"names.{language}.csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(name, kinds.get(name, {"type": "string"}), name == "id") for name in NAME_COLUMNS],
            "primaryKey": ["id"],
            "foreignKeys": [{"fields": ["id"], "reference": {"resource": "professions", "fields": ["id"]}}],
        },
        "licenses": [LICENCE],
        "sources": [{"title": SITE_SOURCE}],
        "alternates": [{"path": f"names.{language}.json", "jsonSchema": "names.schema.json"}],
    }


def _field(name: str, schema: Schema, required: bool) -> dict[str, Any]:  # noqa: FBT001 - one of three columns
    found: dict[str, Any] = {"name": name, "type": KINDS[schema["type"]]}
    if "description" in schema:
        found["description"] = schema["description"]
    if found["type"] == "list":
        found["delimiter"] = BETWEEN
    limits = {key: schema[key] for key in ("enum", "pattern", "minimum", "maximum") if key in schema}
    if required or limits:
        found["constraints"] = {"required": required, **limits}
    return found


def _cell(value: object) -> str:
    if isinstance(value, list):
        return BETWEEN.join(value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _csv(names: tuple[str, ...], records: list[dict[str, Any]]) -> str:
    """Comma, quotes where needed, CRLF (RFC 4180)."""
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(names)
    table.writerows([_cell(record.get(name, "")) for name in names] for record in records)
    return text.getvalue()


def _lines(records: list[dict[str, Any]]) -> str:
    """One record per line, as in the source."""
    return "[\n" + ",\n".join(json.dumps(record, ensure_ascii=False) for record in records) + "\n]\n"


def _pretty(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
