"""The figures of a test run: what the page "what was checked" tells its readers. `make proof` writes them."""

import json
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from statistics import median_low
from typing import Any

from checker import knowledge
from checker.present import RULES_DATE, rules_version
from tests import mutants
from tests.mutants import TABLES
from tests.test_cases import CASES
from tests.test_law import LAWS
from tests.walk import TODAY, ends, found, steps

COMMITTED = Path(__file__).resolve().parents[1] / "docs" / "assets" / "proof.json"


@cache
def figures() -> dict[str, Any]:
    """Everything that was counted in this run."""
    paths = ends(TODAY)
    procedures = {str(match.row.then) for path in paths.paths for match in found(path, TODAY)}
    cited = {ident for table in TABLES for row in table.rows for ident in row.sources}
    read = sorted(knowledge.source(ident)["checked"] for ident in cited)
    scores = {table.name: mutants.score(table.name) for table in TABLES}
    return {
        "rules_version": rules_version(),
        "rules_date": RULES_DATE,
        "on": TODAY,
        "laws_read": [read[0], read[-1]],
        "paths": len(paths.paths),
        "paths_unknown": sum(question is None for _, question in steps(TODAY, unknown=True)),
        "longest": paths.lengths()[-1],
        "median": median_low(paths.lengths()),
        "main_rows": len(paths.rows),
        "main_procedures": len(procedures),
        "statements": len(LAWS),
        "cases": len(CASES),
        "sources": len(cited),
        "laws": len(knowledge.table("laws")),
        "pages": len(knowledge.table("pages")),
        "professions": len(knowledge.table("professions")),
        "mutants_without_effect": sum(score.noticed["same"] for score in scores.values()),
        "tables": {
            table.name: {
                "rows": len(table.rows),
                "mutants": scores[table.name].counted,
                "noticed": scores[table.name].caught,
                "by": {who: scores[table.name].noticed[who] for who in ("tables", "cases", "laws")},
            }
            for table in TABLES
        },
    }


def written(values: dict[str, Any]) -> str:
    """The figures as the committed file has them."""
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"


def kinds() -> Counter[str]:
    """How many unnoticed mutants there are of each kind, for the person at the terminal."""
    return Counter(mutant.kind for table in TABLES for mutant in mutants.score(table.name).unnoticed)


if __name__ == "__main__":
    COMMITTED.write_text(written(figures()), encoding="utf-8")
    sys.stdout.write(f"{COMMITTED.name} written; mutants nobody notices: {dict(kinds()) or 'none'}\n")
