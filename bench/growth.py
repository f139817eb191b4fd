"""Copies of the project that are larger or smaller than it is, to see how the build grows."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[1]
SOURCES = ("checker", "docs", "overrides", "tests/cases", "mkdocs.yml", "build/runtime")
LANGUAGE_LINE = re.compile(r"^ +- \{locale: ([\w-]+), .*\}\n", re.MULTILINE)
TRANSLATION_PAGE = re.compile(r"^uebersetzung\.md,.*\n", re.MULTILINE)
CODES = ("bg", "es", "fa", "fr", "hi", "it", "ka", "pl", "pt", "ro", "ru", "sq", "sr", "tr", "ur", "vi")
"""Languages of which the theme knows the code; with the five that exist they make more than twenty."""


class Project:
    """A copy of the sources in a folder of its own, which is then changed."""

    def __init__(self, folder: Path) -> None:
        """Copy the sources; what npm installed is shared."""
        self.folder = folder
        for name in SOURCES:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
            elif source.exists():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(source, folder / name)
        (folder / "node_modules").symlink_to(ROOT / "node_modules")

    def german_alone(self) -> None:
        """Leave out every other language, and the page that lists how far they are translated."""
        (self.folder / "docs/de/uebersetzung.md").unlink()
        for path in (self.folder / "overrides/locale").glob("*/ledger.csv"):
            self._rewrite(str(path.relative_to(self.folder)), lambda text: TRANSLATION_PAGE.sub("", text))
        self._rewrite("mkdocs.yml", lambda text: LANGUAGE_LINE.sub(lambda m: m[0] * (m[1] == "de"), text))

    def add_languages(self, count: int) -> None:
        """Add languages until there are ``count``: the texts of Ukrainian and Arabic under other codes."""
        present = LANGUAGE_LINE.findall((self.folder / "mkdocs.yml").read_text(encoding="utf-8"))
        codes = CODES[: count - len(present)]
        changes = self._read("overrides/locale/changes.json")
        for number, code in enumerate(codes):
            model = ("uk", "ar")[number % 2]
            changes = [change | {code: change[model]} for change in changes]
            for path in ("docs/{}", "checker/locale/{}", "overrides/locale/{}"):
                shutil.copytree(self.folder / path.format(model), self.folder / path.format(code))
            names = self.folder / "checker/facts/names"
            shutil.copy2(names / f"{model}.json", names / f"{code}.json")
        self._write("overrides/locale/changes.json", changes)
        listed = "".join(f", {code!r}" for code in codes).replace("'", '"')
        for file in ("checker/catalog.py", "checker/knowledge.py"):
            self._rewrite(file, lambda text: re.sub(r'(LANGUAGES = \("de", [^)]*)\)', rf"\1{listed})", text, count=1))
        lines = "".join(f"        - {{locale: {code}, name: {code}, build: true}}\n" for code in codes)
        self._rewrite("mkdocs.yml", lambda text: _after_last(LANGUAGE_LINE, text, lines))

    def copy_occupations(self, count: int) -> None:
        """Add ``count`` occupations: the first ones again under other ids, with their everyday names."""
        records = self._read("checker/facts/professions.json")
        copies = [record | {"id": f"{record['id']}-2"} for record in records[:count]]
        self._write("checker/facts/professions.json", records + copies)
        again = {record["id"] for record in records[:count]}
        for path in sorted((self.folder / "checker/facts/names").glob("*.json")):
            names = json.loads(path.read_text(encoding="utf-8"))
            more = {f"{ident}-2": name for ident, name in names.items() if ident in again}
            path.write_text(json.dumps(names | more, ensure_ascii=False), encoding="utf-8")

    def keep_occupations(self, count: int) -> None:
        """Keep ``count`` occupations, those of the examples among them."""
        records = self._read("checker/facts/professions.json")
        cases = [
            json.loads(path.read_text(encoding="utf-8"))
            for path in sorted((self.folder / "tests/cases").glob("*.json"))
        ]
        needed = {case["answers"].get("prof") for case in cases}
        records.sort(key=lambda record: record["id"] not in needed)
        kept = {record["id"] for record in records[:count]}
        self._write("checker/facts/professions.json", [record for record in records if record["id"] in kept])
        for path in sorted((self.folder / "checker/facts/names").glob("*.json")):
            names = json.loads(path.read_text(encoding="utf-8"))
            path.write_text(json.dumps({ident: names[ident] for ident in names if ident in kept}), encoding="utf-8")

    def copy_prose(self) -> None:
        """Have every German page from Markdown twice."""
        docs = self.folder / "docs/de"
        shutil.copytree(docs, docs / "noch-einmal", ignore=shutil.ignore_patterns("check*"))

    def _read(self, name: str) -> list[dict[str, str]]:
        found: list[dict[str, str]] = json.loads((self.folder / name).read_text(encoding="utf-8"))
        return found

    def _write(self, name: str, records: list[dict[str, str]]) -> None:
        lines = ",\n".join(json.dumps(record, ensure_ascii=False) for record in records)
        (self.folder / name).write_text(f"[\n{lines}\n]\n", encoding="utf-8")

    def _rewrite(self, name: str, change: Callable[[str], str]) -> None:
        path = self.folder / name
        before = path.read_text(encoding="utf-8")
        after = change(before)
        if after == before:
            raise ValueError(f"{name} does not look as expected: nothing was changed")
        path.write_text(after, encoding="utf-8")


def _after_last(pattern: re.Pattern[str], text: str, more: str) -> str:
    """``text`` with ``more`` after the last match."""
    end = list(pattern.finditer(text))[-1].end()
    return text[:end] + more + text[end:]
