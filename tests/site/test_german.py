"""German words inside translations are found, and nothing else is touched."""

from __future__ import annotations

import pytest

from overrides.hooks.german import isolate

VOCABULARY = frozenset({"Meldung", "bestellt", "in", "Widerspruch"})


def de(text: str) -> str:
    return f'<bdi lang="de" dir="ltr">{text}</bdi>'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a term: Approbation.", f"a term: {de('Approbation')}."),
        ("notice (Meldung) first", f"notice ({de('Meldung')}) first"),
        ("see § 40a BQFG LSA now", f"see {de('§ 40a BQFG LSA')} now"),
        ("the word Prüfung", f"the word {de('Prüfung')}"),
        ("إبلاغ Meldung أولًا", f"إبلاغ {de('Meldung')} أولًا"),
        ("(öffentlich bestellt oder vereidigt) نص", f"({de('öffentlich bestellt oder vereidigt')}) نص"),
        ("сертифікат Meldung зараз", f"сертифікат {de('Meldung')} зараз"),
        ("in the (beschleunigtes Verfahren)", f"in the ({de('beschleunigtes Verfahren')})"),
        ("come in (in person)", "come in (in person)"),
        ("from Türkiye", "from Türkiye"),
        ("until {Meldung}", "until {Meldung}"),
        ('<a title="Prüfung">x</a>', '<a title="Prüfung">x</a>'),
        ('<span lang="de">Prüfung <b>Approbation</b></span>', '<span lang="de">Prüfung <b>Approbation</b></span>'),
    ],
)
def test_german_words_are_marked(text: str, expected: str) -> None:
    assert isolate(text, VOCABULARY) == expected


def test_marking_twice_changes_nothing() -> None:
    once = isolate("notice (Meldung), Approbation", VOCABULARY)
    assert isolate(once, VOCABULARY) == once
