"""What counsellors check the rules with: the figures, the tables, their files, the map and its list."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from checker import knowledge, review
from checker.catalog import LANGUAGES, Catalog
from checker.engine import COLLECTED
from checker.questions import BY_ID
from checker.rules.main import MAIN
from checker.tables import expand
from overrides.hooks import proof, rule_map

if TYPE_CHECKING:
    from pathlib import Path

    from checker.model import Table
    from tests.site.reader import Page

FOLDERS = ["" if language == "de" else f"{language}/" for language in LANGUAGES]
SVG = "{http://www.w3.org/2000/svg}"
LIMIT = 60_000


def hrefs(page: Page) -> list[str]:
    return [e.attributes.get("href", "") for e in page.all("a")]


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_page_of_figures_shows_every_figure_and_leads_on(pages: dict[str, Page], folder: str) -> None:
    page = pages[f"{folder}geprueft/"]
    cells = [e.text for e in page.all("td")]
    figures = proof.figures()
    language = folder.rstrip("/") or "de"
    for key in proof.COUNTED:
        assert proof.number(figures[key], language) in cells, key
    for name, table in figures["tables"].items():
        assert proof.number(table["noticed"], language) in cells, name
        assert f"../pruefregeln/{name}/" in hrefs(page)
    assert {"../pruefregeln/", "../regelkarte/", "../check/"} <= set(hrefs(page))
    assert figures["rules_version"] in page.content.decode()


def test_the_published_file_has_the_same_figures(site: Path) -> None:
    assert json.loads((site / "assets" / "proof.json").read_text(encoding="utf-8")) == proof.figures()


def test_every_page_leads_to_what_was_checked(normal_pages: dict[str, Page]) -> None:
    for page in (page for page in normal_pages.values() if page.common_path != "embed/"):
        assert any(link.endswith("geprueft/") or page.common_path == "geprueft/" for link in hrefs(page)), page.url


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("table", review.TABLES, ids=lambda table: table.name)
def test_every_row_has_its_anchor_and_its_paragraphs(pages: dict[str, Page], folder: str, table: Table) -> None:
    page = pages[f"{folder}pruefregeln/{table.name}/"]
    headings = [e.attributes["id"] for e in page.all("h2") if "section" in e.ancestors]
    assert headings == [row.id for row in table.rows]
    links = set(hrefs(page))
    text = page.content.decode()
    for row in table.rows:
        for source in map(knowledge.source, row.sources):
            assert not source["url"] or source["url"] in links, row.id
            assert source["cite"] in text, row.id


def test_the_rows_read_as_the_tables_say(pages: dict[str, Page]) -> None:
    """Results, reasons and conditions of every row stand in its section, in German."""
    words = Catalog("de")
    for table in review.TABLES:
        text = " ".join(" ".join(e.text.split()) for e in pages[f"pruefregeln/{table.name}/"].all("section"))
        for line in review.lines(table, words):
            for part in (*line.then, line.why, *(c.said for box in (line.when, *line.any_of) for c in box)):
                assert " ".join(part.split()) in text, (line.id, part)


@pytest.mark.parametrize("table", review.TABLES, ids=lambda table: table.name)
def test_the_files_hold_every_row(site: Path, pages: dict[str, Page], table: Table) -> None:
    content = (site / "pruefregeln" / f"{table.name}.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows[0] == list(review.COLUMNS)
    assert [row[0] for row in rows[1:]] == [row.id for row in table.rows]
    assert {len(row) for row in rows} == {len(review.COLUMNS)}
    assert f"{table.name}.csv" in hrefs(pages["pruefregeln/"])
    assert f"../{table.name}.csv" in hrefs(pages[f"pruefregeln/{table.name}/"])


def test_a_condition_names_the_shorter_half_of_its_answers() -> None:
    words = Catalog("de")
    goals = BY_ID["goal"].options
    assert not review.condition("goal", frozenset(goals[:2]), words).excluded
    most = review.condition("goal", frozenset(goals[1:]), words)
    assert most.excluded
    assert most.answers == (words.get(f"option.goal.{goals[0]}"),)
    assert str(most).endswith(f"nicht: {most.answers[0]}")


def drawn(site: Path) -> dict[str, list[tuple[str, bool]]]:
    """What the drawing shows, read by position: procedure -> questions and whether the point is full."""
    root = ET.fromstring((site / "regelkarte" / "regelkarte.svg").read_bytes())  # noqa: S314 - our own file
    assert root.find(f"{SVG}title") is not None
    assert root.find(f"{SVG}desc") is not None
    columns = {t.attrib["data-x"]: "".join(t.itertext()) for t in root.iter(f"{SVG}text") if "data-x" in t.attrib}
    lines = {t.attrib["data-y"]: "".join(t.itertext()) for t in root.iter(f"{SVG}text") if "data-y" in t.attrib}
    assert len(set(columns.values())) == len(columns)
    assert len(set(lines.values())) == len(lines)
    found: dict[str, list[tuple[str, bool]]] = {name: [] for name in lines.values()}
    for circle in root.iter(f"{SVG}circle"):
        full = circle.attrib.get("fill") != "none"
        found[lines[circle.attrib["cy"]]].append((columns[circle.attrib["cx"]], full))
    return found


def test_the_list_equals_the_drawing(site: Path, pages: dict[str, Page]) -> None:
    listed: dict[str, list[tuple[str, bool]]] = {}
    html = pages["regelkarte/"].content.decode().partition('class="decisions"')[2]
    for part in html.partition("</section>")[0].split('<li><a href="')[1:]:
        name = re.sub(r"<[^>]+>", "", part.partition(">")[2].partition("</a>")[0])
        items = re.findall(r"<li>(.*?)</li>", part, re.DOTALL)
        listed[name] = [(re.sub(r" <small>.*", "", item), "<small>" not in item) for item in items]
    shown = drawn(site)
    assert list(listed) == list(shown)
    for name, questions in listed.items():
        assert sorted(questions) == sorted(shown[name]), name


def test_the_map_comes_from_the_tables() -> None:
    for decision in rule_map.decisions():
        for tables, questions in (((MAIN,), decision.main), (COLLECTED, (*decision.main, *decision.beside))):
            rows = [row for table in tables for row in table.rows if row.then == decision.procedure]
            named = {question for row in rows for box in expand(row) for question in box} - {"verfahren"}
            assert named <= set(questions) if tables is COLLECTED else named == set(questions), decision.procedure
    assert {d.procedure for d in rule_map.decisions()} == set(knowledge.table("procedures"))


def test_the_drawing_takes_its_colours_from_the_page_and_its_words_are_words(site: Path) -> None:
    text = (site / "regelkarte" / "regelkarte.svg").read_text(encoding="utf-8")
    assert set(re.findall(r'(?:fill|stroke)="([^"]*)"', text)) == {"currentColor", "none"}
    assert "style" not in text
    assert "<path" not in text


def test_labels_do_not_leave_the_drawing(site: Path) -> None:
    """About half the size of the font per letter; a name that is too long would be cut off."""
    root = ET.fromstring((site / "regelkarte" / "regelkarte.svg").read_bytes())  # noqa: S314 - our own file
    for text in root.iter(f"{SVG}text"):
        room = rule_map.HEAD if "data-x" in text.attrib else rule_map.LABELS
        spans = [span.text or "" for span in text.iter(f"{SVG}tspan")] or [text.text or ""]
        assert max(len(span) for span in spans) * rule_map.FONT * 0.55 <= room, spans


@pytest.mark.parametrize("folder", FOLDERS)
def test_pages_and_files_are_light(site: Path, pages: dict[str, Page], folder: str) -> None:
    names = [*(f"pruefregeln/{table.name}/" for table in review.TABLES), "pruefregeln/", "regelkarte/", "geprueft/"]
    weights = {name: len(gzip.compress(pages[folder + name].content, mtime=0)) for name in names}
    assert max(weights.values()) <= LIMIT, weights
    assert all(path.stat().st_size < 1_000_000 for path in site.rglob("*.csv"))
