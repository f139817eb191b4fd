"""Everything the checker offers in the browser, asked once: what the shipped runtime is derived from and tested by.

The build asks all of it in the stock Pyodide to learn which modules are needed; a test asks it again in the
runtime that ships and compares every answer with the one CPython gives.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from itertools import cycle
from pathlib import Path
from typing import Any, NamedTuple

from checker import catalog, compile_flow, knowledge
from overrides.hooks.build_tools import RuntimeBuildError, run
from overrides.hooks.pyodide_files import PYODIDE_LOCK

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = Path(__file__).with_suffix(".mjs")
CASES = ROOT / "tests" / "cases"
DAY = "2026-11-22"
LANGUAGES = (*catalog.LANGUAGES, catalog.EASY)
WORDS = ("Krankenschwester", "медсестра", "ممرضة", "nuse", "Bäcker", "xyzzy", "  ", 5)
CODES = ("https://example.org/check/#v=1&goal=study", "Prüfung 123", "перевірка", "فحص")
BAD = (
    "", "{", "[]", "[" * 100_000, '{"method": "destroy"}', '{"method": "next", "params": []}',
    '{"method": "check", "params": {"answers": {"no": "x"}}}',
    '{"method": "check", "params": {"answers": {"goal": "no"}, "on": "2026-11-22"}}',
    '{"method": "check", "params": {"answers": {}, "on": "heute"}}',
    '{"method": "check", "params": {"answers": {}, "on": "2026-11-22", "lang": "../x"}}',
    '{"method": "load", "params": {"lang": "qq", "catalog": []}}',
    json.dumps({"method": "next", "params": {"answers": {"goal": "x" * 200_000}}}),
)  # fmt: skip


@dataclass(frozen=True)
class Files:
    """Where a runtime lies: Pyodide's module and the folder of its files, the standard library, two wheels."""

    module: Path
    index: Path
    stdlib: Path
    checker: Path
    qr: Path


class Outcome(NamedTuple):
    """What a run gave; ``check`` and ``qr`` are the modules loaded until then, as paths in the standard library.

    ``first`` are those loaded before Python looks for `sitecustomize`.
    """

    answers: list[str]
    codes: list[str]
    thrown: str
    check: list[str]
    qr: list[str]
    first: list[str]


def requests() -> list[str]:
    """Requests to the bridge as JSON text: every method, every case, every language, good and bad input."""
    asked = [request("hello")]
    for language in LANGUAGES:  # All of them first: the search looks into every list that is there.
        texts: dict[str, Any] = {}
        for stage in compile_flow.STAGES:
            texts |= compile_flow.compiled_texts(language, stage)["texts"]
        names = compile_flow.profession_list(language) if language in knowledge.NAME_LANGUAGES else None
        asked.append(request("load", lang=language, catalog=texts, names=names))
    for language in LANGUAGES:
        asked.append(request("questions", lang=language))
        asked += [request("search", query=word, lang=language) for word in WORDS]
    for path, language in zip(sorted(CASES.glob("*.json")), cycle(LANGUAGES), strict=False):
        case = json.loads(path.read_text(encoding="utf-8"))
        answers, on = case["answers"], case.get("on", DAY)
        half = dict(list(answers.items())[: len(answers) // 2])
        asked.append(request("next", answers=half, on=on, lang=language))
        asked.append(request("check", answers=half, on=on, lang=language))
        asked += [request(method, answers=answers, on=on, lang=language) for method in ("check", "sheet")]
    return [*asked, *BAD]


def request(method: str, **params: object) -> str:
    """One request as JSON text."""
    return json.dumps({"method": method, "params": params}, ensure_ascii=False)


def in_pyodide(files: Files, asked: list[str]) -> Outcome:
    """Ask in Pyodide under Node; RuntimeBuildError with Python's own words when it does not even start."""
    paths = {name: str(path) for name, path in asdict(files).items()}
    job = {**paths, "index": f"{files.index}/", "lock": PYODIDE_LOCK, "requests": asked, "codes": CODES}
    try:
        found = json.loads(run(["node", str(SCRIPT)], given=json.dumps(job)))
    except RuntimeBuildError as error:
        raise RuntimeBuildError(explained(str(error))) from error
    modules = found["modules"]
    return Outcome(found["answers"], found["codes"], found["thrown"], modules["check"], modules["qr"], modules["first"])


def explained(said: str) -> str:
    """Add to an error of Python what to do about a module that the shipped standard library lacks."""
    if "ModuleNotFoundError" not in said and "refused: " not in said:
        return said
    return (
        f"{said}\n\nThe standard library that ships holds only what overrides/hooks/exercise.py makes the checker "
        "import. Please let it ask for what now needs this module, or name the module with its reason in "
        "ALSO_NEEDED of overrides/hooks/stdlib.py; then run `make site`."
    )
