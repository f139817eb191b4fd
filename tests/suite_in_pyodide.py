"""Run by ``suite_in_pyodide.mjs`` inside Pyodide: pytest on the checker's own tests, with the files that ship.

What pytest itself needs beyond the shipped standard library comes from the stock one, but never for the checker:
an import from there while code of the checker is running is refused, as it would be on a reader's phone.
"""

import importlib
import sys
import zipimport
from typing import TYPE_CHECKING, Any

import checker
import checker.bridge  # From here on everything that the browser imports is there.
from checker import catalog, knowledge

if TYPE_CHECKING:
    import types
    from collections.abc import Sequence
    from importlib.machinery import ModuleSpec

STOCK = "/stock.zip"
SHIPPED = "/lib/python313.zip"
PROJECT = "/project"
PACKAGES = "/packages"
# Of the package, only these are not shipped: they write the files of stage 1, which the tests compare with.
BUILD_ONLY = {"checker.compile_flow", "checker.review", "checker.cli"}


class ForTheTestsAlone:
    """Finds modules in the stock standard library, unless it is the checker that asks."""

    def __init__(self) -> None:
        """Remember what was refused."""
        self.refused: list[str] = []

    def find_spec(self, name: str, path: "Sequence[str] | None", _target: object = None, /) -> "ModuleSpec | None":
        """The module from the stock library; None when it has none or the checker is running."""
        places = [STOCK] if path is None else [each.replace(SHIPPED, STOCK) for each in path]
        for place in places:
            if place.startswith(STOCK):
                spec = zipimport.zipimporter(place).find_spec(name)
                if spec is not None:
                    return None if self.refuses(name) else spec
        return None

    def refuses(self, name: str) -> bool:
        """Whether code of the checker is waiting for this import."""
        frame: types.FrameType | None = sys._getframe()  # noqa: SLF001 - who asks stands on the stack only
        while frame is not None:
            module = frame.f_globals.get("__name__", "")
            if module.partition(".")[0] == "checker" and module not in BUILD_ONLY:
                self.refused.append(f"{name} for {module}")
                return True
            frame = frame.f_back
        return False


def give_texts() -> None:
    """Let the shipped modules read catalogs and names, which the browser is handed by the page."""
    checker.__path__.append(f"{PROJECT}/checker")
    catalog.folder = lambda language: f"{PROJECT}/checker/locale/{language}/LC_MESSAGES/"
    shipped = knowledge.read

    def read(path: str) -> Any:  # noqa: ANN401 - JSON
        if not path.startswith("names/"):
            return shipped(path)
        with open(f"{PROJECT}/checker/facts/{path}", encoding="utf-8") as file:  # noqa: PTH123 - nothing more to import
            return importlib.import_module("json").load(file)

    setattr(knowledge, "read", read)  # noqa: B010 - the original also forgets, which no test needs


def run(arguments: list[str]) -> str:
    """Run pytest; "" when every test passed, otherwise what was wrong."""
    finder = ForTheTestsAlone()
    sys.meta_path.append(finder)
    sys.path += [PACKAGES, PROJECT]
    give_texts()
    importlib.import_module("os").chdir(PROJECT)
    code = importlib.import_module("pytest").main(arguments)
    foreign = [
        name
        for name, module in sys.modules.items()
        if name.partition(".")[0] == "checker"
        and name not in BUILD_ONLY
        and not str(module.__file__).startswith("/lib/checker.whl/")
    ]
    problems = [f"pytest ended with {code}"] if code else []
    problems += [f"refused: {name}" for name in finder.refused]
    problems += [f"not from the shipped package: {name}" for name in foreign]
    return "\n".join(problems)
