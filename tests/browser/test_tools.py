"""What advisers use: links with answers, QR codes, the check in a frame; and a report of an error."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from checker.present import RULES_DATE
from overrides.hooks.words import Words
from tests.browser.driver import NURSE, NURSE_LINK

ROOT = Path(__file__).resolve().parents[2]

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.driver import Check


def test_a_link_is_built_from_page_language_and_answers(visit: Callable[..., Check]) -> None:
    page = visit("en", path="multiplikatoren/links/").page
    link = page.locator("#lb-link")
    page.select_option("#lb-language", label="Українська")
    page.select_option("#lb-goal", "work_profession")
    page.select_option("#lb-live", "lsa_south")
    page.fill("#lb-prof", "Nurse")
    expect(link).to_have_value(
        "https://anerkennung-sachsen-anhalt.example/uk/check/#v=1&goal=work_profession&live=lsa_south"
    )
    option = page.locator("#lb-profs option").first.get_attribute("value")
    page.fill("#lb-prof", str(option))
    assert "&prof=" in link.input_value()
    page.select_option("#lb-page", "anerkennung/kosten/")
    expect(link).to_have_value("https://anerkennung-sachsen-anhalt.example/uk/anerkennung/kosten/")
    expect(page.locator("#lb-goal")).to_be_hidden()
    title = re.search(r'^title: "(.+)"$', (ROOT / "docs/uk/anerkennung/kosten.md").read_text("utf-8"), re.MULTILINE)
    assert title
    sentence = Words("uk").plain("site.links.message", title=title[1])
    expect(page.locator("#lb-text")).to_have_value(f"{sentence}\n{link.input_value()}")
    page.select_option("#lb-page", "berufe/")
    expect(page.locator("#lb-goal")).to_be_hidden()
    expect(link).to_have_value(re.compile(r"/uk/berufe/[a-z0-9_-]+/$"))


def test_a_link_leads_only_to_languages_that_the_page_exists_in(visit: Callable[..., Check]) -> None:
    page = visit("en", path="multiplikatoren/links/").page
    page.select_option("#lb-page", "anerkennung/kosten/")
    page.select_option("#lb-language", label="Leichte Sprache")
    expect(page.locator("#lb-link")).to_have_value(re.compile("/de-LS/anerkennung/kosten/$"))
    expect(page.locator("[data-fallback]")).to_be_empty()
    page.select_option("#lb-page", "stellen/")
    expect(page.locator("#lb-link")).to_have_value(re.compile(r"\.example/stellen/$"))
    expect(page.locator("[data-fallback]")).to_contain_text("Leichte Sprache")
    expect(page.locator("#lb-language option:disabled")).to_have_text(["Leichte Sprache"])


def test_a_link_becomes_a_code_to_print(visit: Callable[..., Check]) -> None:
    page = visit(path="multiplikatoren/links/").page
    page.click("[data-qr]")
    # The code is drawn by Python, which has to start first.
    expect(page.locator("[data-code] svg")).to_be_visible(timeout=60_000)
    expect(page.locator("[data-downloads]")).to_be_visible()
    assert str(page.get_attribute("[data-download=svg]", "href")).startswith("data:image/svg+xml")
    assert str(page.get_attribute("[data-download=png]", "href")).startswith("data:image/png")


def test_a_report_names_the_page_it_came_from_and_is_sent_nowhere(visit: Callable[..., Check]) -> None:
    page = visit("en", path="verfahren/gleichwertigkeit/").page
    page.locator(".site-footer a[href*='fehler-melden']").click()
    expect(page.locator("#report-page")).to_have_value("/en/verfahren/gleichwertigkeit/")
    page.fill("#report-text", "The fee is wrong.")
    result = page.locator("#report-result")
    lines = ("Page: /en/verfahren/gleichwertigkeit/", f"Rules as of: {RULES_DATE}", "Error: The fee is wrong.")
    expect(result).to_have_value("\n".join(lines))


def test_a_report_of_a_result_carries_the_answers_in_words_and_as_a_link(visit: Callable[..., Check]) -> None:
    page = visit("en", fragment=NURSE_LINK).page
    page.locator("[data-tool=report]").click()
    expect(page.locator("#report-page")).to_have_value(re.compile(r"^/en/check/#v=1&goal=work_profession&.*where=UA&"))
    told = page.locator("#report-result").input_value().splitlines()
    answers = told[told.index("Answers in the check:") + 1 :]
    assert len(answers) == len(NURSE)
    assert "Ukraine" in "".join(answers)


def test_the_check_works_in_a_frame_without_the_frame_of_the_site(visit: Callable[..., Check]) -> None:
    check = visit("ar", path="embed/")
    expect(check.page.locator("header")).to_have_count(0)
    expect(check.page.locator("[data-check][data-ready]")).to_have_count(1)
    check.answer("goal", "study")
    expect(check.page.locator("[data-question=goal]")).to_have_count(0)


def test_easy_german_asks_in_its_own_words(visit: Callable[..., Check]) -> None:
    easy, german = visit("de-LS"), visit("de")
    assert easy.page.locator("html").get_attribute("lang") == "de-simple"
    assert easy.stage.inner_text() != german.stage.inner_text()
    easy.goto(fragment=NURSE_LINK)
    assert easy.procedures()[0] == "drittstaat_reglementiert"


def test_every_handout_is_one_page_of_paper(visit: Callable[..., Check]) -> None:
    """Printed from German and from Arabic; the notice of the machine translation fits too."""
    sheets = [path.stem for path in (ROOT / "docs/de/material").glob("*.md") if path.stem != "index"]
    assert len(sheets) >= 8
    for language in ("de", "ar"):
        check = visit(language, path="material/")
        for sheet in sheets:
            check.goto(f"material/{sheet}/")
            pages = len(re.findall(rb"/Type\s*/Page[^s]", check.page.pdf(format="A4", prefer_css_page_size=True)))
            assert pages == 1, (language, sheet)
