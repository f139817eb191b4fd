"""Walks over all ways of answering, "I don't know" included: exactness, the compiled flow, texts and sources."""

from typing import Any

import pytest

from checker import compile_flow, knowledge
from checker.engine import domain_of, evaluate, main_needs, prune, rules
from checker.model import UNKNOWN
from checker.present import result
from tests.walk import LATER, TODAY, ends, found, possible, steps


@pytest.fixture(scope="module")
def graph() -> dict[str, Any]:
    """The compiled flow, as the browser gets it."""
    return compile_flow.flow()


def child(graph: dict[str, Any], node: int, question: str, option: str) -> int:
    """Follow one answer through the compiled graph."""
    numbers = [*graph["o"][question], UNKNOWN]
    edges = graph["nodes"][node][1:]
    for wanted, target in zip(edges[::2], edges[1::2], strict=True):
        if numbers.index(option) in wanted:
            return int(target)
    raise AssertionError((question, option))


@pytest.mark.parametrize("day", [TODAY, LATER])
def test_the_compiled_flow_equals_the_engine_on_every_path(graph: dict[str, Any], day: str) -> None:
    root = [node for since, node in graph["from"] if since <= day][-1]
    nodes: dict[tuple[tuple[str, str], ...], int] = {(): root}
    ends_seen = 0
    for answers, question in steps(day, unknown=True):
        node = nodes.pop(tuple(answers.items()))
        content = graph["nodes"][node]
        if question is None:
            assert content[0] == "r", answers
            assert [graph["p"][i] for i in content[1:]] == compile_flow.leaf(answers, day), answers
            ends_seen += 1
            continue
        assert graph["q"][content[0]] == question.id, answers
        for option in (*question.options, UNKNOWN):
            nodes[(*answers.items(), (question.id, option))] = child(graph, node, question.id, option)
    assert ends_seen > len(ends(day).paths)


def test_unknown_means_exactly_the_union_over_all_answers() -> None:
    """At every step: what is possible equals the union over the options of the next question, nothing more or less."""
    for answers, question in steps(TODAY, unknown=True):
        if question is None:
            continue
        options = question.premise or question.options
        union = frozenset[str]().union(*(possible({**answers, question.id: o}, TODAY) for o in options))
        assert possible(answers, TODAY) == union, (answers, question.id)
        everything = frozenset[str]().union(*(possible({**answers, question.id: o}, TODAY) for o in question.options))
        assert possible({**answers, question.id: UNKNOWN}, TODAY) == everything, (answers, question.id)


def test_no_question_is_asked_that_cannot_change_anything() -> None:
    """Where the main procedure hangs on a question, at least two of its options lead to different possibilities."""
    for answers, question in steps(TODAY, unknown=False):
        if question is None or not main_needs(rules(TODAY), domain_of(answers)):
            continue
        rows = {tuple(sorted(possible_rows_of({**answers, question.id: o}))) for o in question.options}
        assert len(rows) > 1, (answers, question.id)


def possible_rows_of(answers: dict[str, str]) -> set[str]:
    """Ids of the main rows possible for some answers."""
    return {match.row.id for match in found(answers, TODAY)}


def test_answers_of_a_path_all_matter_and_stay() -> None:
    for answers in ends(TODAY).paths:
        assert prune(answers, TODAY) == (answers, {}), answers


def test_every_outcome_names_procedure_reason_source_and_a_next_step_or_help() -> None:
    """One path per main row: everything a reader needs is there, in German."""
    seen: set[str] = set()
    for answers in ends(TODAY).paths:
        row = found(answers, TODAY)[0].row.id
        if row in seen:
            continue
        seen.add(row)
        case = result(answers, TODAY, "de")
        assert case["complete"]
        assert case["untranslated"] == []
        main = [p for p in case["procedures"] if p["role"] == "main"]
        assert len(main) == 1, answers
        assert any(p["role"] == "advice" for p in case["procedures"]), answers
        for procedure in case["procedures"]:
            for field in ("title", "summary", "what", "why", "authority_why", "next_steps", "sources"):
                assert procedure[field], (procedure["id"], field)
            assert all(source["checked"] and source["cite"] for source in procedure["sources"])
        assert main[0]["because"], answers
        assert all(caution["text"] for caution in case["cautions"])


def test_the_result_agrees_with_the_flow_for_every_occupation() -> None:
    """Naming the occupation instead of its group gives the same procedures."""
    base = {
        "goal": "work_profession",
        "qual": "voc",
        "prev": "no",
        "where": "third",
        "self": "employed",
        "cit": "other",
    }
    for ident, record in knowledge.table("professions").items():
        named = evaluate({**base, "prof": ident, "live": "lsa_south"}, TODAY)
        group = evaluate({**base, "prof": record["class"], "live": "lsa_south"}, TODAY)
        assert named["complete"]
        assert [p["row"] for p in named["procedures"]] == [p["row"] for p in group["procedures"]], ident


DECIDED = {"gleichwertigkeit", "drittstaat_reglementiert", "berufsbezeichnung", "meister_gleichwertigkeit",
           "eu_allgemeine_regelung"}  # fmt: skip


@pytest.mark.parametrize("half", ["south", "north"])
def test_every_occupation_has_an_authority_in_both_halves_when_a_body_decides(half: str) -> None:
    first = {
        "goal": "work_profession",
        "prev": "no",
        "where": "third",
        "self": "employed",
        "cit": "other",
        "live": f"lsa_{half}",
    }
    for ident, record in knowledge.table("professions").items():
        degree = record["class"] in ("LAND_ENGINEER", "LAND_ARCHITECT_OTHER", "LAND_ARCHITECT")
        main = evaluate({**first, "qual": "uni" if degree else "voc", "prof": ident}, TODAY)["procedures"][0]
        if main["id"] in DECIDED and record["class"] not in ("ACAD_FREE", "ACAD_IT", "ACAD_PEDAGOGY"):
            assert main["authority"], ident
            assert set(main["authority"]) <= {*record[half], "hwk-halle", "hwk-magdeburg"}, ident
