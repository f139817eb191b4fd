"""The hook that MkDocs loads: it turns prose and facts into the pages of every language.

MkDocs calls the functions named ``on_…`` once per language, the default language first. The work is
done in small modules beside this one.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from markupsafe import Markup, escape

from checker import review
from checker.present import RULES_DATE
from overrides.hooks import (
    browser_files,
    changes,
    check_page,
    data_pages,
    fact_check,
    front_matter,
    linked_data,
    markers,
    offline,
    one_file,
    open_data,
    rule_map,
    search_index,
    sitemap,
    tables,
    translations,
    words,
)
from overrides.hooks.data_page import DataPage
from overrides.hooks.frame import Frame, Language
from overrides.hooks.german import in_other_script, isolate
from overrides.hooks.ledger import BadLedger
from overrides.hooks.words import Words

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

OVERRIDES = Path(__file__).resolve().parents[1]
STYLES = ("site.css",)
_HREF = re.compile(r'href="((?:[a-z0-9._-]+/|\.\./)+)((?:#[^"]*)?)"')
IN_GERMAN = ("rule_table.html", "rule_map.html")
"""Data pages whose contents are German in every language; search engines get the German page alone."""
OPERATOR_SLOT = "<p>[[operator:{}]]</p>"
OPERATOR_FIELDS = {
    "imprint": (
        "name",
        "represented_by",
        "street",
        "city",
        "phone",
        "email",
        "register",
        "vat_id",
        "supervisory_authority",
        "content_responsible",
    ),
    "privacy": ("name", "street", "city", "email", "data_protection_contact", "host"),
    "contact": ("email", "phone"),
    "accessibility": ("accessibility_contact", "email", "phone", "enforcement_body"),
}


class _Build:
    """What one build keeps between the calls of MkDocs."""

    env: Environment
    urls: list[Frame]
    editions: ClassVar[dict[str, one_file.File]] = {}


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Leave the 404 page and the sitemap to this hook: MkDocs would write them once per language."""
    config.theme.static_templates.clear()
    if not config.site_url or not config.site_url.endswith("/"):
        raise SystemExit("mkdocs.yml: site_url has to end with a slash.")
    fact_check.stop_when_wrong()
    try:
        translations.leave_out_outdated_messages()
    except BadLedger as error:
        raise SystemExit(str(error)) from None
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Drop the theme's own scripts, styles and images, and our modules and styles, which are published under a hash."""
    ours = (OVERRIDES, Path(config.docs_dir))
    for file in list(files):
        source = Path(file.abs_src_path or "")
        theme = not any(source.is_relative_to(folder) for folder in ours)
        hashed = source.is_relative_to(OVERRIDES / "assets")
        if theme or hashed or _is_no_page(file.src_uri):
            files.remove(file)
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Escape everything that templates print, unless it is HTML on purpose."""
    del files
    _Build.env = env.overlay(autoescape=True)
    _Build.env.globals["today"] = markers.today
    _Build.env.globals["saved"] = lambda language: _edition(language, config)
    return _Build.env


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Put the German text beside paragraphs whose translation is older or missing."""
    del files
    language = _current(config)
    prose = Path(page.file.abs_src_path or "").relative_to(Path(config.docs_dir) / language.code)
    if language.easy or _translation(language, prose) != translations.STALE:
        return markdown
    t = Words(language.code)
    labels = {name: str(escape(t.plain("site.paragraph." + name))) for name in ("stale", "missing", "gone")}
    return translations.of(language.code).with_german(prose.as_posix(), labels)


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: object) -> dict[str, Any]:
    """Give a page from Markdown its frame, its words and the operator's data."""
    del nav
    source = Path(page.file.abs_src_path or "")
    languages = _languages(config)
    language = _current(config)
    heading, description, changed = front_matter.read(source, page.meta, RULES_DATE)
    prose = source.relative_to(Path(config.docs_dir) / language.code)
    translation = _translation(language, prose)
    html = page.content or ""
    frame = Frame(
        site_url=str(config.site_url),
        stylesheet=_published("site.css"),
        language=language,
        alternates=tuple(other for other in languages if (Path(config.docs_dir) / other.code / prose).exists()),
        path=page.url.removeprefix(language.folder).removeprefix("./"),
        heading=heading,
        description=description,
        crumbs=_prose_crumbs(prose, Words(language.code)),
        unlisted=frozenset(other.code for other in languages[1:] if _translation(other, prose) == translations.STALE),
        translation=translation,
        indexed=translation != translations.STALE,
        operator_email=str(config.extra["operator"]["email"] or ""),
        absent=_absent(language, config),
    )
    frame = replace(frame, about=linked_data.prose(frame, changed))
    t = Words(language.code)
    context.update(frame=frame, t=t)
    page.content = _filled(html, frame, t, config)
    if page.meta.get("template") == "check.html":
        context["check"] = check_page.context(language.code, frame.url, "" if language.easy else language.folder)
        context.update(offline.section(frame, t))
    if page.meta.get("template") == "handout.html":
        context["code_link"] = frame.site_url + language.folder + str(page.meta["handout_link"])
        context["code"] = markers.code(context["code_link"])
    _remember(frame)
    return context


