"""The shapes everything else is written in: questions, rows, tables, errors."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

UNKNOWN = "unknown"
"""The option "I don't know", allowed for every question."""

Box = Mapping[str, frozenset[str]]
"""A condition: question id -> allowed option ids; a question that is not named does not matter."""


class Question(NamedTuple):
    """One closed question.

    ``options`` are the answers rules may refer to. ``entity`` names the list whose members may be
    given instead of an option (``profession``, ``state``, ``district``). ``premise`` holds until the
    question is answered (this site advises on work in Saxony-Anhalt). ``assume`` is the option along
    which the flow goes on asking after "I don't know"; the result still covers every option.
    ``influence`` marks what readers can change themselves.
    """

    id: str
    options: tuple[str, ...]
    assume: str
    entity: Literal["", "profession", "state", "district"] = ""
    premise: tuple[str, ...] = ()
    influence: bool = False
    optional: bool = False
    bands: tuple[tuple[float, str], ...] = ()


class Row(NamedTuple):
    """One line of a decision table.

    The row matches when ``when`` holds and, if ``any_of`` is not empty, at least one of its boxes
    holds too. ``then`` is a procedure id, a caution id or authority ids, depending on the table;
    ``role`` says how a procedure enters the result; ``reason`` is a catalog key suffix; ``sources``
    are ids of paragraphs or pages. ``valid_from`` and ``valid_to`` are ISO dates, both inclusive.
    ``open_end`` marks a row with further conditions that nobody can be asked here, such as means of
    subsistence or a notice still to come: what it names is never more than possible.
    """

    id: str
    when: Box
    then: str | tuple[str, ...]
    sources: tuple[str, ...]
    reason: str
    any_of: tuple[Box, ...] = ()
    role: Literal["main", "part", "alternative", "addon", "advice"] = "main"
    valid_from: str = ""
    valid_to: str = ""
    open_end: bool = False


class Table(NamedTuple):
    """Rows with a DMN hit policy: ``unique`` (exactly one row matches) or ``collect`` (any number)."""

    name: str
    hit: Literal["unique", "collect"]
    rows: tuple[Row, ...]


class CheckError(ValueError):
    """Something the caller can fix; ``code`` is stable, ``detail`` names what to fix."""

    code = "check_error"

    def __init__(self, message: str, **detail: object) -> None:
        """Keep the message for people and the detail for programs."""
        super().__init__(message)
        self.detail = detail


class UnknownAnswer(CheckError):
    """A question or an option that does not exist; ``detail`` lists what is allowed."""

    code = "unknown_answer"


class BadRequest(CheckError):
    """The input has the wrong shape, size, type or date."""

    code = "bad_request"


class NoSingleRow(CheckError):
    """A unique table matched no row or several; a defect of the rules, never of the reader."""

    code = "no_single_row"


class BadFacts(CheckError):
    """A fact file or a rule row contradicts the others; names file, record and field."""

    code = "bad_facts"
