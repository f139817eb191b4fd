"""Put together what the reader's browser runs: Pyodide, the standard library it needs, and the checker.

Make runs this file before the site is built; it writes ``build/runtime/``:

* ``<hash>/``: the Pyodide files, copied from the npm package after a comparison with the
  SHA-256 table in ``pyodide_files.py``,
* ``python_stdlib-<hash>.zip``: the modules of the standard library that the checker needs, as bytecode in one table,
* ``checker-<hash>.whl``: the checker as bytecode, without the texts, which the browser loads
  for one language only,
* ``segno-<hash>.whl``: the package that draws QR codes, with the modules of the standard library
  that only it needs, loaded when a reader opens the sheet,
* ``manifest.json``: where the browser finds them, how many bytes they have and their SHA-256.

Every address in the manifest is relative to the manifest itself, so the folder may be
published anywhere below the site. Two builds from the same sources are byte-identical.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import sys
import tempfile
from pathlib import Path

import brotli

from overrides.hooks import bytecode, exercise, stdlib, wheels
from overrides.hooks.build_tools import RuntimeBuildError
from overrides.hooks.pyodide_files import (
    PYODIDE_FILES,
    PYODIDE_LOCK,
    PYODIDE_VERSION,
    PYTHON_OF_PYODIDE,
    STOCK_STDLIB,
    checked_pyodide_file,
)

ROOT = Path(__file__).resolve().parents[2]
CHECKER = ROOT / "checker"
BUILT = ROOT / "build" / "runtime"
MODULE_LISTS = ROOT / "build" / "stdlib"


def build(
    out: Path,
    *,
    package: Path = CHECKER,
    needs: Path | None = None,
    modules: Path = ROOT / "node_modules",
    cache: Path = MODULE_LISTS,
    stock: bool = False,
) -> int:
    """Write the runtime to ``out``, replacing what is there; return the bytes to transfer.

    ``package`` is the Python package to ship, and the one whose needs the standard library serves unless ``needs``
    names another. ``modules`` is the folder npm filled, ``cache`` one where lists of needed modules are kept.
    With ``stock`` the standard library is the one Pyodide delivers, to compare with. The bytes count what a server
    with Brotli 11 sends until the checker runs. Raises RuntimeBuildError.
    """
    if sys.version_info[:2] != PYTHON_OF_PYODIDE:
        raise RuntimeBuildError(
            f"The bytecode for Pyodide {PYODIDE_VERSION} has to come from Python "
            f"{'.'.join(map(str, PYTHON_OF_PYODIDE))}, but this is {sys.version.split()[0]}. "
            "Please start it with `make site`, which finds the right one."
        )
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    npm = modules / "pyodide"
    delivered = checked_pyodide_file(npm, STOCK_STDLIB)
    checker, qr = wheels.checker(package), wheels.qr()
    library = delivered
    if not stock:
        asking = wheels.checker(needs) if needs else checker
        parts = _needed(delivered, npm, wheels.packed(asking), wheels.packed(qr), cache)
        library = bytecode.stored(parts.start)
        qr |= parts.qr
    manifest = {
        "pyodide": _copy_pyodide(npm, out),
        "stdlib": _write("python_stdlib", ".zip", library, out),
        "checker": _write(package.name, ".whl", wheels.packed(checker), out),
        "qr": _write(wheels.QR_PACKAGE, ".whl", wheels.packed(qr), out),
    }
    # The QR package is not counted: most readers never load it.
    pinned = sum(file.transfer for file in PYODIDE_FILES.values())
    transfer = pinned + sum(len(brotli.compress(content)) for content in (library, wheels.packed(checker)))
    (out / "manifest.json").write_text(_json({**manifest, "transfer": transfer}), encoding="utf-8")
    return transfer


def publish(built: Path, target: Path) -> str:
    """Copy the built runtime into the site folder ``target``; return the manifest's file name.

    The name carries a hash of the content, so every file of the runtime may be cached for ever.
    """
    shutil.copytree(built, target, dirs_exist_ok=True)
    manifest = target / "manifest.json"
    name = f"manifest.{_sha256(manifest.read_bytes())[:12]}.json"
    manifest.replace(target / name)
    return name


def shipped(built: Path, module: Path) -> exercise.Files:
    """Where the files of a built runtime lie; ``module`` is the ``pyodide.mjs`` of the npm package, for Node."""
    manifest = json.loads((built / "manifest.json").read_text(encoding="utf-8"))
    stdlib_, checker, qr = (built / manifest[name]["url"] for name in ("stdlib", "checker", "qr"))
    return exercise.Files(module, built / manifest["pyodide"]["index"], stdlib_, checker, qr)


def _needed(stock: bytes, npm: Path, checker: bytes, qr: bytes, cache: Path) -> stdlib.Parts:
    """The part of the standard library that these wheels need."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "checker.whl").write_bytes(checker)
        (folder / "qr.whl").write_bytes(qr)
        paths = npm / "pyodide.mjs", npm, npm / STOCK_STDLIB.name, folder / "checker.whl", folder / "qr.whl"
        return stdlib.trimmed(stock, exercise.Files(*paths), cache)


def _copy_pyodide(package: Path, out: Path) -> dict[str, object]:
    """Copy the Pyodide files to a folder named after their content; return their entry."""
    contents = {role: checked_pyodide_file(package, pinned) for role, pinned in PYODIDE_FILES.items()}
    table = "".join(f"{pinned.name} {pinned.sha256}\n" for pinned in PYODIDE_FILES.values())
    folder = _sha256(table.encode())[:12]
    (out / folder).mkdir()
    files = {}
    for role, content in contents.items():
        url = f"{folder}/{PYODIDE_FILES[role].name}"
        (out / url).write_bytes(content)
        files[role] = _entry(url, content)
    return {
        "version": PYODIDE_VERSION,
        "index": f"{folder}/",
        "files": files,
        "lock": PYODIDE_LOCK,
    }


def _write(name: str, suffix: str, content: bytes, out: Path) -> dict[str, object]:
    """Write a file under a name that carries its hash; return its entry."""
    url = f"{name}-{_sha256(content)[:12]}{suffix}"
    (out / url).write_bytes(content)
    return _entry(url, content)


def _entry(url: str, content: bytes) -> dict[str, object]:
    return {"url": url, "size": len(content), "sha256": _sha256(content)}


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"), sort_keys=True)


def main() -> int:
    """Build the runtime from the command line; 0 on success, 1 with a message otherwise."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=BUILT)
    options = parser.parse_args()
    try:
        transfer = build(options.out)
    except RuntimeBuildError as error:
        print(f"runtime: {error}", file=sys.stderr)
        return 1
    print(f"runtime: {options.out}, {transfer / 1_000_000:.2f} MB to transfer with Brotli")
    return 0


if __name__ == "__main__":
    sys.exit(main())
