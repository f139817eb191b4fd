"""Wrong rows are noticed: the tables are guarded closely enough that a slip of the pen does not get through."""

import pytest

from checker.engine import SPACE
from checker.model import Row, Table
from checker.rules.asof import as_of
from checker.tables import Compiled, Domain, compile_table, covered, possible_rows
from tests import mutants
from tests.mutants import FIRST_DAY, TABLES, Mutant, Score, double, noticed_by, together, turns
from tests.walk import LATER, TODAY

ENOUGH = 0.9
NAMES = [table.name for table in TABLES]
UNIQUE = [table for table in TABLES if table.hit == "unique"]
COLLECT = [table for table in TABLES if table.hit == "collect"]


def rows_of(name: str) -> tuple[Row, ...]:
    return next(table.rows for table in TABLES if table.name == name)


@pytest.mark.parametrize("table", UNIQUE, ids=lambda table: table.name)
def test_no_way_of_answering_is_without_a_row_on_any_day_the_law_changes(table: Table) -> None:
    days = {TODAY, LATER, "2012-04-01", "2020-12-31", "2021-01-01", *(d for row in table.rows for d in turns(row))}
    for day in sorted(day for day in days if day >= FIRST_DAY):
        compiled = compile_table(as_of(table, day), SPACE, day)
        assert covered(compiled, list(range(len(compiled.boxes))), list(SPACE.full)), day


@pytest.mark.parametrize("table", COLLECT, ids=lambda table: table.name)
def test_nobody_meets_two_rows_with_the_same_result(table: Table) -> None:
    """It would be chance which reason and which sources are shown."""
    for number, row in enumerate(table.rows):
        for other in table.rows[number + 1 :]:
            special = (row.id, other.id) in mutants.SPECIAL_FIRST
            if row.then == other.then and not special and together(row, other):
                assert not double(table, row, other), (row.id, other.id)


@pytest.mark.parametrize("name", NAMES)
def test_nine_of_ten_wrong_rows_are_noticed(name: str) -> None:
    score = mutants.score(name)
    print(summary(score))
    assert score.counted > len(rows_of(name))
    assert score.caught >= ENOUGH * score.counted, list(map(str, score.unnoticed))


@pytest.mark.parametrize("name", NAMES)
def test_every_missing_row_and_every_wrong_result_is_noticed(name: str) -> None:
    """The two mistakes that mislead a reader most have no tolerance: a new row comes with a case or a law."""
    only_reason = {special for special, _ in mutants.SPECIAL_FIRST}
    unnoticed = [
        mutant
        for mutant in mutants.score(name).unnoticed
        if mutant.kind in ("drop", "result") and mutant.old.id not in only_reason
    ]
    assert not unnoticed, (
        f"Nobody notices: {'; '.join(map(str, unnoticed))}. Please write a case in tests/cases/ or a sentence of law "
        "in tests/test_law.py in which this row matters."
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_swapped_row_equals_a_table_compiled_anew(name: str) -> None:
    """The short cut by which mutants are judged gives what the checker's own compilation gives."""
    table = next(table for table in TABLES if table.name == name)
    base = compile_table(table, SPACE, TODAY)
    for mutant in list(mutants.mutants(table))[::97]:
        short = mutants.swapped(base, mutant, TODAY)
        whole = compile_table(table._replace(rows=mutant.rows()), SPACE, TODAY)
        for piece in mutants.reachable(name, TODAY)[::5]:
            assert [row.id for row in possible(short, piece)] == [row.id for row in possible(whole, piece)], str(mutant)


def possible(compiled: Compiled, piece: Domain) -> list[Row]:
    return [compiled.rows[number] for number in possible_rows(compiled, piece, SPACE.full)]


def summary(score: Score) -> str:
    """One line per table for the person at the terminal."""
    by = ", ".join(f"{score.noticed[who]} by {who}" for who in ("tables", "cases", "laws"))
    left = f"{score.noticed['nobody']} by nobody; {score.noticed['same']} change nothing"
    return f"{score.table}: {score.caught} of {score.counted} mutants noticed ({by}, {left})"


def test_each_kind_of_check_notices_its_own_mistakes_and_a_mutant_without_effect_is_none() -> None:
    """The measure itself: known mistakes, and a changed row that nobody can come to."""
    main, measures = TABLES[0], next(table for table in TABLES if table.name == "measures")
    row = next(row for row in main.rows if row.id == "hwo-51g")
    assert noticed_by(Mutant(main, "drop", "", row, None)) == "tables"
    assert noticed_by(Mutant(main, "result", "", row, row._replace(then="kein_verfahren"))) in ("cases", "laws")
    step = next(row for row in measures.rows if row.id == "arzt-kenntnis")
    assert noticed_by(Mutant(measures, "result", "", step, step._replace(then="anpassungslehrgang"))) in (
        "cases",
        "laws",
    )
    unreachable = {**step.when, "verfahren": frozenset({*step.when["verfahren"], "gradfuehrung"}), "goal": frozenset(
        SPACE.questions[SPACE.index["goal"]].options) - {"title"}}  # fmt: skip
    assert noticed_by(Mutant(measures, "widen", "", step, step._replace(when=unreachable))) == "same"
    assert noticed_by(Mutant(measures, "widen", "", step, step)) == "same"
