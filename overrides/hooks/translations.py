"""How far a translated page is behind its German source.

A translation carries in its front matter the hash of the German text it was made from::

    l10n: {source: 0f1e2d3c4b5a, status: machine}

``status`` is ``machine`` until a person has reviewed the page, then ``reviewed``. After a change,
``python -m overrides.hooks.translations docs/en/ueber.md`` writes the current hash.
"""

from __future__ import annotations

import hashlib
import re
import sys
from pathlib import Path

DOCS = Path(__file__).resolve().parents[2] / "docs"
REFERENCE = "de"
STATUSES = ("machine", "reviewed")
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_STAMP = re.compile(r"(?<=l10n: \{source: )[0-9a-z]*")


def body_hash(text: str) -> str:
    """Twelve hex digits for the text below the front matter, without regard to white space."""
    body = " ".join(_FRONT_MATTER.sub("", text).split())
    return hashlib.sha256(body.encode()).hexdigest()[:12]


def source_of(path: Path) -> Path:
    """The German file that belongs to ``docs/<language>/…``."""
    return DOCS / REFERENCE / Path(*path.resolve().relative_to(DOCS).parts[1:])


def state_of(path: Path) -> str:
    """Return "missing", "stale", "machine" or "reviewed" for a page that may not exist."""
    if not path.exists():
        return "missing"
    ledger = re.search(r"l10n: \{source: (\w+), status: (\w+)\}", path.read_text(encoding="utf-8"))
    if ledger is None or ledger[1] != body_hash(source_of(path).read_text(encoding="utf-8")):
        return "stale"
    return ledger[2]


def state(path: Path, meta: dict[str, object]) -> str:
    """Return "stale", "machine" or "" (reviewed or German) for a page; ValueError names what is wrong."""
    if path.resolve().relative_to(DOCS).parts[0] == REFERENCE:
        return ""
    ledger = meta.get("l10n")
    if not isinstance(ledger, dict) or ledger.get("status") not in STATUSES:
        raise ValueError(
            f"{path}: the front matter needs `l10n: {{source: <hash>, status: machine}}` "
            f"with one of the statuses {', '.join(STATUSES)}."
        )
    if ledger.get("source") != body_hash(source_of(path).read_text(encoding="utf-8")):
        return "stale"
    return "machine" if ledger["status"] == "machine" else ""


def stamp(path: Path) -> None:
    """Write the hash of today's German text into a translation's front matter."""
    current = body_hash(source_of(path).read_text(encoding="utf-8"))
    path.write_text(_STAMP.sub(current, path.read_text(encoding="utf-8"), count=1), encoding="utf-8")


if __name__ == "__main__":
    for name in sys.argv[1:]:
        stamp(Path(name))
