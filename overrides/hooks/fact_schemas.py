"""The shape of every fact table, written once: as JSON Schema for others, as a check with helpful messages for editors.

A table lists its fields in order; a mark ``!`` behind the name says that every record needs the field. Values
that point into another table may only be ids of that table.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from checker import knowledge
from checker.procedures import PROCEDURES
from checker.questions import BY_ID

Schema = dict[str, Any]
Fields = dict[str, tuple[Schema, str]]

DRAFT = "https://json-schema.org/draft/2020-12/schema"
TEXT: Schema = {"type": "string", "pattern": r"^\S(.*\S)?$"}
DATE: Schema = {"type": "string", "pattern": r"^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"}
YES: Schema = {"type": "boolean", "enum": [True]}
URL: Schema = {"type": "string", "pattern": r"^https?://[^\s/]+\.[^\s]+$"}
READ: Schema = {
    "type": "string",
    "pattern": r"^(https?://[^\s/]+\.[^\s]+|law: .+|unverified \(background knowledge\))$",
}
HOST: Schema = {"type": "string", "pattern": r"^[a-z0-9-]+(\.[a-z0-9-]+)+(/\S*)?$"}
NAMES = (
    "professions", "authorities", "states", "districts", "postcodes", "laws", "pages", "procedures", "fees",
    "deadlines", "documents",
)  # fmt: skip
KEYS = knowledge.FILES | {"postcodes": "plz"}
"""The tables in the order in which the site lists them, and the field that names a record."""


def one_of(*values: str) -> Schema:
    """A text out of a list."""
    return {"type": "string", "enum": list(values)}


def ident(pattern: str = r"^[a-z0-9]+(-[a-z0-9]+)*$") -> Schema:
    """A stable id."""
    return {"type": "string", "pattern": pattern}


def many(item: Schema, at_least: int = 1) -> Schema:
    """A list without repetitions."""
    return {"type": "array", "items": item, "minItems": at_least, "uniqueItems": True}


def whole(least: int, most: int) -> Schema:
    """A whole number within limits; one outside is a typing slip."""
    return {"type": "integer", "minimum": least, "maximum": most}


def by_name(names: tuple[str, ...], value: Schema) -> Schema:
    """An object with some of these names."""
    return {
        "type": "object",
        "properties": dict.fromkeys(names, value),
        "additionalProperties": False,
        "minProperties": 1,
    }


def ids(table: str) -> list[str]:
    """Every id of a table."""
    return list(knowledge.table(table))


@cache
def fields(table: str) -> Fields:
    """Field -> its schema and a German explanation, ``!`` behind the names every record needs."""
    authorities = one_of(*ids("authorities"))
    classes = one_of(*BY_ID["prof"].options)
    source_ids: Schema = {"type": "string", "pattern": r"^[a-z0-9]+(-[a-z0-9]+)*$"}
    checked = {
        "checked!": (DATE, "Tag, an dem der Eintrag zuletzt geprüft wurde"),
        "certainty!": (one_of(*knowledge.CERTAINTIES), "Sicherheit: high, medium oder low"),
    }
    dated = {
        "valid_from": (DATE, "erster Tag, an dem der Eintrag gilt"),
        "valid_to": (DATE, "letzter Tag, an dem der Eintrag gilt"),
    }
    sources: Fields = {"sources!": (many(source_ids), "Fundstellen: Paragrafen (laws) oder Seiten (pages)")}
    figure: Fields = {
        "id!": (ident(), "Kennung"),
        "procedure!": (one_of(*PROCEDURES), "Verfahren (procedures)"),
        "authority": (many(authorities), "gilt nur bei diesen Stellen (authorities)"),
        "prof": (many(classes), "gilt nur für diese Berufsgruppen"),
    }
    tables: dict[str, Fields] = {
        "professions": {
            "id!": (ident(), "Kennung"),
            "title!": (TEXT, "deutsche Berufsbezeichnung"),
            "kind!": (
                one_of("academic_nonregulated", "academic_regulated", "advanced_training", "dual_hwk", "dual_ihk",
                       "dual_other", "other", "school_based"), "Art der deutschen Ausbildung"),
            "regulated!": (
                one_of("federal", "land", "no", "title_only"),
                "reglementiert durch Bund, Land, nur der Titel, nicht"),
            "annex": (one_of("A", "B1", "B2"), "Anlage der Handwerksordnung"),
            "class!": (classes, "Berufsgruppe, nach der die Regeln unterscheiden"),
            "law!": (TEXT, "Rechtsgrundlage, wie sie auf der Seite steht"),
            "laws": (many(one_of(*ids("laws"))), "Gesetze (laws)"),
            "south!": (many(authorities), "zuständige Stelle im Süden des Landes (authorities)"),
            "north!": (many(authorities), "zuständige Stelle im Norden des Landes (authorities)"),
            "eu_automatic": (YES, "automatische Anerkennung in der EU"),
            "german_level": (one_of("A2", "B1", "B2", "C1", "C2"), "verlangtes Deutsch"),
            "german_special": (one_of("B2", "C1", "C2"), "verlangte Fachsprache"),
            "kldb": (ident(r"^\d{5}$"), "Klassifikation der Berufe 2010"),
            "isco": (ident(r"^\d{4}$"), "ISCO-08"),
            "source!": (
                READ,
                "gelesene Seite; law: das Gesetz ist genannt, aber nicht gelesen; unverified: ohne Quelle"),
            **checked,
        },
        "authorities": {
            "id!": (ident(), "Kennung"),
            **dated,
            "before": (authorities, "Stelle, die davor zuständig war"),
            "name!": (TEXT, "amtlicher Name"),
            "competences!": (TEXT, "Aufgaben, mit Semikolon getrennt"),
            "address": ({"type": "string", "pattern": r"^\S.*\d{5} \S.*$"}, "Anschrift mit Postleitzahl"),
            "phone": ({"type": "string", "pattern": r"^0[\d /-]{5,}( \(.+\))?$"}, "Telefon"),
            "email": ({"type": "string", "pattern": r"^[^@\s]+@[^@\s]+\.[a-z]+$"}, "E-Mail"),
            "website": (HOST, "Internetadresse ohne https://"),
            "withheld": (
                many(one_of("address", "phone", "email", "website")),
                "bewusst weggelassen, weil Quellen sich widersprechen"),
            "source!": (many(TEXT), "gelesene Seiten"),
            "stand!": (TEXT, "Stand der Quelle"),
            "scope!": (one_of("south", "north", "land", "district", "federal"), "Gebiet"),
            **checked,
        },
        "states": {
            "code!": (ident(r"^[A-Z]{2}$|^[A-Z]{4}$"), "ISO 3166-1, für frühere Staaten ISO 3166-3"),
            "name!": (TEXT, "Name deutsch"),
            "name_en!": (TEXT, "Name englisch"),
            "group!": (one_of("ch", "eea", "eu", "third", "uk"), "Gruppe heute"),
            "accession": ({"type": "string", "pattern": r"^(19|20)\d\d-\d\d-\d\d$"}, "Beitritt zur EU"),
            "predecessor": (YES, "früherer Staat"),
            "successors": (many(one_of(*ids("states"))), "Staaten, die ihm folgten"),
            "note": (TEXT, "Anmerkung"),
            "basis!": (TEXT, "Rechtsgrundlage"),
            **checked,
        },
        "districts": {
            "ags!": (ident(r"^15\d{3}$"), "Kreisschlüssel"),
            "name!": (TEXT, "Name"),
            "type!": (one_of("kreisfreie Stadt", "Landkreis"), "Art"),
            "region!": (one_of("south", "north"), "Region der Beratung"),
            "hwk!": (authorities, "Handwerkskammer (authorities)"),
            "ihk!": (authorities, "Industrie- und Handelskammer (authorities)"),
            "note!": (TEXT, "Anmerkung"),
            "source!": (many(URL), "gelesene Seiten"),
            **checked,
        },
        "postcodes": {
            "plz!": (ident(r"^\d{5}$"), "Postleitzahl"),
            "ags!": (one_of(*ids("districts")), "Kreis (districts)"),
            "shared!": (one_of("no", "yes"), "liegt in mehreren Kreisen"),
            "main!": (one_of("no", "unclear", "yes"), "der größte Teil liegt in diesem Kreis"),
            "outside!": (one_of("no", "yes"), "reicht über das Land hinaus"),
            "places": (TEXT, "Orte, mit Semikolon getrennt"),
            "source!": (one_of("geonames", "geonames+second", "second"), "GeoNames, eine zweite Quelle oder beide"),
            **checked,
        },
        "laws": {
            "id!": (ident(), "Kennung"),
            "short!": (TEXT, "Abkürzung"),
            "title!": (TEXT, "Titel"),
            "mark!": (one_of("§", "Art."), "Zeichen vor der Nummer"),
            "level!": (one_of("bund", "land", "eu", "international"), "Ebene"),
            "url": (URL, "Text im Internet"),
            "per_section": ({"type": "string", "pattern": r"\{section\}"}, "Adresse eines Paragrafen, folgt auf url"),
            "note": (TEXT, "Anmerkung"),
            "source!": (TEXT, "gelesene Fassung"),
            **checked,
        },
        "pages": {
            "id!": (ident(), "Kennung"),
            "title!": (TEXT, "Titel"),
            "url!": (URL, "Adresse"),
            "seen!": (TEXT, "Datum, das die Seite selbst nennt"),
            "note": (TEXT, "Anmerkung"),
            **checked,
        },
        "procedures": {
            "id!": (one_of(*PROCEDURES), "Kennung"),
            "required!": (
                one_of("advice", "business", "no", "notice", "step", "study", "title", "yes"),
                "Pflicht für Beruf, Titel, Betrieb, Studium oder freiwillig"),
            "required_for": (
                by_name(("no", "title", "business", "yes"), many(classes)),
                "Berufsgruppen, für die anderes gilt"),
            "documents!": (many(one_of(*ids("documents")), 0), "Unterlagen (documents)"),
            "steps!": (whole(1, 9), "Zahl der Schritte"),
            "outcomes!": (whole(1, 9), "Zahl der möglichen Ergebnisse"),
            **dated, **sources, **checked,
        },
        "fees": {
            **figure,
            "min!": (whole(0, 20000), "kleinster Betrag in Euro"),
            "max!": (whole(0, 20000), "größter Betrag in Euro"),
            **dated, **sources, **checked,
        },
        "deadlines": {
            **figure,
            "receipt_weeks": (whole(1, 52), "Bestätigung des Eingangs in Wochen"),
            "receipt_months": (whole(1, 24), "Bestätigung des Eingangs in Monaten"),
            "decision_months": (whole(1, 24), "Entscheidung in Monaten"),
            "from!": (
                one_of("application", "complete_file"),
                "die Frist läuft ab Antrag oder ab vollständigen Unterlagen"),
            **dated, **sources, **checked,
        },
        "documents": {
            "id!": (ident(), "Kennung"),
            "form!": (one_of("none", "copy", "certified", "original"), "verlangte Form"),
            "when": (
                {"type": "object", "additionalProperties": False, "minProperties": 1,
                 "properties": {q.id: many(one_of(*q.options)) for q in BY_ID.values()}},
                "nur bei diesen Antworten des Checks"),
            **sources, **checked,
        },
    }  # fmt: skip
    return tables[table]


@cache
def record_schema(table: str) -> Schema:
    """The schema of one record."""
    listed = fields(table)
    return {
        "type": "object",
        "properties": {
            name.removesuffix("!"): {**schema, "description": said} for name, (schema, said) in listed.items()
        },
        "required": [name.removesuffix("!") for name in listed if name.endswith("!")],
        "additionalProperties": False,
    }


def name_schema() -> Schema:
    """The schema of a list of everyday names in one language."""
    words = {
        "name": {**TEXT, "description": "Alltagswort in der Sprache der Liste"},
        "also": {**many(TEXT, 0), "description": "weitere Wörter, unter denen der Beruf gefunden wird"},
        "hint": {"type": "string", "pattern": r"^[^\d]*$", "description": "kurze Erklärung ohne Zahlen"},
    }
    record = {"type": "object", "properties": words, "additionalProperties": False, "minProperties": 1}
    return {
        "$schema": DRAFT,
        "title": "names",
        "type": "object",
        "propertyNames": {"enum": ids("professions")},
        "additionalProperties": record,
    }


def schema(table: str) -> Schema:
    """The JSON Schema of a table's file."""
    return {"$schema": DRAFT, "title": table, "type": "array", "minItems": 1, "items": record_schema(table)}


