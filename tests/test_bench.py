"""What the measurements compare with is fair: plain MkDocs gets the same words, and a missed budget is told."""

from __future__ import annotations

import json

import pytest

from bench import micropython, plain, report

PAGE = """<!doctype html><nav><a href="/">Menu</a></nav><main><h1 id="a">Titel *</h1><p>Ein <a href="../b/">Verweis</a>
mit Text.</p><ul><li>eins<ul><li>innen</li></ul></li><li>zwei</li></ul><dl><dt>Frist</dt><dd>3 Monate</dd></dl>
<table><tr><th>Ort</th><th>Stelle</th></tr><tr><td>Halle</td><td>Kammer</td></tr></table><script>no()</script></main>"""


def test_the_text_of_a_page_becomes_markdown_again() -> None:
    collector = plain.Markdown()
    collector.feed(PAGE)
    text = collector.text
    assert text.startswith("# Titel \\*\n\nEin [Verweis](../b/) mit Text.")
    assert "- eins\n\n    - innen" in text
    assert "Frist\n:   3 Monate" in text
    assert "|Ort|Stelle|\n|---|---|\n|Halle|Kammer|" in text
    assert "Menu" not in text
    assert "no()" not in text


def test_a_table_says_which_budget_was_missed() -> None:
    table = report.Table("Zeit", ("was", "wie viel"), "Erklärt.")
    assert table.check("Bau", 1.6, 1.6) == "≤ 1.6 ✓"
    assert table.check("Note", 94, 95, least=True) == "≥ 95 ✗"
    assert table.over == ["Zeit: Note is 94.00, the budget 95"]
    table.add("Bau", report.spread([3.0, 1.0, 2.0], "s", 1))
    assert "| Bau | 2.0 (1.0-3.0) s |" in report.markdown(table)
    with pytest.raises(ValueError, match="2 cells expected"):
        table.add("Bau")


def test_the_page_of_results_says_what_the_file_says() -> None:
    known = json.loads(report.RESULTS.read_text(encoding="utf-8"))
    assert report.PAGE.read_text(encoding="utf-8") == report.page(known)


def test_micropython_gets_sources_without_what_it_does_not_know() -> None:
    source = """
from typing import NamedTuple
Box = Mapping[str, str]
class Row(NamedTuple):
    id: str
box = {**one, "a": 1, **two}
row = row._replace(id=[*ids, dict.fromkeys(zip(a, b, strict=True))])
"""
    found = micropython.adapted("model.py", source)
    assert found.startswith("from adapted import *\nBox = object\n\n@record('id', 'when', 'then', ")
    assert found.endswith(
        "class Row:\n    id: str\nbox = merged(one, {'a': 1}, two)\n"
        "row = replace(row, id=joined(ids, (fromkeys(zip(a, b)),)))"
    )


def test_a_checker_that_changed_is_told_before_micropython_runs_it() -> None:
    with pytest.raises(ValueError, match=r"checker/questions.py has changed"):
        micropython.adapted("questions.py", "BY_ID = {}")
