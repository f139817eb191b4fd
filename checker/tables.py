"""Exact three-valued evaluation of decision tables.

A state of knowledge is a *domain*: for every question the set of options that are still possible, as
a bit mask. A row is a union of boxes over the same questions, so "possible" (some completion matches),
"certain" (every completion matches) and "needs" (questions on which that depends) are set operations
and exact: the possible rows are the union over all completions, nothing is lost and nothing added.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from checker.model import BadFacts, Box, Question, Row, Table

Domain = list[int]


class Space:
    """The questions as dimensions; turns option ids into bit masks."""

    def __init__(self, questions: Iterable[Question]) -> None:
        """Number the questions and their options in the given order."""
        self.questions = tuple(questions)
        self.index = {question.id: i for i, question in enumerate(self.questions)}
        self.bits = [{option: 1 << k for k, option in enumerate(q.options)} for q in self.questions]
        self.full = [(1 << len(q.options)) - 1 for q in self.questions]
        self._masks: dict[tuple[str, frozenset[str]], int] = {}

    def mask(self, question: str, options: Iterable[str], row: str = "") -> int:
        """Bit mask of options of one question; BadFacts names the row that misspells one."""
        key = question, frozenset(options)
        if key not in self._masks:
            self._masks[key] = self._new_mask(*key, row)
        return self._masks[key]

    def _new_mask(self, question: str, options: frozenset[str], row: str) -> int:
        if question not in self.index:
            raise BadFacts(f"row {row}: there is no question {question!r}", row=row, question=question)
        bits = self.bits[self.index[question]]
        unknown = sorted(options - set(bits))
        if unknown:
            raise BadFacts(f"row {row}: question {question!r} has no option {unknown}", row=row, options=unknown)
        return sum(bits[option] for option in options)

    def options(self, i: int, mask: int) -> tuple[str, ...]:
        """Option ids of a mask, in the question's order."""
        return tuple(option for option, bit in self.bits[i].items() if bit & mask)


class Compiled(NamedTuple):
    """A table ready to evaluate: boxes as (dimension, mask) pairs and, per dimension, options -> boxes that allow one.

    The index starts with the single options; sets of options are added when they are first met.
    """

    table: Table
    rows: tuple[Row, ...]
    boxes: tuple[tuple[tuple[int, int], ...], ...]
    owner: tuple[int, ...]
    allow: tuple[dict[int, int], ...]


def expand(row: Row) -> Iterator[Box]:
    """The boxes of a row: ``when`` intersected with each alternative of ``any_of``."""
    for extra in row.any_of or ({},):
        box = dict(row.when)
        for question, options in extra.items():
            box[question] = box[question] & options if question in box else options
        yield box


def compile_table(table: Table, space: Space, on: str) -> Compiled:
    """Keep the rows in force on an ISO date and turn them into masks."""
    rows = tuple(
        row
        for row in table.rows
        if (not row.valid_from or row.valid_from <= on) and (not row.valid_to or on <= row.valid_to)
    )
    boxes, owner = [], []
    for number, row in enumerate(rows):
        for box in expand(row):
            masks = {question: space.mask(question, options, row.id) for question, options in box.items()}
            if not all(masks.values()):
                raise BadFacts(f"row {row.id}: one of its alternatives contradicts the condition", row=row.id)
            boxes.append(tuple(sorted((space.index[question], mask) for question, mask in masks.items())))
            owner.append(number)
    everything = (1 << len(boxes)) - 1
    allow = [dict.fromkeys(bits.values(), everything) for bits in space.bits]
    # Many boxes share a condition, so each condition is looked at once.
    with_condition: dict[tuple[int, int], int] = {}
    for number, conditions in enumerate(boxes):
        for condition in conditions:
            with_condition[condition] = with_condition.get(condition, 0) | 1 << number
    for (i, mask), found in with_condition.items():
        for bit in allow[i]:
            if not bit & mask:
                allow[i][bit] &= ~found
    return Compiled(table, rows, tuple(boxes), tuple(owner), tuple(allow))


def possible_boxes(compiled: Compiled, domain: Domain, full: Domain) -> list[int]:
    """Numbers of the boxes that some completion of the domain matches."""
    return numbers(alive_boxes(compiled, domain, full))


def alive_boxes(compiled: Compiled, domain: Domain, full: Domain) -> int:
    """The same as one bit set."""
    alive = (1 << len(compiled.boxes)) - 1
    for i, mask in enumerate(domain):
        if mask != full[i]:
            allow = compiled.allow[i]
            if mask not in allow:
                allow[mask] = union(allow, mask)
            alive &= allow[mask]
            if not alive:
                break
    return alive


def numbers(bits: int) -> list[int]:
    """The members of a bit set, smallest first."""
    found = []
    while bits:
        low = bits & -bits
        found.append(low.bit_length() - 1)
        bits ^= low
    return found


def union(allow: dict[int, int], mask: int) -> int:
    """Boxes that allow at least one option of a mask, from the entries of its single options."""
    boxes = 0
    while mask:
        bit = mask & -mask
        boxes |= allow[bit]
        mask ^= bit
    return boxes


def possible_rows(compiled: Compiled, domain: Domain, full: Domain) -> dict[int, list[int]]:
    """Row number -> its possible boxes, in table order."""
    found: dict[int, list[int]] = {}
    for box in possible_boxes(compiled, domain, full):
        found.setdefault(compiled.owner[box], []).append(box)
    return found


def needs(compiled: Compiled, domain: Domain, full: Domain) -> int:
    """Bit set of the dimensions on which it still depends which rows match; 0 when a unique table is decided."""
    boxes = possible_boxes(compiled, domain, full)
    if compiled.table.hit == "unique" and len({compiled.owner[box] for box in boxes}) < 2:  # noqa: PLR2004
        return 0
    wanted = 0
    for box in boxes:
        for i, mask in compiled.boxes[box]:
            if domain[i] & ~mask:
                wanted |= 1 << i
    return wanted


def covered(compiled: Compiled, boxes: list[int], domain: Domain) -> bool:
    """True when every completion of the domain lies in one of the boxes (exact, by splitting)."""
    best: list[tuple[int, int]] | None = None
    for box in boxes:
        pairs = compiled.boxes[box]
        if any(not domain[i] & mask for i, mask in pairs):
            continue
        loose = [(i, mask) for i, mask in pairs if domain[i] & ~mask]
        if not loose:
            return True
        if best is None or len(loose) < len(best):
            best = loose
    if best is None:
        return False
    i, mask = best[0]
    return all(
        covered(compiled, boxes, [*domain[:i], part, *domain[i + 1 :]])
        for part in (domain[i] & mask, domain[i] & ~mask)
    )


def overlaps(table: Table) -> list[tuple[str, str]]:
    """Pairs of rows of a unique table that could match together on some day."""
    return [
        (first.id, second.id)
        for number, first in enumerate(table.rows)
        for second in table.rows[number + 1 :]
        if in_force_together(first, second) and any(meet(one, two) for one in expand(first) for two in expand(second))
    ]


def in_force_together(first: Row, second: Row) -> bool:
    """Whether the periods of two rows share a day."""
    return max(first.valid_from, second.valid_from) <= min(first.valid_to or "9999", second.valid_to or "9999")


def meet(one: Box, two: Box) -> bool:
    """Whether some way of answering lies in both boxes."""
    return all(options & two.get(question, options) for question, options in one.items())
