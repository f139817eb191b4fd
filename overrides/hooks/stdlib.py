"""The standard library that ships: only the modules the checker makes Python load, as bytecode in one table.

Which ones is found out, never listed by hand: the checker does all it can in the stock Pyodide (``exercise.py``),
and what Python has loaded then is what it needs. Modules that only the QR codes need travel with their wheel.
Modules that Pyodide loads for what the checker never does have short stand-ins (``overrides/runtime/stand_ins/``).
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from overrides.hooks import bundle, bytecode, exercise
from overrides.hooks.build_tools import RuntimeBuildError

if TYPE_CHECKING:
    from collections.abc import Iterable

# Modules that are needed though no run loads them, path in the standard library -> reason. Every entry is reviewed.
ALSO_NEEDED: dict[str, str] = {}

STAND_INS = Path(__file__).resolve().parents[1] / "runtime" / "stand_ins"


class Parts(NamedTuple):
    """Files, path -> content: the archive that every start needs, and the bytecode that only the QR codes need."""

    start: dict[str, bytes]
    qr: dict[str, bytes]


def trimmed(stock: bytes, files: exercise.Files, cache: Path) -> Parts:
    """The needed part of the ``stock`` standard library; ``files`` is a runtime whose library is of no account.

    ``cache`` is a folder for the list of modules, which takes a while to find out and holds as long as the
    checker, its cases and texts, and Pyodide stay the same. Raises RuntimeBuildError.
    """
    sources = _with_stand_ins(bytecode.unpacked(stock))
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.zip"
        whole.write_bytes(bytecode.stored(sources))
        needed, for_qr, first = _modules(replace(files, stdlib=whole), cache)
    missing = {*ALSO_NEEDED, *needed, *for_qr} - sources.keys()
    if missing:
        raise RuntimeBuildError(f"the standard library of Pyodide has no {', '.join(sorted(missing))}")
    inside = {_top(path) for path in needed}
    # A package is found in one archive only, so what belongs to a package of the start stays with it.
    start = {*needed, *ALSO_NEEDED, *(path for path in for_qr if _top(path) in inside)}
    archive = bundle.bundled(_bytecode(sources, start), [f"{path}c" for path in first])
    return Parts(archive, _bytecode(sources, set(for_qr) - start))


def _with_stand_ins(sources: dict[str, bytes]) -> dict[str, bytes]:
    """The library with the stand-ins in place of what they stand in for."""
    found = {file.relative_to(STAND_INS).as_posix(): file.read_bytes() for file in STAND_INS.rglob("*.py")}
    if unknown := found.keys() - sources.keys():
        raise RuntimeBuildError(
            f"the standard library of Pyodide has no {', '.join(sorted(unknown))}. "
            "Please remove what stands in for it from overrides/runtime/stand_ins."
        )
    return sources | found


def _modules(files: exercise.Files, cache: Path) -> list[list[str]]:
    """Paths of the modules loaded for the check, for the QR codes too, and of the very first ones."""
    asked = exercise.requests()
    stored = cache / f"{_fingerprint(files, asked)}.json"
    if not stored.is_file():
        outcome = exercise.in_pyodide(files, asked)
        cache.mkdir(parents=True, exist_ok=True)
        # Another process may read it at the same time, so it is complete as soon as it has its name.
        part = stored.with_suffix(f".{os.getpid()}")
        part.write_text(json.dumps([outcome.check, outcome.qr, outcome.first]), encoding="utf-8")
        part.replace(stored)
    found: list[list[str]] = json.loads(stored.read_text(encoding="utf-8"))
    return found


def _fingerprint(files: exercise.Files, asked: list[str]) -> str:
    """A hash of everything the list of modules depends on."""
    read = (files.stdlib, files.checker, files.qr, files.module, exercise.SCRIPT)
    content = [*(path.read_bytes() for path in read), json.dumps([asked, exercise.CODES]).encode()]
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in content)).hexdigest()[:16]


def _bytecode(sources: dict[str, bytes], wanted: Iterable[str]) -> dict[str, bytes]:
    """Compile some of the sources."""
    return bytecode.compiled({path: sources[path] for path in wanted}, lines=False)


def _top(path: str) -> str:
    """The package or module at the top of a path."""
    return path.partition("/")[0].removesuffix(".py")
