"""Two taps from the home page, in every language, lead to whatever a reader may ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from checker.catalog import EASY, LANGUAGES
from tests.site.test_links import OUTSIDE, links

if TYPE_CHECKING:
    from pathlib import Path

    from tests.site.reader import Page

TAPS = 2
APART = (
    "404.html",  # Shown at a wrong address.
    "embed/",  # Shown inside other sites.
    "pruefregeln/",  # One table of the rules, for whoever examines them: three taps.
)
MOST_LINKS = 60
"""A home page with more links than this is a list, not a choice."""


def reached(site: Path, pages: dict[str, Page], home: str) -> dict[str, int]:
    """The address of every page within `TAPS` links of a home page, with the number of taps."""
    by_path = {page.path.resolve(): page for page in pages.values()}
    found, newest = {home: 0}, [pages[home]]
    for taps in range(1, TAPS + 1):
        targets = {
            page.target(site, link)
            for page in newest
            for link in links(page)
            if not link.startswith(OUTSIDE) and urlsplit(link).path
        }
        newest = [by_path[path] for path in targets if path in by_path and by_path[path].url not in found]
        found |= dict.fromkeys((page.url for page in newest), taps)
    return found


@pytest.mark.parametrize("language", [*LANGUAGES, EASY])
def test_every_page_is_two_taps_from_home(site: Path, pages: dict[str, Page], language: str) -> None:
    home = "" if language == "de" else f"{language}/"
    near = reached(site, pages, home)
    own = [page for page in pages.values() if page.language == language and not page.common_path.startswith(APART)]
    assert len(own) > 30, "the site has hardly any pages; are they read rightly?"
    assert [page.url for page in own if page.url not in near] == []
    assert near[f"{home}check/"] == 1


@pytest.mark.parametrize("language", [*LANGUAGES, EASY])
def test_the_home_page_is_no_list_of_everything(pages: dict[str, Page], language: str) -> None:
    home = pages["" if language == "de" else f"{language}/"]
    assert len(set(links(home))) <= MOST_LINKS


@pytest.mark.parametrize("language", [*LANGUAGES, EASY])
def test_the_home_page_asks_the_first_question(pages: dict[str, Page], language: str) -> None:
    home = pages["" if language == "de" else f"{language}/"]
    answers = [link for link in links(home) if link.startswith("check/#v=1&goal=")]
    assert len(answers) >= 5
