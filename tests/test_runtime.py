"""What the browser runs is what was pinned, is built reproducibly and starts in Pyodide."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from importlib import metadata
from pathlib import Path

import brotli
import pytest

from overrides.hooks import pyodide_files, runtime, wheels
from overrides.hooks.build_tools import RuntimeBuildError
from overrides.hooks.pyodide_files import PYODIDE_FILES, STOCK_STDLIB, Pinned, checked_pyodide_file

ROOT = Path(__file__).resolve().parents[1]
MODULES = ROOT / "node_modules"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("runtime") / "runtime"
    runtime.build(out)
    return out


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


@pytest.mark.parametrize("pinned", [*PYODIDE_FILES.values(), STOCK_STDLIB], ids=lambda pinned: pinned.name)
def test_npm_delivers_the_pinned_files(pinned: Pinned) -> None:
    assert checked_pyodide_file(MODULES / "pyodide", pinned)


def test_pinned_version_and_lock_are_those_of_the_package() -> None:
    package = json.loads((MODULES / "pyodide" / "package.json").read_text())
    lock = json.loads((MODULES / "pyodide" / "pyodide-lock.json").read_text())
    assert package["version"] == pyodide_files.PYODIDE_VERSION
    assert lock["info"] == pyodide_files.PYODIDE_LOCK["info"]
    assert pyodide_files.PYODIDE_LOCK["packages"] == {}


@pytest.mark.parametrize("role", ["module", "glue"])
def test_stated_transfer_is_what_brotli_makes_of_the_file(role: str) -> None:
    pinned = PYODIDE_FILES[role]
    content = checked_pyodide_file(MODULES / "pyodide", pinned)
    assert len(brotli.compress(content, quality=11)) == pinned.transfer


def test_damaged_file_is_refused_with_name_hashes_and_remedy(tmp_path: Path) -> None:
    pinned = PYODIDE_FILES["module"]
    (tmp_path / pinned.name).write_text("damaged")
    with pytest.raises(RuntimeBuildError) as caught:
        checked_pyodide_file(tmp_path, pinned)
    message = str(caught.value)
    assert pinned.name in message
    assert pinned.sha256 in message
    assert hashlib.sha256(b"damaged").hexdigest() in message
    assert "Please run" in message


def test_missing_file_is_named_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(RuntimeBuildError, match=r"pyodide\.mjs is missing\. Please run"):
        checked_pyodide_file(tmp_path, PYODIDE_FILES["module"])


def test_package_that_cannot_be_compiled_is_refused(tmp_path: Path) -> None:
    package = tmp_path / "checker"
    package.mkdir()
    (package / "__init__.py").write_text('"""A module with a mistake."""\n(')
    with pytest.raises(RuntimeBuildError, match="failed"):
        wheels.checker(package)


def test_two_builds_are_byte_identical(built: Path, tmp_path: Path) -> None:
    copy = tmp_path / "checker"
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "checker", copy, ignore=ignored, copy_function=shutil.copyfile)
    runtime.build(tmp_path / "again", package=copy, cache=tmp_path / "cache")
    assert files(tmp_path / "again") == files(built)


def test_manifest_describes_every_file(built: Path) -> None:
    manifest = json.loads((built / "manifest.json").read_text())
    entries = [*manifest["pyodide"]["files"].values(), manifest["stdlib"], manifest["checker"], manifest["qr"]]
    found = files(built)
    assert {entry["url"] for entry in entries} == found.keys() - {"manifest.json"}
    for entry in entries:
        content = found[entry["url"]]
        assert entry["size"] == len(content)
        assert entry["sha256"] == hashlib.sha256(content).hexdigest()


def test_wheel_holds_bytecode_and_facts_but_no_texts(built: Path) -> None:
    (wheel,) = built.glob("checker-*.whl")
    with zipfile.ZipFile(wheel) as content:
        assert content.testzip() is None
        names = content.namelist()
        record = next(name for name in names if name.endswith("/RECORD"))
        listed = {line.split(",")[0] for line in content.read(record).decode().splitlines()}
    assert listed == set(names)
    assert "checker/facts/professions.json" in names
    assert not [name for name in names if name.endswith((".py", ".po", ".mo"))]
    assert not [name for name in names if "/locale/" in name or "/names/" in name]


def test_qr_wheel_holds_bytecode_and_its_licence_only(built: Path) -> None:
    (wheel,) = built.glob("segno-*.whl")
    with zipfile.ZipFile(wheel) as content:
        names = content.namelist()
    assert {"segno/__init__.pyc", "segno/encoder.pyc", "segno/writers.pyc"} <= set(names)
    assert not [name for name in names if name.endswith((".py", ".pyi", "segno/cli.pyc", "segno/helpers.pyc"))]
    assert [name for name in names if name.endswith("LICENSE")]
    assert len(brotli.compress(wheel.read_bytes(), quality=11)) <= 195_000  # Loaded by readers who open a sheet.


def test_changed_file_of_the_qr_package_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metadata.PackagePath, "read_binary", lambda _file: b"changed")
    with pytest.raises(RuntimeBuildError, match="is not the file that was installed"):
        wheels.qr()


def test_published_manifest_is_named_after_its_content(built: Path, tmp_path: Path) -> None:
    name = runtime.publish(built, tmp_path / "assets" / "runtime")
    content = (tmp_path / "assets" / "runtime" / name).read_bytes()
    assert name == f"manifest.{hashlib.sha256(content).hexdigest()[:12]}.json"
    assert not (tmp_path / "assets" / "runtime" / "manifest.json").exists()