def on_post_build(config: MkDocsConfig) -> None:
    """Write the data pages of the current language and, once, what all languages share."""
    site = Path(config.site_dir)
    language = _current(config)
    if not language.easy:
        _write_data_pages(site, language, config)
    _write_embed(site, language, config)
    edition = _edition(language, config)
    (site / edition.path).write_bytes(edition.content)
    if language == _languages(config)[0]:
        for name in STYLES:
            (site / _published(name)).write_bytes((OVERRIDES / "assets" / name).read_bytes())
        browser_files.publish(site)
        review.write_csv(site / "pruefregeln")
        open_data.write(site)
        rule_map.write(site / "regelkarte")
        _write_not_found(site, config)
        _name_missing_operator_data(config)
    if language == _languages(config)[-1]:
        sitemap.write(site, _Build.urls)
        # Last of all: the lists carry the hashes of the pages.
        offline.write(site, _Build.urls, _Build.env, offered=bool(config.extra["offline"]))


def _edition(language: Language, config: MkDocsConfig) -> one_file.File:
    """The edition of a language, made once: pages of every language tell its size."""
    if language.code not in _Build.editions:
        found = one_file.file(language, _languages(config), str(config.site_url), _Build.env)
        _Build.editions[language.code] = found
    return _Build.editions[language.code]


def _write_data_pages(site: Path, language: Language, config: MkDocsConfig) -> None:
    """Write what comes from facts and rules in one language."""
    for page in data_pages.pages(Words(language.code)):
        t = Words(language.code)
        frame = _data_frame(page, language, t, config)
        frame = replace(frame, about=linked_data.data_page(frame, page))
        frame = _write(site / frame.url / "index.html", page.template, frame, t, **page.variables)
        if page.template == "changes.html":
            (site / frame.feed).write_text(changes.feed(frame, t), encoding="utf-8")
        _remember(frame)
    search_index.write(site, language.code)


def _data_frame(page: DataPage, language: Language, t: Words, config: MkDocsConfig) -> Frame:
    languages = tuple(other for other in _languages(config) if not other.easy)
    foreign = "" if language == languages[0] or words.reviewed(language.code) else "machine"
    german = page.template in IN_GERMAN
    return Frame(
        site_url=str(config.site_url),
        stylesheet=_published("site.css"),
        language=language,
        alternates=languages,
        path=page.path,
        heading=page.heading,
        description=page.description,
        crumbs=(("", t.plain("site.home")), *page.crumbs),
        translation="german" if german and language != languages[0] else foreign,
        german_heading=page.german_heading and language != languages[0],
        indexed=page.indexed and not (german and language != languages[0]),
        unlisted=frozenset(other.code for other in languages[1:] if german),
        absent=_absent(language, config),
    )


def _write_embed(site: Path, language: Language, config: MkDocsConfig) -> None:
    """Write the check for a frame on other sites; hosts allow it any ancestor, all other pages none."""
    t = Words(language.code)
    page = DataPage("embed/", "embed.html", t.plain("site.embed.title"), t.plain("site.embed.title"), indexed=False)
    frame = _data_frame(page, language, t, config)
    home = "" if language.easy else language.folder
    _write(site / frame.url / "index.html", page.template, frame, t,
           check=check_page.context(language.code, frame.url, home))  # fmt: skip


def _write_not_found(site: Path, config: MkDocsConfig) -> None:
    """Write the page for wrong addresses; it speaks every language and links from the root."""
    languages = _languages(config)
    t = Words(languages[0].code)
    frame = Frame(
        site_url=str(config.site_url),
        stylesheet=_published("site.css"),
        language=languages[0],
        alternates=languages,
        path="",
        heading=t.plain("site.not_found.title"),
        description=t.plain("site.not_found.text"),
        indexed=False,
        everywhere=True,
    )
    speakers = [
        (replace(frame.speaking(language), absent=_absent(language, config)), Words(language.code))
        for language in languages
    ]
    _write(site / "404.html", "404.html", frame, t, speakers=speakers)


def _write(path: Path, template: str, frame: Frame, t: Words, **variables: object) -> Frame:
    """Render a page and return its frame, which says so when texts of the page had to be German."""
    path.parent.mkdir(parents=True, exist_ok=True)
    source = _Build.env.get_template(template)
    html = source.render(frame=frame, t=t, **variables)
    if t.missing:
        frame = replace(frame, translation="missing", indexed=False)
        html = source.render(frame=frame, t=t, **variables)
    path.write_text(html, encoding="utf-8")
    return frame


