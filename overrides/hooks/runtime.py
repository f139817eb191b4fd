"""Put together what the reader's browser runs: Pyodide and the checker.

Make runs this file before the site is built; it writes ``build/runtime/``:

* ``<hash>/``: the Pyodide files, copied from the npm package after a comparison with the
  SHA-256 table below,
* ``checker-<hash>.whl``: the checker as bytecode, without the texts, which the browser loads
  for one language only,
* ``segno-<hash>.whl``: the package that draws QR codes, loaded when a reader opens the sheet,
* ``manifest.json``: where the browser finds them, how many bytes they have and their SHA-256.

Every address in the manifest is relative to the manifest itself, so the folder may be
published anywhere below the site. Two builds from the same sources are byte-identical.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import brotli

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
PYODIDE_VERSION = "0.29.5"
PYTHON_OF_PYODIDE = (3, 13)

# Only the command line and the build use these parts of the package, and texts and names
# reach the browser as one JSON file per language.
NOT_IN_THE_BROWSER = frozenset({"__main__.py", "cli.py", "compile_flow.py", "facts/names", "locale", "review.py"})

# Of the package that draws QR codes the browser runs neither its command line nor its helpers.
QR_PACKAGE = "segno"
QR_NOT_IN_THE_BROWSER = frozenset({"segno/cli.py", "segno/helpers.py"})


class RuntimeBuildError(Exception):
    """The runtime cannot be built; the message says what was found and what to do."""


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
    "stdlib": Pinned(
        "python_stdlib.zip",
        "831fd1e535084b972f87c6a35275de3d236efd5166f5e77ce89497710635e73c",
        2_369_083,
    ),
}

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


def build(out: Path, *, package: Path = ROOT / "checker", modules: Path = ROOT / "node_modules") -> int:
    """Write the runtime to ``out``, replacing what is there; return the bytes to transfer.

    ``package`` is the Python package to ship and ``modules`` the folder npm filled. The bytes
    count what a server with Brotli 11 sends. Raises RuntimeBuildError.
    """
    if sys.version_info[:2] != PYTHON_OF_PYODIDE:
        raise RuntimeBuildError(
            f"The bytecode for Pyodide {PYODIDE_VERSION} has to come from Python "
            f"{'.'.join(map(str, PYTHON_OF_PYODIDE))}, but this is {sys.version.split()[0]}. "
            "Please start it with `make site`, which finds the right one."
        )
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    pyodide, pyodide_bytes = _copy_pyodide(modules / "pyodide", out)
    wheel = build_wheel(package)
    checker = _write_wheel(package.name, wheel, out)
    qr = _write_wheel(QR_PACKAGE, build_qr_wheel(), out)
    # The QR package is not counted: most readers never load it.
    transfer = pyodide_bytes + len(brotli.compress(wheel, quality=11))
    manifest = {"pyodide": pyodide, "checker": checker, "qr": qr, "transfer": transfer}
    (out / "manifest.json").write_text(_json(manifest), encoding="utf-8")
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
    found = _sha256(content)
    if found != pinned.sha256:
        raise RuntimeBuildError(
            f"{path} is not the file of Pyodide {PYODIDE_VERSION}: "
            f"expected SHA-256 {pinned.sha256}, found {found}. {remedy}"
        )
    return content


def build_wheel(package: Path) -> bytes:
    """Return the package as a wheel of bytecode, the same bytes for the same sources.

    The entries are stored uncompressed: the web server compresses the whole better.
    Raises RuntimeBuildError when flit or pyodide-build refuse the package.
    """
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        staged = work / "source"
        shutil.copytree(package, staged / package.name, ignore=_not_in_the_browser(package))
        shutil.copy(ROOT / "pyproject.toml", staged)
        _run([sys.executable, "-m", "flit_core.wheel", "--outdir", str(work), str(staged)])
        (plain,) = work.glob("*.whl")
        return _compiled(plain, work)


def build_qr_wheel() -> bytes:
    """Return the QR package as a wheel of bytecode, made from the installed files, whose hashes the lock file pins.

    Raises RuntimeBuildError when it is not installed or a file is not the one that was installed.
    """
    try:
        package = metadata.distribution(QR_PACKAGE)
    except metadata.PackageNotFoundError:
        raise RuntimeBuildError(f"{QR_PACKAGE} is not installed. Please run `make site`.") from None
    with tempfile.TemporaryDirectory() as name:
        plain = Path(name) / f"{QR_PACKAGE}-{package.version}-py3-none-any.whl"
        with zipfile.ZipFile(plain, "w") as wheel:
            for file in package.files or ():
                if _belongs_to_the_browser(file):
                    wheel.writestr(file.as_posix(), _checked_installed_file(file))
        return _compiled(plain, Path(name))


def _belongs_to_the_browser(file: metadata.PackagePath) -> bool:
    """Whether a file of the QR package is run in the browser or says what it is and under which licence."""
    if file.as_posix() in QR_NOT_IN_THE_BROWSER:
        return False
    described = file.parts[0].endswith(".dist-info") and file.name in ("LICENSE", "METADATA", "WHEEL", "RECORD")
    return described or (file.parts[0] == QR_PACKAGE and file.suffix == ".py")


def _checked_installed_file(file: metadata.PackagePath) -> bytes:
    """Return the content of an installed file, compared with the hash its package's RECORD names."""
    content = file.read_binary()
    if file.hash:
        found = base64.urlsafe_b64encode(hashlib.new(file.hash.mode, content).digest()).rstrip(b"=").decode()
        if found != file.hash.value:
            raise RuntimeBuildError(
                f"{file} is not the file that was installed. Please run `rm -rf .venv` and `make site`."
            )
    return content


