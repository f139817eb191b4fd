"""Reads German texts as sentences, so that their length can be counted."""

from __future__ import annotations

import re
from dataclasses import dataclass

from overrides.hooks.paragraphs import FRONT_MATTER

DESCRIPTION = re.compile(r'^description: "?(.*?)"?$', re.MULTILINE)
TITLE = re.compile(r'^title: "?(.*?)"?$', re.MULTILINE)
CODE = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
NOT_TEXT = re.compile(r"^\s*(\[\[.*\]\]|</?\w[^>]*>|\{:.*\}|\|?[-: |]+\|?)\s*$")
MARKER = re.compile(r"^\s*([*+-]|\d+\.|#{1,6}|:|>)\s+(\d+\. )?")
LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
ATTRIBUTES = re.compile(r"\{[:#.][^}]*\}")
QUOTE = re.compile(r"^\s*>.*$", re.MULTILINE)
"""Quotations of the law stand behind ``>``; what a law says is not ours to shorten."""
SHORT = re.compile(r"\b(z|B|d|h|u|a|Abs|Nr|Art|Anl|Satz|bzw|ca|Dr|Str|Tel|max|mind|S|vgl|usw|ggf)\.(?=\s|\w)")
DAY = re.compile(
    r"\b(\d{1,2})\.(?= ?(Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember))"
)
END = re.compile(r"(?<=[.!?…])[“\")*]*\s+")
ADDRESS = re.compile(r"\b\d{5} [A-ZÄÖÜ]|https?://|\S+@\S+")
WORD = re.compile(r"[\wÄÖÜäöüß§{][^\s]*")
SUBJUNCTIVE = re.compile(r"\b(könnte|würde|sollte|müsste|dürfte|hätte|wäre)(n|st|t|et|est)?\b", re.IGNORECASE)


@dataclass(frozen=True)
class Sentence:
    """A sentence and how many words it has; an address counts as one word."""

    text: str
    words: int


def sentences(text: str) -> list[Sentence]:
    """The sentences of a plain text."""
    guarded = DAY.sub(r"\1␣", SHORT.sub(r"\1␣", text))
    found = []
    for part in END.split(guarded):
        said = part.replace("␣", ".").strip()
        if said and not ADDRESS.search(said):
            found.append(Sentence(said, len(WORD.findall(said.replace("**", "").replace("/ ", "/")))))
    return [sentence for sentence in found if sentence.words]


def blocks(markdown: str) -> list[str]:
    """The paragraphs, list items, cells and headings of a page, and its title and description."""
    head = FRONT_MATTER.match(markdown)
    found = [match[1] for pattern in (TITLE, DESCRIPTION) if head and (match := pattern.search(head[0]))]
    body = QUOTE.sub("", CODE.sub("", FRONT_MATTER.sub("", markdown)))
    paragraph: list[str] = []
    for line in [*body.splitlines(), ""]:
        starts = bool(MARKER.match(line)) or line.lstrip().startswith("|")
        if (not line.strip() or NOT_TEXT.match(line) or starts) and paragraph:
            found.append(" ".join(paragraph))
            paragraph = []
        if line.strip() and not NOT_TEXT.match(line):
            cells = line.strip().strip("|").split("|") if line.lstrip().startswith("|") else [line]
            found += cells[:-1]
            paragraph.append(MARKER.sub("", cells[-1]).strip())
            if line.lstrip().startswith(("|", "#")):
                found.append(" ".join(paragraph))
                paragraph = []
    return [plain(block) for block in found if plain(block)]


def plain(block: str) -> str:
    """A block without the marks of Markdown."""
    return ATTRIBUTES.sub("", LINK.sub(r"\1", block)).replace("*", "").replace("`", "").strip()


def lines(markdown: str) -> list[str]:
    """The lines of a page as they stand, without marks; in Leichte Sprache each holds one sentence."""
    found: list[str] = []
    for line in CODE.sub("", FRONT_MATTER.sub("", markdown)).splitlines():
        if line.strip() and not NOT_TEXT.match(line):
            cells = line.strip().strip("|").split("|") if line.lstrip().startswith("|") else [line]
            found += [text for cell in cells if (text := plain(MARKER.sub("", cell.strip())))]
    return found


def clauses(text: str) -> list[Sentence]:
    """Sentences that end at a colon too: "Das heißt:" is a sentence of its own in Leichte Sprache."""
    return [part for sentence in sentences(text) for piece in sentence.text.split(": ") for part in sentences(piece)]
