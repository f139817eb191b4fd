"""From an evaluated case to the result readers see: the contract's JSON, with texts of one language."""

import json
import zlib
from collections.abc import Iterable
from functools import cache
from typing import Any

from checker import knowledge
from checker.catalog import Catalog
from checker.engine import COLLECTED, Answers, evaluate, option_of
from checker.model import UNKNOWN, Question, Row
from checker.questions import BY_ID, QUESTIONS
from checker.rules.authority import AUTHORITY
from checker.rules.groups import DIFFERENCES, WITHOUT_BQFG, therapy_laws
from checker.rules.main import MAIN

RULES_DATE = "2026-11-22"
CONTACT = ("address", "phone", "email", "website")


@cache
def rules_version() -> str:
    """Date of the last legal check and a checksum of questions, rows and fact files.

    The wheel for the browser has it ready in a file of its own (overrides/hooks/wheels.py).
    """
    try:
        return knowledge.content("rules_version").decode()
    except OSError:
        return worked_out()


def worked_out() -> str:
    """The version, from the rules, questions and facts themselves."""
    # Whole rows, so that no change of a rule leaves the version as it was; the options of a condition are sets.
    content = [QUESTIONS, MAIN, AUTHORITY, *COLLECTED]
    checksum = zlib.crc32(json.dumps(content, sort_keys=True, ensure_ascii=False, default=sorted).encode())
    for name in sorted(knowledge.FILES):
        checksum = zlib.crc32(knowledge.content(f"{name}.json"), checksum)
    return f"{RULES_DATE}-{checksum:08x}"


def result(answers: object, on: str, language: str) -> dict[str, Any]:
    """The contract's result for answers, an ISO date and a language; raises CheckError on bad input."""
    case = evaluate(answers, on)
    words = Catalog(language)
    prof = case["answers"].get("prof", UNKNOWN)
    authorities: dict[str, Any] = {}
    for entry in case["procedures"]:
        describe(entry, words, case["on"], case["answers"])
        for ident in entry["authority"]:
            authorities.setdefault(ident, authority(ident))
    return {
        "rules_version": rules_version(),
        "on": case["on"],
        "lang": language,
        "complete": case["complete"],
        "next_question": case["next_question"],
        "answers": case["answers"],
        "dropped": case["dropped"],
        "procedures": case["procedures"],
        "cautions": [caution(row, words, prof) for row in case["cautions"]] + trust(prof, words),
        "open": case["open"],
        "changes": case["changes"],
        "authorities": authorities,
        "profession": profession(prof),
        "german_level": german_level(prof, case["procedures"], words),
        "untranslated": sorted(set(words.missing)),
    }


def describe(entry: dict[str, Any], words: Catalog, on: str, answers: Answers) -> None:
    """Add facts and texts to one procedure of the result, in place."""
    ident = entry["id"]
    prof = answers.get("prof", UNKNOWN)
    facts = knowledge.table("procedures").get(ident, {})
    row: Row = entry.pop("authority_row")
    sources = (*entry.pop("source_ids"), *row.sources)
    if ident == "ausgleich":
        sources = (*DIFFERENCES.get(option_of(BY_ID["prof"], prof), ()), *sources)
    entry["title"] = words.get(f"procedure.{ident}.title")
    entry["summary"] = words.get(f"procedure.{ident}.summary")
    entry["what"] = words.get(f"procedure.{ident}.what")
    entry["why"] = words.get(f"reason.{entry.pop('reason')}")
    entry["authority_why"] = words.get(f"reason.{row.reason}")
    entry["required"] = required(facts, prof)
    entry["required_text"] = words.get(f"required.{entry['required']}")
    entry["fee"] = figure("fees", "fee", entry, words, on, prof)
    entry["deadline"] = figure("deadlines", "deadline", entry, words, on, prof)
    entry["documents"] = [document for document in facts.get("documents", ()) if needed(document, answers)]
    entry["document_texts"] = [words.get(f"document.{d}") for d in entry["documents"]]
    entry["next_steps"] = words.series(f"procedure.{ident}.step")
    entry["outcomes"] = words.series(f"procedure.{ident}.outcome")
    entry["language"] = words.get(f"procedure.{ident}.language")
    entry["appeal"] = words.get(f"procedure.{ident}.appeal")
    entry["ended"] = bool(facts.get("valid_to")) and facts["valid_to"] < on
    entry["sources"] = cited(fitting(sources, prof))


THERAPY_LAWS = {source.partition("-")[0] for source in therapy_laws("2")}


def fitting(sources: Iterable[str], prof: str) -> list[str]:
    """The sources that speak of this occupation: no BQFG where its law excludes it, no law of a sister profession."""
    kept = list(dict.fromkeys(sources))
    if option_of(BY_ID["prof"], prof) in WITHOUT_BQFG:
        kept = [source for source in kept if not source.startswith("bqfg-")] or kept
    own = {law for law in (profession(prof) or {}).get("laws", ()) if law in THERAPY_LAWS}
    return [source for source in kept if not own or source.partition("-")[0] not in THERAPY_LAWS - own]