def _translation(language: Language, prose: Path) -> str:
    """Return "stale", "machine" or "" for a page of prose; "" for German."""
    if language.code == words.REFERENCE:
        return ""
    return translations.of(language.code).page_state(prose.as_posix())


def _prose_crumbs(prose: Path, t: Words) -> tuple[tuple[str, str], ...]:
    """The way from the home page: the start page of every folder above, with the title it has in this language."""
    if prose == Path("index.md"):
        return ()
    folders = [folder for folder in reversed(prose.parents) if folder != Path()]
    above = [folder for folder in folders if folder / "index.md" != prose]
    hubs = [(f"{folder}/", markers.title(t.language, f"{folder}/index.md")[0]) for folder in above]
    return (("", t.plain("site.home")), *hubs)


class _AllBut(frozenset[str]):
    """Every path except the ones it was made from."""

    def __contains__(self, path: object) -> bool:
        return not super().__contains__(path)


def _absent(language: Language, config: MkDocsConfig) -> frozenset[str]:
    """Paths that exist in the default language but not in this one; Leichte Sprache has its prose alone."""
    docs = Path(config.docs_dir)
    prose = _prose(docs / language.code)
    return _AllBut(prose) if language.easy else _prose(docs / _languages(config)[0].code) - prose


@cache
def _prose(folder: Path) -> frozenset[str]:
    """The paths of a language's prose pages; every page asks for them."""
    return frozenset(_address(path.relative_to(folder)) for path in folder.rglob("*.md"))


def _address(prose: Path) -> str:
    """The path of a page below its language, from the path of its file."""
    folder = prose.parent if prose.stem == "index" else prose.with_suffix("")
    return "" if folder == Path() else f"{folder}/"


def _filled(content: str, frame: Frame, t: Words, config: MkDocsConfig) -> Markup:
    """Put tools, lists and the operator's data into their places and mark German terms in other languages."""
    content = tables.stackable(content)
    content = markers.fill(content, frame, t, _Build.env, _languages(config)) if "[[" in content else content
    if not t.language.startswith(words.REFERENCE):
        content = str(isolate(content, words.german_words(), other_script=in_other_script(t.language)))
    content = _HREF.sub(lambda match: _reachable(match, frame), content) if frame.language.easy else content
    template = _Build.env.get_template("partials/operator.html")
    for place, fields in OPERATOR_FIELDS.items():
        html = template.render(t=t, operator=config.extra["operator"], fields=fields)
        content = content.replace(OPERATOR_SLOT.format(place), html)
    return Markup(content)  # noqa: S704 - Markdown has made HTML of our own prose


def _reachable(match: re.Match[str], frame: Frame) -> str:
    """A link of a page in Leichte Sprache, led to the German page where its own language has none."""
    path, anchor = match.groups()
    target = posixpath.normpath(posixpath.join(frame.path, path))
    target = "" if target == "." else f"{target}/"
    while target.startswith("../"):  # Markdown links to pages of other folders as if every page were one deeper.
        target = target.removeprefix("../")
    return f'href="{frame.to(target)}{anchor}"' if target in frame.absent else match.group()


def _name_missing_operator_data(config: MkDocsConfig) -> None:
    missing = [name for name, value in config.extra["operator"].items() if not value]
    if missing:
        print(
            f"site: the pages say that the operator still has to enter: {', '.join(missing)} "
            "(mkdocs.yml, extra.operator).",
            file=sys.stderr,
        )


def _published(name: str) -> str:
    """The address of a style sheet, with the hash of its content."""
    content = (OVERRIDES / "assets" / name).read_bytes()
    stem, _, suffix = name.rpartition(".")
    return f"assets/{stem}.{hashlib.sha256(content).hexdigest()[:12]}.{suffix}"


def _languages(config: MkDocsConfig) -> tuple[Language, ...]:
    """The languages of mkdocs.yml, the default one first."""
    listed = sorted(_i18n(config).config.languages, key=lambda entry: not entry.default)
    return tuple(Language(entry.locale, entry.name, "" if entry.default else f"{entry.locale}/") for entry in listed)


def _current(config: MkDocsConfig) -> Language:
    code = _i18n(config).current_language
    return next(language for language in _languages(config) if language.code == code)


def _i18n(config: MkDocsConfig) -> Any:  # noqa: ANN401 - the plugin ships no types
    return config.plugins["i18n"]


def _remember(frame: Frame) -> None:
    if frame.language == frame.alternates[0] and frame.path == "":
        _Build.urls = []
    # Sitemap and lists of kept pages need the addresses alone; with many languages all that pages say is a lot.
    _Build.urls.append(frame if frame.path == "" else replace(frame, heading="", description="", crumbs=(), about=""))


def _is_no_page(src_uri: str) -> bool:
    """Whether a theme file is a source of the site rather than a part of it."""
    return src_uri.startswith(("hooks/", "locale/", "one-file/", "partials/", "service-worker/"))
