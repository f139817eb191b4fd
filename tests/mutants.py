"""Wrong rows, made on purpose, to see whether any check notices.

A mutant is one table with one row dropped or changed the way a slip of the pen would change it. It counts as noticed
when a check of the project fails on it: exactly one row of a unique table for every way of answering on every day,
no dead row, the counselling cases, the statements of law. A mutant that changes nothing for anybody who can reach
the row is no mistake; it is counted as ``same`` and left out of the score.
"""

import datetime
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple
from unittest.mock import patch
from zlib import crc32

from checker import engine, knowledge
from checker.engine import COLLECTED, SPACE, Rules, V, competent, domain_of, parse_answers, prune
from checker.model import BadFacts, Box, CheckError, Row, Table
from checker.questions import PROFESSION_CLASSES
from checker.rules.asof import as_of
from checker.rules.authority import AUTHORITY
from checker.rules.main import MAIN
from checker.tables import Compiled, Domain, compile_table, covered, expand, meet, possible_rows
from tests.law import Law
from tests.test_cases import CASES, test_case
from tests.test_law import LAWS
from tests.walk import LATER, TODAY

TABLES: tuple[Table, ...] = (MAIN, AUTHORITY, *COLLECTED)
KINDS = ("drop", "result", "widen", "narrow", "dates")
FIRST_DAY = "2012-04-01"
MANY_ROWS = 50
SPECIAL_FIRST = {("16d-qualifikationsanalyse", "16d-reglementiert"), ("blaue-karte", "blaue-karte-it")}
"""Rows with one result that may meet: the first, more special one gives the reason."""


def options_tried(table: Table) -> int:
    """How many options of one condition are tried in each direction; which ones is fixed by the row's id.

    Large tables repeat one pattern for many occupations, so one option for each of their conditions is enough.
    """
    return 1 if len(table.rows) > MANY_ROWS else 2


Pairs = tuple[tuple[int, int], ...]
"""A box as dimensions and masks; a dimension that is not named does not matter."""


class Mutant(NamedTuple):
    """One wrong table: ``new`` stands for ``old``, or nothing does."""

    table: Table
    kind: str
    note: str
    old: Row
    new: Row | None

    def rows(self) -> tuple[Row, ...]:
        """All rows of the wrong table."""
        return tuple(
            row for row in (self.new if row is self.old else row for row in self.table.rows) if row is not None
        )

    def __str__(self) -> str:
        """Table, row and what was done to it."""
        return f"{self.table.name}/{self.old.id}: {self.kind} {self.note}".rstrip()


def mutants(table: Table) -> Iterator[Mutant]:
    """Every mutant of every row of a table."""
    for number, row in enumerate(table.rows):
        yield Mutant(table, "drop", "", row, None)
        for then in other_results(table, number):
            yield Mutant(table, "result", f"to {then or 'nobody'}", row, row._replace(then=then))
        for kind, note, new in (*other_conditions(row, options_tried(table)), *other_dates(row)):
            yield Mutant(table, kind, note, row, new)


def other_results(table: Table, number: int) -> list[str | tuple[str, ...]]:
    """The nearest different results of rows with the same role, one above and one below: the likeliest slips."""
    row = table.rows[number]

    def nearest(rows: tuple[Row, ...]) -> list[str | tuple[str, ...]]:
        return [other.then for other in rows if other.then != row.then and other.role == row.role][:1]

    return list(dict.fromkeys(nearest(table.rows[:number][::-1]) + nearest(table.rows[number + 1 :])))


def other_conditions(row: Row, tried: int) -> Iterator[tuple[str, str, Row]]:
    """The row with one condition wider or narrower, in ``when`` and in every alternative."""
    for kind, note, box in other_boxes(row.id, row.when, tried):
        yield kind, note, row._replace(when=box)
    for number, alternative in enumerate(row.any_of):
        rest = (*row.any_of[:number], *row.any_of[number + 1 :])
        if rest:
            yield "narrow", f"without alternative {number + 1}", row._replace(any_of=rest)
        for kind, note, box in other_boxes(f"{row.id} {number}", alternative, tried):
            if all(all(expanded.values()) for expanded in expand(row._replace(any_of=(box,)))):
                yield (
                    kind,
                    f"{note} in alternative {number + 1}",
                    row._replace(any_of=(*rest[:number], box, *rest[number:])),
                )


