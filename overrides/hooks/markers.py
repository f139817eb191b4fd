"""What the build puts into prose: a line such as ``[[period:2015-01-01..2022-12-31]]`` becomes the part it names.

``[[period:from..to]]`` says whether an offer runs, by the day of the build; ``[[goals]]``, ``[[report]]``,
``[[link-builder]]``, ``[[handouts]]``, ``[[one-file]]``, ``[[keep]]``, ``[[embed-snippet]]`` and
``[[translation-status]]`` become the tools and lists of that name. Each stands alone in its paragraph. An unknown
marker stops the build.
"""

from __future__ import annotations

import datetime
import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel.numbers import format_decimal
from markupsafe import Markup

from checker import catalog, knowledge
from checker.questions import BY_ID, QUESTIONS
from overrides.hooks import browser_files, check_page, translations
from overrides.hooks.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Environment

    from overrides.hooks.frame import Frame, Language

_MARKER = re.compile(r"<p>\[\[([a-z-]+)(?::([0-9.-]+))?\]\]</p>")
DOCS = Path(__file__).resolve().parents[2] / "docs"
PREFILLED = ("goal", "qual", "live", "money")
"""Questions whose answers a link for others may carry; the occupation is chosen on top."""
OVERVIEWS = {
    "verfahren/": "site.procedures.heading",
    "stellen/": "site.authorities.heading",
    "berufe/": "site.professions.heading",
    "orte/": "site.places.heading",
    "beispiele/": "site.cases.heading",
    "anerkennung/glossar/": "site.glossary",
}
"""Lists from the facts that a link for others may lead to; they are in every language but Leichte Sprache."""


def fill(content: str, frame: Frame, t: Words, env: Environment, languages: tuple[Language, ...]) -> str:
    """Replace every marker of a page; SystemExit names a marker that does not exist."""

    def part(match: re.Match[str]) -> str:
        name, argument = match.groups()
        if name not in PARTS:
            raise SystemExit(f"{frame.url}: there is no marker [[{name}]]; known are {', '.join(PARTS)}.")
        variables = PARTS[name](frame, t, languages, argument or "")
        return env.get_template(f"partials/tools/{name}.html").render(frame=frame, t=t, **variables)

    return _MARKER.sub(part, content)


def today() -> str:
    """The day of the build as an ISO date, taken from the commit so that two builds are equal."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    now = datetime.datetime.fromtimestamp(int(epoch), datetime.UTC) if epoch else datetime.datetime.now(datetime.UTC)
    return now.date().isoformat()


def period(_frame: Frame, _t: Words, _languages: tuple[Language, ...], argument: str) -> dict[str, Any]:
    """The days and whether the build's day lies in them."""
    start, _, end = argument.partition("..")
    state = "future" if today() < start else "ended" if end and end < today() else "running"
    return {"start": start, "end": end, "state": state, "today": today()}


def goals(_frame: Frame, _t: Words, _languages: tuple[Language, ...], _argument: str) -> dict[str, Any]:
    """The first question of the check and its answers; who does not know yet begins with the check itself."""
    first = QUESTIONS[0]
    return {"question": first.id, "options": [option for option in first.options if option != "unknown"]}


def report(frame: Frame, _t: Words, _languages: tuple[Language, ...], _argument: str) -> dict[str, Any]:
    """Nothing but the script; page, version and answers come from the address."""
    return {"script": frame.browser_file("report.mjs")}


def handouts(_frame: Frame, t: Words, _languages: tuple[Language, ...], _argument: str) -> dict[str, Any]:
    """The sheets to print: path and title in this language, German where it has none yet."""
    return {"sheets": [(f"material/{stem}/", title(t.language, f"material/{stem}.md")) for stem in sheets()]}


def one_file(_frame: Frame, _t: Words, languages: tuple[Language, ...], _argument: str) -> dict[str, Any]:
    """The languages; what is said about their files the template asks for itself."""
    return {"languages": languages}


def sheets() -> list[str]:
    """The handouts there are, by file name."""
    return sorted(path.stem for path in (DOCS / "de" / "material").glob("*.md") if path.stem != "index")


def title(language: str, path: str) -> tuple[str, bool]:
    """The title of a prose page and whether it had to be the German one."""
    own = DOCS / language / path
    source = own if own.exists() else DOCS / catalog.REFERENCE / path
    match = re.search(r"^title: (.+)$", source.read_text(encoding="utf-8"), re.MULTILINE)
    return (match.group(1).strip("\"' ") if match else path, source != own)


