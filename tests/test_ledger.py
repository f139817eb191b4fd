"""The ledger of translations: a changed German paragraph marks that paragraph alone, and nothing is lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from markdown import Markdown

from overrides.hooks import ledger, paragraphs, translations
from overrides.hooks.ledger import BadLedger, partners
from overrides.hooks.translations import Translations

if TYPE_CHECKING:
    from pathlib import Path

GERMAN = """---
title: Kosten
description: Was es kostet.
stand: "2026-11-22"
---
# Kosten {#kosten}

Fragen Sie **vorher**.
Das hilft.
{: .lead }

## Gebühren {#gebuehren}

1. Der Kurs kostet 100 Euro.
2. Die Prüfung kostet 50 Euro.

[[report]]

| Was | Preis |
|---|---|
| Kurs | 100 Euro |
| Prüfung | 50 Euro |

Bescheid
:   Ein Brief vom Amt.

<div class="ways" markdown="1">

* [Über uns](ueber.md) Wer wir sind.

</div>
"""
ENGLISH = """---
title: Costs
description: What it costs.
stand: "2026-11-22"
---
# Costs {#kosten}

Ask **first**.
It helps.
{: .lead }

## Fees {#gebuehren}

1. The course costs 100 euros.
2. The exam costs 50 euros.

[[report]]

| What | Price |
|---|---|
| Course | 100 euros |
| Exam | 50 euros |

Decision
:   A letter from the office.

<div class="ways" markdown="1">

* [About us](ueber.md) Who we are.

