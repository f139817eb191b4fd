"""The page "what was checked" shows the figures of this very test run."""

import json
from pathlib import Path

from tests.proof import COMMITTED, figures, written

REPORT = Path(__file__).resolve().parents[1] / "build" / "proof.json"


def test_the_published_figures_are_those_of_this_run() -> None:
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(written(figures()), encoding="utf-8")
    published = json.loads(COMMITTED.read_text(encoding="utf-8")) if COMMITTED.exists() else {}
    old = {name: value for name, value in published.items() if figures().get(name) != value}
    assert published == figures(), (
        f"docs/assets/proof.json is out of date (it still says {old}). Please run `make proof` and commit the file."
    )


def test_the_figures_are_plausible() -> None:
    now = figures()
    assert now["paths"] < now["paths_unknown"]
    assert now["median"] <= now["longest"]
    assert now["laws_read"][0] <= now["laws_read"][1] <= now["rules_date"]
    for name, table in now["tables"].items():
        assert table["noticed"] == sum(table["by"].values()) <= table["mutants"], name
        assert table["noticed"] >= 0.9 * table["mutants"], name
