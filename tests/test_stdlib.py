"""The trimmed standard library has everything the checker needs, and little else."""

from __future__ import annotations

import json
import traceback
import zipfile
from dataclasses import replace
from importlib.util import MAGIC_NUMBER
from pathlib import Path

import brotli
import pytest
import segno

from checker import bridge, catalog, compile_flow, knowledge, search
from overrides.hooks import bundle, bytecode, exercise, runtime, stdlib
from overrides.hooks.build_tools import RuntimeBuildError
from overrides.hooks.pyodide_files import PYODIDE_FILES, STOCK_STDLIB

ROOT = Path(__file__).resolve().parents[1]
NPM = ROOT / "node_modules" / "pyodide"
SCRIPTS = ROOT / "overrides" / "assets" / "checker"
BUDGET = 3_000_000
OF_STOCK = 0.60
# The lock file and the ordinary wheel of stock Pyodide are left out, which makes the comparison stricter.
BESIDE = ("worker.mjs", "client.mjs", "engine.mjs")

BROKEN = """
def broken(value):
    '''Not for the browser.'''
    assert value
    return [len(value) for _ in range(value)]
"""


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> exercise.Files:
    out = tmp_path_factory.mktemp("runtime") / "runtime"
    runtime.build(out)
    return runtime.shipped(out, NPM / "pyodide.mjs")


def cpython(asked: list[str]) -> list[str]:
    """What the bridge answers here; nothing it was told stays."""
    try:
        return [bridge.call(request) for request in asked]
    finally:
        catalog.forget()
        knowledge.forget_names()
        search.forget()


def svg(text: str) -> str:
    return segno.make(text, error="m", micro=False).svg_inline(omitsize=True)


def test_everything_is_answered_as_in_cpython(shipped: exercise.Files) -> None:
    asked = exercise.requests()
    outcome = exercise.in_pyodide(shipped, asked)
    different = [request[:300] for request, a, b in zip(asked, outcome.answers, cpython(asked), strict=True) if a != b]
    assert different == []
    assert outcome.codes == [svg(text) for text in exercise.CODES]
    assert "missing 1 required positional argument" in outcome.thrown


def test_every_method_and_every_language_is_asked() -> None:
    asked = [json.loads(request) for request in exercise.requests()[: -len(exercise.BAD)]]
    assert {each["method"] for each in asked} == bridge.METHODS.keys()
    sheets = [each["params"]["lang"] for each in asked if each["method"] == "sheet"]
    assert set(sheets) == {*catalog.LANGUAGES, catalog.EASY}
    assert len(sheets) == len(list(exercise.CASES.glob("*.json")))


def test_missing_module_is_named_with_the_remedy(shipped: exercise.Files, tmp_path: Path) -> None:
    modules = bundle.modules(shipped.stdlib.read_bytes())
    del modules["glob.pyc"]
    first = [path for path in modules if path.startswith("encodings/")]
    files = {path: MAGIC_NUMBER + bytes(12) + code for path, code in modules.items()}
    lacking = tmp_path / "lacking.zip"
    lacking.write_bytes(bytecode.stored(bundle.bundled(files, first)))
    with pytest.raises(RuntimeBuildError) as caught:
        exercise.in_pyodide(replace(shipped, stdlib=lacking), [exercise.request("hello")])
    message = str(caught.value)
    assert "No module named 'glob'" in message
    assert "ALSO_NEEDED of overrides/hooks/stdlib.py" in message


def test_reviewed_module_that_does_not_exist_is_refused(
    shipped: exercise.Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stdlib, "ALSO_NEEDED", {"nothing.py": "a slip"})
    monkeypatch.setattr(stdlib, "_modules", lambda *_: [["json/__init__.py"], [], []])
    with pytest.raises(RuntimeBuildError, match=r"has no nothing\.py"):
        stdlib.trimmed((NPM / STOCK_STDLIB.name).read_bytes(), shipped, tmp_path)


