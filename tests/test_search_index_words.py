"""The search of the site finds pages by everyday words and German terms: asked in Node with the site's own module."""

from __future__ import annotations

import json
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

from checker.catalog import LANGUAGES
from overrides.hooks import search_index, search_words
from overrides.hooks.words import Words

MODULE = Path(__file__).resolve().parents[1] / "overrides" / "assets" / "checker" / "search.mjs"
FIRST = 5
EXPLAINED = ("anerkennung/", "material/", "multiplikatoren/", "netzwerk/", "programm/")
FEWEST, MOST = 5, 18
ASK = """
import { find, index } from MODULE;
let text = "";
for await (const part of process.stdin) text += part;
const { rows, asked } = JSON.parse(text);
const found = [...new Set(rows.map(([kind]) => kind))].map((kind) => {
  const own = rows.filter((row) => row[0] === kind);
  const entries = index(own.map(([, id, name, title, also]) => ({ id, title: title || name, name, also })));
  return [kind, asked.map((words) => find(entries, words, 6).map(({ id }) => id))];
});
console.log(JSON.stringify(Object.fromEntries(found)));
"""  # As overrides/assets/checker/site-search.mjs does it.
PAGES: dict[str, dict[str, str]] = {
    "de": {
        "wie lange dauert es": "anerkennung/fristen/",
        "wie lange dauert die Anerkennung in Deutschland": "anerkennung/fristen/",
        "wie lange muss ich auf den Bescheid warten": "anerkennung/fristen/",
        "Frist": "anerkennung/fristen/",
        "Kosten": "anerkennung/kosten/",
        "Was kostet das?": "anerkennung/kosten/",
        "Gebühr": "anerkennung/kosten/",
        "wer bezahlt die Gebühren": "anerkennung/kosten/",
        "Zeugnis verloren": "anerkennung/ohne-papiere/",
        "ich habe mein Diplom verloren": "anerkennung/ohne-papiere/",
        "keine Papiere": "anerkennung/ohne-papiere/",
        "Einspruch": "anerkennung/abgelehnt/",
        "mein Antrag ist abgelehnt worden was tun": "anerkennung/abgelehnt/",
        "Führungszeugnis": "anerkennung/unterlagen/",
        "Apostille": "anerkennung/unterlagen/",
        "beglaubigte Kopie": "anerkennung/unterlagen/",
        "Übersetzer": "anerkennung/unterlagen/",
        "Visum": "anerkennung/im-ausland/",
        "Flüchtling": "anerkennung/gefluechtet/",
        "Uni": "anerkennung/studieren/",
        "Lehrerin": "anerkennung/reglementiert/",
        "Deutschkurs": "anerkennung/sprache/",
        "wo finde ich einen Deutschkurs": "anerkennung/sprache/",
        "Termin": "netzwerk/mitmachen/",
        "Flyer": "material/",
        "Glossar": "anerkennung/glossar/",
        "CSV": "daten/",
        "Was ist neu?": "aenderungen/",
        "eigener Betrieb": "material/handwerk/",
    },
    "en": {
        "appeal": "anerkennung/abgelehnt/",
        "my application was refused": "anerkennung/abgelehnt/",
        "deadline": "anerkennung/fristen/",
        "how long does it take": "anerkennung/fristen/",
        "how long does recognition take in Germany": "anerkennung/fristen/",
        "lost documents": "anerkennung/ohne-papiere/",
        "I lost my diploma": "anerkennung/ohne-papiere/",
        "Gebühren": "anerkennung/kosten/",
        "fee": "anerkennung/kosten/",
        "price": "anerkennung/kosten/",
        "how much does it cost": "anerkennung/kosten/",
        "money": "anerkennung/kosten/",
        "translator": "anerkennung/unterlagen/",
        "certified copy": "anerkennung/unterlagen/",
        "visa": "anerkennung/im-ausland/",
        "refugee": "anerkennung/gefluechtet/",
        "study at university": "anerkennung/studieren/",
        "teacher": "anerkennung/reglementiert/",
        "doctor": "anerkennung/reglementiert/",
        "German course": "anerkennung/sprache/",
        "Fachsprachprüfung": "anerkennung/sprache/#fachsprachpruefung",
        "Was das Verfahren kostet": "anerkennung/kosten/#gebuehren",
        "glossary": "anerkennung/glossar/",
        "no internet": "offline/",
    },
    "uk": {
        "вартість": "anerkennung/kosten/",
        "скільки це коштує": "anerkennung/kosten/",
        "ціна": "anerkennung/kosten/",
        "Gebühren": "anerkennung/kosten/",
        "загубила диплом": "anerkennung/ohne-papiere/",
        "я втратив свої документи": "anerkennung/ohne-papiere/",
        "немає документів": "anerkennung/ohne-papiere/",
        "скільки часу": "anerkennung/fristen/",
        "термін": "anerkennung/fristen/",
        "відмова": "anerkennung/abgelehnt/",
        "оскаржити": "anerkennung/abgelehnt/",
        "перекладач": "anerkennung/unterlagen/",
        "апостиль": "anerkennung/unterlagen/",
        "віза": "anerkennung/im-ausland/",
        "біженка": "anerkennung/gefluechtet/",
        "університет": "anerkennung/studieren/",
        "лікар": "anerkennung/reglementiert/",
        "вчителька": "anerkennung/reglementiert/",
        "курси німецької": "anerkennung/sprache/",
        "Kosten und Geld": "anerkennung/kosten/",
        "допомога": "netzwerk/mitmachen/",
    },
    "ar": {
        "تكلفة": "anerkennung/kosten/",
        "التكلفة": "anerkennung/kosten/",
        "كم يكلف الاعتراف": "anerkennung/kosten/",
        "رسوم": "anerkennung/kosten/",
        "Gebühren": "anerkennung/kosten/",
        "فقدت شهادتي": "anerkennung/ohne-papiere/",
        "ليس لدي أوراق": "anerkennung/ohne-papiere/",
        "كم يستغرق الاعتراف في ألمانيا": "anerkennung/fristen/",
        "مهلة": "anerkennung/fristen/",
        "رفضوا طلبي": "anerkennung/abgelehnt/",
        "استئناف": "anerkennung/abgelehnt/",
        "مترجم": "anerkennung/unterlagen/",
        "فيزا": "anerkennung/im-ausland/",
        "لاجئ": "anerkennung/gefluechtet/",
        "جامعة": "anerkennung/studieren/",
        "طبيب": "anerkennung/reglementiert/",
        "معلمة": "anerkennung/reglementiert/",
        "دورة لغة": "anerkennung/sprache/",
        "معادلة الشهادة": "anerkennung/",
        "Fristen": "anerkennung/fristen/",
    },
}
"""Language, what is typed, and the page that has to be among the first of the group "pages"."""
TERMS: dict[str, dict[str, str]] = {
    "de": {"Referenzberuf": "referenzberuf", "Führungszeugnis": "fuehrungszeugnis", "Bescheid": "bescheid"},
    "en": {"Referenzberuf": "referenzberuf", "objection": "widerspruch", "affidavit": "versicherung-an-eides-statt"},
    "uk": {"Führungszeugnis": "fuehrungszeugnis", "довідка про несудимість": "fuehrungszeugnis"},
    "ar": {"Widerspruch": "widerspruch", "ترجمة محلفة": "vereidigte-uebersetzung"},
}
"""Language, what is typed, and the term of the glossary that has to be among the first of its group."""
NONSENSE = "qqqxyzzy"


