"""The library's zip file with its modules in one table, which Python imports them from without looking into the file.

`overrides/runtime/sitecustomize.py`, which lies in the zip file beside the table, does the importing in the browser.
"""

from __future__ import annotations

import marshal
from pathlib import Path
from typing import TYPE_CHECKING

from overrides.hooks import bytecode

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

SOURCE = Path(__file__).resolve().parents[1] / "runtime" / "sitecustomize.py"
TABLE = "modules"
NO_REFERENCES = 2  # A version of the format in which equal tables are equal bytes.


def bundled(modules: Mapping[str, bytes], first: Collection[str]) -> dict[str, bytes]:
    """The files of the archive for some bytecode, both path -> content; modules in ``first`` stay files of their own.

    Those are the modules that Python imports before it runs `sitecustomize`.
    """
    table = {
        path.removesuffix(".pyc").removesuffix("/__init__").replace("/", "."): (path, content[bytecode.HEADER_BYTES :])
        for path, content in sorted(modules.items())
        if path not in first
    }
    importer = bytecode.compiled({SOURCE.name: SOURCE.read_bytes()}, lines=False)
    return {path: modules[path] for path in first} | importer | {TABLE: marshal.dumps(table, NO_REFERENCES)}


def modules(archive: bytes) -> dict[str, bytes]:
    """The modules in an archive, path -> code, wherever in it they lie."""
    files = bytecode.unpacked(archive)
    table: dict[str, tuple[str, bytes]] = marshal.loads(files.pop(TABLE))  # noqa: S302 - the build wrote it
    own = {path: content[bytecode.HEADER_BYTES :] for path, content in files.items() if path != f"{SOURCE.name}c"}
    return own | dict(table.values())
