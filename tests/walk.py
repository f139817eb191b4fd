"""Walk every way of answering, "I don't know" included, and keep what the tests look at."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from checker.engine import Answers, Match, domain_of, matches, next_question, rules
from checker.model import UNKNOWN, Question

TODAY = "2026-11-22"
LATER = "2027-02-01"


class Step(NamedTuple):
    """One point of the walk: the answers so far and the question asked next, None at the end of a path."""

    answers: Answers
    question: Question | None


def steps(on: str, *, unknown: bool) -> Iterator[Step]:
    """Every point of every path, depth first, in the order of questions and options."""
    stack: list[Answers] = [{}]
    while stack:
        answers = stack.pop()
        question = next_question(answers, on)
        yield Step(answers, question)
        if question is not None:
            options = (*question.options, UNKNOWN) if unknown else question.options
            stack.extend({**answers, question.id: option} for option in reversed(options))


class Ends(NamedTuple):
    """What the ends of all paths of one day add up to."""

    paths: list[Answers]
    rows: Counter[str]
    asked: set[str]

    def lengths(self) -> list[int]:
        """Number of questions per path, shortest first."""
        return sorted(len(path) for path in self.paths)


@cache
def ends(on: str) -> Ends:
    """All paths without "I don't know" on a day, with the main row each one ends in."""
    paths, rows, asked = [], Counter[str](), set[str]()
    for answers, question in steps(on, unknown=False):
        if question is None:
            paths.append(answers)
            rows.update(match.row.id for match in found(answers, on))
        else:
            asked.add(question.id)
    return Ends(paths, rows, asked)


def found(answers: Answers, on: str) -> list[Match]:
    """The main rows possible for some answers."""
    return matches(rules(on), domain_of(answers))


def possible(answers: Answers, on: str) -> frozenset[str]:
    """The main procedures possible for some answers."""
    return frozenset(str(match.row.then) for match in found(answers, on))
