"""The facts as the pages show them: what is certain, what needs confirming, what is withheld.

High certainty is stated with source and date. Medium is stated with the request to have it confirmed.
Of low certainty nothing is printed that a reader could act on: no address, fee or deadline.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from checker import knowledge
from checker.engine import COLLECTED, competent
from checker.present import CONTACT
from checker.procedures import PROCEDURES
from checker.rules.authority import AUTHORITY
from checker.rules.main import MAIN
from checker.tables import expand

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.model import Box, Row

Record = dict[str, Any]

# Funded offers whose provider and address for 2026-2028 the operator has not confirmed: no contact is printed.
UNCONFIRMED_OFFERS = frozenset({"iq-sued", "iq-nord"})


@dataclass(frozen=True)
class Source:
    """Where a fact stands: citation, address ("" when none is known), day of reading, certainty."""

    cite: str
    url: str
    checked: str
    certainty: str


def sources(ids: list[str]) -> list[Source]:
    """Citations of paragraphs and pages, each once; BadFacts names an id that does not exist."""
    found = (knowledge.source(ident) for ident in dict.fromkeys(ids))
    return [Source(s["cite"], s["url"], s["checked"], s["certainty"]) for s in found]


def web_sources(record: Record) -> list[Source]:
    """The pages an authority's record was read from, named by their host."""
    urls = [url for url in record.get("source", ()) if url.startswith("http")]
    return [Source(urlsplit(url).hostname or url, url, record["checked"], record["certainty"]) for url in urls]


def contact(record: Record) -> dict[str, str]:
    """The contact data that may be printed; empty for uncertain and unconfirmed records."""
    if record["certainty"] == "low" or record["id"] in UNCONFIRMED_OFFERS:
        return {}
    return {key: record[key] for key in CONTACT if key in record}


def figures(table: str, procedure: str) -> list[Record]:
    """The fees or deadlines of a procedure that are certain enough to print, in the order of the file."""
    return [
        {**record, "sources": sources(record["sources"])}
        for record in knowledge.table(table).values()
        if record["procedure"] == procedure and record["certainty"] != "low"
    ]


@cache
def groups_of(procedure: str) -> frozenset[str]:
    """The occupation groups for which the rules can lead to a procedure."""
    every = frozenset(record["class"] for record in knowledge.table("professions").values())
    found: set[str] = set()
    for table in (MAIN, *COLLECTED):
        for row in table.rows:
            if row.then == procedure:
                found |= row.when.get("prof", every)
    return frozenset(found) & every


@cache
def deciders(procedure: str) -> tuple[str, ...]:
    """The authorities that decide in a procedure, in the order of the fact table."""
    found: set[str] = set()
    for row, box in _rows_for(procedure):
        groups = groups_of(procedure) & box.get("prof", groups_of(procedure))
        for target in row.then:
            members = (record for record in knowledge.table("professions").values() if record["class"] in groups)
            found |= set(competent(target, members)) if target.startswith("@") else {target}
    return tuple(ident for ident in knowledge.table("authorities") if ident in found)


@cache
def procedures_of(authority: str) -> tuple[str, ...]:
    """The procedures in which an authority decides, in the order of the site."""
    return tuple(ident for ident in PROCEDURES if authority in deciders(ident))


@cache
def professions_of(authority: str) -> int:
    """For how many German occupations an authority is competent."""
    return sum(
        authority in (*record.get("south", ()), *record.get("north", ()))
        for record in knowledge.table("professions").values()
    )


def profession_count(procedure: str) -> int:
    """For how many German occupations the rules can lead to a procedure."""
    wanted = groups_of(procedure)
    return sum(record["class"] in wanted for record in knowledge.table("professions").values())


def _rows_for(procedure: str) -> Iterator[tuple[Row, Box]]:
    """Every authority row that can apply to a procedure, with the conditions that then hold."""
    return ((row, box) for row in AUTHORITY.rows for box in expand(row) if procedure in box.get("verfahren", ()))
