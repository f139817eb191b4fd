"""The edition in one file: the check and every procedure and authority of a language, to pass on and open from disk.

It is the page of the check once more, with scripts, styles and data inside and a policy that allows nothing else
(adr/0018-edition-in-one-file.md). What the check would load is carried as JSON; its links lead to parts of the file.
"""

from __future__ import annotations

import base64
import datetime
import gzip
import hashlib
import json
import subprocess
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from checker import catalog, compile_flow, knowledge, present
from checker.procedures import PROCEDURES
from checker.questions import QUESTIONS
from overrides.hooks import browser_files, check_page, data_pages, facts_report, markers, words
from overrides.hooks.frame import Frame, Language
from overrides.hooks.situations import SITUATIONS
from overrides.hooks.words import Words

if TYPE_CHECKING:
    from jinja2 import Environment

    from overrides.hooks.data_page import DataPage

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "overrides" / "one-file"
LOGO = ROOT / "docs" / "assets" / "logo.svg"
NEVER_RUN = ("./client.mjs", "./sheet.mjs")
"""Modules the check imports only once it has a Python runtime, which the file has not."""
CARRIED = ("check/", "verfahren/", "stellen/")
"""What the file holds itself: links to these pages and the ones below them stay inside."""


class Entry(NamedTuple):
    """A part of the file: the path of its page on the site, which is its id here, and its HTML."""

    path: str
    html: Markup


class Bundle(NamedTuple):
    """Script and style of the file, the same in every language."""

    script: Markup
    style: Markup


