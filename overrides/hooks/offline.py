"""What a reader may keep on the phone: per language an exact list of files, and the service worker that serves them.

Published are, below ``assets/offline/``:

* ``<language>.json``: whether anything may be kept, version, day, bytes. The name never changes; hosts send it
  ``no-cache``. ``{"keep": false}`` is the kill switch, which a stored worker obeys as well,
* ``list.<language>.<hash>.json``: every file with its bytes and SHA-256, the note that stands on a kept page, and the
  page for what is not kept,
* ``words.<language>.<hash>.json``: the words of the section that offers it,

and ``sw.js`` at the root. The list is read off the built pages: what a page loads, what its data and scripts name and
what the manifests there name in turn. No file is named here.
"""

from __future__ import annotations

import gzip
import hashlib
import html
import json
import posixpath
import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from overrides.hooks import markers
from overrides.hooks.words import Words, site_texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jinja2 import Environment

    from overrides.hooks.frame import Frame, Language

SOURCES = Path(__file__).resolve().parents[1] / "service-worker"
FOLDER = "assets/offline"
WORKER = "sw.js"
NOT_KEPT = ("berufe/", "beispiele/", "pruefregeln/", "regelkarte/", "daten/")
"""Pages that stay in the network: 729 of occupations and 186 of cases weigh four times as much as all others
together, and the check names what matters of them; rule tables and data are for people at a desk."""
ROOT = "/__root__/"  # Where the page that stores puts the path of the site (keep-store.mjs).
PREFIX = "site.keep."

_LOADED = re.compile(
    r'<(?:script|img)\b[^>]*?\ssrc="([^"]+)"'
    r'|<link\b[^>]*?\srel="(?:stylesheet|icon|modulepreload)"[^>]*?\shref="([^"]+)"'
)
_DATA = re.compile(r'\sdata-[a-z-]+="(\{[^"]*\})"')
_BESIDE = re.compile(r"""["'`](?:\./)?([\w.-]+\.(?:mjs|js|css))["'`]""")
_ADDRESS = re.compile(r"[\w./-]+\.\w+")
_MAIN = re.compile(r"<main\b[^>]*>")


class OfflineError(Exception):
    """A page cannot be kept; the message names it and what it lacks."""


@dataclass(frozen=True)
class Stored:
    """A file as the list names it; ``transfer`` is its size under gzip."""

    size: int
    transfer: int
    sha256: str


def section(frame: Frame, t: Words) -> dict[str, Any]:
    """Return the variables of the section: ``keep``, JSON text for its script, and the address of the script."""
    data = {
        "language": frame.language.code,
        "name": frame.language.name,
        "words": frame.file(_words(t.language)[0]),
        "worker": frame.file(WORKER),
        "scope": frame.file("."),
        "summary": frame.file(f"{FOLDER}/{frame.language.code}.json"),
    }
    return {"keep": _json(data), "script": frame.browser_file("keep.mjs")}


def write(site: Path, frames: Sequence[Frame], env: Environment, *, offered: bool) -> None:
    """Write lists, words and the worker; ``offered`` is false when what readers keep is to be withdrawn.

    ``frames`` are all pages of the site, which has to be complete: the lists carry the hashes of its files.
    Raises OfflineError for a page on which the note about its day has no place.
    """
    folder = site / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    languages = list(dict.fromkeys(frame.language for frame in frames))
    for language in languages:
        address, content = _words(language.code)
        (site / address).write_text(content, encoding="utf-8")
    # The lists come before the worker and the summaries, whose addresses the pages name as well.
    lists = {language: _list(site, language, frames, env) for language in languages} if offered else {}
    for language in languages:
        (folder / f"{language.code}.json").write_text(_summary(folder, lists.get(language)), encoding="utf-8")
    source = SOURCES / ("keep.js" if offered else "retire.js")
    (site / WORKER).write_bytes(source.read_bytes())


def _summary(folder: Path, found: dict[str, Any] | None) -> str:
    """Write the list of one language; return what a page asks for first."""
    if found is None:
        return _json({"keep": False})
    transfer = found.pop("transfer")
    content = _json(found)
    name = f"list.{found['language']}.{hashlib.sha256(content.encode()).hexdigest()[:12]}.json"
    (folder / name).write_text(content, encoding="utf-8")
    return _json({"keep": True, **{key: found[key] for key in ("version", "date", "bytes")},
                  "transfer": transfer, "list": name})  # fmt: skip


