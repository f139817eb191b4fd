"""The check on MicroPython, a small Python for browsers: the same sources, adapted to what it lacks.

MicroPython knows no unpacking inside of displays, no classes with fields of their own, no order in a plain dictionary
and only part of the standard library. What is a matter of syntax is rewritten wherever it occurs, everything else is
replaced at a named place, which has to occur exactly once.
"""

from __future__ import annotations

import ast
import importlib
import json
import shutil
from itertools import groupby
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from overrides.hooks.wheels import NOT_IN_THE_BROWSER

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).resolve().parents[1]
CHECKER = ROOT / "checker"
HERE = Path(__file__).parent / "micropython"
DELIVERED_IN = HERE / "node_modules" / "@micropython" / "micropython-webassembly-pyscript"
DELIVERED = ("micropython.mjs", "micropython.wasm")
FILES = "files.json"

# Searching needs Unicode's tables, and message files are read at build time only.
LEFT_OUT = NOT_IN_THE_BROWSER | {"search.py", "po.py"}
ONLY_TYPES = ("typing", "collections.abc")
GENERIC = ("dict", "list", "Mapping")
WITHOUT_EFFECT = ("ensure_ascii", "strict")  # Arguments that MicroPython does not take; it never escapes letters.

# Module -> what is replaced by what: other names of the same, and order where the result depends on it.
REPLACED: dict[str, tuple[tuple[str, str], ...]] = {
    "bridge.py": (
        ("present, search, sheet", "present, sheet"),
        ("        search.forget()\n", ""),
        ('"search": find,', ""),
        ('language.replace("-", "").isalnum()', 'language.replace("-", "").isalpha()'),
        ("if not plain or not language.isascii():", "if not plain:"),
        ("except RecursionError:", "except RuntimeError:"),
        ("except json.JSONDecodeError as error:", "except ValueError as error:"),
        ('f"not JSON: {error.msg} at character {error.pos}", position=error.pos', '"not JSON"'),
        (", default=str)", ")"),
    ),
    "catalog.py": (
        ("import glob\n", ""),
        ("from checker.po import parse\n", ""),
    ),
    "engine.py": (
        ("isinstance(raw, Mapping)", "isinstance(raw, dict)"),
        (
            "return {question.id: parse_option(question, raw[question.id]) for question",
            "return OrderedDict((question.id, parse_option(question, raw[question.id])) for question",
        ),
        ("in QUESTIONS if question.id in raw}", "in QUESTIONS if question.id in raw)"),
        ("kept: Answers = {}", "kept = OrderedDict()"),
        ("dropped: Answers = {}", "dropped = OrderedDict()"),
        ("found: dict[str, Found] = {}", "found = OrderedDict()"),
        ("entries: dict[str, dict[str, Any]] = {}", "entries = OrderedDict()"),
        ("cautions: dict[str, Row] = {}", "cautions = OrderedDict()"),
        ('.removeprefix("@")', '.lstrip("@")'),
    ),
    "knowledge.py": (
        (
            '__loader__.get_data(__file__.rpartition("knowledge.")[0] + "facts/" + path)',
            'open(__file__.rpartition("knowledge.")[0] + "facts/" + path, "rb").read()',
        ),
        ("except json.JSONDecodeError as error:", "except ValueError as error:"),
        ('f"checker/facts/{path}, line {error.lineno}: {error.msg}"', 'f"checker/facts/{path}"'),
        (", line=error.lineno)", ")"),
        ("found: dict[str, Record] = {}", "found = OrderedDict()"),
        ("{f' Abs. {subsection}' if subsection else ''}", "{' Abs. ' + subsection if subsection else ''}"),
    ),
    "present.py": (
        ("import zlib", "import binascii as zlib"),
        ("json.dumps(", "sorted_json("),
        (", sort_keys=True", ""),
        ("'_'.join(levels)", "'_'.join(sorted(levels))"),
    ),
    "questions.py": (
        ("{question.id: question for question in QUESTIONS}", "OrderedDict((q.id, q) for q in QUESTIONS)"),
    ),
    "rules/main.py": (("Laws = str | tuple[str, ...]", "Laws = object"),),
    "sheet.py": (
        ('re.compile(r"[^\\W\\d_]{3}")', 're.compile(r"[A-Za-z][A-Za-z][A-Za-z]")'),
        ("OTHERS.items()", '[(role, OTHERS[role]) for role in ("part", "alternative", "addon", "advice")]'),
    ),
    "tables.py": (
        (
            "[{option: 1 << k for k, option in enumerate(q.options)} for q",
            "[OrderedDict((option, 1 << k) for k, option in enumerate(q.options)) for q",
        ),
        ("dict.fromkeys(bits.values(), everything)", "{bit: everything for bit in bits.values()}"),
        ("low.bit_length()", "bit_length(low)"),
        ("found: dict[int, list[int]] = {}", "found = OrderedDict()"),
    ),
}


