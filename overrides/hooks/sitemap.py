"""The sitemap: every page once, with its other languages."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

if TYPE_CHECKING:
    from pathlib import Path

    from overrides.hooks.frame import Frame

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)


def write(site: Path, frames: list[Frame]) -> None:
    """Write ``sitemap.xml`` and a ``robots.txt`` that names it; pages that are not to be indexed are left out."""
    listed = sorted((frame for frame in frames if frame.indexed), key=lambda frame: frame.url)
    with (site / "sitemap.xml").open("w", encoding="utf-8") as file:  # Entry by entry: with many languages it is large.
        file.write(HEAD)
        file.writelines(map(_entry, listed))
        file.write("</urlset>\n")
    address = f"{frames[0].site_url}sitemap.xml"
    (site / "robots.txt").write_text(f"User-agent: *\nAllow: /\n\nSitemap: {address}\n", encoding="utf-8")


def _entry(frame: Frame) -> str:
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language.code}" href={quoteattr(frame.absolute(language))}/>'
        for language in frame.listed
    )
    return f"<url><loc>{frame.absolute()}</loc>{links}</url>\n"
