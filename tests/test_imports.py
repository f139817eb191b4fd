"""The package stays light: in the browser it may import only what Pyodide has loaded anyway."""

import ast
import subprocess
import sys
from pathlib import Path

ALLOWED = {"json", "re", "enum", "typing", "functools", "collections", "itertools", "datetime", "unicodedata",
           "zlib", "glob", "__future__"}  # fmt: skip
HERE_ONLY = {"cli", "__main__", "review", "compile_flow"}


def imports(path: Path) -> set[str]:
    """Top-level names of the modules a file imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found


def test_browser_side_modules_import_only_light_modules() -> None:
    for path in Path("checker").rglob("*.py"):
        if path.stem not in HERE_ONLY:
            assert imports(path) <= ALLOWED | {"checker"}, path


def test_nothing_outside_the_standard_library_is_imported() -> None:
    for path in Path("checker").rglob("*.py"):
        assert imports(path) <= set(sys.stdlib_module_names) | {"checker"}, path


def test_importing_the_bridge_loads_none_of_the_heavy_modules() -> None:
    heavy = ("argparse", "csv", "html", "gettext")
    code = f"import sys, checker.bridge; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-I", "-S", "-c", f"import sys; sys.path.insert(0, '.'); {code}"],
                          capture_output=True, text=True, check=True)  # fmt: skip
    assert done.stdout.strip() == "[]"
