"""The same pages as plain MkDocs would have them: the text of every built page as Markdown again."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

HEADINGS = {f"h{level}": "#" * level for level in range(1, 7)}
SILENT = frozenset({"script", "style", "svg", "template", "noscript", "option"})
BLOCKS = frozenset({"p", "div", "section", "form", "details", "summary", "figure", "nav", "dl", "ul", "ol", "table"})
SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")
CONFIG = """site_name: Plain
theme: {name: mkdocs}
plugins: []
markdown_extensions: [attr_list, def_list, md_in_html, tables]
nav: [index.md, berufe/index.md, verfahren/index.md, netzwerk/index.md, multiplikatoren/index.md]
validation:
  nav: {omitted_files: ignore}
  links: {unrecognized_links: ignore, anchors: ignore, not_found: ignore}
"""


class Markdown(HTMLParser):
    """Collects the Markdown of a page's main part: headings, paragraphs, lists, definitions, tables and links."""

    def __init__(self) -> None:
        """Start with an empty page."""
        super().__init__()
        self.parts: list[str] = []
        self.inside = False
        self.silent = 0
        self.depth = 0
        self.links: list[str] = []
        self.cells = 0
        self.rows = 0

    @property
    def text(self) -> str:
        """What was collected, without runs of empty lines."""
        return re.sub(r"\n[ \n]*\n", "\n\n", "".join(self.parts)).strip() + "\n"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a block or a link."""
        self.inside |= tag == "main"
        if not self.inside:
            return
        if tag in SILENT:
            self.silent += 1
        elif tag in HEADINGS:
            self.parts.append(f"\n\n{HEADINGS[tag]} ")
        elif tag in BLOCKS:
            self.depth += tag in {"ul", "ol"}
            self.rows = 0 if tag == "table" else self.rows
            self.parts.append("\n\n" if not self.depth or tag in {"ul", "ol", "table"} else " ")
        elif tag == "li":
            self.parts.append("\n" + "    " * max(self.depth - 1, 0) + "- ")
        elif tag == "dt":
            self.parts.append("\n\n")
        elif tag == "dd":
            self.parts.append("\n:   ")
        elif tag == "tr":
            self.cells = 0
            self.parts.append("\n|")
        elif tag == "a":
            self.links.append(dict(attrs).get("href") or "")
            self.parts.append("[")

    def handle_endtag(self, tag: str) -> None:
        """Close a block or a link."""
        self.inside &= tag != "main"
        if not self.inside:
            return
        if tag in SILENT:
            self.silent -= 1
        elif tag in HEADINGS:
            self.parts.append("\n\n")
        elif tag in BLOCKS:
            self.depth -= tag in {"ul", "ol"}
            self.parts.append("\n\n" if not self.depth else " ")
        elif tag in {"td", "th"}:
            self.cells += 1
            self.parts.append("|")
        elif tag == "tr":
            self.rows += 1
            if self.rows == 1:
                self.parts.append("\n|" + "---|" * self.cells)
        elif tag == "a" and self.links:
            self.parts.append(f"]({self.links.pop()})")

    def handle_data(self, data: str) -> None:
        """Take text, with what Markdown would read as a mark escaped."""
        if self.inside and not self.silent:
            self.parts.append(SPECIAL.sub(r"\\\1", re.sub(r"\s+", " ", data)))


def write(site: Path, folder: Path) -> int:
    """Write the project of a plain MkDocs site with every page of ``site`` into ``folder``; the number of pages.

    The navigation holds the five pages of the menu, as on our pages: with every page in it, plain
    MkDocs takes time that grows with the square of the pages, and comparing with that would flatter us.
    """
    pages = sorted(site.rglob("index.html"))
    for page in pages:
        collector = Markdown()
        collector.feed(page.read_text(encoding="utf-8"))
        target = folder / "docs" / page.relative_to(site).with_suffix(".md")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(collector.text, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    return len(pages)
