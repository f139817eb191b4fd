"""Every link leads somewhere, and no page loads anything from another host."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from pathlib import Path

    from tests.site.reader import Page

OUTSIDE = ("http:", "https:", "mailto:", "tel:")


def home(pages: dict[str, Page]) -> str:
    """The public address of the site, as the home page names it."""
    (found,) = (e.attributes["href"] for e in pages[""].all("link") if e.attributes.get("rel") == "canonical")
    return found


def links(page: Page) -> list[str]:
    return [e.attributes["href"] for e in page.all("a") if "href" in e.attributes]


def test_every_internal_link_and_anchor_resolves(site: Path, pages: dict[str, Page]) -> None:
    by_path = {page.path.resolve(): page for page in pages.values()}
    broken = []
    for page in pages.values():
        for link in links(page):
            if link.startswith(OUTSIDE):
                continue
            target = page.target(site, link) if urlsplit(link).path else page.path.resolve()
            anchor = urlsplit(link).fragment
            if target.parent.name == "fehler-melden" and anchor.startswith("/"):  # The page a report is about.
                anchor = ""
            if target.parent.name == "check" and anchor.startswith("v="):  # Answers; test_case_pages.py reads them.
                anchor = ""
            missing_anchor = anchor and target in by_path and anchor not in by_path[target].ids
            if not target.is_file() or missing_anchor:
                broken.append(f"{page.url}: {link}")
    assert not broken


def test_every_full_address_of_the_site_leads_to_a_page(site: Path, pages: dict[str, Page]) -> None:
    """In links, and in the lines and addresses to copy."""
    start = home(pages)
    address = re.compile(re.escape(start) + r"[^\s\"'<>#?]*")
    found = set()
    for page in pages.values():
        shown = [text for text, _ in page.texts if start in text]
        for target in address.findall("\n".join([*links(page), *shown])):
            path = site / target.removeprefix(start)
            found.add(target)
            assert (path / "index.html" if target.endswith("/") else path).is_file(), f"{page.url}: {target}"
    assert {f"{start}embed/", f"{start}de-LS/embed/", f"{start}ar/embed/"} <= found


def test_everything_a_page_loads_is_a_file_of_the_site(site: Path, pages: dict[str, Page]) -> None:
    wrong = [
        f"{page.url}: {address}"
        for page in pages.values()
        for address in page.loads()
        if urlsplit(address).netloc or not page.target(site, address).is_file()
    ]
    assert not wrong


def test_links_are_relative_so_that_the_site_works_in_a_folder(
    normal_pages: dict[str, Page],
) -> None:
    wrong = [
        f"{page.url}: {address}"
        for page in normal_pages.values()
        for address in [*links(page), *page.loads()]
        if address.startswith("/")
    ]
    assert not wrong


def test_links_to_other_sites_are_encrypted_or_named_sources(pages: dict[str, Page]) -> None:
    plain = {
        link
        for page in pages.values()
        for element in page.all("a")
        if (link := element.attributes.get("href", "")).startswith("http:")
        and "small" not in element.ancestors
        and "li" not in element.ancestors
    }
    assert not plain
