"""The words: complete in every language, well formed, and read the same by our small reader and by Babel."""

import re
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po

from checker import catalog, knowledge, po
from checker.compile_flow import STAGES, compiled_texts
from checker.engine import COLLECTED
from checker.model import UNKNOWN, BadFacts
from checker.procedures import PROCEDURES
from checker.questions import QUESTIONS
from checker.rules.authority import AUTHORITY
from checker.rules.main import MAIN

FILES = sorted(Path("checker/locale").glob("*/LC_MESSAGES/*.po"))
PLACEHOLDER = re.compile(r"\{[a-z_]+\}")
FIGURE = re.compile(r"\d+(?:[.,]\d+)?")
BIDI = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def needed() -> set[str]:
    """Every key the checker itself asks for."""
    keys = {f"question.{q.id}.{part}" for q in QUESTIONS for part in ("text", "why")}
    keys |= {f"option.{q.id}.{option}" for q in QUESTIONS for option in (*q.options, UNKNOWN)}
    keys |= {f"reason.{row.reason}" for table in (MAIN, AUTHORITY, *COLLECTED) for row in table.rows}
    keys |= {f"caution.{row.then}" for table in COLLECTED for row in table.rows if row.then not in PROCEDURES}
    keys |= {"caution.authority-medium", "caution.authority-low"}
    keys |= {f"procedure.{ident}.{part}" for ident in PROCEDURES for part in ("title", "summary", "what", "step.1")}
    for name, prefix in (("documents", "document"), ("fees", "fee"), ("deadlines", "deadline")):
        keys |= {f"{prefix}.{ident}" for ident in knowledge.table(name)}
    return keys


@pytest.mark.parametrize("path", FILES, ids=str)
def test_our_reader_and_babel_agree(path: Path) -> None:
    with path.open("rb") as file:
        babel = read_po(file, abort_invalid=True)
    ours = po.parse(path.read_text(encoding="utf-8"), str(path))
    for message in babel:
        if message.id:
            key = message.id if isinstance(message.id, str) else message.id[0]
            forms = [message.string] if isinstance(message.string, str) else list(message.string)
            assert ours[key].forms == forms, key
            assert ours[key].fuzzy == message.fuzzy, key
    assert len(ours) - 1 == len(babel)


def test_the_german_catalog_has_every_text_the_checker_needs() -> None:
    assert needed() - catalog.texts("de").keys() == set()


def test_every_reason_why_the_check_cannot_run_has_its_words() -> None:
    worker = Path("overrides/assets/checker/worker.mjs").read_text(encoding="utf-8")
    reasons = re.findall(r'"(\w+)"', re.findall(r"@typedef \{(.+)\} Reason\b", worker)[0])
    assert len(reasons) > 5
    keys = {f"ui.failed.{reason}" for reason in reasons}
    for language in (*catalog.LANGUAGES, catalog.EASY):
        assert keys - catalog.messages(language).keys() == set(), language


def test_no_german_text_of_the_checker_is_left_over() -> None:
    prefixes = ("option.", "reason.", "caution.", "document.", "fee.", "deadline.")
    extra = {key for key in catalog.texts("de") if key.startswith(prefixes)} - needed()
    assert {key for key in extra if not key.endswith(".hint")} == set()
    known = {f"question.{q.id}" for q in QUESTIONS} | {f"procedure.{ident}" for ident in PROCEDURES}
    for key in catalog.texts("de"):
        if key.startswith(("question.", "procedure.")):
            assert ".".join(key.split(".")[:2]) in known, key


@pytest.mark.parametrize("language", [code for code in catalog.LANGUAGES if code != "de"])
def test_a_translation_has_the_same_keys_placeholders_and_figures(language: str) -> None:
    german, other = catalog.messages("de"), catalog.messages(language)
    assert german.keys() == other.keys()
    for key, forms in german.items():
        if len(forms) > 1:
            continue
        assert sorted(PLACEHOLDER.findall(forms[0])) == sorted(PLACEHOLDER.findall(other[key][0])), key
        assert figures(forms[0]) == figures(other[key][0]), key