def faults(value: object, wanted: Schema, field: str = "") -> list[tuple[str, str]]:
    """What is wrong with a value: (field, German sentence with the remedy); the part of JSON Schema used above."""
    if not _has_type(value, wanted["type"]):
        return [(field, f"hier gehört {TYPES[wanted['type']]} hin, nicht {value!r}.")]
    found = [(field, text) for text in _limits(value, wanted)]
    if isinstance(value, list):
        for number, item in enumerate(value, start=1):
            found += faults(item, wanted["items"], f"{field}, Wert {number}")
    if isinstance(value, dict):
        known = wanted["properties"]
        found += [
            (name, f"fehlt. Bitte ergänzen: {known[name].get('description', '')}.")
            for name in wanted.get("required", ())
            if name not in value
        ]
        for name, item in value.items():
            place = f"{field}.{name}" if field else name
            if name in known:
                found += faults(item, known[name], place)
            else:
                found.append((place, f"dieses Feld gibt es hier nicht. Erlaubt sind: {', '.join(known)}."))
    return found


TYPES = {
    "string": "ein Text in Anführungszeichen",
    "integer": "eine ganze Zahl ohne Anführungszeichen",
    "boolean": "true ohne Anführungszeichen",
    "array": "eine Liste in eckigen Klammern",
    "object": "ein Eintrag in geschweiften Klammern",
}
FEW = 12  # As many allowed values as a message can list.


