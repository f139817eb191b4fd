"""The standard library that ships: only the modules the checker makes Python load, as bytecode without line tables.

Which ones is found out, never listed by hand: the checker does all it can in the stock Pyodide (``exercise.py``),
and what Python has loaded then is what it needs. Modules that only the QR codes need travel with their wheel.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, NamedTuple

from overrides.hooks import bytecode, exercise
from overrides.hooks.build_tools import RuntimeBuildError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

# Modules that are needed though no run loads them, path in the standard library -> reason. Every entry is reviewed.
ALSO_NEEDED: dict[str, str] = {}

# Pyodide reads some of its own docstrings while it starts.
READS_ITS_DOCSTRINGS = ("_pyodide/_core_docs.py",)


class Parts(NamedTuple):
    """Bytecode, path -> content: what every start needs, and what only the QR codes need."""

    start: dict[str, bytes]
    qr: dict[str, bytes]


def trimmed(stock: bytes, files: exercise.Files, cache: Path) -> Parts:
    """The needed part of the ``stock`` standard library; ``files`` is a runtime with that stock library.

    ``cache`` is a folder for the list of modules, which takes a while to find out and holds as long as the
    checker, its cases and texts, and Pyodide stay the same. Raises RuntimeBuildError.
    """
    sources = bytecode.unpacked(stock)
    needed, for_qr = _modules(files, cache)
    missing = {*ALSO_NEEDED, *needed, *for_qr} - sources.keys()
    if missing:
        raise RuntimeBuildError(f"the standard library of Pyodide has no {', '.join(sorted(missing))}")
    inside = {_top(path) for path in needed}
    # A package is found in one archive only, so what belongs to a package of the start stays with it.
    start = {*needed, *ALSO_NEEDED, *(path for path in for_qr if _top(path) in inside)}
    return Parts(_bytecode(sources, start), _bytecode(sources, set(for_qr) - start))


def _modules(files: exercise.Files, cache: Path) -> tuple[list[str], list[str]]:
    """Paths of the modules loaded for the check, and of those loaded for the QR codes too."""
    asked = exercise.requests()
    stored = cache / f"{_fingerprint(files, asked)}.json"
    if not stored.is_file():
        outcome = exercise.in_pyodide(files, asked)
        cache.mkdir(parents=True, exist_ok=True)
        stored.write_text(json.dumps([outcome.check, outcome.qr]), encoding="utf-8")
    check, qr = json.loads(stored.read_text(encoding="utf-8"))
    return check, qr


def _fingerprint(files: exercise.Files, asked: list[str]) -> str:
    """A hash of everything the list of modules depends on."""
    read = (files.stdlib, files.checker, files.qr, files.module, exercise.SCRIPT)
    content = [*(path.read_bytes() for path in read), json.dumps([asked, exercise.CODES]).encode()]
    return hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in content)).hexdigest()[:16]


def _bytecode(sources: dict[str, bytes], wanted: Iterable[str]) -> dict[str, bytes]:
    """Compile some of the sources."""
    documented = {path for path in wanted if path.startswith(READS_ITS_DOCSTRINGS)}
    plain = {path: sources[path] for path in wanted if path not in documented}
    kept = {path: sources[path] for path in documented}
    return bytecode.compiled(plain, lines=False) | bytecode.compiled(kept, docstrings=True, lines=False)


def _top(path: str) -> str:
    """The package or module at the top of a path."""
    return path.partition("/")[0].removesuffix(".py")