def other_boxes(seed: str, box: Box, tried: int) -> Iterator[tuple[str, str, Box]]:
    """A box with one question removed, one option added, one option taken away."""
    for question, options in box.items():
        every = SPACE.questions[SPACE.index[question]].options
        yield "widen", f"by dropping {question}", {q: o for q, o in box.items() if q != question}
        for option in sample(f"{seed} {question}", [o for o in every if o not in options], tried):
            if len(options) + 1 < len(every):
                yield "widen", f"{question} by {option}", {**box, question: options | {option}}
        for option in sample(f"{seed} {question}", sorted(options), tried) if len(options) > 1 else ():
            yield "narrow", f"{question} by {option}", {**box, question: options - {option}}


def sample(seed: str, options: list[str], tried: int) -> list[str]:
    """A few of some options, always the same ones for a seed."""
    return sorted(options, key=lambda option: crc32(f"{seed} {option}".encode()))[:tried]


def other_dates(row: Row) -> Iterator[tuple[str, str, Row]]:
    """A dated row one year early, one year late, and without the date."""
    for note, date in slips(row.valid_from):
        yield "dates", f"valid_from {note}", row._replace(valid_from=date)
    for note, date in slips(row.valid_to):
        yield "dates", f"valid_to {note}", row._replace(valid_to=date)


def slips(date: str) -> tuple[tuple[str, str], ...]:
    """What a date becomes by a slip of the pen; nothing when there is none."""
    if not date:
        return ()
    year, rest = int(date[:4]), date[4:]
    return ("earlier", f"{year - 1}{rest}"), ("later", f"{year + 1}{rest}"), ("left out", "")


# --- Who notices -------------------------------------------------------------


def noticed_by(mutant: Mutant) -> str:
    """The first check that fails: ``tables``, ``cases`` or ``laws``; ``same`` or ``nobody`` when none does."""
    if any(structure(mutant)):
        return "tables"
    cases, laws = list(touched_cases(mutant)), list(touched_laws(mutant))
    try:
        with patch.object(engine, "rules", in_place(mutant)):
            if any(map(case_fails, cases)):
                return "cases"
            if any(any(law.broken(part)) for law, part in laws):
                return "laws"
    except CheckError:  # An alternative that can never hold is refused when the table is compiled.
        return "tables"
    if not any(differs(mutant, day) for day in days_of(mutant)):
        return "same"
    return "tables" if dead(mutant) else "nobody"


def in_place(mutant: Mutant) -> Callable[[str], Rules]:
    """The function that gives the tables of a day, with the wrong table among them."""
    original = engine.rules

    @cache
    def rules(on: str) -> Rules:
        right = original(on)
        if mutant.table.name == "main":
            return right._replace(main=swapped(right.main, mutant, on))
        if mutant.table.name == "authority":
            return right._replace(authority=swapped(right.authority, mutant, on))
        collected = (swapped(c, mutant, on) if c.table.name == mutant.table.name else c for c in right.collected)
        return right._replace(collected=tuple(collected))

    return rules


