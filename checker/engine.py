"""From answers to a result: check, prune, evaluate, explain."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from checker import knowledge
from checker.model import UNKNOWN, BadRequest, NoSingleRow, Question, Row, Table, UnknownAnswer
from checker.procedures import PROCEDURES
from checker.questions import BY_ID, QUESTIONS
from checker.rules.addons import ADDONS
from checker.rules.advice import ADVICE
from checker.rules.alternatives import ALTERNATIVES
from checker.rules.asof import as_of
from checker.rules.authority import AUTHORITY
from checker.rules.cautions import CAUTIONS
from checker.rules.main import MAIN
from checker.rules.measures import MEASURES
from checker.tables import Compiled, Domain, Space, alive_boxes, compile_table, covered, needs, numbers, possible_rows

Answers = dict[str, str]
COLLECTED: tuple[Table, ...] = (MEASURES, ALTERNATIVES, ADDONS, ADVICE, CAUTIONS)
# The procedure a step, an authority or a caution belongs to is one more dimension of the tables.
VERFAHREN = Question("verfahren", PROCEDURES, assume="")
SPACE = Space((*QUESTIONS, VERFAHREN))
V = SPACE.index["verfahren"]
ROLES = ("main", "part", "alternative", "addon", "advice")


class Rules(NamedTuple):
    """All tables in force on one day."""

    main: Compiled
    authority: Compiled
    collected: tuple[Compiled, ...]
    on: str


class Match(NamedTuple):
    """One possible main row with the domain it leaves, one piece per box of the row."""

    row: Row
    pieces: tuple[Domain, ...]


@cache
def rules(on: str) -> Rules:
    """The tables in force on an ISO date."""
    return Rules(
        compile_table(as_of(MAIN, on), SPACE, on),
        compile_table(as_of(AUTHORITY, on), SPACE, on),
        tuple(compile_table(as_of(table, on), SPACE, on) for table in COLLECTED),
        on,
    )


def parse_date(on: object) -> str:
    """An ISO date between 2012-04-01 (the recognition act) and 2100, or BadRequest."""
    try:
        day = datetime.date.fromisoformat(str(on))
    except ValueError:
        day = None
    if day is None or not isinstance(on, str) or not datetime.date(2012, 4, 1) <= day < datetime.date(2100, 1, 1):
        raise BadRequest(
            f"date {on!r} is not a day between 2012-04-01 and 2099-12-31 written as YYYY-MM-DD", on=str(on)
        )
    return day.isoformat()


def parse_answers(raw: object) -> Answers:
    """Question id -> option, entity or ``unknown``, in the questions' order; UnknownAnswer names what is allowed."""
    if not isinstance(raw, Mapping):
        raise BadRequest('answers must be one JSON object such as {"goal": "study"}', got=type(raw).__name__)
    for name in raw:
        if name not in BY_ID:
            raise UnknownAnswer(
                f"there is no question {str(name)[:80]!r}; questions are {', '.join(BY_ID)}",
                question=str(name)[:80],
                allowed=list(BY_ID),
            )
    return {question.id: parse_option(question, raw[question.id]) for question in QUESTIONS if question.id in raw}


def parse_option(question: Question, value: object) -> str:
    """One answer: an option, a member of the question's list, a number for banded questions, or ``unknown``."""
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, (int, float)) and not isinstance(value, bool) and question.bands:
        for limit, option in question.bands:
            if 0 <= value < limit:
                return option
    if isinstance(value, str):
        if value == UNKNOWN or value in question.options:
            return value
        if question.entity and value in knowledge.ENTITIES[question.entity]():
            return value
    allowed = [*question.options, UNKNOWN]
    more = f", or the id of a {question.entity}" if question.entity else ""
    more += ", or a number" if question.bands else ""
    raise UnknownAnswer(
        f"question {question.id!r} has no answer {str(value)[:80]!r}; allowed: {', '.join(allowed)}{more}",
        question=question.id,
        value=str(value)[:80],
        allowed=allowed,
    )


def option_of(question: Question, value: str) -> str:
    """The option behind an entity: the class of a profession, the group of a state, the region of a district."""
    if question.entity and value not in question.options and value != UNKNOWN:
        return knowledge.ENTITIES[question.entity]()[value]
    return value


