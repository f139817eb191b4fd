"""The pages that come from the facts: procedures, authorities, occupations, districts, cases, and their lists.

They are rendered by the theme's templates without passing through Markdown or the navigation,
whose cost grows with the square of the pages (adr/0020-data-pages-outside-markdown.md).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker import knowledge, review
from checker.catalog import Catalog
from checker.procedures import PROCEDURES
from overrides.hooks import (
    cases,
    changes,
    facts,
    glossary,
    open_data,
    places,
    professions,
    proof,
    rule_map,
    search_index,
)
from overrides.hooks.data_page import DataPage
from overrides.hooks.situations import SITUATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model import Table
    from overrides.hooks.words import Words

ROLES = {
    "part": "ui.role.part",
    "alternative": "ui.role.alternative",
    "addon": "ui.role.addon",
    "advice": "ui.who_helps",
}
EXAMPLES = 6  # As many as a page of a procedure shows.
SCOPES = ("south", "north", "land", "district", "federal")


def pages(t: Words) -> Iterator[DataPage]:
    """Yield every data page of one language; BadFacts or MissingTextError name what is wrong."""
    yield _procedure_list(t)
    for ident in PROCEDURES:
        yield procedure_page(ident, t)
    yield _authority_list(t)
    for record in knowledge.table("authorities").values():
        yield authority_page(record, t)
    yield _case_list(t)
    for case in cases.every():
        yield _case(case, t)
    yield _rules(t)
    for table in review.TABLES:
        yield _rule_table(table, t)
    yield _rule_map(t)
    yield _proof(t)
    yield from professions.pages(t)
    yield from places.pages(t)
    yield search_index.page(t)
    yield glossary.page(t)
    yield open_data.page(t)
    yield changes.page(t)


def title(procedure: str, t: Words) -> str:
    """The name of a procedure, or its id as long as no language has a name."""
    key = f"procedure.{procedure}.title"
    return t.plain(key) if t.has(key) else procedure


def _procedure_list(t: Words) -> DataPage:
    return DataPage(
        "verfahren/",
        "procedures.html",
        t.plain("site.procedures.heading"),
        t.plain("site.procedures.description"),
        variables={"situations": SITUATIONS},
    )


def procedure_page(ident: str, t: Words) -> DataPage:
    """The page of one procedure, by its id."""
    record = knowledge.table("procedures").get(ident, {})
    return DataPage(
        f"verfahren/{ident}/",
        "procedure.html",
        title(ident, t),
        t.plain("site.procedure.description", title=title(ident, t)),
        (("verfahren/", t.plain("site.procedures")),),
        german_heading=f"procedure.{ident}.title" not in t.own,
        variables={
            "id": ident,
            "procedure": record,
            "decides": record.get("required", "advice") != "advice",
            "documents": record.get("documents", []),
            "fees": facts.figures("fees", ident),
            "deadlines": facts.figures("deadlines", ident),
            "authorities": [knowledge.table("authorities")[body] for body in facts.deciders(ident)],
            "names": {body: entry["name"] for body, entry in knowledge.table("authorities").items()},
            "profession_count": facts.profession_count(ident),
            "sources": facts.sources(record.get("sources", [])),
            "examples": cases.examples_of(ident)[:EXAMPLES],
        },
    )


def authorities_by_scope() -> dict[str, list[facts.Record]]:
    """The authorities by the area for which they are competent."""
    by_scope: dict[str, list[facts.Record]] = {scope: [] for scope in SCOPES}
    for record in knowledge.table("authorities").values():
        by_scope[record["scope"]].append(record)
    return by_scope


def _authority_list(t: Words) -> DataPage:
    return DataPage(
        "stellen/",
        "authorities.html",
        t.plain("site.authorities.heading"),
        t.plain("site.authorities.description"),
        variables={"by_scope": authorities_by_scope(), "professions_of": facts.professions_of},
    )


def authority_page(record: facts.Record, t: Words) -> DataPage:
    """The page of one authority, by its record."""
    ident = record["id"]
    return DataPage(
        f"stellen/{ident}/",
        "authority.html",
        record["name"],
        t.plain("site.authority.description", name=record["name"]),
        (("stellen/", t.plain("site.authorities")),),
        german_heading=True,
        variables={
            "authority": record,
            "contact": facts.contact(record),
            "unconfirmed_offer": ident in facts.UNCONFIRMED_OFFERS,
            "sources": facts.web_sources(record),
            "procedures": facts.procedures_of(ident),
            "profession_count": facts.professions_of(ident),
        },
    )


def _case_list(t: Words) -> DataPage:
    return DataPage(
        "beispiele/",
        "cases.html",
        t.plain("site.cases.heading"),
        t.plain("site.cases.description"),
        variables={"by_group": cases.by_group()},
    )


def _case(case: cases.Case, t: Words) -> DataPage:
    """The page of a case; search engines leave out one whose title is not translated yet."""
    translated = case.key in t.own
    return DataPage(
        f"beispiele/{case.stem}/",
        "case.html",
        t.plain(case.key),
        t.plain("site.case.description", title=t.plain(case.key)),
        (("beispiele/", t.plain("site.cases")),),
        german_heading=not translated,
        indexed=translated,
        variables={
            "case": case,
            "answers": cases.answers(case, t.language),
            "result": cases.result(case, t.language),
            "roles": ROLES,
            "related": cases.related(case),
        },
    )


def _rules(t: Words) -> DataPage:
    return DataPage(
        "pruefregeln/",
        "rules.html",
        t.plain("site.rules.heading"),
        t.plain("site.rules.description"),
        variables={"tables": review.TABLES},
    )


def _rule_table(table: Table, t: Words) -> DataPage:
    name = t.plain("site.rules.table." + table.name)
    return DataPage(
        f"pruefregeln/{table.name}/",
        "rule_table.html",
        name,
        t.plain("site.rules.table_description", title=name),
        (("pruefregeln/", t.plain("site.rules")),),
        variables={
            "table": table,
            "rules": list(review.lines(table, Catalog("de"))),
            "cite": facts.sources,
        },
    )


def _rule_map(t: Words) -> DataPage:
    return DataPage(
        "regelkarte/",
        "rule_map.html",
        t.plain("site.map.heading"),
        t.plain("site.map.description"),
        (("pruefregeln/", t.plain("site.rules")),),
        variables={"decisions": rule_map.decisions(), "drawing": rule_map.drawing()},
    )


def _proof(t: Words) -> DataPage:
    return DataPage(
        "geprueft/",
        "proof.html",
        t.plain("site.proof.heading"),
        t.plain("site.proof.description"),
        variables={"proof": proof.figures(), "counted": proof.COUNTED, "number": proof.number},
    )