def swapped(right: Compiled, mutant: Mutant, on: str) -> Compiled:
    """The compiled table with the wrong row in the place of the right one, as compiling the wrong table gives it."""
    places = [box for box, owner in enumerate(right.owner) if right.rows[owner].id == mutant.old.id]
    if mutant.new is not None and not all(all(box.values()) for box in expand(mutant.new)):
        raise BadFacts(f"{mutant}: an alternative can never hold", row=mutant.old.id)
    new = on_day(mutant.new, on)
    if not 0 < len(new) <= len(places):  # No place to fill, or too few of them.
        return compile_table(as_of(mutant.table._replace(rows=mutant.rows()), on), SPACE, on)
    new += [new[0]] * (len(places) - len(new))  # A box twice changes nothing.
    boxes, rows = list(right.boxes), list(right.rows)
    for place, box in zip(places, new, strict=True):
        boxes[place] = tuple(sorted(box))
    if mutant.new is not None:
        rows[right.owner[places[0]]] = mutant.new
    kept, allow = ~sum(1 << place for place in places), []
    for i, per_option in enumerate(right.allow):
        masks = [next((mask for j, mask in box if j == i), -1) for box in new]
        allow.append(
            {
                bit: per_option[bit] & kept
                | sum(1 << place for place, mask in zip(places, masks, strict=True) if mask & bit)
                for bit in SPACE.bits[i].values()
            }
        )
    return Compiled(right.table, tuple(rows), tuple(boxes), right.owner, tuple(allow))


def structure(mutant: Mutant) -> Iterator[str]:
    """What ``tests/test_mutation.py`` forbids in the right tables and the wrong one has: overlaps, gaps, doubles."""
    new = mutant.new
    if new is not None and mutant.table.hit == "unique":
        yield from (f"{row.id} overlaps" for row in mutant.table.rows if row is not mutant.old and together(new, row))
    elif new is not None:
        rows = [row for row in mutant.table.rows if row is not mutant.old and row.then == new.then]
        rows = [row for row in rows if not {(row.id, new.id), (new.id, row.id)} & SPECIAL_FIRST]
        yield from (f"{row.id} gives the same" for row in rows if together(new, row) and double(mutant.table, new, row))
    for day in days_of(mutant) if mutant.table.hit == "unique" else ():
        if in_force(mutant.old, day):
            yield from (f"{day}: gap" for box in boxes_of(mutant.old) if gap(box, mutant.rows(), day))


def together(one: Row, two: Row) -> bool:
    """Whether two rows can match together on some day."""
    begin, end = max(one.valid_from, two.valid_from), min(one.valid_to or "9999", two.valid_to or "9999")
    return begin <= end and any(meet(first, second) for first in boxes_of(one) for second in boxes_of(two))


def double(table: Table, one: Row, two: Row) -> bool:
    """Whether somebody can meet two rows at once; with the same result it would be chance which reason is shown."""
    return any(
        in_force(one, day)
        and in_force(two, day)
        and any(
            all(narrowed(narrowed(piece, first), second))
            for first in map(pairs, boxes_of(one))
            for second in map(pairs, boxes_of(two))
            for piece in reachable(table.name, day)
        )
        for day in {TODAY, LATER, *turns(one), *turns(two)}
        if day >= FIRST_DAY
    )


def gap(box: Box, rows: tuple[Row, ...], day: str) -> bool:
    """Whether some way of answering inside a box matches no row on a day."""
    around = [other for row in rows if in_force(row, day) for other in boxes_of(row) if meet(box, other)]
    return not inside(narrowed(list(SPACE.full), pairs(box)), [pairs(other) for other in around])


def inside(part: Domain, boxes: list[Pairs]) -> bool:
    """Whether the boxes together contain a domain."""
    bare = Compiled(Table("", "unique", ()), (), tuple(boxes), (), ())
    return covered(bare, list(range(len(boxes))), part)


_boxes: dict[int, tuple[Row, list[Box]]] = {}


def boxes_of(row: Row) -> list[Box]:
    """The boxes of a row, worked out once for as long as the row is kept here."""
    if id(row) not in _boxes:
        _boxes[id(row)] = (row, list(expand(row)))
    return _boxes[id(row)][1]


def pairs(box: Box) -> Pairs:
    """A box as dimensions and masks."""
    return tuple((SPACE.index[question], SPACE.mask(question, options)) for question, options in box.items())


