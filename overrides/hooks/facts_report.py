"""What is due in the facts, in plain German for editors: ``make facts-report``, for another day ``ON=2027-01-04``."""

from __future__ import annotations

import argparse
import datetime
from itertools import combinations
from typing import TYPE_CHECKING, Any

from checker.engine import COLLECTED
from checker.model import BadFacts
from checker.rules.authority import AUTHORITY
from checker.rules.main import MAIN
from overrides.hooks import fact_check, fact_schemas

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model import Row

OLD = 180  # Days after which a record is to be read again.
SOON = 90  # Days before its end in which a record is announced.
SHOWN = 12  # Ids on a line before it ends with "und … weitere".
Record = dict[str, Any]
Tables = dict[str, list[Record]]
Found = dict[str, list[str]]

TITLES = {
    "wrong": ("Fehlerhaft", "Diese Einträge zuerst berichtigen, die Seite lässt sich sonst nicht bauen."),
    "expired": ("Abgelaufen", "Gibt es eine Nachfolge? Der alte Eintrag bleibt für frühere Anträge stehen."),
    "soon": (f"Läuft in {SOON} Tagen ab", "Rechtzeitig nach der Nachfolge fragen."),
    "due": (
        f"Seit mehr als {OLD} Tagen nicht geprüft",
        "Quelle lesen, Daten vergleichen, dann „checked“ auf heute setzen.",
    ),
    "unverified": ("Nicht gesichert", "Mit einer Quelle belegen, dann „certainty“ ändern."),
    "contradictory": ("Widersprüchlich", "Bei der Stelle nachfragen und nur das Richtige behalten."),
    "unlinked": ("Ohne Verwendung", "Verknüpfen oder löschen."),
}
FIGURES = {
    "fees": ("min", "max"),
    "deadlines": ("receipt_weeks", "receipt_months", "decision_months", "from"),
}
TABLE_NAMES = {
    "professions": "Berufe", "authorities": "Stellen", "states": "Staaten", "districts": "Kreise",
    "postcodes": "Postleitzahlen", "laws": "Gesetze", "pages": "Seiten", "procedures": "Verfahren",
    "fees": "Gebühren", "deadlines": "Fristen", "documents": "Unterlagen", "rules": "Regeln",
}  # fmt: skip


def every_rule() -> list[Row]:
    """The rows of all decision tables."""
    return [row for table in (MAIN, AUTHORITY, *COLLECTED) for row in table.rows]


def every_table() -> Tables:
    """Every fact table as it stands in its file."""
    return {name: fact_check.records(name) for name in fact_schemas.NAMES}


def report(tables: Tables, rules: list[Row], on: datetime.date) -> Found:
    """The findings of each kind, one line per finding."""
    return {
        "wrong": fact_check.problems(),
        "expired": list(_ended(tables, on)),
        "soon": list(_ending(tables, rules, on)),
        "due": list(_due(tables, on)),
        "unverified": list(_unverified(tables)),
        "contradictory": list(_contradictory(tables)),
        "unlinked": list(_unlinked(tables, rules)),
    }


def write(found: Found, on: datetime.date) -> str:
    """The report as text."""
    lines = [f"Stand der Daten am {on:%d.%m.%Y}"]
    for kind, findings in found.items():
        title, remedy = TITLES[kind]
        lines += ["", f"{title}: {len(findings) or 'nichts'}"]
        if findings:
            lines += [remedy, *(f"  - {finding}" for finding in findings)]
    return "\n".join(lines)


def _name(table: str, record: Record) -> str:
    ident = record[fact_schemas.KEYS[table]]
    if table == "postcodes":
        ident += f" ({record['ags']})"
    return str(ident)


def _day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def _many(table: str, names: list[str]) -> str:
    rest = f" und {len(names) - SHOWN} weitere" if len(names) > SHOWN else ""
    return f"{TABLE_NAMES[table]} ({table}.json), {len(names)}: {', '.join(names[:SHOWN])}{rest}"


def _ended(tables: Tables, on: datetime.date) -> Iterator[str]:
    for table, records in tables.items():
        for record in records:
            if "valid_to" in record and _day(record["valid_to"]) < on:
                yield f"{TABLE_NAMES[table]}: {_name(table, record)} galt bis {_day(record['valid_to']):%d.%m.%Y}"


def _ending(tables: Tables, rules: list[Row], on: datetime.date) -> Iterator[str]:
    ends = [
        (record["valid_to"], f"{TABLE_NAMES[table]}: {_name(table, record)}")
        for table, records in tables.items()
        for record in records
        if "valid_to" in record
    ]
    ends += [(row.valid_to, f"{TABLE_NAMES['rules']}: {row.id}") for row in rules if row.valid_to]
    for end, name in sorted(ends):
        if on <= _day(end) <= on + datetime.timedelta(days=SOON):
            yield f"{name} gilt bis {_day(end):%d.%m.%Y}"


