"""What the browser runs is what was pinned, is built reproducibly and starts in Pyodide."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import zipfile
from importlib import metadata
from pathlib import Path

import brotli
import pytest

from overrides.hooks import runtime

ROOT = Path(__file__).resolve().parents[1]
MODULES = ROOT / "node_modules"

GREET = """
import { readFileSync } from "node:fs";
const [, , pyodideModule, built, request] = process.argv;
process.on("uncaughtException", (error) => {
  console.error(error.message);
  process.exit(1);
});
const { loadPyodide } = await import(pyodideModule);
const { pyodide: entry, checker } = JSON.parse(readFileSync(`${built}/manifest.json`, "utf8"));
const python = await loadPyodide({
  indexURL: `${built}/${entry.index}`,
  stdLibURL: `${built}/${entry.files.stdlib.url}`,
  lockFileContents: entry.lock,
});
python.unpackArchive(new Uint8Array(readFileSync(`${built}/${checker.url}`)), "wheel");
console.log(python.pyimport("checker.bridge").call(request));
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("runtime") / "runtime"
    runtime.build(out)
    return out


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


@pytest.mark.parametrize("pinned", runtime.PYODIDE_FILES.values(), ids=lambda pinned: pinned.name)
def test_npm_delivers_the_pinned_files(pinned: runtime.Pinned) -> None:
    assert runtime.checked_pyodide_file(MODULES / "pyodide", pinned)


def test_pinned_version_and_lock_are_those_of_the_package() -> None:
    package = json.loads((MODULES / "pyodide" / "package.json").read_text())
    lock = json.loads((MODULES / "pyodide" / "pyodide-lock.json").read_text())
    assert package["version"] == runtime.PYODIDE_VERSION
    assert lock["info"] == runtime.PYODIDE_LOCK["info"]
    assert runtime.PYODIDE_LOCK["packages"] == {}


@pytest.mark.parametrize("role", ["module", "glue"])
def test_stated_transfer_is_what_brotli_makes_of_the_file(role: str) -> None:
    pinned = runtime.PYODIDE_FILES[role]
    content = runtime.checked_pyodide_file(MODULES / "pyodide", pinned)
    assert len(brotli.compress(content, quality=11)) == pinned.transfer


def test_damaged_file_is_refused_with_name_hashes_and_remedy(tmp_path: Path) -> None:
    pinned = runtime.PYODIDE_FILES["module"]
    (tmp_path / pinned.name).write_text("damaged")
    with pytest.raises(runtime.RuntimeBuildError) as caught:
        runtime.checked_pyodide_file(tmp_path, pinned)
    message = str(caught.value)
    assert pinned.name in message
    assert pinned.sha256 in message
    assert hashlib.sha256(b"damaged").hexdigest() in message
    assert "Please run" in message


def test_missing_file_is_named_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(runtime.RuntimeBuildError, match=r"pyodide\.mjs is missing\. Please run"):
        runtime.checked_pyodide_file(tmp_path, runtime.PYODIDE_FILES["module"])


def test_package_that_cannot_be_compiled_is_refused(tmp_path: Path) -> None:
    package = tmp_path / "checker"
    package.mkdir()
    (package / "__init__.py").write_text('"""A module with a mistake."""\n(')
    with pytest.raises(runtime.RuntimeBuildError, match="failed"):
        runtime.build_wheel(package)


def test_two_builds_are_byte_identical(built: Path, tmp_path: Path) -> None:
    copy = tmp_path / "checker"
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "checker", copy, ignore=ignored, copy_function=shutil.copyfile)
    runtime.build(tmp_path / "again", package=copy)
    assert files(tmp_path / "again") == files(built)


def test_manifest_describes_every_file(built: Path) -> None:
    manifest = json.loads((built / "manifest.json").read_text())
    entries = [*manifest["pyodide"]["files"].values(), manifest["checker"], manifest["qr"]]
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
    assert not [name for name in names if name.endswith((".py", ".pyi", "cli.pyc", "helpers.pyc"))]
    assert [name for name in names if name.endswith("LICENSE")]
    assert len(brotli.compress(wheel.read_bytes(), quality=11)) <= 80_000


def test_changed_file_of_the_qr_package_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metadata.PackagePath, "read_binary", lambda _file: b"changed")
    with pytest.raises(runtime.RuntimeBuildError, match="is not the file that was installed"):
        runtime.build_qr_wheel()


def test_published_manifest_is_named_after_its_content(built: Path, tmp_path: Path) -> None:
    name = runtime.publish(built, tmp_path / "assets" / "runtime")
    content = (tmp_path / "assets" / "runtime" / name).read_bytes()
    assert name == f"manifest.{hashlib.sha256(content).hexdigest()[:12]}.json"
    assert not (tmp_path / "assets" / "runtime" / "manifest.json").exists()


def test_shipped_checker_greets_in_pyodide(built: Path, tmp_path: Path) -> None:
    script = tmp_path / "greet.mjs"
    script.write_text(GREET)
    request = json.dumps({"method": "hello", "params": {}})
    module = MODULES / "pyodide" / "pyodide.mjs"
    command = ["node", str(script), str(module), str(built), request]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["ok"]["rules_version"]
