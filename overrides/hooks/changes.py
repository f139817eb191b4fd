"""What changed in facts, rules and texts: a page and an Atom feed (RFC 4287) per language.

One record per change in ``overrides/locale/changes.json``, the newest first: ``id`` (never reused: it is the address
of the change), ``date``, ``kind`` (fact, rule or text) and one text per language.
"""

from __future__ import annotations

import json
import re
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from checker.catalog import LANGUAGES
from overrides.hooks.data_page import DataPage

if TYPE_CHECKING:
    from overrides.hooks.frame import Frame
    from overrides.hooks.words import Words

FILE = Path(__file__).resolve().parents[1] / "locale" / "changes.json"
KINDS = ("fact", "rule", "text")
FEED_ENTRIES = 50  # Readers of feeds keep older ones themselves.
Record = dict[str, str]


class BadChangesError(Exception):
    """A record that cannot be shown; the message names file, record, field and remedy in German, for editors."""


@cache
def records() -> tuple[Record, ...]:
    """Every change as it stands in the file, the newest first; BadChangesError names what is wrong."""
    found: list[Record] = json.loads(FILE.read_text(encoding="utf-8"))
    check(found)
    return tuple(found)


def check(found: list[Record]) -> None:
    """Raise BadChangesError for the first record with a slip."""
    seen: set[str] = set()
    previous = "9"
    for record in found:
        ident = record.get("id", "")

        def stop(field: str, remedy: str, name: str = ident) -> BadChangesError:
            return BadChangesError(f"overrides/locale/changes.json, Eintrag „{name}“, Feld „{field}“: {remedy}")

        if not re.fullmatch(r"[a-z0-9-]+", ident) or ident in seen:
            raise stop(
                "id", "Jede Änderung braucht eine eigene Kennung aus kleinen Buchstaben, Ziffern und Bindestrichen."
            )
        if not re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", record.get("date", "")):
            raise stop("date", "Ein Datum steht als Jahr-Monat-Tag, zum Beispiel 2026-11-22.")
        if record["date"] > previous:
            raise stop("date", "Die neueste Änderung steht oben. Bitte den Eintrag verschieben.")
        if record.get("kind") not in KINDS:
            raise stop("kind", f"Erlaubt sind: {', '.join(KINDS)}.")
        for language in LANGUAGES:
            if not record.get(language, "").strip():
                raise stop(language, "Der Text in dieser Sprache fehlt. Bitte ergänzen.")
        seen.add(ident)
        previous = record["date"]


def text(record: Record, language: str) -> str:
    """The text of a change in one language."""
    return record.get(language) or record["de"]


def page(t: Words) -> DataPage:
    """The page of one language."""
    by_date = [(date, list(group)) for date, group in groupby(records(), key=lambda record: record["date"])]
    return DataPage(
        "aenderungen/",
        "changes.html",
        t.plain("site.changes.heading"),
        t.plain("site.changes.description"),
        variables={"by_date": by_date, "text": text},
    )


def feed(frame: Frame, t: Words) -> str:
    """The Atom feed of a language; ``frame`` is that of the page of changes."""
    here = frame.site_url + frame.feed
    newest = records()[0]["date"]
    entries = "".join(_entry(record, frame, t) for record in records()[:FEED_ENTRIES])
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{t.language}">\n'
        f"<id>{escape(here)}</id>\n"
        f"<title>{escape(frame.full_title)}</title>\n"
        f"<subtitle>{escape(frame.description)}</subtitle>\n"
        f"<updated>{newest}T00:00:00Z</updated>\n"
        f"<author><name>{escape(frame.site_name)}</name></author>\n"
        "<rights>CC BY 4.0</rights>\n"
        f'<link rel="self" type="application/atom+xml" href={quoteattr(here)}/>\n'
        f'<link rel="alternate" type="text/html" hreflang="{t.language}" href={quoteattr(frame.absolute())}/>\n'
        f"{entries}</feed>\n"
    )


def _entry(record: Record, frame: Frame, t: Words) -> str:
    address = f"{frame.absolute()}#{record['id']}"
    said = text(record, t.language)
    kind = t.plain(f"site.changes.kind.{record['kind']}")
    return (
        "<entry>\n"
        f"<id>{escape(address)}</id>\n"
        f"<title>{escape(f'{kind}: {_short(said)}')}</title>\n"
        f"<updated>{record['date']}T00:00:00Z</updated>\n"
        f'<category term="{record["kind"]}" label={quoteattr(kind)}/>\n'
        f'<link rel="alternate" type="text/html" href={quoteattr(address)}/>\n'
        f'<content type="text">{escape(said)}</content>\n'
        "</entry>\n"
    )


def _short(said: str) -> str:
    """The first words of a text up to its first sentence's end, for a title."""
    return re.split(r"(?<=[a-zà-ÿа-яіїєґ؀-ۿ)])\.\s", said, maxsplit=1)[0].rstrip(".")
