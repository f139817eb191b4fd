"""The pages of the occupations: one for each, and what they say is what the check says."""

from __future__ import annotations

import gzip
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

import pytest

from checker import knowledge, present
from checker.catalog import LANGUAGES
from checker.engine import evaluate
from checker.questions import QUESTIONS
from overrides.hooks import professions
from overrides.hooks.words import Words

if TYPE_CHECKING:
    from tests.site.reader import Page

FOLDERS = {language: "" if language == "de" else f"{language}/" for language in LANGUAGES}
EVERY = knowledge.table("professions")
ONE_OF_EACH = list({(r["class"], *r["south"], "|", *r["north"]): ident for ident, r in EVERY.items()}.values())
RAW, LIST = 10_000, 60_000


def hrefs(page: Page) -> list[str]:
    return [e.attributes.get("href", "") for e in page.all("a")]


def linked(page: Page, folder: str) -> set[str]:
    return {link.split("/")[-2] for link in hrefs(page) if f"/{folder}/" in link and not link.endswith(f"../{folder}/")}


def own_part(page: Page) -> bytes:
    """What a page adds to the frame that all pages have."""
    return page.content.partition(b"<main ")[2].partition(b"</main>")[0]


def words_of(page: Page) -> str:
    return " ".join(page.all("main")[0].text.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_occupation_has_a_page_and_stands_once_in_each_list(pages: dict[str, Page], language: str) -> None:
    root = FOLDERS[language] + professions.FOLDER
    alphabet = Counter(hrefs(pages[f"{root}a-z/"]))
    fields: Counter[str] = Counter()
    for field in professions.FIELDS:
        fields.update(hrefs(pages[f"{root}feld/{field}/"]))
    for ident in EVERY:
        assert f"{root}{ident}/" in pages, ident
        assert alphabet[f"../{ident}/"] == 1, ident
        assert fields[f"../../{ident}/"] == 1, ident
    assert {f"feld/{field}/" for field in professions.FIELDS} | {"a-z/"} <= set(hrefs(pages[root]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_alphabet_follows_the_readers_language(pages: dict[str, Page], language: str) -> None:
    page = pages[f"{FOLDERS[language]}berufe/a-z/"]
    letters = [e.text for e in page.all("h2") if "main" in e.ancestors][1:]
    alphabet = "АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯ" if language == "uk" else ""
    assert letters == sorted(letters, key=lambda letter: (alphabet.find(letter), letter))
    assert len(letters) >= 20
    assert any("\u0600" < letter[0] < "\u06ff" for letter in letters) == (language == "ar")


@pytest.mark.parametrize("ident", ONE_OF_EACH)
def test_procedures_and_authorities_are_those_of_the_check(pages: dict[str, Page], ident: str) -> None:
    """The rules are asked for the class; here the check is asked for the occupation itself."""
    record = EVERY[ident]
    typical = {question.id: question.assume for question in QUESTIONS if not question.optional}
    page = pages[f"berufe/{ident}/"]
    procedures, authorities = set(), set()
    for origin, district in (("EU_EEA_CH", "15002"), ("third", "15003"), ("third", "15002"), ("UK", "15090")):
        own = {"prof": ident, "qual": professions.qualification(record), "where": origin, "live": district}
        answer = evaluate(typical | own, present.RULES_DATE)
        assert answer["complete"]
        for entry in answer["procedures"]:
            if entry["role"] == "main":
                authorities |= set(entry["authority"])
            if entry["role"] in ("main", "part"):
                procedures.add(entry["id"])
    assert procedures <= linked(page, "verfahren")
    assert authorities <= linked(page, "stellen")
    expected = {body for found in professions.decision(ident).bodies.values() for body in found}
    assert linked(page, "stellen") == expected


def test_a_nurse_a_hairdresser_and_a_lawyer(pages: dict[str, Page]) -> None:
    nurse, hairdresser = pages["berufe/pflegefachmann/"], pages["berufe/friseur/"]
    assert {"automatische_anerkennung", "drittstaat_reglementiert", "kenntnispruefung"} <= linked(nurse, "verfahren")
    assert linked(nurse, "stellen") == {"lvwa-lpa"}
    assert "Reglementierter Beruf." in words_of(nurse)
    assert "Deutsch auf B2" in words_of(nurse)
    assert "§ 40 PflBG" in words_of(nurse)
    assert {"hwk-halle", "hwk-magdeburg"} == linked(hairdresser, "stellen")
    assert "Nicht reglementierter Beruf." in words_of(hairdresser)
    assert {"gleichwertigkeit", "meister_gleichwertigkeit"} <= linked(hairdresser, "verfahren")
    assert "eurag" in linked(pages["berufe/rechtsanwalt/"], "verfahren")


def test_the_name_of_the_language_stands_beside_the_german_title(pages: dict[str, Page]) -> None:
    for language in LANGUAGES:
        for ident, record in EVERY.items():
            page = pages[f"{FOLDERS[language]}berufe/{ident}/"]
            (heading,) = page.all("h1")
            own = professions.name(ident, language)
            title = record["title"].replace("/", " / ")
            assert heading.text == (own or title), page.url
            assert title in words_of(page), page.url


def test_start_links_carry_the_occupation(pages: dict[str, Page]) -> None:
    for folder in FOLDERS.values():
        for ident in EVERY:
            (link,) = (link for link in hrefs(pages[f"{folder}berufe/{ident}/"]) if "check/#" in link)
            assert dict(parse_qsl(urlsplit(link).fragment)) == {"v": "1", "goal": "work_profession", "prof": ident}


def test_uncertain_occupations_say_so_and_print_no_fee_deadline_or_level(pages: dict[str, Page]) -> None:
    t = Words("de")
    shown = {
        "fee": [t.plain(f"fee.{ident}") for ident in knowledge.table("fees")],
        "deadline": [t.plain(f"deadline.{ident}") for ident in knowledge.table("deadlines")],
    }
    for ident, record in EVERY.items():
        text = words_of(pages[f"berufe/{ident}/"])
        warned = [level for level in ("medium", "low") if t.plain(f"site.authority.{level}") in text]
        assert warned == ([] if record["certainty"] == "high" else [record["certainty"]]), ident
        if record["certainty"] == "low":
            assert not [told for texts in shown.values() for told in texts if told in text], ident
            assert "deutsch" not in pages[f"berufe/{ident}/"].ids, ident


def test_fees_and_deadlines_have_a_date(pages: dict[str, Page]) -> None:
    with_fee = [ident for ident in EVERY if professions.decision(ident).fees and EVERY[ident]["certainty"] != "low"]
    assert len(with_fee) > 200
    for ident in with_fee:
        text = words_of(pages[f"berufe/{ident}/"])
        for figure in professions.decision(ident).fees:
            assert figure["text"] in text, ident
        assert "geprüft am" in text, ident


def test_related_occupations_are_alike() -> None:
    for ident, record in EVERY.items():
        for other in professions.related(ident):
            code, others = record.get("kldb", ""), EVERY[other].get("kldb", "")
            assert other != ident
            assert EVERY[other]["class"] == record["class"] or code[:3] == others[:3] != "", (ident, other)
            assert code[:2] == others[:2], (ident, other)
    assert sum(bool(professions.related(ident)) for ident in EVERY) > 500


def test_examples_lead_to_cases_with_the_occupation(pages: dict[str, Page]) -> None:
    for ident, cases in professions.examples().items():
        if ident in EVERY:
            assert {case.stem for case in cases[: professions.EXAMPLES]} <= linked(
                pages[f"berufe/{ident}/"], "beispiele"
            )


def test_pages_are_small(pages: dict[str, Page]) -> None:
    found = [page for page in pages.values() if page.common_path.startswith("berufe/")]
    lists = [page for page in found if "/feld/" in page.url or page.url.endswith(("a-z/", "berufe/"))]
    heaviest = max((len(own_part(page)), page.url) for page in found if page not in lists)
    assert heaviest[0] <= RAW, heaviest
    for page in lists:
        assert len(gzip.compress(page.content, mtime=0)) <= LIST, page.url
