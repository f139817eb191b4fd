"""Properties that hold for any input, found by hypothesis."""

import json
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from checker import bridge, knowledge
from checker.engine import evaluate, next_question, parse_answers, prune
from checker.model import UNKNOWN
from checker.questions import BY_ID, QUESTIONS
from checker.search import find, fold, one_typo
from tests.walk import TODAY, possible

entities = {name: sorted(options()) for name, options in knowledge.ENTITIES.items()}
answers = st.fixed_dictionaries(
    {},
    optional={q.id: st.sampled_from([*q.options, UNKNOWN, *entities.get(q.entity, [])]) for q in QUESTIONS},
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=20), inner, max_size=4),
    max_leaves=12,
)


@given(answers)
def test_any_set_of_answers_gives_a_result_with_a_main_procedure(given_answers: dict[str, str]) -> None:
    case = evaluate(given_answers, TODAY)
    assert any(p["role"] == "main" for p in case["procedures"])
    assert {**case["answers"], **case["dropped"]}.keys() == given_answers.keys()
    assert case["complete"] == (case["next_question"] is None)


@given(answers, st.randoms())
def test_the_order_of_answers_does_not_matter(given_answers: dict[str, str], random: object) -> None:
    items = list(given_answers.items())
    random.shuffle(items)  # type: ignore[attr-defined]
    assert evaluate(dict(items), TODAY) == evaluate(given_answers, TODAY)


@given(answers)
def test_dropped_answers_do_not_influence_the_result(given_answers: dict[str, str]) -> None:
    kept, _ = prune(parse_answers(given_answers), TODAY)
    full, reduced = evaluate(given_answers, TODAY), evaluate(kept, TODAY)
    assert reduced["dropped"] == {}
    assert reduced["procedures"] == full["procedures"]


@given(answers)
def test_answering_the_next_question_never_asks_an_earlier_one_again(given_answers: dict[str, str]) -> None:
    kept, _ = prune(parse_answers(given_answers), TODAY)
    question = next_question(kept, TODAY)
    if question is not None:
        for option in question.options:
            following, dropped = prune({**kept, question.id: option}, TODAY)
            assert question.id not in dropped
            later = next_question(following, TODAY)
            assert later is None or later.id != question.id


@given(answers)
def test_an_answer_never_opens_a_procedure_that_was_impossible_before(given_answers: dict[str, str]) -> None:
    kept, _ = prune(parse_answers(given_answers), TODAY)
    question = next_question(kept, TODAY)
    if question is not None and not question.premise:
        for option in question.options:
            assert possible({**kept, question.id: option}, TODAY) <= possible(kept, TODAY)


@given(anything, anything, anything)
def test_the_bridge_never_raises_and_always_answers_json(method: object, params: object, text: object) -> None:
    for request in (json.dumps({"method": method, "params": params}), json.dumps(text), str(text)):
        answer = json.loads(bridge.call(request))
        assert set(answer) in ({"ok"}, {"error"})
        if "error" in answer:
            assert answer["error"]["code"] != "internal"


@given(st.sampled_from(sorted(bridge.METHODS)), st.dictionaries(st.sampled_from(
    ["answers", "on", "lang", "query", "limit", "catalog", "names"]), anything, max_size=7))  # fmt: skip
@settings(max_examples=300)
def test_every_method_survives_any_parameters(method: str, params: dict[str, object]) -> None:
    params = {**params, "lang": "qq"} if method == "load" else params
    answer = json.loads(bridge.call(json.dumps({"method": method, "params": params})))
    assert answer.get("error", {}).get("code") != "internal"


@given(st.text(max_size=130), st.sampled_from(["de", "en", "ar", "uk", "xx"]))
@settings(max_examples=60)
def test_search_answers_any_text(query: str, language: str) -> None:
    answer = json.loads(bridge.call(json.dumps({"method": "search", "params": {"query": query, "lang": language}})))
    assert answer.get("error", {}).get("code") in (None, "bad_request")


@given(st.text(max_size=30))
def test_composed_and_decomposed_letters_are_the_same_to_the_search(text: str) -> None:
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))


@given(st.text(alphabet="abcd", min_size=1, max_size=7), st.integers(0, 6), st.sampled_from("abcd"))
def test_one_typing_error_is_recognised(word: str, place: int, letter: str) -> None:
    place %= len(word)
    assert one_typo(word, word[:place] + word[place + 1 :])
    assert one_typo(word, word[:place] + letter + word[place:])
    assert one_typo(word, word[:place] + letter + word[place + 1 :])
    if place + 1 < len(word):
        assert one_typo(word, word[:place] + word[place + 1] + word[place] + word[place + 2 :])


@given(st.sampled_from(sorted(knowledge.table("professions"))))
@settings(max_examples=60)
def test_every_occupation_is_found_by_its_own_title(ident: str) -> None:
    title = knowledge.table("professions")[ident]["title"].partition("/")[0].partition("(")[0]
    assert ident in [found["id"] for found in find(title[:120], "de", 12)], title
    assert BY_ID["prof"].entity == "profession"
