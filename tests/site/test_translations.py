"""Translations of prose and page words: complete, made from today's German text, true to its figures."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest
from babel import Locale
from babel.messages.pofile import read_po

from checker.catalog import EASY, LANGUAGES
from overrides.hooks import translations, words
from overrides.hooks.ledger import MACHINE, REVIEWED
from overrides.hooks.paragraphs import Paragraph
from overrides.hooks.translations import PLURAL, STALE, Standing

ROOT = Path(__file__).resolve().parents[2]
FULL = tuple(language for language in translations.translated() if language != EASY)
HEADING = re.compile(r"^(#+) .*(\{#[a-z0-9-]+\})$", re.MULTILINE)
MARKER = re.compile(r"^(\[\[.*\]\]|\{:.*\}|</?div.*>)$", re.MULTILINE)
DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(?=\d{4})")
UKRAINIAN_IN = "січні лютому березні квітні травні червні липні серпні вересні жовтні листопаді грудні"
MONTHS = {
    name: number
    for language in ("de", *FULL)
    for context in ("format", "stand-alone")
    for number, name in Locale.parse(language).months[context]["wide"].items()
} | {name: number for number, name in enumerate(UKRAINIAN_IN.split(), 1)}
MONTHS |= {name.capitalize(): number for name, number in MONTHS.items()}
_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
MONTH = re.compile(rf"(?:(?<=\d )|(?<=\d\. ))(?:{_NAMES})\b|\b(?:{_NAMES})(?=(?:/\w+(?: \w+)?)? \d{{4}})")
KEPT = {
    "links": re.compile(r"\]\(([^)]+)\)"),
    "figures and months": re.compile(r"(?:month-)?\d+"),
    "sections of laws": re.compile(r"§+\s?\d+[a-z]?"),
    "placeholders": re.compile(r"\{[a-z_]+\}"),
}


def with_months(text: str) -> str:
    """A text whose dates read "31 month-12 2027", whether the month was a word or a figure."""
    text = DATE.sub(lambda match: f"{int(match[1])} month-{int(match[2])} ", text)
    return MONTH.sub(lambda match: f"month-{MONTHS[match.group()]}", text)


def unlike(standing: Standing) -> str:
    """What a translated paragraph does not have in common with its German one; "" for nothing.

    Of plural forms the last, general one is compared.
    """
    own, german = standing.own, standing.german
    assert own is not None
    assert german is not None
    texts = [with_months(paragraph.text.split(PLURAL)[-1]) for paragraph in (german, own)]
    parts = {what: tuple(sorted(p.findall(text)) for text in texts) for what, p in KEPT.items()}
    if own.kind == "|":
        parts["cells"] = ([len(german.cells)], [len(own.cells)])
    found = [f"{what} {wanted} but {got}" for what, (wanted, got) in parts.items() if wanted != got]
    return f"{standing.page}, {standing.place}: {'; '.join(found)}" if found else ""


def body(path: Path) -> str:
    return path.read_text(encoding="utf-8").split("---\n", 2)[2]


def test_months_are_read_in_every_language() -> None:
    written = ["30. Juni 2027", "30.06.2027", "30 June 2027", "30 червня 2027", "30 يونيو 2027"]
    assert {with_months(text).replace(".", "") for text in written} == {"30 month-6 2027"}
    assert with_months("Im Juni 2027").split()[1:] == with_months("у червні 2027").split()[1:]
    assert with_months("منذ يناير/كانون الثاني 2027").split()[1] == "month-1/كانون"
    assert with_months("You may ask in May. March on.") == "You may ask in May. March on."


def test_every_language_has_the_same_files() -> None:
    files = {
        language: {path.relative_to(ROOT / "docs" / language) for path in (ROOT / "docs" / language).rglob("*.md")}
        for language in LANGUAGES
    }
    assert len(files["de"]) > 50
    assert all(found == files["de"] for found in files.values()), files


@pytest.mark.parametrize("language", translations.translated())
def test_the_ledger_knows_every_translated_text(language: str) -> None:
    remedy = f"Please run `python -m overrides.hooks.translations record {language} PAGE` for them."
    assert translations.of(language).unrecorded() == [], remedy


@pytest.mark.parametrize("language", FULL)
def test_a_paragraph_keeps_links_figures_sections_and_cells(language: str) -> None:
    """Paragraphs that are known to be older than the German text carry it on the page and are left out here."""
    known = translations.of(language)
    current = [s for page in known.prose() for s in known.standings(page) if s.state in {MACHINE, REVIEWED}]
    assert len(current) > 1000
    assert [wrong for standing in current if (wrong := unlike(standing))] == []


@pytest.mark.parametrize("language", FULL)
def test_a_message_keeps_placeholders_figures_and_sections(language: str) -> None:
    known = translations.of(language)
    current = [s for name in known.catalogs() for s in known.standings(name) if s.state in {MACHINE, REVIEWED}]
    assert len(current) > 1500
    assert [wrong for standing in current if (wrong := unlike(standing))] == []


@pytest.mark.parametrize("language", translations.translated())
def test_no_message_is_older_than_its_german_text(language: str) -> None:
    """A message stands on many pages, so its translations change with it; a page of prose may wait."""
    outdated = translations.of(language).outdated_messages()
    assert {name: keys for name, keys in outdated.items() if keys} == {}


@pytest.mark.parametrize("language", FULL)
def test_a_page_keeps_the_order_of_headings_and_markers(language: str) -> None:
    for page in translations.of(language).prose():
        if translations.of(language).page_state(page) != STALE:
            german, translated = (body(ROOT / "docs" / code / page) for code in ("de", language))
            for pattern in (HEADING, MARKER):
                assert pattern.findall(translated) == pattern.findall(german), page


@pytest.mark.parametrize("path", sorted((ROOT / "docs/de-LS").rglob("*.md")), ids=str)
def test_leichte_sprache_keeps_the_order_of_the_german_page(path: Path) -> None:
    """It chooses what its readers need."""
    german, easy = (HEADING.findall(body(p)) for p in (ROOT / "docs/de" / path.relative_to(ROOT / "docs/de-LS"), path))
    idents = [ident for _, ident in easy]
    assert [ident for _, ident in german if ident in idents] == idents


@pytest.mark.parametrize(
    ("german", "translated"),
    [
        ("Das kostet 100 Euro.", "It costs 110 euros."),
        ("Siehe [hier](a.md).", "See [here](b.md)."),
        ("Nach § 40a BQFG", "By § 40 BQFG"),
        ("Bis zum 30. Juni", "Until 31 June"),
        ("Bis zum 30. Juni", "Until 30 July"),
        ("Am 01.02.2027", "On 2 January 2027"),
        ("Bis Mai 2027", "До червня 2027 року"),
        ("Von {start} an", "From {end} on"),
        ("| A | B |", "| A |"),
    ],
)
def test_a_difference_is_noticed(german: str, translated: str) -> None:
    kind = "|" if german.startswith("|") else ""
    standing = Standing("a.md", Paragraph("a.1", kind, translated), Paragraph("a.1", kind, german), None)
    assert unlike(standing).startswith("a.md, a.1: ")
    assert unlike(Standing("a.md", Paragraph("a.1", kind, german), standing.german, None)) == ""


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
    sources += [*(ROOT / "overrides/one-file").glob("*.html"), *(ROOT / "overrides/hooks").glob("*.py")]
    sources += (ROOT / "overrides/assets/checker").glob("*.mjs")
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    built = tuple(re.findall(r'["`](site\.[a-z_.]+\.)(?:" \+|\$\{)', text))
    unused = [key for key in words.site_texts("de") if f'"{key}"' not in text and f"'{key}'" not in text]
    assert [key for key in unused if not key.startswith(built)] == []