def domain_of(answers: Answers, *, asking: bool = False) -> Domain:
    """What is still possible; when ``asking``, "I don't know" stands for the question's assumed option."""
    domain = list(SPACE.full)
    for i, question in enumerate(QUESTIONS):
        value = answers.get(question.id)
        if value is None:
            if question.premise:
                domain[i] = SPACE.mask(question.id, question.premise)
        elif value != UNKNOWN:
            domain[i] = SPACE.bits[i][option_of(question, value)]
        elif asking:
            domain[i] = SPACE.bits[i][question.assume]
    return domain


def matches(in_force: Rules, domain: Domain) -> list[Match]:
    """The main rows that are still possible, each with what it leaves possible."""
    found = []
    for number, boxes in possible_rows(in_force.main, domain, SPACE.full).items():
        row = in_force.main.rows[number]
        pieces = []
        for box in boxes:
            piece = list(domain)
            for i, mask in in_force.main.boxes[box]:
                piece[i] &= mask
            piece[V] = SPACE.bits[V][str(row.then)]
            pieces.append(piece)
        found.append(Match(row, tuple(pieces)))
    return found


def likely_first(answers: Answers, on: str) -> list[Match]:
    """The main rows possible for some answers; those along the assumed options come first."""
    in_force = rules(on)
    found = matches(in_force, domain_of(answers))
    likely = {match.row.id for match in matches(in_force, domain_of(answers, asking=True))}
    return sorted(found, key=lambda match: match.row.id not in likely)


def main_needs(in_force: Rules, domain: Domain) -> int:
    """Dimensions on which the main procedure still depends; 0 when it is decided."""
    return needs(in_force.main, domain, SPACE.full)


def authority_needs(in_force: Rules, match: Match) -> int:
    """Dimensions on which the authority of a decided main procedure still depends."""
    return needs_of((in_force.authority,), match)


def detail_needs(in_force: Rules, match: Match) -> int:
    """Dimensions on which steps, alternatives, advice and cautions still depend."""
    return needs_of(in_force.collected, match)


def needs_of(tables: tuple[Compiled, ...], match: Match) -> int:
    """Dimensions on which some tables still depend for one main row."""
    wanted = 0
    for compiled in tables:
        for piece in match.pieces:
            wanted |= needs(compiled, piece, SPACE.full)
    return wanted


def prune(answers: Answers, on: str) -> tuple[Answers, Answers]:
    """Split answers into those that still matter and those dropped, earlier questions first.

    An answer matters when, given the kept earlier answers, a main row, the authority or a detail of a still
    possible main procedure depends on it. So a changed earlier answer drops what hung on it, and nothing else.
    """
    in_force = rules(on)
    kept: Answers = {}
    dropped: Answers = {}
    for i, question in enumerate(QUESTIONS):
        if question.id not in answers:
            continue
        domain = domain_of(kept)
        domain[i] = SPACE.full[i]
        bit = 1 << i
        relevant = main_needs(in_force, domain) & bit or any(
            (authority_needs(in_force, match) | detail_needs(in_force, match)) & bit
            for match in matches(in_force, domain)
        )
        (kept if relevant else dropped)[question.id] = answers[question.id]
    return kept, dropped


def first_unanswered(wanted: int, answers: Answers) -> Question | None:
    """The first question in the fixed order among the wanted dimensions that has no answer yet."""
    for i, question in enumerate(QUESTIONS):
        if wanted >> i & 1 and question.id not in answers:
            return question
    return None


def next_question(answers: Answers, on: str) -> Question | None:
    """The next question that decides main procedure or authority, or None; ``answers`` are pruned ones."""
    in_force = rules(on)
    domain = domain_of(answers, asking=True)
    wanted = main_needs(in_force, domain)
    if not wanted:
        for match in matches(in_force, domain):
            wanted |= authority_needs(in_force, match)
    return first_unanswered(wanted, answers)


class Found(NamedTuple):
    """A procedure or caution in the result: its row, how sure it is, and the domain it was found in."""

    row: Row
    certain: bool
    piece: Domain