def _list(site: Path, language: Language, frames: Sequence[Frame], env: Environment) -> dict[str, Any]:
    """The list of one language; ``transfer`` is what a host with gzip sends for all of it, in bytes."""
    pages = kept_pages(language, frames)
    files = sorted(set(pages) | _files(site, pages))
    stored = {path: _stored(_path(site, path)) for path in files}
    home = next(frame for frame in frames if frame.language == language and frame.path == "")
    about = {
        "language": language.code,
        "name": language.name,
        "date": markers.today(),
        "bytes": sum(file.size for file in stored.values()),
        "banner": _banner(home, env),
        "missing": _missing(home, frames, env),
        "files": [[path, file.size, file.sha256] for path, file in stored.items()],
    }
    version = hashlib.sha256(_json(about).encode()).hexdigest()[:12]
    return {"version": version, "transfer": sum(file.transfer for file in stored.values()), **about}


def kept_pages(language: Language, frames: Sequence[Frame]) -> list[str]:
    """The addresses of the pages kept for a language, German ones where its links lead to German."""
    own = [frame for frame in frames if frame.language == language]
    absent = own[0].absent
    german = [frame for frame in frames if frame.language == frame.alternates[0] and frame.path in absent]
    return list(dict.fromkeys(frame.url for frame in (*own, *german) if not frame.path.startswith(NOT_KEPT)))


def _files(site: Path, pages: Sequence[str]) -> set[str]:
    """Every file that the pages load, at once or when a reader uses them."""
    found: set[str] = set()
    for page in pages:
        content = _path(site, page).read_text(encoding="utf-8")
        if len(_MAIN.findall(content)) != 1:
            raise OfflineError(f"{page or 'the home page'} has no single <main>, where a kept copy says its day.")
        waiting = [_join(page, address) for address in _named_by_page(content)]
        while waiting:
            path = waiting.pop()
            if path not in found and _path(site, path).is_file():
                found.add(path)
                waiting += [_join(path, address) for address in _named_by(_path(site, path))]
    return found


def _named_by_page(content: str) -> Iterator[str]:
    for script, link in _LOADED.findall(content):
        yield script or link
    for data in _DATA.findall(content):
        for value in _strings(json.loads(html.unescape(data))):
            if _ADDRESS.fullmatch(value):
                yield value


@cache
def _named_by(file: Path) -> tuple[str, ...]:
    """What a file names: a script its neighbours, a manifest the files whose hashes it has."""
    if file.suffix in (".mjs", ".js"):
        return tuple(_BESIDE.findall(file.read_text(encoding="utf-8")))
    if file.suffix == ".json":
        return tuple(_hashed(json.loads(file.read_text(encoding="utf-8"))))
    return ()


def _hashed(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        if {"url", "sha256"} <= set(value):
            yield value["url"]
        for inner in value.values():
            yield from _hashed(inner)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)


def _join(start: str, address: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(start), address))


def _path(site: Path, address: str) -> Path:
    return site / address / "index.html" if address == "" or address.endswith("/") else site / address


@cache
def _stored(file: Path) -> Stored:
    content = file.read_bytes()
    return Stored(len(content), len(gzip.compress(content, mtime=0)), hashlib.sha256(content).hexdigest())


def _banner(home: Frame, env: Environment) -> str:
    """The note on top of a kept page."""
    template = env.get_template("partials/kept.html")
    return template.render(t=Words(home.language.code), frame=_anywhere(home), date=markers.today()).strip()


def _missing(home: Frame, frames: Sequence[Frame], env: Environment) -> str:
    """The page for what is not kept: first in the language that is kept, then in the others."""
    homes = list(dict.fromkeys(frame.language for frame in frames))
    t = Words(home.language.code)
    frame = replace(
        _anywhere(home),
        heading=t.plain(f"{PREFIX}missing.title"),
        description=t.plain(f"{PREFIX}missing.text", language=home.language.name),
        translation="",
        indexed=False,
    )
    others = [language for language in homes if language != home.language]
    speakers = [(frame.speaking(language), Words(language.code)) for language in (home.language, *others)]
    return env.get_template("not_kept.html").render(frame=frame, t=t, speakers=speakers, name=home.language.name)


def _anywhere(frame: Frame) -> Frame:
    """The frame for text that may stand at any depth: its links start at the root of the site."""
    return replace(frame, everywhere=True, site_url=f"https://site.example{ROOT}")


@cache
def _words(language: str) -> tuple[str, str]:
    """The address and the content of the words of the section, German where the language has none."""
    t = Words(language)
    keys = [key for key in site_texts("de") if key.startswith(PREFIX)]
    missing = [key for key in keys if key not in t.own]
    content = _json({"texts": {key: t.own.get(key) or t.german[key] for key in keys}, "german": missing})
    digest = hashlib.sha256(content.encode()).hexdigest()[:12]
    return f"{FOLDER}/words.{language}.{digest}.json", content


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
