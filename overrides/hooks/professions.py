"""The pages of the German occupations: what the rules say about each of them, and the lists that lead there.

Nothing about procedures or authorities is written down here: the checker is asked with typical answers. It is asked
once for each class of occupations, because the rules know nothing finer; only the bodies behind a selector of the
authority table are an occupation's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from checker import knowledge, present, search
from checker.catalog import REFERENCE, Catalog
from checker.engine import competent, evaluate
from checker.questions import QUESTIONS
from overrides.hooks import cases, facts
from overrides.hooks.data_page import DataPage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from overrides.hooks.facts import Record
    from overrides.hooks.words import Words

FOLDER = "berufe/"
ALPHABET = "berufe/a-z/"
ORIGINS = ("EU_EEA_CH", "third", "UK", "DE", "GDR")
ABROAD = ("EU_EEA_CH", "third", "UK")
REGIONS = ("south", "north")
EXAMPLES, RELATED, NEIGHBOURS = 2, 4, 5
# Occupations without a code of the classification KldB 2010 stand apart, by the beginning of their class.
UNCODED = {"meister": ("MEISTER",), "gewerbe": ("GEWERBE",), "fortbildung": ("FORT",), "weitere": ("",)}
ORDERED = ("meister", "gewerbe", "fortbildung")
FIELDS = ("8", "2", "3", "6", "7", "5", "4", "1", "9", *UNCODED)
"""The fields of the list: areas of the KldB with most recognition cases first, then what has no code."""

# How binding a procedure is, where the sentence about the occupation has said so already, and what is worth saying.
EXPECTED = {"federal": "yes", "land": "yes", "title_only": "title", "no": "no", "business": "business"}
CHANGING = "REG_ASSIST_CARE"
"""Occupations under law of the Land until the end of 2026 and under federal law from 2027 on (PflFAssG)."""
BINDING = frozenset({"yes", "title", "business", "notice"})

Verdict = dict[str, Any]


@dataclass(frozen=True)
class Route:
    """One procedure with its steps, and the origins of a qualification for which it is the right one."""

    procedure: str
    required: str
    parts: tuple[str, ...]
    origins: tuple[str, ...]
    paragraphs: tuple[str, ...]


def pages(t: Words) -> Iterator[DataPage]:
    """Yield the lists and the page of every occupation in one language."""
    yield _overview(t)
    yield _alphabet(t)
    for field in FIELDS:
        yield _field(field, t)
    for record in knowledge.table("professions").values():
        yield _profession(record, t)


def name(ident: str, language: str) -> str:
    """The everyday name of an occupation, "" in German and where a language has none."""
    return "" if language == REFERENCE else str(knowledge.names(language).get(ident, {}).get("name", ""))


def address(ident: str) -> str:
    """Where the page of an occupation lies below the root of a language."""
    return f"{FOLDER}{ident}/"


def field_of(record: Record) -> str:
    """The field of the list: the first digit of the classification, or a group for occupations without a code."""
    if code := record.get("kldb"):
        return str(code)[0]
    return next(field for field, classes in UNCODED.items() if record["class"].startswith(classes))


@cache
def fields() -> dict[str, list[Record]]:
    """The occupations of each field in the order of the classification."""
    found: dict[str, list[Record]] = {field: [] for field in FIELDS}
    for record in sorted(knowledge.table("professions").values(), key=lambda record: record.get("kldb", "")):
        found[field_of(record)].append(record)
    return found


@cache
def verdict(group: str, qual: str, working: str, origin: str, region: str) -> Verdict:
    """What the checker says to typical answers for a class of occupations.

    Typical are a finished education, no earlier decision, a home in the state and a wish to work in the occupation.
    """
    typical = {question.id: question.assume for question in QUESTIONS if not question.optional}
    own = {"prof": group, "qual": qual, "self": working, "where": origin, "live": f"lsa_{region}"}
    return evaluate(typical | own, present.RULES_DATE)


def qualification(record: Record) -> str:
    """The kind of education that leads to an occupation in Germany."""
    return "uni" if record["kind"].startswith("academic") else "voc"


@cache
def workings(group: str, qual: str) -> tuple[str, ...]:
    """How one can work in a class of occupations, where that makes a difference: employed, with an own business."""
    asked = ("self" in verdict(group, qual, "employed", origin, "south")["answers"] for origin in ABROAD)
    return ("employed", "own") if any(asked) else ("employed",)


def mains(found: Verdict) -> list[Record]:
    """The main procedures of a verdict."""
    return [entry for entry in found["procedures"] if entry["role"] == "main"]


@cache
def routes(group: str, qual: str, working: str) -> tuple[Route, ...]:
    """The procedures for a class of occupations; origins with the same procedure stand together.

    For an own business only what differs from employed work is named.
    """
    origins: dict[tuple[str, str, tuple[str, ...]], list[str]] = {}
    cited: dict[tuple[str, str, tuple[str, ...]], list[str]] = {}
    for origin in ORIGINS:
        answer = verdict(group, qual, working, origin, "south")
        parts = tuple(entry["id"] for entry in answer["procedures"] if entry["role"] == "part")
        for entry in mains(answer):
            procedure = knowledge.table("procedures").get(entry["id"], {})
            key = (entry["id"], present.required(procedure, group), parts)
            origins.setdefault(key, []).append(origin)
            cited.setdefault(key, []).extend(s for s in entry["source_ids"] if s not in knowledge.table("pages"))
    found = tuple(Route(*key, tuple(origins[key]), _paragraphs(cited[key])) for key in origins)
    employed = routes(group, qual, "employed") if working != "employed" else ()
    return tuple(route for route in found if route not in employed)


def _paragraphs(source_ids: list[str]) -> tuple[str, ...]:
    return tuple(source.cite for source in facts.sources(source_ids))


def bodies(record: Record, working: str, origin: str, region: str) -> list[str]:
    """The authorities that decide on the main procedure of one occupation."""
    answer = verdict(record["class"], qualification(record), working, origin, region)
    targets = [target for entry in mains(answer) for target in entry["authority_row"].then]
    return list(_resolved(targets, record))


def _resolved(targets: Iterable[str], record: Record) -> Iterator[str]:
    seen: set[str] = set()
    for target in targets:
        for ident in competent(target, [record]) if target.startswith("@") else (target,):
            if ident not in seen:
                seen.add(ident)
                yield ident


@dataclass(frozen=True)
class Decision:
    """What an occupation's page says about authorities, fees, deadlines, German and law."""

    bodies: dict[str, tuple[str, ...]]  # By region; one region "land" when south and north are the same.
    fees: tuple[Record, ...]
    deadlines: tuple[Record, ...]
    german: Record | None
    source_ids: tuple[str, ...]


