"""Archives of Python bytecode for the browser: small, stored uncompressed, the same bytes in every build.

`pyodide py-compile` does the compiling. What it leaves in that depends on the time of the build, or that the
browser does not need, is taken out here. The entries of an archive are stored because the transport compresses
the whole better than a zip file compresses its parts.
"""

from __future__ import annotations

import io
import marshal
import sys
import tempfile
import zipfile
from pathlib import Path
from types import CodeType
from typing import TYPE_CHECKING

from overrides.hooks.build_tools import RuntimeBuildError, run

if TYPE_CHECKING:
    from collections.abc import Mapping

MAGIC_BYTES = 4
HEADER_BYTES = 16
UNCHECKED_HASH = (1).to_bytes(4, "little")  # PEP 552: named by a hash of the source, which nobody compares.
NO_HASH = bytes(8)
CODE_UNIT_BYTES = 2
LONGEST_ENTRY = 8  # Code units that one entry of a line table describes.
NO_LOCATION = 0b1111_1000  # An entry that says: these code units belong to no line; plus its length less one.


def compiled(sources: Mapping[str, bytes], *, lines: bool = True) -> dict[str, bytes]:
    """Compile every ``.py`` among the files of an archive, path -> content; other files stay as they are.

    Assertions and docstrings are left out. Without ``lines`` a traceback names files and
    functions, but no line. Raises RuntimeBuildError when the sources do not compile.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.zip"
        path.write_bytes(stored(sources))
        command = [str(Path(sys.executable).with_name("pyodide")), "py-compile", "--silent", "--compression-level", "0"]
        if any(name.endswith(".py") for name in sources):
            run([*command, str(path)], PYTHONOPTIMIZE="2")
        with zipfile.ZipFile(path) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
    return {
        name: timeless(content, lines=lines) if name.endswith(".pyc") else content for name, content in files.items()
    }


def timeless(content: bytes, *, lines: bool) -> bytes:
    """The content of a ``.pyc`` file without the date of its source and, if not wanted, without line tables."""
    code = content[HEADER_BYTES:]
    if not lines:
        code = marshal.dumps(without_lines(marshal.loads(code)))  # noqa: S302 - it was compiled a moment ago
    return content[:MAGIC_BYTES] + UNCHECKED_HASH + NO_HASH + code


def without_lines(code: CodeType) -> CodeType:
    """The code, and all code inside it, with a line table that names no lines.

    An empty table would be smaller still, but then printing a traceback fails.
    """
    units = len(code.co_code) // CODE_UNIT_BYTES
    whole, rest = divmod(units, LONGEST_ENTRY)
    table = bytes([NO_LOCATION + LONGEST_ENTRY - 1]) * whole + bytes([NO_LOCATION + rest - 1] if rest else [])
    constants = tuple(without_lines(each) if isinstance(each, CodeType) else each for each in code.co_consts)
    return code.replace(co_linetable=table, co_consts=constants, co_firstlineno=1)


def stored(files: Mapping[str, bytes]) -> bytes:
    """A zip file of these files, path -> content: sorted, uncompressed, every date the first of January 1980."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(name)
            info.create_system = 3
            info.external_attr = 0o100644 << 16
            archive.writestr(info, files[name])
    return target.getvalue()


def unpacked(content: bytes) -> dict[str, bytes]:
    """The files of a zip file, path -> content, without folders; RuntimeBuildError when it is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    except zipfile.BadZipFile as error:
        raise RuntimeBuildError(f"not a zip file: {error}") from error
