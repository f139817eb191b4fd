"""The browser's door: JSON in, JSON out, every method, every error in the same shape."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from checker import bridge, catalog, compile_flow, knowledge, search
from tests.walk import TODAY

NURSE = {"goal": "work_profession", "qual": "voc", "prev": "no", "where": "UA", "prof": "pflegefachmann"}


def call(method: str, **params: object) -> Any:  # noqa: ANN401
    """Call the bridge and return what it answers."""
    return json.loads(bridge.call(json.dumps({"method": method, "params": params})))


@pytest.fixture
def clean() -> Iterator[None]:
    """Forget registered languages afterwards."""
    yield
    catalog.forget()
    knowledge.forget_names()
    search.forget()


def test_hello_names_the_rules() -> None:
    assert call("hello")["ok"]["languages"] == list(catalog.LANGUAGES)


def test_a_request_may_come_as_an_array_of_javascript() -> None:
    class Array:
        def __init__(self, text: str) -> None:
            self.text = text

        def to_bytes(self) -> bytes:
            return self.text.encode()

    request = json.dumps({"method": "search", "params": {"query": "ممرضة", "lang": "ar"}}, ensure_ascii=False)
    assert json.loads(bridge.call(Array(request))) == json.loads(bridge.call(request))
    assert "ok" in json.loads(bridge.call(Array(request)))


def test_next_asks_the_first_question_with_its_texts() -> None:
    question = call("next", answers={}, on=TODAY)["ok"]["next_question"]
    assert question["id"] == "goal"
    assert question["options"][-1]["id"] == "unknown"
    assert all(option["text"] for option in question["options"])


def test_next_says_when_nothing_is_left_to_ask() -> None:
    assert call("next", answers=NURSE, on=TODAY)["ok"]["next_question"] is None


def test_check_gives_the_contract_result() -> None:
    case = call("check", answers=NURSE, on=TODAY, lang="de")["ok"]
    assert case["procedures"][0]["id"] == "drittstaat_reglementiert"
    wanted = {"rules_version", "on", "lang", "complete", "next_question", "answers", "dropped", "procedures",
              "cautions", "open", "changes"}  # fmt: skip
    assert wanted <= case.keys()


def test_questions_and_search_answer() -> None:
    assert len(call("questions")["ok"]) > 10
    assert call("search", query="nurse", limit=1)["ok"]["results"][0]["id"] == "pflegefachmann"


@pytest.mark.usefixtures("clean")
def test_a_language_can_be_loaded_from_compiled_files() -> None:
    texts = compile_flow.compiled_texts("de", "texts")["texts"]
    texts |= compile_flow.compiled_texts("de", "details")["texts"]
    assert call("load", lang="qq", catalog=texts, names=[["arzt", "REG_DOCTOR", "Arzt", "qqdoc", [], ""]])["ok"]
    assert call("check", answers=NURSE, on=TODAY, lang="qq")["ok"]["untranslated"] == []
    assert call("load", lang="uk", names=[["arzt", "REG_DOCTOR", "Arzt", "qqdoc", [], ""]])["ok"]
    assert call("search", query="qqdoc", lang="uk")["ok"]["results"][0]["id"] == "arzt"


@pytest.mark.parametrize(
    ("request_text", "code"),
    [
        ("", "bad_request"),
        ("{", "bad_request"),
        ("[]", "bad_request"),
        ('{"method": "destroy"}', "bad_request"),
        ('{"method": "next", "params": []}', "bad_request"),
        ("[" * 100_000, "bad_request"),
        (json.dumps({"method": "next", "params": {"answers": {"goal": "x" * 200_000}}}), "bad_request"),
        (json.dumps({"method": "search", "params": {"query": "  "}}), "bad_request"),
        (json.dumps({"method": "search", "params": {"query": "a", "limit": 0}}), "bad_request"),
        (json.dumps({"method": "load", "params": {"lang": "qq", "catalog": []}}), "bad_request"),
        (json.dumps({"method": "load", "params": {"lang": "qq", "names": [1]}}), "bad_request"),
        (json.dumps({"method": "hello", "params": {}, "x": 1}), None),
        (json.dumps({"method": "check", "params": {"answers": {}, "on": TODAY, "lang": "../x"}}), "bad_request"),
        (json.dumps({"method": "check", "params": {"answers": {"no": "x"}, "on": TODAY}}), "unknown_answer"),
        (json.dumps({"method": "check", "params": {"answers": {}, "on": "heute"}}), "bad_request"),
    ],
)
def test_errors_come_as_json_with_a_code(request_text: str, code: str | None) -> None:
    answer = json.loads(bridge.call(request_text))
    assert answer.get("error", {}).get("code") == code


def test_even_a_defect_inside_is_an_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_params: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setitem(bridge.METHODS, "hello", broken)
    assert call("hello")["error"]["code"] == "internal"
    assert json.loads(bridge.call(5))["error"]["code"] == "bad_request"


def test_without_memory_the_door_does_not_pretend_to_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def exhausted(_params: dict[str, object]) -> None:
        raise MemoryError

    monkeypatch.setitem(bridge.METHODS, "hello", exhausted)
    with pytest.raises(MemoryError):
        call("hello")
