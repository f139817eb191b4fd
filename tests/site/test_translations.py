"""Translations of prose and page words: complete, made from today's German text, true to its figures."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po
from mkdocs.utils.meta import get_data

from checker.catalog import LANGUAGES
from overrides.hooks import translations, words

ROOT = Path(__file__).resolve().parents[2]
PROSE = sorted((ROOT / "docs").glob("*/*.md"))
TRANSLATED = [path for path in PROSE if path.parent.name != "de"]
LINK = re.compile(r"\]\(([^)]+)\)")
NUMBER = re.compile(r"\d+")
HEADING = re.compile(r"^(#+) .*(\{#[a-z0-9-]+\})$", re.MULTILINE)


def name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def body(path: Path) -> str:
    return path.read_text(encoding="utf-8").split("---\n", 2)[2]


def test_every_language_has_the_same_files() -> None:
    files = {language: {path.name for path in (ROOT / "docs" / language).glob("*.md")} for language in LANGUAGES}
    assert all(found == files["de"] for found in files.values()), files


@pytest.mark.parametrize("path", TRANSLATED, ids=name)
def test_translation_is_made_from_todays_german_text(path: Path) -> None:
    meta = get_data(path.read_text(encoding="utf-8"))[1]
    assert translations.state(path, meta) in {"machine", ""}, (
        f"{name(path)} is older than its German text. Translate the change, then run "
        f"`python -m overrides.hooks.translations docs/{name(path)}`."
    )


@pytest.mark.parametrize("path", TRANSLATED, ids=name)
def test_translation_keeps_headings_links_and_figures(path: Path) -> None:
    german, translated = body(translations.source_of(path)), body(path)
    if "de-LS" in path.parts:  # Leichte Sprache chooses what its readers need, in the order of the German page.
        wanted = [h[1] for h in HEADING.findall(translated)]
        assert [h[1] for h in HEADING.findall(german) if h[1] in wanted] == wanted
        return
    assert HEADING.sub(r"\1\2", translated).count("{#") == german.count("{#")
    assert [h[1] for h in HEADING.findall(translated)] == [h[1] for h in HEADING.findall(german)]
    assert LINK.findall(translated) == LINK.findall(german)
    assert sorted(NUMBER.findall(translated)) == sorted(NUMBER.findall(german))


def test_changed_german_text_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(translations, "DOCS", tmp_path)
    for language in ("de", "en"):
        (tmp_path / language).mkdir()
    german, english = tmp_path / "de" / "a.md", tmp_path / "en" / "a.md"
    german.write_text("---\ntitle: A\n---\nEins.\n", encoding="utf-8")
    english.write_text("---\nl10n: {source: 0, status: machine}\n---\nOne.\n", encoding="utf-8")

    def state() -> str:
        return translations.state(english, get_data(english.read_text())[1])

    assert state() == "stale"
    translations.stamp(english)
    assert state() == "machine"
    german.write_text("---\ntitle: B\n---\nEins.\n", encoding="utf-8")
    assert state() == "machine"
    german.write_text("---\ntitle: B\n---\nZwei.\n", encoding="utf-8")
    assert state() == "stale"


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_words_are_complete_and_keep_their_placeholders(language: str) -> None:
    german, own = words.site_texts("de"), words.site_texts(language)
    assert set(own) == set(german)
    for key, text in own.items():
        fields = {field for _, field, _, _ in Formatter().parse(text) if field}
        expected = {field for _, field, _, _ in Formatter().parse(german[key]) if field}
        assert fields == expected, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_babel_reads_the_same_page_words(language: str) -> None:
    found: dict[str, str] = {}
    for path in (words.LOCALE / language / "LC_MESSAGES").glob("site*.po"):
        with path.open("rb") as file:
            found |= {str(m.id): str(m.string) for m in read_po(file, locale=language) if m.id}
    assert found == words.site_texts(language)


def test_every_page_word_is_used() -> None:
    sources = [*(ROOT / "overrides").glob("*.html"), *(ROOT / "overrides/partials").rglob("*.html")]
    sources += (ROOT / "overrides/hooks").glob("*.py")
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    built = tuple(re.findall(r'"(site\.[a-z_.]+\.)" \+', text))
    unused = [key for key in words.site_texts("de") if f'"{key}"' not in text and f"'{key}'" not in text]
    assert [key for key in unused if not key.startswith(built)] == []