def required(facts: knowledge.Record, prof: str) -> str:
    """How binding a procedure is (see the texts ``required.…``); for some occupations it differs."""
    group = option_of(BY_ID["prof"], prof)
    special = (kind for kind, classes in facts.get("required_for", {}).items() if group in classes)
    return str(next(special, facts["required"]))


def needed(document: str, answers: Answers) -> bool:
    """Whether the reader's answers leave it possible that a paper is asked for; ``when`` of its fact record."""
    when = knowledge.table("documents")[document].get("when", {})
    return all(
        question not in answers
        or answers[question] == UNKNOWN
        or option_of(BY_ID[question], answers[question]) in options
        for question, options in when.items()
    )


def german_level(prof: str, procedures: Iterable[dict[str, Any]], words: Catalog) -> dict[str, Any] | None:
    """The German that must be proven before somebody may work in the occupation, and the page that says so."""
    record = profession(prof)
    # Behind a notice about differences stands the licence that asks for the level.
    binding = any(e["role"] == "main" and (e["required"] == "yes" or e["id"] == "ausgleich") for e in procedures)
    if record is None or not binding or record["certainty"] == "low":
        return None
    levels = {name: record[f"german_{name}"] for name in ("level", "special") if f"german_{name}" in record}
    if not levels:
        return None
    text = words.get(f"german.{'_'.join(levels)}").format(**levels)
    return {**levels, "text": text, "source": record["source"], "checked": record["checked"]}


def figure(name: str, prefix: str, entry: dict[str, Any], words: Catalog, on: str, prof: str) -> dict[str, Any] | None:
    """The first fee or deadline that fits procedure, occupation group, authority and day; None when unknown."""
    group = option_of(BY_ID["prof"], prof)
    for record in knowledge.table(name).values():
        fits = (
            record["procedure"] == entry["id"]
            and ("prof" not in record or group in record["prof"])
            and ("authority" not in record or set(record["authority"]) & set(entry["authority"][:1]))
            and record.get("valid_from", "") <= on <= record.get("valid_to", "9999-12-31")
        )
        if fits:
            figures = {k: v for k, v in record.items() if k not in ("procedure", "prof", "authority", "sources")}
            return {**figures, "text": words.get(f"{prefix}.{record['id']}"), "sources": cited(record["sources"])}
    return None


def cited(ids: Iterable[str]) -> list[dict[str, str]]:
    """Citations without repetition, in the order given."""
    return [knowledge.source(ident) for ident in dict.fromkeys(ids)]


def authority(ident: str) -> dict[str, Any]:
    """What is known of an authority; contact data of uncertain records is never printed."""
    record = knowledge.table("authorities")[ident]
    contact = {key: record[key] for key in CONTACT if key in record}
    return {"id": ident, "name": record["name"], **contact, "withheld": record.get("withheld", []),
            "stand": record["stand"], "certainty": record["certainty"], "checked": record["checked"],
            "sources": record.get("source", [])}  # fmt: skip


def profession(ident: str) -> dict[str, Any] | None:
    """The facts of the chosen occupation, when one was chosen."""
    return knowledge.table("professions").get(ident)


def caution(row: Row, words: Catalog, prof: str) -> dict[str, Any]:
    """A caution with its text and sources."""
    sources = cited(fitting(row.sources, prof))
    return {"id": str(row.then), "text": words.get(f"caution.{row.then}"), "sources": sources}


def trust(prof: str, words: Catalog) -> list[dict[str, Any]]:
    """Say it when the facts about an occupation are not certain (facts: medium, low)."""
    record = profession(prof)
    if record is None or record["certainty"] == "high":
        return []
    ident = f"authority-{record['certainty']}"
    return [{"id": ident, "text": words.get(f"caution.{ident}"), "sources": []}]


def question(item: Question, language: str, words: Catalog | None = None) -> dict[str, Any]:
    """One question with its texts: id, text, why, help, options with ids, texts and hints."""
    words = words or Catalog(language)
    options = [*item.options, UNKNOWN]
    return {
        "id": item.id,
        "text": words.get(f"question.{item.id}.text"),
        "why": words.get(f"question.{item.id}.why"),
        "help": words.get(f"question.{item.id}.help"),
        "optional": item.optional,
        "accepts": item.entity,
        "numeric": bool(item.bands),
        "options": [
            {"id": o, "text": words.get(f"option.{item.id}.{o}"), "hint": words.get(f"option.{item.id}.{o}.hint")}
            for o in options
        ],
    }


def questions(language: str) -> list[dict[str, Any]]:
    """Every question in the order in which they are asked."""
    words = Catalog(language)
    return [question(item, language, words) for item in QUESTIONS]