def _has_type(value: object, name: str) -> bool:
    kinds: dict[str, type] = {"string": str, "integer": int, "boolean": bool, "array": list, "object": dict}
    return isinstance(value, kinds[name]) and (name != "integer" or not isinstance(value, bool))


def _limits(value: object, wanted: Schema) -> list[str]:
    found = []
    if "enum" in wanted and value not in wanted["enum"]:
        found.append(f"{value!r} gibt es nicht. {_choice(str(value), wanted['enum'])}")
    if "pattern" in wanted and isinstance(value, str) and not re.search(wanted["pattern"], value):
        found.append(
            f"{value!r} hat nicht die richtige Form. {FORMS.get(wanted['pattern'], 'Muster: ' + wanted['pattern'])}"
        )
    if isinstance(value, int) and "minimum" in wanted and not wanted["minimum"] <= value <= wanted["maximum"]:
        found.append(f"{value} liegt nicht zwischen {wanted['minimum']} und {wanted['maximum']}.")
    least: int = wanted.get("minItems") or wanted.get("minProperties") or 0
    if isinstance(value, list | dict) and len(value) < least:
        found.append(
            "ist leer. Bitte mindestens einen Wert eintragen oder, wenn das Feld nicht nötig ist, das Feld löschen."
        )
    if isinstance(value, list) and len(value) != len({str(item) for item in value}):
        found.append("nennt einen Wert doppelt. Bitte einmal löschen.")
    return found


