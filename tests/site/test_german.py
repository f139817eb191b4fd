"""German words inside translations are found, and nothing else is touched."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from overrides.hooks.german import glossary_terms, in_other_script, isolate

if TYPE_CHECKING:
    from tests.site.reader import Page

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
        ("يلزم Meldung.", f"يلزم {de('Meldung')}."),
        ("يلزم Meldung. Widerspruch-", f"يلزم {de('Meldung. Widerspruch')}-"),
        ("the form <em>Rechtsbehelfsbelehrung</em>", f"the form <em>{de('Rechtsbehelfsbelehrung')}</em>"),
        ("a Meisterin, under the HwO", f"a {de('Meisterin')}, under the {de('HwO')}"),
        ("نص ZAB-Bescheid نص", "نص ZAB-Bescheid نص"),  # Halves marked apart would change places.
        ("نص Make it in Germany", "نص Make it in Germany"),
        ("نص <code>Meldung</code>", "نص <code>Meldung</code>"),
        ('<bdi dir="ltr">Meldung</bdi> نص', '<bdi dir="ltr">Meldung</bdi> نص'),
        (
            '<p lang="en">Meldung<br>Approbation</p> Approbation',
            f'<p lang="en">Meldung<br>Approbation</p> {de("Approbation")}',
        ),
        ('<a title="Prüfung">x</a>', '<a title="Prüfung">x</a>'),
        ('<span lang="de">Prüfung <b>Approbation</b></span>', '<span lang="de">Prüfung <b>Approbation</b></span>'),
    ],
)
def test_german_words_are_marked(text: str, expected: str) -> None:
    assert isolate(text, VOCABULARY) == expected


def test_an_element_of_latin_letters_counts_as_german_in_a_text_of_another_script() -> None:
    text = "<p>إبلاغ <strong>Meldung</strong></p>"
    assert isolate(text, VOCABULARY) == text
    assert isolate(text, VOCABULARY, other_script=True) == f"<p>إبلاغ <strong>{de('Meldung')}</strong></p>"
    assert [in_other_script(language) for language in ("de", "en", "uk", "ar")] == [False, False, True, True]


def test_every_term_of_the_glossary_is_marked() -> None:
    for term in glossary_terms():
        assert isolate(f"a {term} here", frozenset()) == f"a {de(term)} here"


def test_marking_twice_changes_nothing() -> None:
    once = isolate("notice (Meldung), Approbation", VOCABULARY)
    assert isolate(once, VOCABULARY) == once
    assert isolate(once, VOCABULARY, other_script=True) == once


def test_no_full_stop_stands_on_the_wrong_side(pages: dict[str, Page]) -> None:
    """What the build marks ends with a letter; sentences and names that end so are marked by hand."""
    wrong = {
        f"{page.url}: {e.text}"
        for page in pages.values()
        if page.language == "ar"
        for e in page.all("bdi")
        if e.attributes.get("dir") == "ltr" and e.text.endswith((".", "-")) and " " not in e.text
    }
    assert not wrong


def test_what_is_marked_is_not_marked_again(pages: dict[str, Page]) -> None:
    assert not {page.url for page in pages.values() for e in page.all("bdi") if "bdi" in e.ancestors}
