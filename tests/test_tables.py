"""The rules: exactly one main row and one authority for every way of answering, nothing dead, nothing unused."""

import pytest

from checker import knowledge
from checker.engine import COLLECTED, SPACE, V, evaluate, rules
from checker.model import BadFacts, Row, Table
from checker.procedures import PROCEDURES
from checker.questions import BY_ID, QUESTIONS
from checker.rules.authority import AUTHORITY
from checker.rules.groups import but, opts
from checker.rules.main import MAIN
from checker.tables import compile_table, covered, overlaps, possible_rows
from tests.walk import LATER, TODAY, ends, found

TABLES = (MAIN, AUTHORITY, *COLLECTED)
DAYS = ("2020-06-01", "2021-06-01", TODAY, LATER)

LIVE = SPACE.index["live"]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_row_ids_are_unique_and_every_row_has_a_source_and_a_reason(table: Table) -> None:
    assert len({row.id for row in table.rows}) == len(table.rows)
    assert all(row.sources and row.reason for row in table.rows)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_row_names_existing_questions_options_and_results(table: Table) -> None:
    compile_table(table, SPACE, TODAY)
    for row in table.rows:
        for ident in row.sources:
            assert knowledge.source(ident)["cite"], row.id
        if table is AUTHORITY:
            unknown = [i for i in row.then if not i.startswith("@") and i not in knowledge.table("authorities")]
            assert not unknown, row.id
        elif table.name != "cautions":
            assert row.then in PROCEDURES, row.id


def test_two_main_rows_never_overlap() -> None:
    assert overlaps(MAIN) == []


def test_two_authority_rows_never_overlap() -> None:
    assert overlaps(AUTHORITY) == []


@pytest.mark.parametrize("day", DAYS)
def test_every_path_ends_in_exactly_one_main_row_and_one_authority_row(day: str) -> None:
    for answers in ends(day).paths:
        rows = found(answers, day)
        assert len(rows) == 1, (answers, [match.row.id for match in rows])
        for piece in rows[0].pieces:
            authority = possible_rows(rules(day).authority, piece, SPACE.full)
            assert len(authority) == 1, (answers, rows[0].row.id)


def test_no_main_row_is_dead() -> None:
    used = {row for day in DAYS for row in ends(day).rows}
    assert {row.id for row in MAIN.rows} == used


def test_no_collected_or_authority_row_is_dead() -> None:
    """Each row is possible at the end of some path for some procedure of its result."""
    used: set[str] = set()
    for day in ("2021-06-01", TODAY, LATER):
        seen = set()
        for answers in ends(day).paths:
            for match in found(answers, day):
                for left in match.pieces:
                    # The main procedure rarely asks where people live, so the other Länder are put back.
                    piece = left if "live" in answers else [*left[:LIVE], SPACE.full[LIVE], *left[LIVE + 1 :]]
                    key = tuple(piece)
                    if key in seen:
                        continue
                    seen.add(key)
                    procedures = {str(match.row.then)}
                    for compiled in rules(day).collected:
                        for number in possible_rows(compiled, piece, SPACE.full):
                            used.add(compiled.rows[number].id)
                            procedures.add(str(compiled.rows[number].then))
                    for procedure in procedures & set(PROCEDURES):
                        domain = [*piece[:V], SPACE.bits[V][procedure], *piece[V + 1 :]]
                        for live in BY_ID["live"].options:
                            domain[LIVE] = SPACE.bits[LIVE][live]
                            hits = possible_rows(rules(day).authority, domain, SPACE.full)
                            used |= {rules(day).authority.rows[n].id for n in hits}
    every = {row.id for table in (AUTHORITY, *COLLECTED) for row in table.rows}
    assert every - used == set()


def test_every_question_is_asked_or_refines_and_every_option_matters() -> None:
    used = {q for table in TABLES for row in table.rows for box in (row.when, *row.any_of) for q in box}
    assert {question.id for question in QUESTIONS} <= used
    asked = ends(TODAY).asked
    assert asked == {question.id for question in QUESTIONS if not question.optional} - {"age"} | {"age"}


def test_every_procedure_can_come_out() -> None:
    out = {str(row.then) for table in (MAIN, *COLLECTED) for row in table.rows}
    assert set(PROCEDURES) <= out


def test_paths_are_short() -> None:
    """At most 8 questions; the median over the 714 occupations is at most 5 for a first application for work."""
    assert ends(TODAY).lengths()[-1] <= 8
    lengths = []
    for ident in knowledge.table("professions"):
        answers = {
            "goal": "work_profession",
            "qual": "voc",
            "prev": "no",
            "where": "third",
            "prof": ident,
        }
        while (question := evaluate(answers, TODAY)["next_question"]) is not None:
            answers[question] = BY_ID[question].assume
        lengths.append(len(answers))
    assert sorted(lengths)[len(lengths) // 2] <= 5


def test_a_misspelt_option_or_question_in_a_row_is_named() -> None:
    row = Row("krumm", {"goal": opts("studdy")}, "hochschulzugang", ("bqfg-2",), "studium")
    with pytest.raises(BadFacts, match="row krumm: question 'goal' has no option"):
        compile_table(Table("x", "unique", (row,)), SPACE, TODAY)
    row = Row("krumm", {"gaol": opts("study")}, "hochschulzugang", ("bqfg-2",), "studium")
    with pytest.raises(BadFacts, match="row krumm: there is no question 'gaol'"):
        compile_table(Table("x", "unique", (row,)), SPACE, TODAY)


def test_an_alternative_that_can_never_hold_is_named() -> None:
    row = Row("leer", {"goal": opts("study")}, "hochschulzugang", ("bqfg-2",), "studium",
              any_of=({"goal": opts("title")},))  # fmt: skip
    with pytest.raises(BadFacts, match="row leer: one of its alternatives contradicts"):
        compile_table(Table("x", "unique", (row,)), SPACE, TODAY)


def test_a_row_is_certain_when_its_boxes_together_cover_what_is_possible() -> None:
    boxes = ({"goal": opts("study"), "qual": opts("uni")}, {"qual": opts("uni", "phd"), "prev": opts("no")},
             {"goal": opts("study"), "prev": but("prev", "no"), "qual": opts("phd")})  # fmt: skip
    table = Table("x", "collect", (Row("r", {}, "hochschulzugang", ("bqfg-2",), "studium", any_of=boxes),))
    compiled = compile_table(table, SPACE, TODAY)
    domain = list(SPACE.full)
    domain[SPACE.index["goal"]] = SPACE.mask("goal", ["study"])
    domain[SPACE.index["qual"]] = SPACE.mask("qual", ["uni", "phd"])
    assert covered(compiled, [0, 1, 2], domain)
    assert not covered(compiled, [0, 1], domain)
    assert not covered(compiled, [0, 1, 2], list(SPACE.full))
