"""Reads a built page into what the tests ask about: elements, texts and their languages."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from checker.catalog import EASY, LANGUAGES

if TYPE_CHECKING:
    from pathlib import Path

VOID = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "link", "base", "meta", "source", "wbr"})
UNMARKED = frozenset({"script", "style", "title", "option"})
"""Elements whose text is none to read or can hold no other element that would tell its language."""
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass
class Element:
    """An element with its attributes and the language that holds inside it."""

    name: str
    attributes: dict[str, str]
    language: str
    direction: str
    ancestors: tuple[str, ...]
    text: str = ""


@dataclass
class Page:
    """A built page: address, raw bytes, elements in order, texts with their language."""

    url: str
    path: Path
    content: bytes
    elements: list[Element] = field(default_factory=list)
    texts: list[tuple[str, str]] = field(default_factory=list)

    @property
    def language(self) -> str:
        """The language folder of the address, "de" at the root."""
        first = self.url.split("/")[0]
        return first if first in {*LANGUAGES, EASY} - {"de"} else "de"

    @property
    def common_path(self) -> str:
        """The address without the language folder."""
        return self.url if self.language == "de" else self.url.partition("/")[2]

    @property
    def ids(self) -> set[str]:
        """Every id on the page."""
        return {e.attributes["id"] for e in self.elements if "id" in e.attributes}

    def all(self, *names: str) -> list[Element]:
        """Return the elements with one of these names."""
        return [element for element in self.elements if element.name in names]

    def loads(self) -> list[str]:
        """Return the addresses the browser fetches while it shows the page, each once."""
        found = []
        for element in self.elements:
            rel = element.attributes.get("rel", "")
            if element.name in {"img", "script", "iframe", "source", "video", "audio", "embed"}:
                found.append(element.attributes.get("src", ""))
            elif element.name == "link" and rel in {"stylesheet", "icon", "modulepreload", "preload"}:
                found.append(element.attributes["href"])
        return [address for address in dict.fromkeys(found) if address]

    def target(self, site: Path, address: str) -> Path:
        """Return the file an internal address leads to, seen from this page."""
        start = site if address.startswith("/") else self.path.parent
        path = (start / urlsplit(address).path.lstrip("/")).resolve()
        return path / "index.html" if path.is_dir() else path


class _Reader(HTMLParser):
    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self.open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        parent = self.open[-1] if self.open else None
        element = Element(
            tag,
            attributes,
            attributes.get("lang", parent.language if parent else ""),
            attributes.get("dir", parent.direction if parent else ""),
            tuple(e.name for e in self.open),
        )
        self.page.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:  # Markdown writes <br />.
            return
        closed = self.open.pop()
        assert closed.name == tag, f"{self.page.url}: </{tag}> closes <{closed.name}>"

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data
        if data.strip() and self.open[-1].name not in UNMARKED:
            self.page.texts.append((" ".join(data.split()), self.open[-1].language))


def read(path: Path, site: Path) -> Page:
    """Parse a built page; AssertionError when its elements are not closed in order."""
    url = path.relative_to(site).as_posix().removesuffix("index.html")
    page = Page(url, path, path.read_bytes())
    reader = _Reader(page)
    reader.feed(page.content.decode("utf-8"))
    reader.close()
    assert not reader.open, f"{url}: <{reader.open[-1].name}> stays open"
    return page
