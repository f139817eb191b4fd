"""Links between pages, from any depth and in any language."""

from __future__ import annotations

import dataclasses

import pytest

from overrides.hooks.frame import Frame, Language

DE, AR = Language("de", "Deutsch", ""), Language("ar", "العربية", "ar/")


def frame(language: Language, path: str, *, everywhere: bool = False) -> Frame:
    return Frame(
        site_url="https://site.example/sub/",
        stylesheet="assets/site.css",
        language=language,
        alternates=(DE, AR),
        path=path,
        heading="Heading",
        description="Description",
        everywhere=everywhere,
    )


@pytest.mark.parametrize(
    ("language", "path", "target", "link"),
    [
        (DE, "", "", "./"),
        (DE, "", "check/", "check/"),
        (DE, "check/", "", "../"),
        (DE, "check/", "check/", "./"),
        (DE, "verfahren/eurag/", "stellen/zab/", "../../stellen/zab/"),
        (AR, "verfahren/eurag/", "", "../../"),
        (AR, "", "check/", "check/"),
    ],
)
def test_links_to_pages_of_the_language_are_relative(language: Language, path: str, target: str, link: str) -> None:
    assert frame(language, path).to(target) == link


def test_links_to_files_and_languages() -> None:
    page = frame(AR, "verfahren/eurag/")
    assert page.file("assets/logo.svg") == "../../../assets/logo.svg"
    assert page.in_language(DE) == "../../../verfahren/eurag/"
    assert page.absolute(DE) == "https://site.example/sub/verfahren/eurag/"
    assert page.absolute() == "https://site.example/sub/ar/verfahren/eurag/"


def test_the_page_for_wrong_addresses_links_from_the_root() -> None:
    page = frame(DE, "", everywhere=True)
    assert page.to("check/") == "/sub/check/"
    assert page.file("assets/logo.svg") == "/sub/assets/logo.svg"
    assert page.current("") == ""


def test_direction_date_and_current_section_follow_the_page() -> None:
    assert (DE.dir, AR.dir) == ("ltr", "rtl")
    assert frame(DE, "").date("2026-11-02") == "2. November 2026"
    ukrainian = frame(Language("uk", "Українська", "uk/"), "").date("2026-11-02")
    assert ukrainian.split() == ["2", "листопада", "2026", "року"]
    assert frame(DE, "verfahren/eurag/").current("verfahren/") == ' aria-current="true"'
    assert frame(DE, "verfahren/").current("verfahren/") == ' aria-current="page"'
    assert frame(DE, "verfahren/").current("") == ""


def test_only_the_check_may_compile_webassembly() -> None:
    assert "script-src 'self' 'wasm-unsafe-eval';" in frame(AR, "check/").csp
    assert "script-src 'self';" in frame(AR, "").csp


def test_parts_of_a_page_are_listed_when_that_helps() -> None:
    heading = '<h2 id="{0}">Part <bdi lang="de">{0}</bdi></h2>'
    three = "".join(heading.format(name) for name in "abc")
    page = frame(DE, "verfahren/eurag/")
    assert page.parts(three)[1] == ("b", "", 'Part <bdi lang="de">b</bdi>')
    german = '<h2 id="d" lang="de" dir="ltr">D</h2>'
    assert page.parts(three + german)[3] == ("d", ' lang="de" dir="ltr"', "D")
    assert page.parts(three[: three.rindex("<h2")]) == []
    assert page.parts('<nav class="contents"></nav>' + three) == []
    assert page.parts(three * 5) == []
    assert frame(DE, "", everywhere=True).parts(three) == []


def test_languages_whose_translation_is_older_are_not_listed_for_search_engines() -> None:
    page = frame(DE, "ueber/")
    assert page.listed == (DE, AR)
    assert dataclasses.replace(page, unlisted=frozenset({"ar"})).listed == (DE,)
    assert dataclasses.replace(page, unlisted=frozenset({"ar"})).alternates == (DE, AR)
