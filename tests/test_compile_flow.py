"""The files of stage 1: complete, small, named by content, the same on every build."""

import gzip
import json
from pathlib import Path

import brotli
import pytest

from checker import compile_flow, knowledge
from checker.catalog import EASY, LANGUAGES
from checker.engine import rules
from checker.model import Row, Table
from checker.present import RULES_DATE
from checker.rules.authority import AUTHORITY
from checker.rules.main import MAIN


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, object]]:
    """All files of one build."""
    out = tmp_path_factory.mktemp("flow")
    return out, compile_flow.write(out)


def test_every_file_of_the_manifest_exists_and_its_name_changes_with_its_content(
    written: tuple[Path, dict[str, object]],
) -> None:
    out, manifest = written
    names = {str(manifest["flow"])}
    for kind in (*compile_flow.STAGES, "professions"):
        names |= set(manifest[kind].values())  # type: ignore[attr-defined]
    assert names == {path.name for path in out.iterdir()}
    assert compile_flow.save(out, "flow", {}) != manifest["flow"]


def test_the_budgets_of_stage_one_are_kept(written: tuple[Path, dict[str, object]]) -> None:
    """Flow at most 15 kB with gzip; profession list of a language at most 40 kB over the wire with brotli."""
    out, manifest = written
    assert len(gzip.compress((out / str(manifest["flow"])).read_bytes(), 9)) <= 15_000
    for name in manifest["professions"].values():  # type: ignore[attr-defined]
        assert len(brotli.compress((out / name).read_bytes(), quality=11)) <= 40_000, name


def test_a_profession_list_holds_every_occupation(written: tuple[Path, dict[str, object]]) -> None:
    out, manifest = written
    for language in knowledge.NAME_LANGUAGES:
        rows = json.loads((out / manifest["professions"][language]).read_text(encoding="utf-8"))  # type: ignore[index]
        assert [row[0] for row in rows] == list(knowledge.table("professions"))
        assert all(len(row) == knowledge.ROW_LENGTH for row in rows)
    assert set(manifest["texts"]) == {*LANGUAGES, EASY}  # type: ignore[call-overload]


def test_two_builds_are_the_same(written: tuple[Path, dict[str, object]], tmp_path: Path) -> None:
    assert compile_flow.write(tmp_path) == written[1]


def test_a_change_of_law_on_a_later_day_starts_a_second_graph(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a row of the main table that ends, the flow names both periods and where each begins."""
    study = next(row for row in MAIN.rows if row.id == "studium")
    others = tuple(row for row in MAIN.rows if row.id != "studium")
    later: Row = study._replace(id="studium-neu", then="kein_verfahren", valid_from="2027-01-01")
    rows = (study._replace(valid_to="2026-12-31"), later, *others)
    monkeypatch.setattr("checker.engine.MAIN", Table("main", "unique", rows))
    monkeypatch.setattr("checker.compile_flow.MAIN", Table("main", "unique", rows))
    rules.cache_clear()
    try:
        starts = compile_flow.flow()["from"]
    finally:
        rules.cache_clear()
    assert [day for day, _ in starts] == [RULES_DATE, "2027-01-01"]
    assert starts[0][1] != starts[1][1]


def test_the_authority_table_starts_a_period_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is asked depends on who decides, so its days count as those of the main table do."""
    first, *others = AUTHORITY.rows
    rows = (first._replace(valid_to="2027-06-30"), *others)
    monkeypatch.setattr("checker.compile_flow.AUTHORITY", Table("authority", "unique", rows))
    assert "2027-07-01" in compile_flow.periods()