class Plainer(ast.NodeTransformer):
    """Rewrites what MicroPython's compiler does not know; the names it calls are those of ``lib/adapted.py``."""

    def __init__(self, module: str) -> None:
        """Prepare for one module; the fields of its named tuples are those it really has."""
        self.module = module

    def visit_ImportFrom(self, node: ast.ImportFrom) -> ast.AST | None:
        """Leave out what only types need."""
        return None if node.module in ONLY_TYPES else node

    def visit_Assign(self, node: ast.Assign) -> ast.AST:
        """Keep no more than the name of a type, which other modules import."""
        match node.value:
            case ast.Subscript(value=ast.Name(id=name)) if name in GENERIC:
                node.value = ast.Name("object")
        return self.generic_visit(node)

    def visit_Expr(self, node: ast.Expr) -> ast.AST:
        """Leave out docstrings."""
        return ast.Pass() if isinstance(node.value, ast.Constant) else self.generic_visit(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        """Make a named tuple of a class with fields."""
        if [ast.unparse(base) for base in node.bases] == ["NamedTuple"]:
            fields = getattr(importlib.import_module(self.module), node.name)._fields
            node.bases = []
            node.decorator_list = [_call("record", map(ast.Constant, fields))]
        return self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """Call functions instead of methods that are missing, without arguments that are."""
        match node.func:
            case ast.Attribute(value=value, attr="_replace"):
                node.func, node.args = ast.Name("replace"), [value]
            case ast.Attribute(value=ast.Name("dict"), attr="fromkeys"):
                node.func = ast.Name("fromkeys")
        node.keywords = [keyword for keyword in node.keywords if keyword.arg not in WITHOUT_EFFECT]
        return self.generic_visit(node)

    def visit_List(self, node: ast.List) -> ast.AST:
        """Join what is unpacked in a list."""
        return self._joined(node) or self.generic_visit(node)

    def visit_Tuple(self, node: ast.Tuple) -> ast.AST:
        """The same for a tuple."""
        joined = self._joined(node)
        return _call("tuple", [joined]) if joined else self.generic_visit(node)

    def visit_Set(self, node: ast.Set) -> ast.AST:
        """The same for a set."""
        joined = self._joined(node)
        return _call("set", [joined]) if joined else self.generic_visit(node)

    def visit_Dict(self, node: ast.Dict) -> ast.AST:
        """The same for a dictionary."""
        self.generic_visit(node)
        if None not in node.keys:
            return node
        parts: list[ast.expr] = []
        for unpacked, items in groupby(zip(node.keys, node.values, strict=True), lambda item: item[0] is None):
            keys, values = (list(side) for side in zip(*items, strict=True))
            parts += values if unpacked else [ast.Dict(keys, values)]
        return _call("merged", parts)

    def _joined(self, node: ast.List | ast.Tuple | ast.Set) -> ast.expr | None:
        """A call that joins the parts of a display, or None where nothing is unpacked."""
        if not any(isinstance(item, ast.Starred) for item in node.elts):
            return None
        self.generic_visit(node)
        parts = (item.value if isinstance(item, ast.Starred) else ast.Tuple([item]) for item in node.elts)
        return _call("joined", parts)


def _call(name: str, arguments: Iterable[ast.expr]) -> ast.Call:
    return ast.Call(ast.Name(name), list(arguments), [])


def build(folder: Path) -> None:
    """Write the worker and everything it fetches, except the texts."""
    folder.mkdir(parents=True)
    for name in DELIVERED:
        shutil.copy(DELIVERED_IN / name, folder)
    shutil.copy(HERE / "worker.mjs", folder)
    (folder / FILES).write_text(json.dumps(files(), ensure_ascii=False), encoding="utf-8")


def files() -> dict[str, str]:
    """What Python finds in its file system, path -> text: the adapted checker, its facts, and stand-in modules."""
    found = {f"/{path.name}": path.read_text(encoding="utf-8") for path in sorted((HERE / "lib").glob("*.py"))}
    for path in sorted(CHECKER.rglob("*")):
        name = path.relative_to(CHECKER).as_posix()
        if path.suffix in (".py", ".json") and not LEFT_OUT & {name, *map(str, PurePosixPath(name).parents)}:
            text = path.read_text(encoding="utf-8")
            found[f"/checker/{name}"] = adapted(name, text) if path.suffix == ".py" else text
    return found


def adapted(name: str, text: str) -> str:
    """A module of the checker as MicroPython understands it; ValueError when a replaced text is not there once."""
    for old, new in REPLACED.get(name, ()):
        if text.count(old) != 1:
            raise ValueError(f"checker/{name} has changed, please adapt bench/micropython.py: {old!r}")
        text = text.replace(old, new)
    module = "checker." + name.removesuffix(".py").replace("/", ".")
    tree = Plainer(module).visit(ast.parse("from adapted import *\n" + text))
    return ast.unparse(ast.fix_missing_locations(tree))