def details(in_force: Rules, match: Match) -> list[Found]:
    """Collected rows of one main row; certain only if every piece of the match makes them so."""
    found: dict[str, Found] = {}
    hits: dict[str, int] = {}
    for piece in match.pieces:
        for compiled in in_force.collected:
            for number, boxes in possible_rows(compiled, piece, SPACE.full).items():
                row = compiled.rows[number]
                sure = not row.open_end and covered(compiled, boxes, piece)
                hits[row.id] = hits.get(row.id, 0) + 1
                certain = sure and (row.id not in found or found[row.id].certain)
                found[row.id] = Found(row, certain, piece)
    return [f._replace(certain=f.certain and hits[f.row.id] == len(match.pieces)) for f in found.values()]


def because(row: Row, answers: Answers) -> list[dict[str, str]]:
    """The reader's own answers the row depends on, in the order of the questions."""
    named = {*row.when, *(question for box in row.any_of for question in box)}
    return [{"question": q, "option": value} for q, value in answers.items() if q in named]


def authorities(in_force: Rules, procedure: str, piece: Domain, profession: str) -> tuple[list[str], Row]:
    """Authority ids for one procedure and the row that says so; selectors are resolved from the occupation."""
    domain = list(piece)
    domain[V] = SPACE.bits[V][procedure]
    rows = possible_rows(in_force.authority, domain, SPACE.full)
    if not rows:
        raise NoSingleRow(f"no authority row for {procedure}", table="authority", procedure=procedure)
    ids: list[str] = []
    for number in rows:
        for item in in_force.authority.rows[number].then:
            for named in resolve(item, profession, piece) if item.startswith("@") else (item,):
                ident = in_office(named, in_force.on)
                if ident not in ids:
                    ids.append(ident)
    return ids, in_force.authority.rows[next(iter(rows))]


def in_office(ident: str, on: str) -> str:
    """The body that decided on that day: before ``valid_from`` of a record, the one named in ``before``."""
    record = knowledge.table("authorities")[ident]
    return str(record["before"]) if on < record.get("valid_from", "") else ident


EXAMINERS = {"ihk-fosa": ("ihk-halle-dessau", "ihk-magdeburg"), "lwk-niedersachsen": ("lvwa-agrar", "lvwa-agrar")}
FEW = 3


def resolve(selector: str, profession: str, piece: Domain) -> list[str]:
    """Competent bodies behind a selector.

    For an occupation the fact table's own; for a class the bodies its occupations share, or none when they
    are more than a reader could choose from.
    """
    table = knowledge.table("professions")
    if profession in table:
        members = [table[profession]]
    else:
        wanted = set(SPACE.options(SPACE.index["prof"], piece[SPACE.index["prof"]]))
        members = [record for record in table.values() if record["class"] in wanted]
    found = list(dict.fromkeys(competent(selector, members)))
    return found if profession in table or len(found) <= FEW else []


def competent(selector: str, members: Iterable[knowledge.Record]) -> Iterator[str]:
    """The bodies a selector of the authority table names for these occupations, possibly repeated."""
    if selector == "@national":
        yield from (ident for record in members for ident in record["south"] if ident in record["north"])
        return
    halves = {"south": (0,), "north": (1,), "both": (0, 1)}[selector.rpartition("-")[2].removeprefix("@")]
    for record in members:
        for half in halves:
            for ident in record["south" if half == 0 else "north"]:
                yield EXAMINERS.get(ident, (ident, ident))[half] if "training" in selector else ident


def evaluate(raw: object, on: str) -> dict[str, Any]:
    """The result without texts (see ``checker.present`` for those); raises CheckError on bad input."""
    day = parse_date(on)
    given = parse_answers(raw)
    answers, dropped = prune(given, day)
    question = next_question(answers, day)
    in_force = rules(day)
    found = likely_first(answers, day)
    if not found:
        raise NoSingleRow(f"no main row for {answers}", table="main", answers=answers)
    entries: dict[str, dict[str, Any]] = {}
    cautions: dict[str, Row] = {}
    wanted = 0
    decided = len(found) == 1
    # Main procedures come first, so that one which is also a detail of another keeps the role "main".
    for match in found:
        collect_entry(entries, in_force, answers, match.row, "main", match.pieces[0], certain=decided)
    for match in found if question is None else ():
        wanted |= authority_needs(in_force, match) | detail_needs(in_force, match)
        for item in details(in_force, match):
            if item.row.then in PROCEDURE_SET:
                collect_entry(entries, in_force, answers, item.row, item.row.role, item.piece,
                              certain=item.certain and decided)  # fmt: skip
            elif item.certain or not decided:
                cautions.setdefault(str(item.row.then), item.row)
    if question is None:
        wanted |= main_needs(in_force, domain_of(answers))
    return {
        "on": day,
        "complete": question is None,
        "next_question": question.id if question else None,
        "answers": answers,
        "dropped": dropped,
        "procedures": sorted(entries.values(), key=lambda e: (ROLES.index(e["role"]), e["certainty"] != "applies")),
        "cautions": list(cautions.values()),
        "open": open_questions(wanted, answers) if question is None else [question.id],
        "changes": changes(in_force, answers) if question is None else [],
    }