def _choice(value: str, allowed: list[str]) -> str:
    import difflib  # noqa: PLC0415 - only when something is wrong

    close = difflib.get_close_matches(value, allowed, n=3, cutoff=0.6)
    if len(allowed) > FEW:
        return (
            f"Ähnlich heißen: {', '.join(close)}."
            if close
            else f"Erlaubt sind {len(allowed)} Werte, zum Beispiel {', '.join(allowed[:3])}."
        )
    return f"Erlaubt sind: {', '.join(map(str, allowed))}."


FORMS = {
    TEXT["pattern"]: "Der Text darf nicht leer sein und nicht mit einem Leerzeichen beginnen oder enden.",
    DATE["pattern"]: "Ein Datum steht als Jahr-Monat-Tag, zum Beispiel 2026-11-22.",
    URL["pattern"]: "Eine Adresse beginnt mit https:// und hat keine Leerzeichen.",
    READ["pattern"]: "Bitte die gelesene Seite mit https:// angeben.",
    HOST["pattern"]: "Die Internetadresse steht ohne https://, zum Beispiel www.hwkhalle.de.",
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "Eine Kennung hat nur kleine Buchstaben ohne Umlaute, Ziffern und Bindestriche.",
    r"^\S.*\d{5} \S.*$": "Eine Anschrift steht als Straße Nummer, Postleitzahl Ort.",
    r"^[^@\s]+@[^@\s]+\.[a-z]+$": "Eine E-Mail-Adresse steht als name@beispiel.de.",
    r"^0[\d /-]{5,}( \(.+\))?$": "Eine Telefonnummer beginnt mit 0, zum Beispiel 0345 12345.",
}
