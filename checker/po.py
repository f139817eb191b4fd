"""Read gettext ``.po`` files as Babel writes them, with nothing but the standard library.

The command line must work on a bare Python, so the few forms our catalogs use are read here: ``msgid``,
``msgid_plural``, ``msgstr`` and ``msgstr[n]``, continuation lines, and flags. Babel maintains the files and
a test compares this reader with Babel's on every catalog.
"""

import json
import re
from typing import NamedTuple

from checker.model import BadFacts

LINE = re.compile(r'(msgid|msgid_plural|msgstr|msgstr\[(\d)\])? ?"((?:[^"\\]|\\.)*)"$')


class Message(NamedTuple):
    """One entry: its plural forms (one for ordinary texts) and whether a translator marked it unfinished."""

    forms: list[str]
    fuzzy: bool


def parse(text: str, name: str) -> dict[str, Message]:
    """Message id -> message; the header is the message with the empty id. BadFacts names file and line."""
    found: dict[str, Message] = {}
    for block in re.split(r"\n\s*\n", text):
        parts: dict[str, str] = {}
        current = ""
        fuzzy = False
        for line in block.strip().splitlines():
            if line.startswith("#"):
                fuzzy = fuzzy or (line.startswith("#,") and "fuzzy" in line)
                continue
            match = LINE.match(line.strip())
            if not match or not (match[1] or current) or (match[1] != "msgid" and "msgid" not in parts):
                number = text[: text.index(line)].count("\n") + 1
                raise BadFacts(f"{name}, line {number}: not a line of a gettext catalog: {line[:60]!r}", file=name)
            current = match[1] or current
            parts[current] = parts.get(current, "") + json.loads(f'"{match[3]}"')
        if parts:
            forms = [parts[key] for key in sorted(parts) if key.startswith("msgstr")]
            if parts["msgid"] in found:
                raise BadFacts(f"{name}: the text {parts['msgid']!r} stands twice", file=name, id=parts["msgid"])
            found[parts["msgid"]] = Message(forms, fuzzy)
    return found
