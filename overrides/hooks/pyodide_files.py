"""The files of the Pyodide package that the project builds on, each pinned by its SHA-256."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from overrides.hooks.build_tools import RuntimeBuildError

if TYPE_CHECKING:
    from pathlib import Path

PYODIDE_VERSION = "0.29.5"
PYTHON_OF_PYODIDE = (3, 13)


class Pinned(NamedTuple):
    """A file of the Pyodide package: its name, its SHA-256 and its bytes under Brotli 11."""

    name: str
    sha256: str
    transfer: int


# The keys are the names under which the worker finds the files in the manifest.
PYODIDE_FILES = {
    "module": Pinned(
        "pyodide.mjs",
        "510ca14305230018f50c40fb81be673afd68080e70ce7733fcce6600dd6a1714",
        6_355,
    ),
    "glue": Pinned(
        "pyodide.asm.js",
        "356c42f69e1695397e9d8670bd3c2e678248cde76e18bdae1731e848537b47d7",
        181_055,
    ),
    "engine": Pinned(
        "pyodide.asm.wasm",
        "54309a5a2cfd757b1f0fdbc9093c92503f7b341500110329d932487183912718",
        2_122_063,
    ),
}

# The standard library as Pyodide delivers it: not shipped, but what the shipped one is made from.
STOCK_STDLIB = Pinned(
    "python_stdlib.zip",
    "831fd1e535084b972f87c6a35275de3d236efd5166f5e77ce89497710635e73c",
    2_369_083,
)

# The head of ``pyodide-lock.json``. Its table of packages stays empty: the checker needs none,
# and handing the lock over with the manifest saves a request.
PYODIDE_LOCK = {
    "info": {
        "abi_version": "2025_0",
        "arch": "wasm32",
        "platform": "emscripten_4_0_9",
        "python": "3.13.2",
    },
    "packages": {},
}


def checked_pyodide_file(folder: Path, pinned: Pinned) -> bytes:
    """Return the content of a Pyodide file whose SHA-256 is the expected one.

    Raises RuntimeBuildError naming the file, what was expected, what was found and the remedy.
    """
    path = folder / pinned.name
    remedy = "Please run `rm -rf node_modules` and then `make site`, which installs it anew."
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise RuntimeBuildError(f"{path} is missing. {remedy}") from None
    found = hashlib.sha256(content).hexdigest()
    if found != pinned.sha256:
        raise RuntimeBuildError(
            f"{path} is not the file of Pyodide {PYODIDE_VERSION}: "
            f"expected SHA-256 {pinned.sha256}, found {found}. {remedy}"
        )
    return content
