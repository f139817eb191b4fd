"""The packages the browser loads beside the standard library: the checker, and the one that draws QR codes."""

from __future__ import annotations

import base64
import hashlib
import shutil
import sys
import tempfile
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from overrides.hooks import bytecode
from overrides.hooks.build_tools import RuntimeBuildError, run

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]

# Only the command line and the build use these parts of the package; postcodes belong to the pages, and texts
# and names reach the browser as one JSON file per language.
NOT_IN_THE_BROWSER = frozenset(
    {"__main__.py", "cli.py", "compile_flow.py", "facts/names", "facts/postcodes.json", "locale", "review.py"}
)

VERSION = "rules_version"
"""A file that only the wheel has, beside the facts."""

# Of the package that draws QR codes the browser runs neither its command line nor its helpers.
QR_PACKAGE = "segno"
QR_NOT_IN_THE_BROWSER = frozenset({"segno/cli.py", "segno/helpers.py"})


def checker(package: Path) -> dict[str, bytes]:
    """The files of the checker's wheel, path -> content, its modules as bytecode.

    Raises RuntimeBuildError when flit or pyodide-build refuse the package.
    """
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        staged = work / "source"
        shutil.copytree(package, staged / package.name, ignore=_not_in_the_browser(package))
        shutil.copy(ROOT / "pyproject.toml", staged)
        run([sys.executable, "-m", "flit_core.wheel", "--outdir", str(work), str(staged)])
        (plain,) = work.glob("*.whl")
        files = bytecode.compiled(bytecode.unpacked(plain.read_bytes()), lines=False)
        return files | _version(package)


def _version(package: Path) -> dict[str, bytes]:
    """A file with what the package says of its rules, so that no reader's phone has to work it out."""
    if not (package / "present.py").is_file():
        return {}
    command = [sys.executable, "-P", "-c", f"from {package.name}.present import rules_version; print(rules_version())"]
    return {f"{package.name}/facts/{VERSION}": run(command, PYTHONPATH=str(package.parent)).strip().encode()}


def qr() -> dict[str, bytes]:
    """The files of the QR package's wheel, made from the installed files, whose hashes the lock file pins.

    Raises RuntimeBuildError when it is not installed or a file is not the one that was installed.
    """
    try:
        package = metadata.distribution(QR_PACKAGE)
    except metadata.PackageNotFoundError:
        raise RuntimeBuildError(f"{QR_PACKAGE} is not installed. Please run `make site`.") from None
    wanted = filter(_belongs_to_the_browser, package.files or ())
    return bytecode.compiled({file.as_posix(): _checked_installed_file(file) for file in wanted}, lines=False)


def packed(files: dict[str, bytes]) -> bytes:
    """The wheel of these files; its RECORD lists what is really inside."""
    (record,) = (name for name in files if name.endswith(".dist-info/RECORD"))
    contents = {name: files[name] for name in sorted(files.keys() - {record})}
    lines = [f"{name},{_record_hash(content)},{len(content)}\n" for name, content in contents.items()]
    return bytecode.stored({**contents, record: "".join([*lines, f"{record},,\n"]).encode()})


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


def _not_in_the_browser(package: Path) -> Callable[[str, list[str]], set[str]]:
    """Return what ``shutil.copytree`` has to leave out of ``package``."""

    def ignore(folder: str, names: list[str]) -> set[str]:
        inside = Path(folder).relative_to(package)
        return {name for name in names if name == "__pycache__" or (inside / name).as_posix() in NOT_IN_THE_BROWSER}

    return ignore


def _record_hash(content: bytes) -> str:
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest())
    return f"sha256={digest.rstrip(b'=').decode()}"
