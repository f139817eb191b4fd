"""The invented example cases of ``tests/cases``: each is a test of the rules and a page for readers.

A reader finds someone like themselves, sees the result and starts the check with the same answers. What a page
shows is computed by the checker, so that it can never differ from what the check says.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from checker import knowledge, present
from checker.engine import evaluate, parse_option
from checker.model import UNKNOWN, BadFacts, CheckError
from checker.questions import BY_ID, PROFESSION_CLASSES, QUESTIONS
from overrides.hooks import check_page

FOLDER = Path(__file__).resolve().parents[2] / "tests" / "cases"
LINK_VERSION = "1"
MOST_RELATED = 5

# The groups of the list. The first one that fits a case is its group: a special situation comes before the occupation.
SITUATIONS: dict[str, tuple[str, frozenset[str]]] = {  # A question and the answers to it.
    "entschieden": ("prev", frozenset({"pending", "full", "partial", "rejected", "other_land", "eu", "eu_3y"})),
    "grad-besuch": ("goal", frozenset({"title", "temp_service"})),
    "schule": ("goal", frozenset({"study", "train_school"})),
    "ausland": ("live", frozenset({"abroad_eu", "abroad_third"})),
    "ohne-abschluss": ("qual", frozenset({"none", "unfinished", "not_recognised", "voc_short", "school"})),
    "selbstaendig": ("self", frozenset({"own"})),
}
OCCUPATIONS: dict[str, tuple[str, ...]] = {  # Beginnings of the occupation classes.
    "pflege-medizin": ("REG_DOCTOR", "REG_SPECIALIST", "REG_DENTIST", "REG_PHARM", "REG_VET", "REG_PSYCH", "REG_NURSE",
                       "REG_MIDWIFE", "REG_THERAPY", "REG_MEDTECH", "REG_PARAMEDIC", "REG_ASSIST", "LAND_HEALTH"),
    "bildung-soziales": ("LAND_TEACHER", "LAND_ERZ", "LAND_HEP", "LAND_ASSIST", "LAND_SOCIAL", "LAND_KIPAED",
                         "LAND_OTHER"),
    "ausbildung": ("DUAL", "FORT", "MEISTER", "GEWERBE", "NR_"),
    "studium": ("ACAD", "LAND_ENGINEER", "LAND_ARCHITECT", "TITLE"),
    "recht-sicherheit": ("REG_",),
}  # fmt: skip
OTHER = "andere"
GROUPS = (*OCCUPATIONS, OTHER, *SITUATIONS)
"""The groups in the order of the list: occupations first, since most readers look for theirs."""


@dataclass(frozen=True, eq=False)
class Case:
    """One case: ``stem`` names its file, its page and its translated title; every answer is one a reader can choose."""

    stem: str
    title: str
    on: str
    answers: dict[str, str]

    @property
    def key(self) -> str:
        """The key of the title in the catalogs."""
        return f"case.{self.stem}.title"

    @property
    def fragment(self) -> str:
        """The answers as the part of a link that starts the check with them."""
        return f"#v={LINK_VERSION}&{urlencode(sorted(self.answers.items()))}"


@cache
def every() -> tuple[Case, ...]:
    """All cases in the order of their file names; BadFacts names a file that cannot be read."""
    found = []
    for path in sorted(FOLDER.glob("*.json")):
        try:
            record = json.loads(path.read_text(encoding="utf-8"))
            found.append(Case(path.stem, record["title"], record["on"], _choices(record["answers"])))
        except (json.JSONDecodeError, KeyError, CheckError) as error:
            raise BadFacts(f"tests/cases/{path.name}: {error}") from error
    return tuple(found)


def _choices(given: dict[str, Any]) -> dict[str, str]:
    """Answers as the check offers them: a number becomes the range it lies in."""
    return {name: parse_option(BY_ID[name], value) for name, value in given.items()}


@cache
def titles() -> dict[str, str]:
    """The German titles by their catalog keys."""
    return {case.key: case.title for case in every()}


@cache
def outcome(case: Case) -> dict[str, Any]:
    """The result without texts; BadFacts names the file of a case that the checker does not accept."""
    try:
        return evaluate(case.answers, case.on)
    except CheckError as error:
        raise BadFacts(f"tests/cases/{case.stem}.json: {error}") from error


@cache
def main_procedure(case: Case) -> str:
    """The procedure that the result recommends."""
    return next(str(entry["id"]) for entry in outcome(case)["procedures"] if entry["role"] == "main")


def profession_class(case: Case) -> str:
    """The class of the occupation, "" when the case names none."""
    chosen = case.answers.get("prof", "")
    return knowledge.profession_options().get(chosen, chosen)


def group(case: Case) -> str:
    """The group of the list a case stands in."""
    for name, (question, options) in SITUATIONS.items():
        if case.answers.get(question) in options:
            return name
    for name, classes in OCCUPATIONS.items():
        if profession_class(case).startswith(classes):
            return name
    return OTHER


@cache
def by_group() -> dict[str, list[Case]]:
    """The cases of each group, similar occupations together; groups without a case are left out."""
    classes = ("", *PROFESSION_CLASSES, UNKNOWN)
    ordered = sorted(every(), key=lambda case: classes.index(profession_class(case)))
    listed = {name: [case for case in ordered if group(case) == name] for name in GROUPS}
    return {name: cases for name, cases in listed.items() if cases}


@cache
def examples_of(procedure: str) -> tuple[Case, ...]:
    """The cases with this main procedure; for one that is never that, those in which it applies or is possible."""
    main = tuple(case for case in every() if main_procedure(case) == procedure)
    named = {
        certainty: tuple(
            case
            for case in every()
            if any(e["id"] == procedure and e["certainty"] == certainty for e in outcome(case)["procedures"])
        )
        for certainty in ("applies", "possible")
    }
    return main or named["applies"] or named["possible"]


@cache
def related(case: Case) -> tuple[Case, ...]:
    """Cases like this one: the same occupation class and, after them, the same main procedure."""
    occupation, procedure = profession_class(case), main_procedure(case)

    def distance(other: Case) -> int:
        same_class = bool(occupation) and profession_class(other) == occupation
        return 3 - 2 * same_class - (main_procedure(other) == procedure)

    near = sorted((other for other in every() if other != case and distance(other) < 3), key=distance)  # noqa: PLR2004
    return tuple(near[:MOST_RELATED])


def result(case: Case, language: str) -> dict[str, Any]:
    """What the checker says, in one language, sorted for the page.

    ``by_role`` has the procedures by role; ``sources`` everything the page cites; ``paragraphs`` the laws behind
    the main procedure, as short citations.
    """
    found = present.result(case.answers, case.on, language)
    by_role: dict[str, list[dict[str, Any]]] = {}
    for entry in found["procedures"]:
        by_role.setdefault(entry["role"], []).append(entry)
    main = by_role["main"][0]
    figures = [main[name] for name in ("fee", "deadline") if main[name]]
    cited = [*main["sources"], *(s for part in (*figures, *found["cautions"]) for s in part["sources"])]
    pages = knowledge.table("pages")
    return {
        "main": main,
        "by_role": by_role,
        "cautions": found["cautions"],
        "authorities": found["authorities"],
        "paragraphs": [source["cite"] for source in main["sources"] if source["id"] not in pages],
        "sources": list({source["id"]: source for source in cited}.values()),
        "version": found["rules_version"],
    }


@dataclass(frozen=True)
class Answer:
    """An answer in words: a key of the catalogs or, for occupations and places, a name."""

    question: str
    key: str = ""
    name: str = ""
    german: bool = False


def answers(case: Case, language: str) -> list[Answer]:
    """The answers of a case in the order of the questions."""
    return [
        _answer(question.id, case.answers[question.id], language)
        for question in QUESTIONS
        if question.id in case.answers
    ]


def _answer(question: str, chosen: str, language: str) -> Answer:
    match BY_ID[question].entity:
        case "profession" if record := knowledge.table("professions").get(chosen):
            name = knowledge.names(language).get(chosen, {}).get("name", "") if language != "de" else ""
            return Answer(question, name=name or record["title"], german=not name)
        case "state" if chosen in knowledge.state_options():
            return Answer(question, name=check_page.state_name(chosen, language))
        case "district" if record := knowledge.table("districts").get(chosen):
            return Answer(question, name=record["name"], german=True)
    return Answer(question, key=f"option.{question}.{chosen}")