def narrowed(part: Domain, box: Pairs) -> Domain:
    """The part of a domain inside a box; some mask is 0 when they do not meet."""
    found = list(part)
    for i, mask in box:
        found[i] &= mask
    return found


def meets(part: Domain, box: Pairs) -> bool:
    """Whether a domain and a box have a way of answering in common."""
    return all(part[i] & mask for i, mask in box)


def in_force(row: Row, day: str) -> bool:
    """Whether a row holds on a day."""
    return row.valid_from <= day <= (row.valid_to or "9999")


def days_of(mutant: Mutant) -> set[str]:
    """Today, next year, and the days around every date of the row before and after the mistake."""
    days = {TODAY, LATER, "2021-06-01"}
    for row in (mutant.old, mutant.new or mutant.old):
        days |= {*turns(row)}
    return {day for day in days if day >= FIRST_DAY}


def turns(row: Row) -> Iterator[str]:
    """The first and last day of a row and their neighbours outside."""
    for date, step in ((row.valid_from, -1), (row.valid_to, 1)):
        if date:
            yield date
            yield (datetime.date.fromisoformat(date) + datetime.timedelta(days=step)).isoformat()


# --- Only what a mutant can touch is evaluated --------------------------------


def apart(mutant: Mutant) -> list[Pairs]:
    """Boxes outside of which the wrong table equals the right one."""
    old, new = boxes_of(mutant.old), list(expand(mutant.new)) if mutant.new else []
    if mutant.kind not in ("drop", "result", "dates"):
        old, new = [box for box in old if box not in new], [box for box in new if box not in old]
    return [pairs(box) for box in (old if mutant.kind in ("drop", "result", "dates") else old + new)]


def touched_cases(mutant: Mutant) -> Iterator[dict[str, Any]]:
    """The counselling cases whose answers lie where the tables differ."""
    boxes = apart(mutant)
    for name, case in CASES.items():
        if right(name) and any(meets(part, box) for part in parts(name, mutant.table.name) for box in boxes):
            yield case


# A case or a law that fails on the right tables says nothing about wrong ones. Both are asked before any mutant is.


@cache
def right(name: str) -> bool:
    """Whether a case passes on the right tables."""
    return not case_fails(CASES[name])


@cache
def holds(says: str) -> bool:
    """Whether a statement of law holds on the right tables."""
    return not any(any(law.broken()) for law in LAWS if law.says == says)


@cache
def parts(name: str, table: str) -> list[Domain]:
    """What a case asks a table: its answers, and for the other tables the procedures they belong to."""
    case = CASES[name]
    answers = prune(parse_answers(case["answers"]), case["on"])[0]
    if table == "main":
        return [domain_of(answers)]
    pieces = [piece for match in engine.matches(engine.rules(case["on"]), domain_of(answers)) for piece in match.pieces]
    if table == "authority":
        procedures = {entry["id"] for entry in engine.evaluate(case["answers"], case["on"])["procedures"]}
        return [with_procedure(piece, procedure) for piece in pieces for procedure in procedures]
    return pieces


def with_procedure(piece: Domain, procedure: str) -> Domain:
    """A piece asked about another procedure."""
    return [*piece[:V], SPACE.bits[V][procedure], *piece[V + 1 :]]


def case_fails(case: dict[str, Any]) -> bool:
    """Whether a counselling case fails."""
    try:
        test_case(case)
    except (AssertionError, CheckError):
        return True
    return False


def touched_laws(mutant: Mutant) -> Iterator[tuple[Law, Domain]]:
    """The statements whose situation and words the mutant can touch, each with the part of it that matters."""
    named = {row.then for row in (mutant.old, mutant.new) if row is not None}
    boxes = [tuple((i, mask) for i, mask in box if i != V) for box in apart(mutant)]
    for law in LAWS:
        speaks = law.authority if mutant.table is AUTHORITY else mutant.table is MAIN or law.names() & named
        if speaks and holds(law.says):
            yield from ((law, narrowed(law.domain, box)) for box in boxes if meets(law.domain, box))


