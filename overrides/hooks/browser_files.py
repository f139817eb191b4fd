"""What the check loads in the browser: modules, style sheets, the compiled flow, texts, occupations, the runtime.

Everything lies below ``assets/`` under names that carry a hash, so it may be cached for ever. The modules share one
folder that is named after all of them: they go on importing each other by plain relative names, and no browser ever
mixes two versions of them.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from functools import cache
from pathlib import Path
from typing import Any

from checker import compile_flow
from overrides.hooks import runtime

ROOT = Path(__file__).resolve().parents[2]
RUNTIME = ROOT / "build" / "runtime"
STAGED = ROOT / "build" / "browser"
MODULES = ROOT / "overrides" / "assets" / "checker"
CHECKER_FOLDER = "assets/checker"
RUNTIME_FOLDER = "assets/runtime"
_IMPORT = re.compile(r'^(?:import|export)\b[^;]*?"\./([\w-]+\.mjs)";', re.MULTILINE)


@cache
def manifest() -> dict[str, Any]:
    """Stage the files once per build; return their addresses, named from the site's root.

    The keys are ``version``, ``flow``, ``texts``, ``details``, ``sheet`` and ``professions`` (by language) and
    ``runtime``, which is "" as long as `make site` has not built the runtime.
    """
    shutil.rmtree(STAGED, ignore_errors=True)
    shutil.copytree(MODULES, STAGED / modules_folder())
    names = compile_flow.write(STAGED / CHECKER_FOLDER)
    found: dict[str, Any] = {"version": names.pop("version"), "runtime": ""}
    for kind, value in names.items():
        if isinstance(value, dict):
            found[kind] = {language: f"{CHECKER_FOLDER}/{name}" for language, name in value.items()}
        else:
            found[kind] = f"{CHECKER_FOLDER}/{value}"
    if (RUNTIME / "manifest.json").is_file():
        name = runtime.publish(RUNTIME, STAGED / RUNTIME_FOLDER)
        found["runtime"] = f"{RUNTIME_FOLDER}/{name}"
    return found


@cache
def modules_folder() -> str:
    """The folder of modules and style sheets below the site's root, named after the content of all of them."""
    content = hashlib.sha256()
    for file in sorted(MODULES.iterdir()):
        content.update(f"{file.name} {hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return f"{CHECKER_FOLDER}/{content.hexdigest()[:12]}"


@cache
def with_imports(name: str) -> tuple[str, ...]:
    """A module and every module it imports at once, each by its file name, itself first.

    A page announces them to the browser, which then fetches them together and not one after the other.
    """
    found = [name]
    for module in found:
        imports = _IMPORT.findall((MODULES / module).read_text(encoding="utf-8"))
        found += [imported for imported in dict.fromkeys(imports) if imported not in found]
    return tuple(found)


def publish(site: Path) -> None:
    """Copy the staged files into the built site."""
    manifest()
    shutil.copytree(STAGED, site, dirs_exist_ok=True)