def embed_snippet(frame: Frame, t: Words, languages: tuple[Language, ...], _argument: str) -> dict[str, Any]:
    """The lines to copy, for the language of the page; the other languages differ in the address alone."""
    address = f"{frame.site_url}{frame.language.folder}embed/"
    attributes = f'title="{t.plain("site.embed.title")}" width="100%" height="900" loading="lazy"'
    snippet = f'<iframe src="{address}" {attributes}></iframe>'
    return {"snippet": snippet, "addresses": [(lang, f"{frame.site_url}{lang.folder}embed/") for lang in languages]}


def translation_status(_frame: Frame, _t: Words, languages: tuple[Language, ...], _argument: str) -> dict[str, Any]:
    """Per language, for prose and for catalogs: how many paragraphs are in which state, by the ledger."""
    rows = []
    for language in languages[1:]:
        known = translations.of(language.code)
        rows.append((language, [("prose", known.counts(known.prose())), ("catalogs", known.counts(known.catalogs()))]))
    full = translations.of(languages[-1].code)
    german = {
        "pages": len(full.prose()),
        "paragraphs": sum(not s.gone for page in full.prose() for s in full.standings(page)),
        "messages": sum(not s.gone for name in full.catalogs() for s in full.standings(name)),
    }
    return {"rows": rows, "states": translations.STATES, **german}


def link_builder(frame: Frame, t: Words, languages: tuple[Language, ...], _argument: str) -> dict[str, Any]:
    """Pages, languages and answers to choose from, as data for the script."""
    codes = [language.code for language in languages]
    words = {code: Words(code) for code in codes}
    prose = {"check/": "check.md", "": "index.md"}
    for path in sorted((DOCS / "de").rglob("*.md")):
        relative = path.relative_to(DOCS / "de")
        if relative.parts[0] in ("anerkennung", "multiplikatoren", "netzwerk", "material"):
            folder = relative.parent if relative.stem == "index" else relative.with_suffix("")
            prose[f"{folder}/"] = str(relative)
    titles = {path: {code: title(code, name)[0] for code in codes if (DOCS / code / name).exists()}
              for path, name in prose.items()}  # fmt: skip
    data_pages = [language.code for language in languages if not language.easy]
    titles |= {path: {code: words[code].plain(key) for code in data_pages} for path, key in OVERVIEWS.items()}
    labels = {"check/": t.plain("site.check"), "": t.plain("site.home")}
    pages = [
        [path, labels.get(path) or found.get(t.language) or found[catalog.REFERENCE], found]
        for path, found in titles.items()
    ]
    questions = [
        [ident, t.plain(f"question.{ident}.text"), [[o, t.plain(f"option.{ident}.{o}")] for o in BY_ID[ident].options]]
        for ident in PREFILLED
    ]
    names = knowledge.names(t.language) or {}
    occupations = [
        [ident, names.get(ident, {}).get("name") or record["title"]]
        for ident, record in knowledge.table("professions").items()
    ]
    runtime = browser_files.manifest()["runtime"]
    data = {
        "site": frame.site_url,
        "languages": [[language.code, language.name, language.folder, language.tag] for language in languages],
        "pages": pages,
        "messages": {code: words[code].plain("site.links.message", title="{title}") for code in codes},
        "fallback": t.plain("site.links.fallback", language="{language}"),
        "questions": questions,
        "occupations": occupations,
        "runtime": frame.file(runtime) if runtime else "",
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    megabytes = format_decimal(check_page.megabytes(), locale=frame.language.locale)
    script = frame.browser_file("link-builder.mjs")
    return {"data": text, "script": script, "prefilled": questions, "megabytes": megabytes}


def keep(frame: Frame, t: Words, _languages: tuple[Language, ...], _argument: str) -> dict[str, Any]:
    """The section that keeps the site on the phone."""
    from overrides.hooks import offline  # noqa: PLC0415 - it asks this module for the day of the build

    return offline.section(frame, t)


PARTS: dict[str, Callable[[Frame, Words, tuple[Language, ...], str], dict[str, Any]]] = {
    "goals": goals,
    "period": period,
    "report": report,
    "handouts": handouts,
    "one-file": one_file,
    "embed-snippet": embed_snippet,
    "translation-status": translation_status,
    "link-builder": link_builder,
    "keep": keep,
}


def code(text: str) -> Markup:
    """A QR code of an address as inline SVG, for pages to print."""
    import segno  # noqa: PLC0415 - few pages need it

    return Markup(segno.make(text, error="m", micro=False).svg_inline(omitsize=True))  # noqa: S704 - segno's own drawing