@cache
def decision(ident: str) -> Decision:
    """Ask the checker for one occupation; the same for every language."""
    record = knowledge.table("professions")[ident]
    found: dict[str, list[str]] = {region: [] for region in REGIONS}
    figures: dict[str, dict[str, Record]] = {"fees": {}, "deadlines": {}}
    source_ids: list[str] = []
    binding: list[Record] = []
    words = Catalog(REFERENCE)
    for working in workings(record["class"], qualification(record)):
        for origin in ABROAD:
            for region in REGIONS:
                answer = verdict(record["class"], qualification(record), working, origin, region)
                for entry in mains(answer):
                    decides = list(_resolved(entry["authority_row"].then, record))
                    found[region] += decides
                    source_ids += [*entry["source_ids"], *entry["authority_row"].sources]
                    procedure = knowledge.table("procedures").get(entry["id"], {})
                    binding.append({**entry, "required": present.required(procedure, ident)})
                    for kind, prefix in (("fees", "fee"), ("deadlines", "deadline")):
                        asked = {**entry, "authority": decides}
                        figure = present.figure(kind, prefix, asked, words, present.RULES_DATE, ident)
                        if figure and figure["certainty"] != "low":
                            figures[kind].setdefault(figure["id"], {**figure, "procedure": entry["id"]})
    by_region = {region: tuple(dict.fromkeys(idents)) for region, idents in found.items()}
    same = by_region["south"] == by_region["north"]
    return Decision(
        {"land": by_region["south"]} if same else by_region,
        tuple(figures["fees"].values()),
        tuple(figures["deadlines"].values()),
        present.german_level(ident, binding, words),
        tuple(dict.fromkeys([*source_ids, *_uncited(record, source_ids)])),
    )


def _uncited(record: Record, source_ids: list[str]) -> list[str]:
    """The laws of an occupation of which no paragraph is cited."""
    return [law for law in record.get("laws", ()) if not any(ident.startswith(f"{law}-") for ident in source_ids)]


@cache
def related(ident: str) -> tuple[str, ...]:
    """Occupations that the classification puts close by, those of the same class first.

    Crafts run by a master and further trainings have no code; there the fact table is in the order of the trades.
    """
    every = knowledge.table("professions")
    own = every[ident]
    place = {other: number for number, other in enumerate(every)}

    def distance(other: str) -> tuple[bool, int, int] | None:
        apart = abs(place[other] - place[ident])
        other_class = every[other]["class"] != own["class"]
        code, shared = own.get("kldb", ""), every[other].get("kldb", "")
        if not code:
            near = not shared and not other_class and apart <= NEIGHBOURS and field_of(own) in ORDERED
            return (False, 0, apart) if near else None
        digits = next((n for n in (5, 4, 3, 2) if code[:n] == shared[:n]), 0)
        return (other_class, -digits, apart) if digits >= (3 if other_class else 2) else None

    ranked = sorted((rank, other) for other in every if other != ident and (rank := distance(other)) is not None)
    return tuple(other for _, other in ranked[:RELATED])


