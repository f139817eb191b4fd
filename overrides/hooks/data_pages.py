"""The pages that come from the facts: every procedure and every authority, and their lists.

They are rendered by the theme's templates without passing through Markdown or the navigation,
whose cost grows with the square of the pages (adr/0020-data-pages-outside-markdown.md).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from checker import knowledge
from checker.procedures import PROCEDURES
from overrides.hooks import facts
from overrides.hooks.situations import SITUATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from overrides.hooks.words import Words

SCOPES = ("south", "north", "land", "district", "federal")


@dataclass(frozen=True)
class DataPage:
    """A page below a language's root: its path, template, plain titles and template variables.

    ``german_heading`` says that the heading is a German name in every language.
    """

    path: str
    template: str
    heading: str
    description: str
    crumbs: tuple[tuple[str, str], ...] = ()
    german_heading: bool = False
    variables: dict[str, Any] = field(default_factory=dict)


def pages(t: Words) -> Iterator[DataPage]:
    """Yield every data page of one language; BadFacts or MissingTextError name what is wrong."""
    yield _procedure_list(t)
    for ident in PROCEDURES:
        yield _procedure(ident, t)
    yield _authority_list(t)
    for record in knowledge.table("authorities").values():
        yield _authority(record, t)


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


def _procedure(ident: str, t: Words) -> DataPage:
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
        },
    )


def _authority_list(t: Words) -> DataPage:
    by_scope: dict[str, list[facts.Record]] = {scope: [] for scope in SCOPES}
    for record in knowledge.table("authorities").values():
        by_scope[record["scope"]].append(record)
    return DataPage(
        "stellen/",
        "authorities.html",
        t.plain("site.authorities.heading"),
        t.plain("site.authorities.description"),
        variables={"by_scope": by_scope, "professions_of": facts.professions_of},
    )


def _authority(record: facts.Record, t: Words) -> DataPage:
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
