"""The edition in one file opens from disk, asks no network, and leads where the checker leads."""

from __future__ import annotations

import base64
import datetime
import gzip
import hashlib
import json
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from checker import knowledge, present
from checker.procedures import PROCEDURES
from overrides.hooks import cases
from tests.browser.driver import NURSE, PHONE, Check
from tests.browser.test_accessibility import findings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

LANGUAGES = ("de", "de-LS", "en", "uk", "ar")
MOST_BYTES = 1_000_000
EVERY_NTH_CASE = 8


def path_of(site: Path, language: str) -> Path:
    folder = site if language == "de" else site / language
    return folder / "check" / f"anerkennungs-check-{language}.html"


@pytest.fixture
def opened(browser: Browser, site: Path, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Open the file in Chromium."""
    with opening(browser, site, tmp_path) as open_file:
        yield open_file


@pytest.fixture
def opened_in_firefox(firefox: Browser, site: Path, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Open the file in Firefox."""
    with opening(firefox, site, tmp_path) as open_file:
        yield open_file


@contextmanager
def opening(browser: Browser, site: Path, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Open a copy of the file from an empty folder; the test fails on any message, error or other request."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []
    requests: list[str] = []

    def open_file(language: str = "de", before: str = "", **options: Any) -> Page:  # noqa: ANN401
        copy = tmp_path / f"{language}.html"
        copy.write_bytes(path_of(site, language).read_bytes())
        context = browser.new_context(viewport=PHONE, locale=language, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        if before:
            page.add_init_script(before)
        page.on("console", lambda message: complaints.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
        page.on("request", lambda asked: requests.append(asked.url))
        page.goto(copy.as_uri())
        if options.get("java_script_enabled", True):
            page.locator("[data-check][data-ready]").wait_for(state="attached")
        return page

    yield open_file
    for context in contexts:
        context.close()
    assert complaints == []
    assert [url for url in requests if not url.startswith((tmp_path.as_uri(), "data:"))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_is_small_complete_and_its_policy_allows_itself_alone(site: Path, language: str) -> None:
    content = path_of(site, language).read_bytes()
    text = content.decode()
    assert len(content) <= MOST_BYTES
    sections = {f"verfahren/{ident}/" for ident in PROCEDURES}
    sections |= {f"stellen/{ident}/" for ident in knowledge.table("authorities")}
    assert sections <= set(re.findall(r'<article class="entry" aria-labelledby="([^"]+)"', text))
    ids = re.findall(r' id="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', text)) <= {*ids}
    [script] = re.findall(r'<script type="module">(.*?)</script>', text, re.DOTALL)
    [style] = re.findall(r"<style[^>]*>(.*?)</style>", text, re.DOTALL)
    [policy] = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
    allowed = [base64.b64encode(hashlib.sha256(part.encode()).digest()).decode() for part in (script, style)]
    assert policy.replace("&#39;", "'") == (
        f"default-src 'none'; script-src 'sha256-{allowed[0]}'; style-src 'sha256-{allowed[1]}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    assert not re.search(r'<(?:link|img|script|iframe)[^>]* (?:src|href)="(?!data:)', text)
    assert not re.search(r"\b(?:fetch|XMLHttpRequest|sendBeacon|WebSocket|EventSource)\(", script)


def test_the_file_carries_every_occupation(site: Path) -> None:
    text = path_of(site, "uk").read_text("utf-8")
    [packed] = re.findall(r'id="data-professions">([^<]+)<', text)
    assert {row[0] for row in json.loads(gzip.decompress(base64.b64decode(packed)))} == {
        *knowledge.table("professions")
    }


def decided(answers: dict[str, str]) -> list[str]:
    """The main procedures that ``python -m checker check`` names today."""
    result = present.result(answers, datetime.datetime.now().astimezone().date().isoformat(), "de")
    return [found["id"] for found in result["procedures"] if found["role"] == "main"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_lead_where_the_checker_leads(opened: Callable[..., Page], language: str) -> None:
    check = Check(opened(language), "", language)
    check.answer_all({**NURSE, "prof": "pflegefachmann" if language.startswith("de") else "Pflegefachmann"})
    assert check.procedures("short") == ["drittstaat_reglementiert"]
    check.stage.locator("[data-procedure=drittstaat_reglementiert] h3 a").click()
    expect(check.page.locator("[id='verfahren/drittstaat_reglementiert/']")).to_be_in_viewport()
    assert check.case["goal"] == NURSE["goal"]
    check.page.go_back()
    check.result("short")
    check.page.locator("[data-change=where]").click()
    check.answer("where", "FR")
    check.answer_all({})
    assert check.procedures("short") == decided(check.case)
    online = check.page.locator("main > p:not(.translation) > a[hreflang]").get_attribute("href") or ""
    assert online.startswith("https://")
    assert "where=FR" in online


@pytest.mark.parametrize("language", ["de", "ar"])
def test_firefox_opens_it_from_disk_and_leads_to_the_same(
    opened_in_firefox: Callable[..., Page], language: str
) -> None:
    check = Check(opened_in_firefox(language), "", language)
    check.answer_all({**NURSE, "prof": "Pflegefachmann"})
    assert check.procedures("short") == ["drittstaat_reglementiert"]
    check.stage.locator("[data-procedure=drittstaat_reglementiert] h3 a").click()
    expect(check.page.locator("[id='verfahren/drittstaat_reglementiert/']")).to_be_in_viewport()


def test_cases_end_as_in_the_checker(opened: Callable[..., Page]) -> None:
    page = opened()
    address = page.url.partition("#")[0]
    check = Check(page, "", "de")
    wrong = []
    for number, case in enumerate(cases.every()[::EVERY_NTH_CASE]):
        answers = dict(case.answers)
        if number % 3 == 0:
            answers.pop(list(answers)[number % len(answers)])  # What is missing is answered with "I don't know".
        page.goto("about:blank")
        page.goto(f"{address}#v=1&{urlencode(answers)}")
        check.wait_until_ready()
        check.answer_all({})
        if (found := check.procedures("short")) != decided(check.case):
            wrong.append((case.stem, found, decided(check.case)))
    assert wrong == []


def test_it_works_by_keyboard(opened: Callable[..., Page]) -> None:
    page = opened()
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.locator("input[type=radio]").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    check = Check(page, "", "de")
    page.wait_for_function("document.querySelector('[data-place=stage] form').dataset.question !== 'goal'")
    check.expect_focus_on_heading()


def test_the_german_sentence_is_shown_without_a_network(opened: Callable[..., Page]) -> None:
    page = opened("uk")
    page.locator("[data-card='question.goal']").click()
    expect(page.locator(".card__german")).to_have_attribute("lang", "de")
    expect(page.locator(".card__own")).not_to_be_empty()


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_fits_a_phone_in_its_direction_of_writing(opened: Callable[..., Page], language: str) -> None:
    page = opened(language)
    assert page.evaluate("document.dir") == ("rtl" if language == "ar" else "ltr")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize("language", ["en", "ar"])  # The page is long: axe-core takes a while.
def test_axe_finds_nothing_in_light_and_dark(opened: Callable[..., Page], language: str) -> None:
    page = opened(language)
    page.set_default_timeout(180_000)
    Check(page, "", language).answer_all({})
    assert findings(page) == []


def test_it_can_be_read_without_scripts(opened: Callable[..., Page]) -> None:
    page = opened("en", java_script_enabled=False)
    page.locator("noscript a").click()
    expect(page.locator("[id='verfahren/']")).to_be_in_viewport()
    page.locator(".situation a").first.click()
    expect(page.locator("[id='verfahren/gleichwertigkeit/']")).to_be_in_viewport()
    expect(page.locator("form [type=submit]")).to_be_hidden()
    expect(page.locator("[data-age]:visible")).to_have_count(0)


def test_it_says_how_old_it_is_by_the_clock_of_the_reader(opened: Callable[..., Page], site: Path) -> None:
    [built] = re.findall(r'data-built="([^"]+)"', path_of(site, "de").read_text("utf-8"))

    def on_day(number: int) -> str:
        return f"Date.now = () => Date.parse('{built}') + {number} * 86_400_000 + 1000"

    page = opened(before=on_day(0))
    expect(page.locator("[data-age=known]")).to_contain_text("heute")
    expect(page.locator("[data-age=old], [data-age=clock]").filter(visible=True)).to_have_count(0)
    page = opened("en", before=on_day(366))
    expect(page.locator("[data-age=known]")).to_contain_text("12 months ago")
    expect(page.locator("[data-age=old]")).to_be_visible()
    page = opened("ar", before=on_day(-400))
    expect(page.locator("[data-age=clock]")).to_be_visible()
    expect(page.locator("[data-age=known]")).to_be_hidden()


def test_on_paper_a_result_comes_with_its_procedures_alone(opened: Callable[..., Page]) -> None:
    page = opened()
    Check(page, "", "de").answer_all({**NURSE, "prof": "pflegefachmann"})
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    printed = page.locator("[data-part]").filter(visible=True)
    assert [part.get_attribute("data-part") for part in printed.all()] == ["verfahren/drittstaat_reglementiert/"]
