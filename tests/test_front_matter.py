"""A slip in the head of a page names file, field and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from overrides.hooks import front_matter

PAGE = Path("docs/de/ueber.md")
GOOD = {"title": "Über", "description": "Wer wir sind."}


def test_title_description_and_day_are_read() -> None:
    assert front_matter.read(PAGE, GOOD, "2026-11-22") == ("Über", "Wer wir sind.", "2026-11-22")
    assert front_matter.read(PAGE, {**GOOD, "stand": "2026-01-02"}, "2026-11-22")[2] == "2026-01-02"


@pytest.mark.parametrize(
    ("meta", "message"),
    [
        ({"description": "x"}, "docs/de/ueber.md: im Kopf der Seite fehlt „title“. .* zum Beispiel: title: "),
        ({"title": " ", "description": "x"}, "fehlt „title“"),
        ({"title": "x"}, "fehlt „description“. .* zum Beispiel: description: "),
        ({**GOOD, "stand": "22.11.2026"}, "„stand“: 22.11.2026. Ein Datum steht als Jahr-Monat-Tag"),
    ],
)
def test_a_slip_is_named(meta: dict[str, str], message: str) -> None:
    with pytest.raises(SystemExit, match=message):
        front_matter.read(PAGE, meta, "2026-11-22")
