"""The sitemaps: every page once, with its other languages; a file each, as one may not be larger than 50 MB."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from overrides.hooks.frame import Frame

NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def write(site: Path, frames: list[Frame]) -> None:
    """Write a sitemap for each language, ``sitemap.xml``, which lists them, and a ``robots.txt`` that names it.

    Pages that are not to be indexed are left out.
    """
    home = frames[0].site_url
    listed = sorted((frame for frame in frames if frame.indexed), key=lambda frame: (frame.language.code, frame.url))
    names = []
    for code, pages in groupby(listed, key=lambda frame: frame.language.code):
        names.append(f"sitemap-{code}.xml")
        _write(site / names[-1], "urlset", map(_entry, pages), ' xmlns:xhtml="http://www.w3.org/1999/xhtml"')
    _write(site / "sitemap.xml", "sitemapindex", (f"<sitemap><loc>{home}{name}</loc></sitemap>\n" for name in names))
    robots = f"User-agent: *\nAllow: /\n\nSitemap: {home}sitemap.xml\n"
    (site / "robots.txt").write_text(robots, encoding="utf-8")


def _write(path: Path, root: str, entries: Iterable[str], namespaces: str = "") -> None:
    """Write a file entry by entry, because with many languages it is large."""
    with path.open("w", encoding="utf-8") as file:
        file.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} {NAMESPACE}{namespaces}>\n')
        file.writelines(entries)
        file.write(f"</{root}>\n")


def _entry(frame: Frame) -> str:
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language.code}" href={quoteattr(frame.absolute(language))}/>'
        for language in frame.listed
    )
    return f"<url><loc>{frame.absolute()}</loc>{links}</url>\n"