</div>
"""
CATALOG = 'msgid ""\nmsgstr ""\n"Language: {}\\n"\n\nmsgid "a"\nmsgstr "{}"\n\nmsgid "b"\nmsgstr "{}"\n'
LABELS = {"stale": "Newer:", "missing": "Untranslated:", "gone": "Dropped."}
PLACES = [
    "title", "description", "kosten", "kosten.1", "gebuehren", "gebuehren.1", "gebuehren.2", "gebuehren.3",
    "gebuehren.4", "gebuehren.5", "gebuehren.6", "gebuehren.7", "gebuehren.8",
]  # fmt: skip


class Project:
    """A small site: a page in German, English and Leichte Sprache, and a catalog."""

    def __init__(self, root: Path) -> None:
        """Write it, with everything recorded."""
        self.root = root
        for language, page in (("de", GERMAN), ("en", ENGLISH), ("de-LS", GERMAN)):
            for folder in (f"docs/{language}", f"overrides/locale/{language}/LC_MESSAGES"):
                (root / folder).mkdir(parents=True)
            (root / "docs" / language / "kosten.md").write_text(page, encoding="utf-8")
        self.message("de", "Eins", "Zwei {n}")
        self.message("en", "One", "Two {n}")
        for language in ("en", "de-LS"):
            self.run("record", language)

    def message(self, language: str, *texts: str) -> None:
        """Write the two messages of the catalog."""
        path = self.root / "overrides/locale" / language / "LC_MESSAGES" / "site.po"
        path.write_text(CATALOG.format(language, *texts), encoding="utf-8")

    def change(self, language: str, old: str, new: str) -> None:
        """Change a page as an editor does."""
        path = self.root / "docs" / language / "kosten.md"
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, old
        path.write_text(text.replace(old, new), encoding="utf-8")

    def run(self, command: str, language: str, *names: str) -> list[str]:
        """Record or review, as the command does; return what was refused."""
        known = self.of(language)
        refused: list[str] = []
        for page in names[:1] or [*known.prose(), *known.catalogs()]:
            refused += known.accept(page, names[1:], reviewed=command == "review")
        known.save()
        return refused

    def of(self, language: str = "en") -> Translations:
        """Everything read anew, as the next build does."""
        return Translations(language, self.root)

    def states(self, page: str = "kosten.md", language: str = "en") -> dict[str, str]:
        """Place -> state."""
        return {standing.place: standing.state for standing in self.of(language).standings(page)}

    def not_machine(self, page: str = "kosten.md", language: str = "en") -> dict[str, str]:
        """Place -> state of all but the ordinary paragraphs."""
        return {place: state for place, state in self.states(page, language).items() if state != "machine"}

    def html(self) -> str:
        """The page in English, as it is built."""
        text = self.of().with_german("kosten.md", LABELS)
        return str(Markdown(extensions=["attr_list", "def_list", "md_in_html", "tables"]).convert(text))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def test_a_page_is_read_as_an_editor_sees_it() -> None:
    found = paragraphs.read(GERMAN)
    assert [paragraph.place for paragraph in found] == PLACES
    assert [p.kind for p in found[2:]] == [
        "#kosten", "", "#gebuehren", "1.", "1.", "|", "|", "|", "", ":", "*",
    ]  # fmt: skip
    assert found[3].text == "Fragen Sie **vorher**.\nDas hilft."
    assert found[8].cells == ["Kurs", "100 Euro"]


def test_white_space_and_attributes_are_not_part_of_a_text() -> None:
    same = GERMAN.replace("**vorher**.\nDas", "**vorher**. Das").replace("{: .lead }", "{: .big }")
    assert [p.hash for p in paragraphs.read(same)] == [p.hash for p in paragraphs.read(GERMAN)]


def test_what_is_recorded_stands_in_one_line_each(project: Project) -> None:
    lines = (project.root / "overrides/locale/en/ledger.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "page,paragraph,german,translation,status"
    assert [line.split(",")[1] for line in lines[1:]] == [*PLACES, "a", "b"]
    assert all(re.search(r",[0-9a-f]{12},[0-9a-f]{12},machine$", line) for line in lines[1:])
    assert project.not_machine() == {}


@pytest.mark.parametrize(
    ("place", "old", "new"),
    [
        ("title", "title: Kosten", "title: Kosten und Geld"),
        ("gebuehren", "## Gebühren", "## Gebühren heute"),
        ("kosten.1", "Das hilft.", "Das hilft immer."),
        ("gebuehren.2", "2. Die Prüfung kostet 50 Euro", "2. Die Prüfung kostet 60 Euro"),
        ("gebuehren.4", "| Kurs | 100", "| Kurs | 120"),
        ("gebuehren.7", "Ein Brief vom Amt", "Ein Brief von der Behörde"),
        ("gebuehren.8", "Wer wir sind", "Wer das macht"),
    ],
)
def test_a_changed_german_paragraph_marks_that_paragraph_alone(
    project: Project, place: str, old: str, new: str
) -> None:
    project.change("de", old, new)
    assert project.not_machine() == {place: "stale"}
    assert project.of().page_state("kosten.md") == "stale"
    if place != "title":
        assert project.html().count("Newer:") == 1


def test_the_german_text_stands_in_place_marked_as_german(project: Project) -> None:
    project.change("de", "2. Die Prüfung kostet 50 Euro.", "2. Die **Prüfung** kostet [60 Euro](ueber.md).")
    assert (
        '<li>The exam costs 50 euros. <span class="outdated"><small>Newer:</small> <span lang="de" dir="ltr">'
        'Die <strong>Prüfung</strong> kostet <a href="ueber.md">60 Euro</a>.</span></span></li>\n</ol>'
    ) in project.html()


def test_a_row_of_a_table_shows_its_german_cells(project: Project) -> None:
    project.change("de", "| Kurs | 100 Euro |", "| Kurs | 120 Euro |")
    html = project.html()
    assert re.findall(r"<td>(Course|100 euros) <span.*?lang=\"de\" dir=\"ltr\">(.*?)</span></span></td>", html) == [
        ("Course", "Kurs"), ("100 euros", "120 Euro"),
    ]  # fmt: skip
    assert html.count("<td>") == 4


def test_a_row_with_another_number_of_cells_keeps_the_table(project: Project) -> None:
    project.change("de", "| Kurs | 100 Euro |", "| Kurs | 120 Euro | neu |")
    html = project.html()
    assert html.count("<td>") == 4
    assert "Kurs · 120 Euro · neu</span>" in html


def test_a_stale_heading_keeps_its_id(project: Project) -> None:
    project.change("de", "## Gebühren {", "## Gebühren heute {")
    assert re.search(
        r'<h2 id="gebuehren">Fees <span class="outdated">.*Gebühren heute</span></span></h2>', project.html()
    )


@pytest.mark.parametrize(
    ("after", "added", "expected"),
    [
        ("2. Die Prüfung kostet 50 Euro.\n", "3. Neu.\n", r"</li>\n<li><span .*>Neu.</span></span></li>\n</ol>"),
        ("| Kurs | 100 Euro |\n", "| Neu | 9 Euro |\n", r"<tr>\n<td><span .*>Neu</span></span></td>\n<td>.*9 Euro"),
        ("Das hilft.\n{: .lead }\n", "\nNeu.\n", r"</p>\n<p><span .*><small>Untrans.*>Neu.</span></span></p>\n<h2"),
        ("</div>\n", "\n## Neu {#neu}\n", r'<h2 id="neu"><span class="outdated">.*Neu</span></span></h2>'),
        ("</div>\n", "\n| A | B |\n|---|---|\n| C | D |\n", r"(?s)<th>.*>A</span>.*</th>.*<td>.*>D</span>.*</td>"),
    ],
)  # fmt: skip
def test_an_untranslated_paragraph_appears_in_german_at_its_place(
    project: Project, after: str, added: str, expected: str
) -> None:
    project.change("de", after, after + added)
    states = [standing.state for standing in project.of().standings("kosten.md")]
    assert set(states) == {"machine", "missing"}
    assert states.count("machine") == len(PLACES)
    assert re.search(expected, project.html())


def test_a_paragraph_dropped_from_the_german_text_is_named(project: Project) -> None:
    project.change("de", "2. Die Prüfung kostet 50 Euro.\n", "")
    assert project.not_machine() == {"gebuehren.2": "stale"}
    assert '50 euros. <span class="outdated"><small>Dropped.</small></span></li>' in project.html()


def test_a_moved_paragraph_stays_what_it_is(project: Project) -> None:
    project.run("review", "en", "kosten.md", "kosten.1")
    project.change("de", "Fragen Sie **vorher**.\nDas hilft.\n{: .lead }\n\n", "")
    project.change("de", "[[report]]", "Fragen Sie **vorher**.\nDas hilft.\n\n[[report]]")
    assert project.not_machine() == {"kosten.1": "reviewed"}
    project.change("en", "Ask **first**.\nIt helps.\n{: .lead }\n\n", "")
    project.change("en", "[[report]]", "Ask **first**.\nIt helps.\n\n[[report]]")
    assert project.not_machine() == {"gebuehren.3": "reviewed"}
    assert project.run("record", "en") == []
    assert project.not_machine() == {"gebuehren.3": "reviewed"}


def test_review_lasts_until_one_of_the_texts_changes(project: Project) -> None:
    assert project.run("review", "en", "kosten.md") == []
    assert set(project.states().values()) == {"reviewed"}
    assert project.of().page_state("kosten.md") == ""
    assert project.run("record", "en") == []
    assert set(project.states().values()) == {"reviewed"}
    project.change("en", "The course costs", "A course costs")
    assert {place for place, state in project.states().items() if state != "reviewed"} == {"gebuehren.1"}
    assert project.of().page_state("kosten.md") == "machine"
    project.change("de", "Ein Brief", "Ein Schreiben")
    assert project.states()["gebuehren.7"] == "stale"


def test_an_updated_translation_is_recorded_and_no_longer_reviewed(project: Project) -> None:
    project.run("review", "en", "kosten.md")
    project.change("de", "Der Kurs kostet 100", "Der Kurs kostet 120")
    project.change("en", "The course costs 100", "The course costs 120")
    assert project.states()["gebuehren.1"] == "stale"
    assert project.of().unrecorded() == ["docs/en/kosten.md, Absatz gebuehren.1"]
    assert project.run("record", "en") == []
    assert project.of().unrecorded() == []
    assert {place for place, state in project.states().items() if state == "machine"} == {"gebuehren.1"}


def test_recording_does_not_hide_what_nobody_translated(project: Project) -> None:
    project.change("de", "Ein Brief", "Ein Schreiben")
    for command in ("record", "review"):
        (refused,) = project.run(command, "en", "kosten.md")
        assert refused.startswith("docs/en/kosten.md, Absatz gebuehren.7: Der deutsche Text ist neuer")
        assert project.states()["gebuehren.7"] == "stale"
    assert project.run("record", "en", "kosten.md", "gebuehren.7") == []
    assert project.states()["gebuehren.7"] == "machine"


@pytest.mark.parametrize(
    ("old", "new", "place", "remedy"),
    [
        ("</div>\n", "</div>\n\nNeu.\n", "gebuehren.9", "Die Übersetzung fehlt. Bitte ergänzen."),
        ("2. Die Prüfung kostet 50 Euro.\n", "", "gebuehren.2", "Bitte in der Übersetzung löschen."),
    ],
)
def test_a_page_that_does_not_match_is_refused(project: Project, old: str, new: str, place: str, remedy: str) -> None:
    project.change("de", old, new)
    (refused,) = project.run("record", "en", "kosten.md")
    assert refused.startswith(f"docs/en/kosten.md, Absatz {place}: ")
    assert refused.endswith(remedy)


def test_an_unknown_paragraph_is_named(project: Project) -> None:
    (refused,) = project.run("review", "en", "kosten.md", "gebuehren.99")
    assert refused.startswith("docs/en/kosten.md, Absatz gebuehren.99: Diesen Absatz gibt es nicht. Es gibt: title, ")


def test_a_paragraph_without_a_line_is_stale(project: Project) -> None:
    path = project.root / "overrides/locale/en/ledger.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if ",gebuehren.7," not in line), encoding="utf-8")
    assert project.not_machine() == {"gebuehren.7": "stale"}


def test_leichte_sprache_is_to_be_checked_as_a_page(project: Project) -> None:
    assert project.states(language="de-LS") == {"seite": "machine"}
    project.change("de", "Ein Brief", "Ein Schreiben")
    assert project.states(language="de-LS") == {"seite": "stale"}
    (refused,) = project.run("record", "de-LS", "kosten.md")
    assert refused.startswith("docs/de-LS/kosten.md, Absatz seite: ")
    assert project.run("review", "de-LS", "kosten.md", "seite") == []
    assert project.states(language="de-LS") == {"seite": "reviewed"}


def test_messages_of_catalogs_are_kept_in_the_same_ledger(project: Project) -> None:
    assert project.run("review", "en", "site.po", "b") == []
    assert project.states("site.po") == {"a": "machine", "b": "reviewed"}
    project.message("de", "Eins", "Zwei neue {n}")
    assert project.states("site.po") == {"a": "machine", "b": "stale"}
    assert project.of().outdated_messages() == {"site.po": frozenset({"b"})}
    project.message("en", "One", "Two new {n}")
    assert project.run("record", "en") == []
    assert project.states("site.po") == {"a": "machine", "b": "machine"}
    project.message("en", "One", "")
    assert project.states("site.po")["b"] == "missing"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (",machine", ",geprüft", r"en/ledger.csv, Zeile 2, Seite kosten.md, Absatz title: Den Stand „geprüft“"),
        (",machine", "", r"en/ledger.csv, Zeile 2: 4 statt 5 Angaben: kosten.md,title,.* Bitte die Zeile löschen"),
        ("kosten.md,title,", "kosten.md,title,x", r"Absatz title: In der Spalte german steht „x.* record en kosten.md"),
        (
            "kosten.md,description,",
            "kosten.md,title,",
            r"Zeile 3, Seite kosten.md, Absatz title: Diesen Absatz gibt es",
        ),
        ("kosten.md,title,", "geld.md,title,", r"Seite geld.md, Absatz title: Diese Seite gibt es auf Deutsch nicht"),
        ("page,paragraph", "seite,absatz", r"Zeile 1: Die erste Zeile muss page,paragraph"),
    ],
)
def test_a_wrong_ledger_names_file_paragraph_and_remedy(project: Project, old: str, new: str, message: str) -> None:
    path = project.root / "overrides/locale/en/ledger.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadLedger, match=message):
        project.of()


def test_a_language_without_a_ledger_has_nothing_recorded(tmp_path: Path) -> None:
    assert ledger.load(tmp_path / "ledger.csv") == {}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("abc", "abc", [0, 1, 2]),
        ("abc", "axc", [0, 1, 2]),  # Changed.
        ("abc", "abxc", [0, 1, None, 2]),  # Added.
        ("abc", "ac", [0, 2]),  # Dropped.
        ("abc", "bca", [1, 2, 0]),  # Moved.
        ("aba", "aab", [2, 0, 1]),  # Moved, with a text that stands twice.
        ("abcd", "xcdb", [0, 2, 3, 1]),  # Moved and changed.
    ],
)
def test_paragraphs_find_their_partners(old: str, new: str, expected: list[int | None]) -> None:
    assert partners([("", letter) for letter in old], [("", letter) for letter in new]) == expected


def test_paragraphs_of_another_kind_are_no_partners() -> None:
    assert partners([("", "a"), ("*", "b")], [("*", "x"), ("", "y")]) == [1, None]


def test_the_commands_say_what_is_to_be_done(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(translations, "Translations", lambda language: Translations(language, project.root))
    project.change("de", "Ein Brief", "Ein Schreiben")
    assert translations.main(["list", "en"]) == 0
    figures, waiting = capsys.readouterr().out.splitlines()
    assert figures.startswith("en     Seiten: 12 machine, 0 reviewed, 1 stale, 0 missing; Kataloge: 2 machine, 0 rev")
    assert waiting == "kosten.md, Absatz gebuehren.7: stale. Deutsch jetzt: Ein Schreiben vom Amt."
    assert translations.main(["review", "en", "kosten.md"]) == 1
    assert "Absatz gebuehren.7: Der deutsche Text ist neuer" in capsys.readouterr().err
    assert translations.main(["review", "en", "kosten.md", "gebuehren.7"]) == 0
    assert set(project.states().values()) == {"reviewed"}
    with pytest.raises(SystemExit, match="2"):
        translations.main(["record", "en", "geld.md"])
    with pytest.raises(SystemExit, match="2"):
        translations.main(["review", "en"])
    (project.root / "overrides/locale/en/ledger.csv").write_text("x\n", encoding="utf-8")
    assert translations.main(["list", "en"]) == 2
    assert "Zeile 1" in capsys.readouterr().err