class File(NamedTuple):
    """A finished file: its address below the site's root, which never changes, its content and its day (ISO)."""

    path: str
    content: bytes
    built: str

    @property
    def kilobytes(self) -> int:
        """Thousands of bytes, rounded up."""
        return -(-len(self.content) // 1000)


@dataclass(frozen=True)
class Edition:
    """What the template ``one-file/page.html`` shows beside the check; days are ISO dates."""

    built: str
    until: str  # From this day on its oldest facts are due to be read again.
    rules: str
    online: str  # The page of the check on the site.
    icon: str
    script: Markup
    style: Markup
    data: dict[str, str]
    procedures: list[Entry]
    authorities: list[Entry]


@dataclass(frozen=True)
class FileFrame(Frame):
    """The frame of a page that is a file of the reader's: links lead into the file or to the site's public address."""

    policy: Markup = field(default=Markup(""), kw_only=True)

    @property
    def csp(self) -> Markup:
        """A policy that allows this script and this style alone, and no connection at all."""
        return self.policy

    def to(self, path: str) -> str:
        """Link to a part of the file, or to a page of the site."""
        return f"#{path}" if path.startswith(CARRIED) else super().to(path)

    def _link(self, target: str) -> str:
        return self.site_url + target


def file(language: Language, languages: tuple[Language, ...], site_url: str, env: Environment) -> File:
    """The file of one language; the same for the same commit. Raises SystemExit without esbuild."""
    t = Words(language.code)
    edition = _edition(language, languages, site_url, env)
    html = _render(edition, _frame(language, languages, site_url), env, t)
    if t.missing:
        html = _render(edition, _frame(language, languages, site_url, translation="missing"), env, t)
    name = f"{language.folder}check/anerkennungs-check-{language.code}.html"
    return File(name, html.encode(), edition.built)


def _render(edition: Edition, frame: FileFrame, env: Environment, t: Words) -> str:
    by_scope = data_pages.authorities_by_scope()
    return env.get_template("one-file/page.html").render(
        frame=frame, t=t, edition=edition, check=_check(frame), situations=SITUATIONS, by_scope=by_scope
    )


def _frame(language: Language, languages: tuple[Language, ...], site_url: str, translation: str = "") -> FileFrame:
    t = Words(language.code)
    machine = language != languages[0] and not words.reviewed(language.code)
    return FileFrame(
        site_url=site_url,
        stylesheet="",
        language=language,
        alternates=languages,
        path="check/",
        heading=t.plain("site.file.heading"),
        description=t.plain("site.file.description"),
        translation=translation or ("machine" if machine else ""),
        indexed=False,
        absent=frozenset(),
        policy=_policy(),
    )


def _edition(language: Language, languages: tuple[Language, ...], site_url: str, env: Environment) -> Edition:
    t = Words(language.code)
    frame = _frame(language, languages, site_url)
    read_again = datetime.date.fromisoformat(present.RULES_DATE) + datetime.timedelta(days=facts_report.OLD)
    records = knowledge.table("authorities").values()
    return Edition(
        built=markers.today(),
        until=read_again.isoformat(),
        rules=present.rules_version(),
        online=frame.absolute(),
        icon="data:image/svg+xml;base64," + base64.b64encode(LOGO.read_bytes()).decode(),
        script=_bundle().script,
        style=_bundle().style,
        data=_data(language.code),
        procedures=[_entry(data_pages.procedure_page(ident, t), frame, env, t) for ident in PROCEDURES],
        authorities=[_entry(data_pages.authority_page(record, t), frame, env, t) for record in records],
    )


def _entry(page: DataPage, frame: FileFrame, env: Environment, t: Words) -> Entry:
    """The same words as on the page of its own, one after the other; cases stay on the site."""
    template = env.get_template(f"partials/{page.template}")
    variables = {**page.variables, "examples": ()}
    rendered = template.render(frame=frame, t=t, level=3, anchors=page.path, **variables)
    return Entry(page.path, Markup(rendered))  # noqa: S704 - a template has escaped it


def _check(frame: FileFrame) -> dict[str, Any]:
    """The variables of ``check.html``; the manifest names elements of the file instead of addresses."""
    lang = frame.language.code
    manifest = {
        "flow": "data-flow",
        "texts": "data-texts",
        "details": "",
        "sheet": "data-cards",
        "german": {"texts": "data-german", "details": "data-german", "sheet": "data-german"},
        "professions": {frame.language.tag: "data-professions"},
        "runtime": None,
        "megabytes": 0,
        "procedures": "#verfahren/",
        "authorities": "#stellen/",
        "online": frame.absolute(),
        "report": f"{frame.site_url}{frame.language.folder}fehler-melden/",
    }
    data = {"manifest": manifest, "states": check_page.states(lang), "districts": check_page.districts()}
    return {
        "first": present.question(QUESTIONS[0], lang),
        "procedures": manifest["procedures"],
        "data": {name: json.dumps(value, ensure_ascii=False, separators=(",", ":")) for name, value in data.items()},
    }


def _data(lang: str) -> dict[str, str]:
    """Element id -> packed JSON: flow, words of the questions, occupations, German sentences to show."""
    files = browser_files.manifest()
    names = catalog.REFERENCE if lang == catalog.EASY else lang
    staged = {
        "data-flow": files["flow"],
        "data-texts": files["texts"][lang],
        "data-professions": files["professions"][names],
    }
    found = {name: (browser_files.STAGED / path).read_bytes() for name, path in staged.items()}
    cards = {"data-cards": _cards(lang), "data-german": _cards(catalog.REFERENCE)}
    return {name: _packed(content) for name, content in (found | cards).items()}


def _cards(lang: str) -> bytes:
    """The sentences to show at a desk, without the words of the sheet."""
    compiled = compile_flow.compiled_texts(lang, "sheet")
    texts = {key: text for key, text in compiled["texts"].items() if key.endswith(".card")}
    german = [key for key in compiled["german"] if key in texts]
    return json.dumps({"texts": texts, "german": german}, ensure_ascii=False, separators=(",", ":")).encode()


def _packed(content: bytes) -> str:
    """Content as fetch.mjs reads it: gzip in base64, which takes a third of the room."""
    return base64.b64encode(gzip.compress(content, mtime=0)).decode()


@cache
def _bundle() -> Bundle:
    script = _esbuild(
        "one-file.mjs",
        "--format=esm",
        "--charset=utf8",
        f"--inject:{SOURCES / 'fetch.mjs'}",
        *(f"--external:{name}" for name in NEVER_RUN),
    )
    return Bundle(Markup(script), Markup(_esbuild("one-file.css", "--charset=utf8")))  # noqa: S704 - our own sources


def _esbuild(name: str, *options: str) -> str:
    """One of our sources with everything it imports, made small; esbuild itself is one binary below node_modules."""
    binary = next(iter(sorted(ROOT.glob("node_modules/@esbuild/*/bin/esbuild"))), None)
    if binary is None:
        raise SystemExit(
            "esbuild is missing. Please run `rm -rf node_modules` and then `make site`, which installs it."
        )
    command = [str(binary), name, "--bundle", "--minify", "--log-level=warning", *options]
    made = subprocess.run(command, cwd=SOURCES, check=True, capture_output=True, encoding="utf-8")
    return made.stdout.strip()


def _policy() -> Markup:
    bundle = _bundle()
    return Markup(
        "default-src 'none'; script-src '{}'; style-src '{}'; img-src data:; base-uri 'none'; form-action 'none'"
    ).format(_hash(bundle.script), _hash(bundle.style))


def _hash(text: str) -> str:
    """What a policy calls an inline script or style: the hash of exactly what stands between its tags."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
