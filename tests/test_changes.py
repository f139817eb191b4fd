"""The records of what changed: complete, in order, figures the same in every language."""

from __future__ import annotations

import re

import pytest

from checker.catalog import LANGUAGES
from overrides.hooks import changes

GOOD = {"id": "a", "date": "2026-11-22", "kind": "fact", **dict.fromkeys(LANGUAGES, "Text.")}


def test_figures_and_paragraphs_are_the_same_in_every_language() -> None:
    for record in changes.records():
        for language in LANGUAGES:
            figures = sorted(re.findall(r"\d+[a-z]?\b", record["de"]))
            assert sorted(re.findall(r"\d+[a-z]?\b", record[language])) == figures, (record["id"], language)


def test_every_kind_of_change_is_there_and_ids_are_unique() -> None:
    assert {record["kind"] for record in changes.records()} == set(changes.KINDS)
    assert len({record["id"] for record in changes.records()}) == len(changes.records())


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ({**GOOD, "id": "Ä b"}, "Feld „id“: Jede Änderung braucht eine eigene Kennung"),
        ({**GOOD, "date": "22.11.2026"}, "Eintrag „a“, Feld „date“: Ein Datum steht als Jahr-Monat-Tag"),
        ({**GOOD, "kind": "law"}, "Feld „kind“: Erlaubt sind: fact, rule, text."),
        ({**GOOD, "uk": " "}, "Feld „uk“: Der Text in dieser Sprache fehlt"),
    ],
)
def test_a_slip_names_record_field_and_remedy(record: dict[str, str], message: str) -> None:
    with pytest.raises(changes.BadChangesError, match=re.escape(message)):
        changes.check([record])


def test_a_repeated_id_and_a_wrong_order_are_refused() -> None:
    changes.check([GOOD, {**GOOD, "id": "b"}])
    with pytest.raises(changes.BadChangesError, match="eigene Kennung"):
        changes.check([GOOD, GOOD])
    with pytest.raises(changes.BadChangesError, match="neueste Änderung steht oben"):
        changes.check([GOOD, {**GOOD, "id": "b", "date": "2026-11-23"}])
