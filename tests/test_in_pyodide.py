"""The checker's own tests pass inside Pyodide, with the very files that ship.

Left to CPython alone: the walks over all ways of answering and the mutants, which take minutes here, the properties
(hypothesis is partly native code), and tests of what is not shipped: catalogs, command line, stage 1, review pages.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from overrides.hooks import runtime
from overrides.hooks.exercise import explained
from overrides.hooks.pyodide_files import PYODIDE_LOCK, STOCK_STDLIB

ROOT = Path(__file__).resolve().parents[1]
NPM = ROOT / "node_modules" / "pyodide"
FILES = ("test_engine", "test_cases", "test_present", "test_bridge", "test_search", "test_law", "test_tables")
WALKS = ("every_path", "is_dead", "paths_are_short")
QUIETLY = ("-q", "-p", "no:cacheprovider", "--noconftest", "-c", "/dev/null", "--rootdir=/project")


def test_the_tests_of_the_checker_pass_with_the_files_that_ship(tmp_path: Path) -> None:
    runtime.build(tmp_path / "runtime")
    files = runtime.shipped(tmp_path / "runtime", NPM / "pyodide.mjs")
    job = {
        "module": str(files.module),
        "index": f"{files.index}/",
        "stdlib": str(files.stdlib),
        "lock": PYODIDE_LOCK,
        "checker": str(files.checker),
        "stock": str(NPM / STOCK_STDLIB.name),
        "project": str(ROOT),
        "packages": str(ROOT / ".venv" / "lib" / "python3.13" / "site-packages"),
        "arguments": [
            *QUIETLY,
            "--import-mode=importlib",
            f"-k=not {' and not '.join(WALKS)}",
            *(f"tests/{name}.py" for name in FILES),
        ],
    }
    command = ["node", str(Path(__file__).with_name("suite_in_pyodide.mjs")), json.dumps(job)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=900, check=False)
    assert done.returncode == 0, explained(f"{done.stdout[-5000:]}\n{done.stderr[-3000:]}")
    passed = int(done.stdout.rpartition(" passed")[0].split()[-1])
    print(f"{passed} tests passed in Pyodide")
    assert passed > 700