def _due(tables: Tables, on: datetime.date) -> Iterator[str]:
    for table, records in tables.items():
        days: dict[str, list[str]] = {}
        for record in records:
            if on - _day(record["checked"]) > datetime.timedelta(days=OLD):
                days.setdefault(record["checked"], []).append(_name(table, record))
        for checked, names in sorted(days.items()):
            yield f"geprüft am {_day(checked):%d.%m.%Y}: {_many(table, names)}"


def _unverified(tables: Tables) -> Iterator[str]:
    for certainty in ("low", "medium"):
        for table, records in tables.items():
            names = [_name(table, record) for record in records if record["certainty"] == certainty]
            if names:
                yield f"{certainty}: {_many(table, names)}"


def _contradictory(tables: Tables) -> Iterator[str]:
    for table, records in tables.items():
        names = [_name(table, record) for record in records]
        yield from (
            f"{TABLE_NAMES[table]}: die Kennung {name} steht mehrfach da"
            for name in dict.fromkeys(names)
            if names.count(name) > 1
        )
    for table, values in FIGURES.items():
        for one, other in combinations(tables.get(table, ()), 2):
            if _same_case(one, other) and any(one.get(value) != other.get(value) for value in values):
                yield f"{TABLE_NAMES[table]}: {one['id']} und {other['id']} nennen für denselben Fall Verschiedenes"
    for record in tables.get("authorities", ()):
        for field in record.get("withheld", ()):
            yield f"Stellen: die Quellen zu {record['id']} nennen Verschiedenes ({field}); deshalb zeigen wir es nicht"
    for record in tables.get("professions", ()):
        if record["source"].startswith("unverified") and record["certainty"] != "low":
            yield f"Berufe: {record['id']} hat keine Quelle, steht aber auf certainty {record['certainty']}"


def _same_case(one: Record, other: Record) -> bool:
    """Whether two fees or deadlines can apply to the same application."""
    if one["procedure"] != other["procedure"]:
        return False
    for field in ("authority", "prof"):
        if (field in one) != (field in other):
            return False  # The narrower one goes before the general one.
        if field in one and not set(one[field]) & set(other[field]):
            return False
    first, last = "0", "9"  # Before and after every date.
    start = max(str(record.get("valid_from", first)) for record in (one, other))
    return start <= min(str(record.get("valid_to", last)) for record in (one, other))


def _unlinked(tables: Tables, rules: list[Row]) -> Iterator[str]:
    used = _used(tables, rules)
    for table in ("authorities", "laws", "pages", "documents"):
        for record in tables.get(table, ()):
            ident = record["id"]
            inside = table == "laws" and any(source.startswith(f"{ident}-") for source in used["laws"])
            if ident not in used[table] and not inside:
                yield f"{TABLE_NAMES[table]}: {ident}"


def _used(tables: Tables, rules: list[Row]) -> dict[str, set[str]]:
    """The ids that other records or rules name, by table."""
    sources = {source for row in rules for source in row.sources}
    sources |= {source for records in tables.values() for record in records for source in record.get("sources", ())}
    bodies = {body for row in rules if isinstance(row.then, tuple) for body in row.then}
    for record in tables.get("professions", ()):
        bodies |= {*record["south"], *record["north"]}
    for table in ("fees", "deadlines"):
        bodies |= {body for record in tables.get(table, ()) for body in record.get("authority", ())}
    bodies |= {record[chamber] for record in tables.get("districts", ()) for chamber in ("hwk", "ihk")}
    bodies |= {record["before"] for record in tables.get("authorities", ()) if "before" in record}
    laws = {law for record in tables.get("professions", ()) for law in record.get("laws", ())}
    papers = {paper for record in tables.get("procedures", ()) for paper in record["documents"]}
    return {"authorities": bodies, "laws": laws | sources, "pages": sources, "documents": papers}


def main(arguments: list[str] | None = None) -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(prog="make facts-report", description="Was an den Daten zu tun ist.")
    parser.add_argument("--on", type=_day, default=None, help="Tag, für den der Bericht gilt (JJJJ-MM-TT)")
    on = parser.parse_args(arguments).on or datetime.datetime.now(datetime.UTC).date()
    try:
        print(write(report(every_table(), every_rule(), on), on))
    except BadFacts as error:
        print(f"Eine Datei lässt sich nicht lesen: {error}")


if __name__ == "__main__":
    main()