@cache
def rows(language: str) -> list[search_index.Entry]:
    return list(search_index.entries(Words(language)))


@cache
def answers(language: str) -> dict[str, dict[str, list[str]]]:
    """Group -> typed words -> the addresses that the search finds, best first."""
    asked = [*PAGES[language], *TERMS[language], NONSENSE]
    script = ASK.replace("MODULE", json.dumps(MODULE.as_uri()))
    question = json.dumps({"rows": rows(language), "asked": asked})
    command = ["node", "--input-type=module", "--eval", script]
    said = subprocess.run(command, input=question, capture_output=True, text=True, check=True, timeout=60).stdout
    return {kind: dict(zip(asked, found, strict=True)) for kind, found in json.loads(said).items()}


@pytest.mark.parametrize(("language", "words", "page"), [(lang, *row) for lang in PAGES for row in PAGES[lang].items()])
def test_everyday_words_and_whole_questions_find_the_page(language: str, words: str, page: str) -> None:
    assert page in answers(language)[search_index.PAGES][words][:FIRST]


@pytest.mark.parametrize(("language", "words", "term"), [(lang, *row) for lang in TERMS for row in TERMS[lang].items()])
def test_terms_of_the_glossary_are_found_in_both_languages(language: str, words: str, term: str) -> None:
    assert f"anerkennung/glossar/#{term}" in answers(language)[search_index.TERMS][words][:FIRST]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nonsense_finds_nothing(language: str) -> None:
    assert not any(found[NONSENSE] for found in answers(language).values())


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "de"])
def test_a_translated_heading_keeps_its_german_one_for_the_search(language: str) -> None:
    named = {path: (name, german) for _, path, name, german, _ in rows(language)}
    german = {path: name for _, path, name, *_ in rows("de") if "#" in path}
    lost = [path for path, name in german.items() if path in named and name not in named[path]]
    assert lost == []


def test_every_explaining_page_has_some_words_in_every_language() -> None:
    pages = {row[1] for row in rows("de") if row[0] == search_index.PAGES and "#" not in row[1]}
    for page in sorted(page for page in pages if page.startswith(EXPLAINED)):
        for language in LANGUAGES:
            assert FEWEST <= len(search_words.of(page, language)) <= MOST, (page, language)


GOOD = {"page": "a/", **dict.fromkeys(LANGUAGES, "Wort, zwei Wörter")}


@pytest.mark.parametrize(
    ("records", "message"),
    [
        ([{**GOOD, "page": "b/"}], "Eintrag „b/“: Diese Seite gibt es nicht"),
        ([GOOD, GOOD], "Eintrag „a/“: Diese Seite hat schon einen Eintrag"),
        ([{**GOOD, "fr": "mot"}], "Eintrag „a/“: Das Feld „fr“ gibt es nicht. Erlaubt sind: page, de, en, uk, ar."),
        ([{**GOOD, "uk": " "}], "Eintrag „a/“: Feld „uk“: Die Wörter in dieser Sprache fehlen"),
        ([{**GOOD, "ar": "كلمة، "}], "Eintrag „a/“: Feld „ar“: Vor oder nach einem Komma fehlt ein Wort"),
    ],
)
def test_a_slip_names_file_record_and_remedy(records: list[dict[str, str]], message: str) -> None:
    search_words.check([GOOD], {"a/"})
    with pytest.raises(SystemExit, match=re.escape(f"overrides/locale/search-words.json, {message}")):
        search_words.check(records, {"a/"})
