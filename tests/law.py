"""How a statement of law is checked against the tables: for every way of answering at once, not for examples."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from checker import engine
from checker.engine import SPACE, Match, Rules
from checker.model import Row
from checker.questions import BY_ID
from checker.tables import Domain, covered, possible_rows
from tests.walk import TODAY

Situation = Mapping[str, str]
"""Question -> option ids with spaces between them; ``not`` in front stands for all other options."""


class Statement(NamedTuple):
    """What the law says about a situation; ``Law`` adds how it is checked.

    ``only``: the main procedure is one of these. ``always``: these procedures and cautions come with every way
    of answering inside the situation. ``never``: these come with none. ``authority``: who decides in a
    procedure. ``cites``: a paragraph the page must name for a procedure. ``on``: the days on which it must hold.
    """

    says: str
    cite: str
    when: Situation
    only: str = ""
    always: str = ""
    never: str = ""
    authority: Mapping[str, str] = {}
    cites: Mapping[str, str] = {}
    on: tuple[str, ...] = (TODAY,)


class Law(Statement):
    """A statement of law, written from the law and without the rule tables."""

    @cached_property
    def domain(self) -> Domain:
        """The situation as a set of answers."""
        domain = list(SPACE.full)
        for question, text in self.when.items():
            named = text.removeprefix("not ").split()
            rest = [option for option in BY_ID[question].options if option not in named]
            domain[SPACE.index[question]] = SPACE.mask(question, rest if text.startswith("not ") else named)
        return domain

    def names(self) -> set[str]:
        """Every procedure and caution the statement speaks of besides the main one."""
        return {*self.always.split(), *self.never.split(), *self.cites}

    def broken(self, part: Domain | None = None) -> Iterator[str]:
        """What contradicts the statement, in words; nothing when the tables keep it. ``part`` narrows the situation."""
        for day in self.on:
            in_force = engine.rules(day)
            found = engine.matches(in_force, part or self.domain)
            if not found:
                yield f"{day}: no main row"
            for match in found:
                if self.only and match.row.then not in self.only.split():
                    yield f"{day}: row {match.row.id} leads to {match.row.then}"
                for piece in match.pieces:
                    yield from (f"{day}: {problem}" for problem in self.broken_in(in_force, match, piece))

    def broken_in(self, in_force: Rules, match: Match, piece: Domain) -> Iterator[str]:
        """What contradicts the statement in one piece of the situation."""
        possible, certain = {str(match.row.then)}, {str(match.row.then)}
        shown = {str(match.row.then): match.row}
        for compiled in in_force.collected if self.names() else ():
            boxes: dict[str, list[int]] = {}
            for number, of_row in possible_rows(compiled, piece, SPACE.full).items():
                boxes.setdefault(str(compiled.rows[number].then), []).extend(of_row)
                shown.setdefault(str(compiled.rows[number].then), compiled.rows[number])
            possible |= boxes.keys()
            certain |= {then for then in self.always.split() if covered(compiled, boxes.get(then, []), piece)}
        for then in self.always.split():
            if then not in certain:
                yield f"{then} is not certain beside {match.row.id}"
        for then in self.never.split():
            if then in possible:
                yield f"{then} is possible beside {match.row.id}"
        yield from self.wrongly_shown(in_force, match, piece, shown)

    def wrongly_shown(self, in_force: Rules, match: Match, piece: Domain, shown: Mapping[str, Row]) -> Iterator[str]:
        """What the page would say wrongly about a procedure: its paragraph or who decides."""
        for procedure, source in self.cites.items():
            if procedure not in shown or source not in shown[procedure].sources:
                yield f"{procedure} beside {match.row.id} does not cite {source}"
        for procedure, ids in self.authority.items():
            decides = engine.authorities(in_force, procedure, piece, "")[0]
            if decides != ids.split():
                yield f"{procedure} beside {match.row.id} is decided by {decides}"


class RefusalNamesTheRoute(Law):
    """After a refusal exactly the recognition is named, as information, that a first application would have led to.

    ``always`` lists the recognitions it is about.
    """

    def broken(self, part: Domain | None = None) -> Iterator[str]:
        """What contradicts the statement, asked of first applications."""
        first = list(part or self.domain)
        first[SPACE.index["prev"]] = SPACE.mask("prev", ["no"])
        yield from super().broken(first)

    def broken_in(self, in_force: Rules, match: Match, piece: Domain) -> Iterator[str]:
        """Compare the routes after a refusal with the main procedure of a first application."""
        refused = list(piece)
        refused[SPACE.index["prev"]] = SPACE.mask("prev", ["rejected"])
        refused[engine.V] = SPACE.bits[engine.V]["rechtsbehelf"]
        about = set(self.always.split())
        for compiled in in_force.collected:
            if compiled.table.name != "alternatives":
                continue
            boxes: dict[str, list[int]] = {}
            for number, of_row in possible_rows(compiled, refused, SPACE.full).items():
                boxes.setdefault(str(compiled.rows[number].then), []).extend(of_row)
            expected = {str(match.row.then)} & about
            for then in (boxes.keys() & about) - expected:
                yield f"{then} is named after a refusal beside {match.row.id}"
            for then in expected:
                if not covered(compiled, boxes.get(then, []), refused):
                    yield f"{then} is not named after a refusal"