PROCEDURE_SET = frozenset(PROCEDURES)


def collect_entry(
    entries: dict[str, dict[str, Any]],
    in_force: Rules,
    answers: Answers,
    row: Row,
    role: str,
    piece: Domain,
    *,
    certain: bool,
) -> None:
    """Add a procedure to the result, or raise the certainty of one that is already there."""
    ident = str(row.then)
    entry = entries.get(ident)
    if entry is not None and (entry["certainty"] == "applies" or not certain):
        return
    ids, authority_row = authorities(in_force, ident, piece, answers.get("prof", ""))
    entries[ident] = {
        "id": ident,
        "role": entry["role"] if entry else role,
        "certainty": "applies" if certain else "possible",
        "authority": ids,
        "authority_row": authority_row,
        "because": because(row, answers),
        "row": row.id,
        "reason": row.reason,
        "source_ids": row.sources,
    }


def open_questions(wanted: int, answers: Answers) -> list[str]:
    """Questions, unanswered or answered "I don't know", whose answer would narrow the result."""
    return [q.id for i, q in enumerate(QUESTIONS) if wanted >> i & 1 and answers.get(q.id, UNKNOWN) == UNKNOWN]


def changes(in_force: Rules, answers: Answers) -> list[dict[str, Any]]:
    """What another answer would lead to: other main procedures or, where readers have influence, further routes.

    Each entry names one other option, whether readers can influence it, and the procedures it would bring.
    The occupation is left out: another occupation is another case.
    """
    main = in_force.main
    domain = domain_of(answers)
    found = matches(in_force, domain)
    now = [match.row.id for match in found]
    entries = []
    for i, question in enumerate(QUESTIONS):
        if answers.get(question.id, UNKNOWN) == UNKNOWN or question.id == "prof":
            continue
        boxes = alive_boxes(main, opened(domain, i), SPACE.full)
        for option, bit in SPACE.bits[i].items():
            if bit == domain[i]:
                continue
            there = rows_of(main, boxes & main.allow[i][bit])
            new = [str(row.then) for row in there]
            if [row.id for row in there] == now:
                new = gained(in_force, found[0], i, domain[i], bit) if question.influence and len(found) == 1 else []
            if new:
                then = list(dict.fromkeys(new))
                entries.append({"if": {question.id: option}, "then": then, "influence": question.influence})
    return entries


def opened(domain: Domain, i: int) -> Domain:
    """The domain with every option of one question possible."""
    return [*domain[:i], SPACE.full[i], *domain[i + 1 :]]


def rows_of(compiled: Compiled, boxes: int) -> list[Row]:
    """The rows behind a bit set of boxes, in table order."""
    return [compiled.rows[number] for number in dict.fromkeys(compiled.owner[box] for box in numbers(boxes))]


def gained(in_force: Rules, match: Match, i: int, given: int, other: int) -> list[str]:
    """Procedures beside an unchanged main one that another answer to question ``i`` would certainly add."""
    added: list[str] = []
    for compiled in in_force.collected:
        for piece in match.pieces:
            boxes = alive_boxes(compiled, opened(piece, i), SPACE.full)
            fresh = boxes & compiled.allow[i][other] & ~compiled.allow[i][given]
            then = [*piece[:i], other, *piece[i + 1 :]]
            added.extend(
                str(compiled.rows[compiled.owner[box]].then)
                for box in numbers(fresh)
                if compiled.rows[compiled.owner[box]].then in PROCEDURE_SET and covered(compiled, [box], then)
            )
    return added