@cache
def examples() -> dict[str, tuple[cases.Case, ...]]:
    """The example cases of each occupation that has any."""
    found: dict[str, tuple[cases.Case, ...]] = {}
    for case in cases.every():
        chosen = case.answers.get("prof", "")
        found[chosen] = (*found.get(chosen, ()), case)
    return found


def status(record: Record) -> str:
    """How bound the occupation is; of a craft that only a master may run, just the own business is."""
    return "business" if record["class"].startswith("MEISTER_A") else str(record["regulated"])


def _overview(t: Words) -> DataPage:
    return DataPage(
        FOLDER,
        "berufe.html",
        t.plain("site.professions.heading"),
        t.plain("site.professions.description", count=len(knowledge.table("professions"))),
        variables={"fields": {field: len(records) for field, records in fields().items()}, "view": "fields"},
    )


# Ukrainian letters that Unicode does not list where the alphabet has them.
UKRAINIAN = str.maketrans({"ґ": "г\uffff", "є": "е\uffff", "і": "и\ufffe", "ї": "и\uffff"})


def in_alphabet(folded: str) -> str:
    """What sorts a folded word where its alphabet has it."""
    return folded.translate(UKRAINIAN)


def _alphabet(t: Words) -> DataPage:
    """Every occupation by the initial of its name in the reader's language."""
    listed = [(name(ident, t.language), record) for ident, record in knowledge.table("professions").items()]
    ordered = sorted(listed, key=lambda entry: in_alphabet(search.fold(entry[0] or entry[1]["title"])))
    letters: dict[str, list[tuple[str, Record]]] = {}
    for own, record in ordered:
        letters.setdefault(search.fold(own or record["title"])[0].upper(), []).append((own, record))
    return DataPage(
        ALPHABET,
        "berufe.html",
        t.plain("site.professions.alphabet"),
        t.plain("site.professions.alphabet_description"),
        ((FOLDER, t.plain("site.professions")),),
        variables={"letters": letters, "view": "alphabet"},
    )


def _field(field: str, t: Words) -> DataPage:
    """The occupations of one field, by main group of the classification."""
    groups: dict[str, list[tuple[str, Record]]] = {}
    for record in fields()[field]:
        groups.setdefault(record.get("kldb", "")[:2], []).append((name(record["id"], t.language), record))
    for group in groups.values():
        group.sort(key=lambda entry: search.fold(entry[0] or entry[1]["title"]))
    title = t.plain("site.field." + field)
    return DataPage(
        f"{FOLDER}feld/{field}/",
        "berufe.html",
        title,
        t.plain("site.field.description", title=title),
        ((FOLDER, t.plain("site.professions")),),
        variables={"groups": groups, "field": field, "view": "field"},
    )


def _profession(record: Record, t: Words) -> DataPage:
    ident, group, qual = record["id"], record["class"], qualification(record)
    own, field, found = name(ident, t.language), field_of(record), decision(record["id"])
    heading = f"{own} – {record['title'].split('/')[0]}" if own else record["title"]
    certain = record["certainty"] != "low"
    return DataPage(
        address(ident),
        "beruf.html",
        heading,
        t.plain("site.profession.description", title=heading),
        ((FOLDER, t.plain("site.professions")), (f"{FOLDER}feld/{field}/", t.plain("site.field." + field))),
        german_heading=not own,
        variables={
            "record": record,
            "own": own,
            "status": status(record),
            "meaning": "changing" if group == CHANGING else status(record),
            "expected": EXPECTED[status(record)],
            "binding": BINDING,
            "routes": {working: routes(group, qual, working) for working in workings(group, qual)},
            "bodies": found.bodies,
            "names": {body: entry["name"] for body, entry in knowledge.table("authorities").items()},
            "fees": found.fees if certain else (),
            "deadlines": found.deadlines if certain else (),
            "german": found.german,
            "sources": facts.sources([*found.source_ids]),
            "web": facts.web_sources({**record, "source": [record["source"]]}),
            "related": [(name(other, t.language), knowledge.table("professions")[other]) for other in related(ident)],
            "examples": examples().get(ident, ())[:EXAMPLES],
        },
    )
