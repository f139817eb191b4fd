"""The head of a page of prose, between the two lines ``---``: title, description, day. Slips are named for editors."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

EXAMPLES = {"title": "Über diese Seite", "description": "Wer die Seite macht und woher die Angaben stammen."}


def read(source: Path, meta: Mapping[str, Any], otherwise: str) -> tuple[str, str, str]:
    """Title, description and ISO day of a page, ``otherwise`` where it names no day; SystemExit names a slip."""
    for field, example in EXAMPLES.items():
        if not str(meta.get(field) or "").strip():
            raise SystemExit(
                f"{source}: im Kopf der Seite fehlt „{field}“. "
                f"Bitte zwischen den beiden Zeilen --- ergänzen, zum Beispiel: {field}: {example}"
            )
    day = str(meta.get("stand") or otherwise)
    try:
        datetime.date.fromisoformat(day)
    except ValueError:
        raise SystemExit(
            f"{source}: im Kopf der Seite steht bei „stand“: {day}. "
            "Ein Datum steht als Jahr-Monat-Tag, zum Beispiel: stand: 2026-11-22"
        ) from None
    return str(meta["title"]), str(meta["description"]), day
