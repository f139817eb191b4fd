"""The pages of the fourteen districts: which chambers, which advice, who decides; and the postcodes that lead there."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from checker import knowledge
from overrides.hooks import facts, professions
from overrides.hooks.data_page import DataPage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from overrides.hooks.facts import Record
    from overrides.hooks.words import Words

FOLDER = "orte/"
ADVICE = {"south": "iq-sued", "north": "iq-nord"}
FEWEST = 3  # Bodies that decide for fewer occupations are found on the page of the occupation.


@dataclass(frozen=True)
class Place:
    """A postcode in one district: the places there, whether another district or state shares it, how sure that is."""

    plz: str
    ags: str
    places: str
    main: str
    outside: bool
    certainty: str


def pages(t: Words) -> Iterator[DataPage]:
    """Yield the list and the page of every district in one language."""
    yield _overview(t)
    for record in knowledge.table("districts").values():
        yield _place(record, t)


@cache
def postcodes() -> dict[str, tuple[Place, ...]]:
    """Every postcode with the districts it lies in, the one with most of it first."""
    found: dict[str, list[Place]] = {}
    for record in knowledge.load("postcodes.json"):
        place = Place(
            record["plz"],
            record["ags"],
            record.get("places", ""),
            record["main"],
            record["outside"] == "yes",
            record["certainty"],
        )
        found.setdefault(place.plz, []).append(place)
    return {plz: tuple(sorted(found[plz], key=lambda place: place.main != "yes")) for plz in sorted(found)}


@cache
def ranges() -> dict[str, dict[str, tuple[Place, ...]]]:
    """The postcodes by their first three digits."""
    found: dict[str, dict[str, tuple[Place, ...]]] = {}
    for plz, places in postcodes().items():
        found.setdefault(plz[:3], {})[plz] = places
    return found


@cache
def deciders(region: str) -> tuple[tuple[str, int], ...]:
    """The authorities that decide in a region with the number of occupations they decide on, most first."""
    counted: Counter[str] = Counter()
    for record in knowledge.table("professions").values():
        employed = professions.bodies(record, "employed", "third", region)
        counted.update(ident for ident in employed if ident in knowledge.table("authorities"))
    return tuple((ident, count) for ident, count in counted.most_common() if count >= FEWEST)


def _overview(t: Words) -> DataPage:
    return DataPage(
        FOLDER,
        "orte.html",
        t.plain("site.places.heading"),
        t.plain("site.places.description"),
        variables={"districts": knowledge.table("districts"), "ranges": ranges(), "checked": _checked()},
    )


def _checked() -> str:
    return max(str(record["checked"]) for record in knowledge.load("postcodes.json"))


def _place(record: Record, t: Words) -> DataPage:
    own = {plz: places for plz, places in postcodes().items() if any(place.ags == record["ags"] for place in places)}
    region = record["region"]
    return DataPage(
        f"{FOLDER}{record['ags']}/",
        "ort.html",
        record["name"],
        t.plain("site.place.description", name=record["name"]),
        ((FOLDER, t.plain("site.places")),),
        german_heading=True,
        variables={
            "district": record,
            "districts": knowledge.table("districts"),
            "names": {ident: entry["name"] for ident, entry in knowledge.table("authorities").items()},
            "advice": ADVICE[region],
            "deciders": deciders(region),
            "postcodes": own,
            "sources": facts.web_sources(record),
            "checked": _checked(),
        },
    )
