"""What is wrong in the fact files, in words an editor can act on: file, line, record, field, remedy."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from checker import knowledge
from checker.model import BadFacts
from overrides.hooks import changes, fact_schemas

if TYPE_CHECKING:
    from collections.abc import Iterator

DATES = ("checked", "valid_from", "valid_to", "accession")


def problems() -> list[str]:
    """Every problem of every fact file; an empty list when all is well. BadFacts when a file cannot be read at all."""
    found = []
    for table in fact_schemas.NAMES:
        for line, record in enumerate(records(table), start=2):
            name = record.get(fact_schemas.KEYS[table], "ohne Kennung")
            for field, said in check(table, record):
                place = f", Feld „{field}“" if field else ""
                found.append(f"checker/facts/{table}.json, Zeile {line}, Eintrag „{name}“{place}: {said}")
    for language in knowledge.NAME_LANGUAGES:
        found += [f"checker/facts/names/{language}.json, {said}" for said in check_names(knowledge.names(language))]
    return found


def records(table: str) -> list[dict[str, Any]]:
    """The records of a table as they stand in the file."""
    if table == "postcodes":
        found: list[dict[str, Any]] = knowledge.read("postcodes.json")
        return found
    return list(knowledge.table(table).values())


def check(table: str, record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What is wrong with one record: (field, sentence)."""
    shape = fact_schemas.faults(record, fact_schemas.record_schema(table))
    yield from shape or [*_days(record), *_sources(record), *_kept_back(table, record)]


def _days(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Days that do not exist, and values in the wrong order."""
    for field in DATES:
        if field in record and not _is_day(record[field]):
            yield field, f"den Tag {record[field]} gibt es im Kalender nicht."
    if record.get("valid_from", "") > record.get("valid_to", "9"):
        yield "valid_to", "liegt vor valid_from. Bitte beide Tage prüfen."
    if record.get("min", 0) > record.get("max", 0):
        yield "max", "ist kleiner als min. Bitte beide Beträge prüfen."


def _sources(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Sources that do not exist."""
    for source in record.get("sources", ()):
        try:
            knowledge.source(source)
        except BadFacts:
            yield (
                "sources",
                (
                    f"die Fundstelle „{source}“ gibt es nicht. Ein Paragraf steht als Gesetz und Nummer, zum Beispiel "
                    "bqfg-6 (Gesetze: laws.json), eine Seite mit ihrer Kennung aus pages.json."
                ),
            )


def _kept_back(table: str, record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Contact data that must not be shown."""
    for field in record.get("withheld", ()):
        if field in record:
            yield field, "steht zugleich unter withheld (bewusst weggelassen). Bitte eines von beiden löschen."
    if table == "authorities" and record["certainty"] == "low":
        for field in ("address", "phone", "email"):
            if field in record:
                yield field, "darf bei certainty low nicht stehen. Erst prüfen, dann certainty und checked ändern."


def check_names(names: dict[str, Any]) -> Iterator[str]:
    """What is wrong with a list of everyday names: sentences that begin with the record."""
    wanted = fact_schemas.name_schema()["additionalProperties"]
    for ident, record in names.items():
        if ident not in knowledge.table("professions"):
            yield f"Eintrag „{ident}“: diesen Beruf gibt es in professions.json nicht."
        for field, said in fact_schemas.faults(record, wanted):
            yield f"Eintrag „{ident}“, Feld „{field}“: {said}"


def _is_day(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def stop_when_wrong() -> None:
    """End the build with every problem at once."""
    try:
        found = problems()
        changes.records()
    except (BadFacts, changes.BadChangesError) as error:
        raise SystemExit(str(error)) from None
    if found:
        raise SystemExit("Die Daten haben Fehler. Bitte diese Zeilen berichtigen:\n" + "\n".join(found))
