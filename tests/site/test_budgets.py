"""Bytes and requests of a first visit, counted from the files as a server with gzip sends them."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.site.reader import Page

KB = 1000
PAGE_BYTES, PAGE_REQUESTS, HTML_BYTES, STYLE_BYTES = 60 * KB, 8, 10 * KB, 8 * KB
WHOLE_TABLES = (
    "beispiele/",
    "berufe/a-z/",
    "pruefregeln/",
    "regelkarte/",
    "anerkennung/glossar/",
    "multiplikatoren/links/",
)


def wire(content: bytes) -> int:
    return len(gzip.compress(content, mtime=0))


def test_pages_without_the_check_are_light(site: Path, normal_pages: dict[str, Page]) -> None:
    heaviest = {"bytes": (0, ""), "html": (0, ""), "requests": (0, "")}
    for page in normal_pages.values():
        if page.common_path == "check/":
            continue
        html = wire(page.content)
        total = html + sum(wire(page.target(site, a).read_bytes()) for a in page.loads())
        requests = 1 + len(page.loads())
        if page.common_path.startswith(WHOLE_TABLES):
            html = 0  # One page shows a whole table; the limit for the first view still holds.
        for key, value in {"bytes": total, "html": html, "requests": requests}.items():
            heaviest[key] = max(heaviest[key], (value, page.url))
    assert heaviest["bytes"][0] <= PAGE_BYTES, heaviest
    assert heaviest["html"][0] <= HTML_BYTES, heaviest
    assert heaviest["requests"][0] <= PAGE_REQUESTS, heaviest


def test_style_sheet_is_light_and_cached_for_ever(site: Path, pages: dict[str, Page]) -> None:
    (style,) = (
        page.target(site, address) for page in [pages[""]] for address in page.loads() if address.endswith(".css")
    )
    assert wire(style.read_bytes()) <= STYLE_BYTES
    assert len(style.name.split(".")[1]) == 12


def test_nothing_of_the_theme_is_published(site: Path) -> None:
    assert not list(site.rglob("bundle*.js"))
    assert not list(site.rglob("*.map"))
    assert not (site / "search").exists()
    assert {path.name for path in site.iterdir() if path.is_dir()} >= {"assets", "en", "ar"}
    assert not {"hooks", "locale", "partials"} & {path.name for path in site.iterdir()}