def test_modules_that_nothing_loads_are_left_out(shipped: exercise.Files) -> None:
    names = set(bundle.modules(shipped.stdlib.read_bytes()))
    with zipfile.ZipFile(NPM / STOCK_STDLIB.name) as archive:
        stock = [name for name in archive.namelist() if name.endswith(".py")]
    assert {"json/decoder.pyc", "encodings/utf_8.pyc", "pyodide/code.pyc"} <= names
    assert not names & {"turtle.pyc", "argparse.pyc", "decimal.pyc", "urllib/request.pyc", "email/message.pyc"}
    assert len(names) < len(stock) / 3
    assert all(name.endswith(".pyc") for name in names)


def test_modules_with_stand_ins_stay_small(shipped: exercise.Files) -> None:
    modules = bundle.modules(shipped.stdlib.read_bytes())
    stand_ins = [path.relative_to(stdlib.STAND_INS).as_posix() for path in stdlib.STAND_INS.rglob("*.py")]
    assert stand_ins
    for path in stand_ins:
        assert len(modules[f"{path}c"]) < 2_000
    assert not {"asyncio/events.pyc", "concurrent/futures/__init__.pyc", "subprocess.pyc"} & modules.keys()
    assert not {"importlib/resources/__init__.pyc", "pathlib/_local.pyc", "tempfile.pyc"} & modules.keys()


def test_stand_in_for_nothing_is_refused(
    shipped: exercise.Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gone.py").write_text("")
    monkeypatch.setattr(stdlib, "STAND_INS", tmp_path)
    with pytest.raises(RuntimeBuildError, match=r"has no gone\.py\. Please remove what stands in for it"):
        stdlib.trimmed((NPM / STOCK_STDLIB.name).read_bytes(), shipped, tmp_path)


def test_modules_that_only_qr_codes_need_travel_with_them(shipped: exercise.Files) -> None:
    with zipfile.ZipFile(shipped.qr) as archive:
        qr = archive.namelist()
    together = {name.partition("/")[0] for name in qr} & {
        name.partition("/")[0] for name in bundle.modules(shipped.stdlib.read_bytes())
    }
    assert "urllib/parse.pyc" in qr
    assert together == set(), "Python looks for a package in one archive only"


@pytest.fixture(scope="module")
def sizes(shipped: exercise.Files) -> dict[str, int]:
    """Bytes over the wire of what every language loads, by part."""
    parts = {
        "library": shipped.stdlib.read_bytes(),
        "checker": shipped.checker.read_bytes(),
        "manifest": (shipped.index.parent / "manifest.json").read_bytes(),
        "scripts": b"".join((SCRIPTS / name).read_bytes() for name in BESIDE),
    }
    pinned = sum(file.transfer for file in PYODIDE_FILES.values())
    return {"pyodide": pinned, **{name: len(brotli.compress(content)) for name, content in parts.items()}}


@pytest.mark.parametrize("language", [*catalog.LANGUAGES, catalog.EASY])
def test_bytes_stay_within_the_budget(sizes: dict[str, int], language: str) -> None:
    texts = [compile_flow.compiled_texts(language, stage) for stage in ("texts", "details")]
    words = json.dumps(texts, ensure_ascii=False, separators=(",", ":")).encode()
    total = sum(sizes.values()) + len(brotli.compress(words))
    stock = total - sizes["library"] + STOCK_STDLIB.transfer
    print(f"stage 2, {language}: {total} bytes, {total / stock:.3f} of stock; of which {sizes}")
    assert total <= BUDGET
    assert total / stock <= OF_STOCK


def test_bytecode_has_no_date_no_docstring_no_assertion_and_no_line() -> None:
    (content,) = bytecode.compiled({"broken.py": BROKEN.encode()}, lines=False).values()
    assert content[4:16] == (1).to_bytes(4, "little") + bytes(8)
    assert b"Not for the browser" not in content
    assert b"AssertionError" not in content
    assert bytecode.compiled({"broken.py": BROKEN.encode()}, lines=False)["broken.pyc"] == content


def test_traceback_can_be_printed_without_lines() -> None:
    scope: dict[str, object] = {}
    exec(bytecode.without_lines(compile(BROKEN, "broken.py", "exec")), scope)  # noqa: S102 - the source stands above
    with pytest.raises(TypeError) as caught:
        scope["broken"](5)  # type: ignore[operator]
    said = traceback.format_exception(caught.value)
    assert any('File "broken.py"' in line and "in broken" in line for line in said)
    assert "len()" in said[-1]