# --- Mutants that are none ----------------------------------------------------


def differs(mutant: Mutant, day: str) -> bool:
    """Whether anybody who can come to the table on a day meets a difference."""
    old, new = on_day(mutant.old, day), on_day(mutant.new, day)
    changed = mutant.kind == "result"
    if changed and mutant.table is AUTHORITY and mutant.new and not decides_otherwise(mutant.old, mutant.new):
        return False
    return any(
        changed or not inside(narrowed(piece, box), kept)
        for box, kept in (*((box, new) for box in old), *((box, old) for box in new))
        if changed or box not in kept
        for piece in reachable(mutant.table.name, day)
        if meets(piece, box)
    )


def decides_otherwise(old: Row, new: Row) -> bool:
    """Whether two authority rows name different bodies for some occupation; selectors often name the same one."""

    def bodies(row: Row, record: knowledge.Record) -> list[str]:
        found = (competent(then, [record]) if then.startswith("@") else (then,) for then in row.then)
        return list(dict.fromkeys(ident for ids in found for ident in ids))

    classes = {option for box in boxes_of(old) for option in box.get("prof", PROFESSION_CLASSES)}
    records = [record for record in knowledge.table("professions").values() if record["class"] in classes]
    return any(bodies(old, record) != bodies(new, record) for record in records)


def dead(mutant: Mutant) -> bool:
    """Whether nobody can come to the changed row any more."""
    return mutant.new is not None and not any(
        meets(piece, box)
        for day in days_of(mutant)
        for box in on_day(mutant.new, day)
        for piece in reachable(mutant.table.name, day)
    )


def on_day(row: Row | None, day: str) -> list[Pairs]:
    """The boxes of a row as it reads on a day; none when it is not in force."""
    if row is None or not in_force(row, day):
        return []
    read = as_of(Table("", "collect", (row,)), day).rows
    return [pairs(box) for part in read for box in expand(part) if all(box.values())]


@cache
def reachable(table: str, day: str) -> list[Domain]:
    """Every piece of the answers with which a table is asked on a day."""
    in_force_today = engine.rules(day)
    pieces = [piece for match in engine.matches(in_force_today, list(SPACE.full)) for piece in match.pieces]
    if table == "main":
        return [list(SPACE.full)]
    if table != "authority":
        return pieces
    found = {tuple(piece): piece for piece in pieces}
    for piece in pieces:
        for compiled in in_force_today.collected:
            for number, boxes in possible_rows(compiled, piece, SPACE.full).items():
                procedure = str(compiled.rows[number].then)
                if procedure not in SPACE.bits[V]:
                    continue
                for box in boxes:
                    part = list(piece)
                    for i, mask in compiled.boxes[box]:
                        part[i] &= mask
                    part = with_procedure(part, procedure)
                    found[tuple(part)] = part
    return list(found.values())


# --- The score ----------------------------------------------------------------


class Score(NamedTuple):
    """What became of the mutants of one table."""

    table: str
    noticed: Counter[str]
    by_kind: dict[str, tuple[int, int]]
    unnoticed: list[Mutant]

    @property
    def counted(self) -> int:
        """Mutants that change something."""
        return sum(self.noticed.values()) - self.noticed["same"]

    @property
    def caught(self) -> int:
        """Mutants that some check notices."""
        return self.counted - self.noticed["nobody"]


@cache
def score(name: str) -> Score:
    """Judge every mutant of a table."""
    table = next(table for table in TABLES if table.name == name)
    judged = [(mutant, noticed_by(mutant)) for mutant in mutants(table)]
    by_kind = {
        kind: (
            sum(mutant.kind == kind and by not in ("same", "nobody") for mutant, by in judged),
            sum(mutant.kind == kind and by != "same" for mutant, by in judged),
        )
        for kind in KINDS
    }
    return Score(name, Counter(by for _, by in judged), by_kind, [mutant for mutant, by in judged if by == "nobody"])