def _compiled(plain: Path, work: Path) -> bytes:
    """Turn a wheel of sources into one of bytecode, the same bytes for the same sources."""
    py_compile = [str(Path(sys.executable).with_name("pyodide")), "py-compile"]
    _run([*py_compile, "--silent", "--keep", "--compression-level", "0", str(plain)])
    (compiled,) = set(work.glob("*.whl")) - {plain}
    return _normalised(plain, compiled, work / "normalised.whl")


def _copy_pyodide(package: Path, out: Path) -> tuple[dict[str, object], int]:
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
    entry: dict[str, object] = {
        "version": PYODIDE_VERSION,
        "index": f"{folder}/",
        "files": files,
        "lock": PYODIDE_LOCK,
    }
    return entry, sum(pinned.transfer for pinned in PYODIDE_FILES.values())


def _write_wheel(name: str, wheel: bytes, out: Path) -> dict[str, object]:
    """Write a wheel under a name that carries its hash; return its entry."""
    url = f"{name}-{_sha256(wheel)[:12]}.whl"
    (out / url).write_bytes(wheel)
    return _entry(url, wheel)


def _not_in_the_browser(package: Path) -> Callable[[str, list[str]], set[str]]:
    """Return what ``shutil.copytree`` has to leave out of ``package``."""

    def ignore(folder: str, names: list[str]) -> set[str]:
        inside = Path(folder).relative_to(package)
        return {name for name in names if name == "__pycache__" or (inside / name).as_posix() in NOT_IN_THE_BROWSER}

    return ignore


def _normalised(plain: Path, compiled: Path, target: Path) -> bytes:
    """Rewrite the compiled wheel without anything that depends on the time of the build.

    A bytecode file names its source by hash instead of by date (PEP 552), the entries are
    sorted and carry one date, and RECORD lists what is really inside.
    """
    with zipfile.ZipFile(plain) as sources, zipfile.ZipFile(compiled) as files:
        contents = {name: files.read(name) for name in sorted(files.namelist())}
        for name, content in contents.items():
            if name.endswith(".pyc"):
                source = importlib.util.source_hash(sources.read(name.removesuffix("c")))
                unchecked_hash = (1).to_bytes(4, "little")
                contents[name] = content[:4] + unchecked_hash + source + content[16:]
    (record,) = (name for name in contents if name.endswith(".dist-info/RECORD"))
    del contents[record]
    lines = [f"{name},{_record_hash(content)},{len(content)}\n" for name, content in contents.items()]
    contents[record] = "".join([*lines, f"{record},,\n"]).encode()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as wheel:
        for name, content in contents.items():
            info = zipfile.ZipInfo(name)  # Its date is the first of January 1980.
            info.create_system = 3
            info.external_attr = 0o100644 << 16
            wheel.writestr(info, content)
    return target.read_bytes()


def _run(command: list[str]) -> None:
    """Run a build tool; its own words become the error when it fails."""
    # A fixed hash seed keeps the order of sets in bytecode the same.
    environment = {**os.environ, "PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": "315532800"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        said = (done.stderr or done.stdout).strip()
        raise RuntimeBuildError(f"`{' '.join(command)}` failed: {said}")


def _entry(url: str, content: bytes) -> dict[str, object]:
    return {"url": url, "size": len(content), "sha256": _sha256(content)}


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _record_hash(content: bytes) -> str:
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest())
    return f"sha256={digest.rstrip(b'=').decode()}"


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"), sort_keys=True)


def main() -> int:
    """Build the runtime from the command line; 0 on success, 1 with a message otherwise."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "runtime")
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
