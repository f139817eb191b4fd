"""The facts: read once from ``checker/facts``, one record per line, looked up by id.

Every record names its source, the day it was checked and how certain it is. Files are read relative to
this module, which also works from inside a zip archive (Pyodide loads the package as one).
"""

import json
from functools import cache
from typing import Any

from checker.model import BadFacts, BadRequest

Record = dict[str, Any]
FILES = {
    "professions": "id", "authorities": "id", "states": "code", "districts": "ags", "laws": "id",
    "pages": "id", "procedures": "id", "fees": "id", "deadlines": "id", "documents": "id",
}  # fmt: skip
NAME_LANGUAGES = ("de", "en", "ar", "uk")
ROW_LENGTH = 6
CERTAINTIES = ("high", "medium", "low")


def content(path: str) -> bytes:
    """The bytes of one file below ``checker/facts``."""
    found: bytes = __loader__.get_data(__file__.rpartition("knowledge.")[0] + "facts/" + path)  # type: ignore[name-defined]
    return found


def load(path: str) -> Any:  # noqa: ANN401 - JSON
    """Parse one JSON file below ``checker/facts``; BadFacts names file and position of a typing slip."""
    try:
        return json.loads(content(path).decode("utf-8"))
    except json.JSONDecodeError as error:
        place = f"checker/facts/{path}, line {error.lineno}: {error.msg}"
        message = f"{place}. Correct this line; each is one record and, except the last one, ends with a comma."
        raise BadFacts(message, file=path, line=error.lineno) from error


def load_table(name: str) -> dict[str, Record]:
    """Read one fact file, records by id in file order; BadFacts on a missing or repeated id."""
    key = FILES[name]
    found: dict[str, Record] = {}
    for number, record in enumerate(load(f"{name}.json"), start=2):
        if not isinstance(record, dict):
            message = f"checker/facts/{name}.json, line {number}: a record stands in {{ }}, not {record!r}"
            raise BadFacts(message, file=name)
        ident = record.get(key)
        if not ident or ident in found:
            problem = f"repeats the id {ident!r}" if ident else f"has no {key}"
            message = f"checker/facts/{name}.json, line {number}: {problem}. Every record needs one of its own."
            raise BadFacts(message, file=name, id=ident)
        found[ident] = record
    return found


read = cache(load)
table = cache(load_table)


_names: dict[str, dict[str, Record]] = {}


def names(language: str) -> dict[str, Record]:
    """Profession id -> everyday name, other words and hint in one language; {} when there is no such list.

    The lists are not part of the wheel: in the browser the page hands over those it has loaded.
    """
    if language not in _names and language in NAME_LANGUAGES:
        try:
            _names[language] = read(f"names/{language}.json")
        except OSError:
            return {}
    return _names.get(language, {})


def forget_names() -> None:
    """Drop every list of names that was read or handed over."""
    _names.clear()


def register_names(language: str, rows: Any) -> None:  # noqa: ANN401 - JSON
    """Take the profession list of a language: rows of id, class, title, name, other words, hint."""
    if not isinstance(rows, list) or not all(isinstance(r, list) and len(r) == ROW_LENGTH for r in rows):
        raise BadRequest("a profession list is a list of rows of six values", lang=language)
    _names[language] = {str(r[0]): {"name": r[3], "also": r[4], "hint": r[5]} for r in rows}


@cache
def state_options() -> dict[str, str]:
    """Every accepted state code -> option of ``where``; predecessor states as ``SUHH-EE`` (then, today).

    The state that governs the place of training today decides; a bare predecessor code is accepted only
    where all its successors belong to one group.
    """
    groups = {"eu": "EU_EEA_CH", "eea": "EU_EEA_CH", "ch": "EU_EEA_CH", "uk": "UK", "third": "third"}
    options = {}
    for code, state in table("states").items():
        if state.get("predecessor"):
            successors = state.get("successors", [])
            if code == "DDDE":
                options[code] = "GDR"
                continue
            for successor in successors:
                today = groups[table("states")[successor]["group"]]
                options[f"{code}-{successor}"] = "EU_OLD" if today == "EU_EEA_CH" else today
        else:
            options[code] = "DE" if code == "DE" else groups[state["group"]]
    return options


@cache
def district_options() -> dict[str, str]:
    """District key (AGS) -> option of ``live``."""
    return {ags: f"lsa_{district['region']}" for ags, district in table("districts").items()}


@cache
def profession_options() -> dict[str, str]:
    """Profession id -> class, the option of ``prof``."""
    return {ident: record["class"] for ident, record in table("professions").items()}


ENTITIES = {"profession": profession_options, "state": state_options, "district": district_options}


@cache
def source(ident: str) -> Record:
    """A citation: id, cite, url, checked, certainty, for a paragraph (``pflbg-40-3a``) or a stored page.

    A paragraph id is law id, section and, where given, subsection; the address is derived from the law's.
    Raises BadFacts when neither a page nor a law of that name exists.
    """
    if ident in table("pages"):
        page = table("pages")[ident]
        return {"id": ident, "cite": page["title"], "url": page.get("url", ""), "checked": page["checked"],
                "certainty": page["certainty"]}  # fmt: skip
    laws = table("laws")
    law_id = max((law for law in laws if ident == law or ident.startswith(law + "-")), key=len, default="")
    if not law_id:
        raise BadFacts(f"source {ident!r} is neither in pages.json nor a paragraph of a law in laws.json", id=ident)
    law = laws[law_id]
    section, _, subsection = ident[len(law_id) + 1 :].partition("-")
    cite = law["short"]
    if section:
        cite = f"{law['mark']} {section}{f' Abs. {subsection}' if subsection else ''} {law['short']}"
    url = law.get("url", "")
    if section and law.get("per_section"):
        url += law["per_section"].format(section=section)
    return {"id": ident, "cite": cite, "url": url, "checked": law["checked"], "certainty": law["certainty"]}