def test_easy_german_keeps_placeholders_and_figures_in_short_sentences() -> None:
    """Leichte Sprache may write "3" for "drei"; what an official reads (``.card``) stays standard German."""
    german, easy = catalog.messages("de"), catalog.messages(catalog.EASY)
    assert easy.keys() <= german.keys()
    assert [key for key in german.keys() - easy.keys() if not key.endswith(".card")] == []
    assert not [key for key in easy if key.endswith(".card")]
    for key, forms in easy.items():
        assert set(PLACEHOLDER.findall(forms[-1])) == set(PLACEHOLDER.findall(german[key][-1])), key
        assert not set(figures(german[key][-1])) - set(figures(forms[-1])), key
        assert all(len(part.split()) <= 12 for part in re.split(r"[.!?:;,–]\s", forms[-1])), key


def figures(text: str) -> list[str]:
    """The numbers of a text, sorted; amounts must never differ between languages."""
    return sorted(number.rstrip(".,").replace(",", ".") for number in FIGURE.findall(text))


@pytest.mark.parametrize("language", catalog.LANGUAGES)
def test_texts_are_plain_and_finished(language: str) -> None:
    for key, forms in catalog.messages(language).items():
        for text in forms:
            assert text.strip() == text, key
            assert not BIDI.search(text), key
            assert "<" not in text, key
            assert "TODO" not in text, key


@pytest.mark.parametrize("path", FILES, ids=str)
def test_a_catalog_names_its_language(path: Path) -> None:
    header = po.parse(path.read_text(encoding="utf-8"), str(path))[""].forms[0]
    assert f"Language: {path.parts[2]}\n" in header


def test_a_message_whose_german_text_is_newer_appears_in_german() -> None:
    key = "ui.next"
    assert catalog.texts("en")[key] != catalog.texts("de")[key]
    try:
        catalog.leave_out("en", frozenset({key}))
        words = catalog.Catalog("en")
        assert words.get(key) == catalog.texts("de")[key]
        assert words.missing == [key]
        stages = [compiled_texts("en", stage) for stage in STAGES]
        assert [german for stage in stages for german in stage["german"]] == [key]
    finally:
        catalog.leave_out("en", frozenset())
    assert key in catalog.texts("en")


def test_german_sentences_are_short() -> None:
    """At most 25 words a sentence, 15 on average."""
    lengths = []
    for key, forms in catalog.messages("de").items():
        for sentence in re.split(r"[.!?:;]\s", forms[-1]):
            lengths.append(len(sentence.split()))
            assert lengths[-1] <= 25, (key, sentence)
    assert sum(lengths) / len(lengths) <= 15


def test_a_missing_text_falls_back_to_german_and_is_remembered() -> None:
    words = catalog.Catalog("xx")
    assert words.get("ui.next") == catalog.texts("de")["ui.next"]
    assert words.missing == ["ui.next"]
    assert words.get("no.such.text") == ""
    assert catalog.Catalog("de").missing == []


def test_compiled_texts_split_into_stages_without_loss() -> None:
    for language in catalog.LANGUAGES:
        stages: list[dict[str, Any]] = [compiled_texts(language, stage) for stage in STAGES]
        keys = [key for stage in stages for key in stage["texts"]]
        assert sorted(keys) == sorted(catalog.messages("de"))
        assert [stage["german"] for stage in stages] == [[], [], []]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('msgid "a"\nmsgstr "x"\nnonsense\n', "line 3: not a line of a gettext catalog"),
        ('"lost"\n', "line 1"),
        ('msgid "a"\n   \nmsgstr "x"\n', "line 3"),
        ('msgid "a"\nmsgstr "x"\n\nmsgid "a"\nmsgstr "y"\n', "'a' stands twice"),
    ],
)
def test_a_damaged_catalog_names_file_and_line(text: str, message: str) -> None:
    with pytest.raises(BadFacts, match=message):
        po.parse(text, "x.po")


def test_unfinished_messages_are_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.po").write_text('#, fuzzy\nmsgid "a"\nmsgstr "x"\n\nmsgid "b"\nmsgstr ""\n', encoding="utf-8")
    monkeypatch.setattr(catalog, "folder", lambda _language: f"{tmp_path}/")
    assert catalog.messages("qz") == {}
