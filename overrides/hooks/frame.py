"""What surrounds every page: its address in each language, its links, its titles and its policy."""

from __future__ import annotations

import datetime
import posixpath
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from babel import Locale
from babel.core import get_global
from babel.dates import format_date
from markupsafe import Markup

from checker.catalog import EASY
from checker.present import RULES_DATE
from overrides.hooks import browser_files, hosting

if TYPE_CHECKING:
    from collections.abc import Container

SITE_NAME = "Anerkennung Sachsen-Anhalt"
EASY_TAG = "de-simple"  # The registered variant for Leichte Sprache.
FEED = "feed.xml"
PREVIEW_LOCALES = {"en": "en_GB", "ar": "ar_AR"}  # Others: the language as it is spoken where most people speak it.
DATE_LOCALES = {"en": "en_GB"}  # Day before month, as everywhere else on the site.
MENU = (
    ("check/", "site.check"),
    ("anerkennung/", "site.recognition"),
    ("berufe/", "site.professions"),
    ("netzwerk/", "site.network"),
    ("multiplikatoren/", "site.multipliers"),
)
GROUPS = (
    ("site.footer.find", (
        ("verfahren/", "site.procedures"),
        ("stellen/", "site.authorities"),
        ("orte/", "site.places"),
        ("berufe/a-z/", "site.professions.alphabet"),
        ("beispiele/", "site.cases"),
        ("anerkennung/glossar/", "site.glossary"),
        ("material/", "site.handouts"),
    )),
    ("site.footer.project", (
        ("programm/", "site.programme"),
        ("ueber/", "site.about"),
        ("geprueft/", "site.proof"),
        ("aenderungen/", "site.changes"),
        ("daten/", "site.data"),
    )),
    ("site.footer.page", (
        ("impressum/", "site.imprint"),
        ("datenschutz/", "site.privacy"),
        ("barrierefreiheit/", "site.accessibility"),
        ("leichte-sprache/", "site.easy"),
        ("gebaerdensprache/", "site.sign"),
        ("uebersetzung/", "site.status"),
        ("offline/", "site.offline"),
    )),
)  # fmt: skip
_PART = re.compile(r'<h2 id="([^"]+)"((?: lang="[^"]+"| dir="[^"]+")*)>(.*?)</h2>', re.DOTALL)
_OWN_CONTENTS = re.compile(r'<nav class="(?:contents|goals|letters)"')
FEWEST_PARTS, MOST_PARTS = 3, 12
"""A page lists its parts when there are at least and at most so many."""


@dataclass(frozen=True)
class Language:
    """A language of the site; ``folder`` is "" for the default one and ends with a slash otherwise."""

    code: str
    name: str
    folder: str

    @property
    def easy(self) -> bool:
        """Whether this is Leichte Sprache: prose and check alone; data pages stay in standard German."""
        return self.code == EASY

    @property
    def tag(self) -> str:
        """The language tag of pages."""
        return EASY_TAG if self.easy else self.code

    @property
    def locale(self) -> str:
        """The name under which dates and numbers are formatted."""
        return "de" if self.easy else DATE_LOCALES.get(self.code, self.code)

    @property
    def dir(self) -> str:
        """The direction of writing, ``ltr`` or ``rtl``."""
        return str(Locale.parse(self.locale.replace("_", "-"), sep="-").text_direction)


@dataclass(frozen=True)
class Frame:
    """One page in one language. ``path`` is the same in every language and "" on the home page.

    ``everywhere`` makes links absolute, for the page that a host shows at any wrong address.
    """

    site_url: str
    stylesheet: str
    language: Language
    alternates: tuple[Language, ...]  # Languages in which the page exists, the default one first.
    path: str
    heading: str
    description: str
    crumbs: tuple[tuple[str, str], ...] = ()
    translation: str = ""  # "machine", "stale" or "" for texts that need no warning.
    indexed: bool = True
    unlisted: frozenset[str] = frozenset()  # Languages in which this page is not for search engines.
    everywhere: bool = False
    german_heading: bool = False  # The heading is a German name on a page in another language.
    menu: tuple[tuple[str, str], ...] = field(default=MENU, init=False)
    groups: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = field(default=GROUPS, init=False)
    operator_email: str = ""
    absent: Container[str] = frozenset()  # Pages that exist in the default language but not yet in this one.
    rules_date: str = field(default=RULES_DATE, init=False)
    about: Markup | str = ""  # What the page is about, for machines (overrides/hooks/linked_data.py).

    @property
    def site_name(self) -> str:
        """The name of the site, the same in every language."""
        return SITE_NAME

    @property
    def feed(self) -> str:
        """The feed of changes, named from the site's root; Leichte Sprache shares the German one."""
        return ("" if self.language.easy else self.language.folder) + FEED

    @property
    def preview_locale(self) -> str:
        """The language as previews in social media name it."""
        code = self.language.code.split("-")[0]
        likely = get_global("likely_subtags").get(code, code).split("_")
        return PREVIEW_LOCALES.get(code, f"{code}_{likely[-1]}")

    @property
    def url(self) -> str:
        """The address of the page below the site's root."""
        return self.language.folder + self.path

    @property
    def full_title(self) -> str:
        """The title for the browser's tab and search engines."""
        return f"{self.heading} – {SITE_NAME}" if self.path or self.everywhere else self.heading

    @property
    def heading_lang(self) -> Markup:
        """Attributes for an element that holds the heading, when that is German elsewhere."""
        return Markup(' lang="de" dir="ltr"') if self.german_heading else Markup("")

    @property
    def csp(self) -> Markup:
        """The Content-Security-Policy for a quoted attribute, from the table of headers."""
        return Markup(hosting.page_policy(f"{self.url}index.html"))  # noqa: S704 - a constant of ours without a quote

    def to(self, path: str) -> str:
        """Link to a page of the same language, or to the German one where this language has none."""
        return self._link(path if path in self.absent else self.language.folder + path)

    def file(self, name: str) -> str:
        """Link to a file that all languages share, named from the site's root."""
        return self._link(name)

    def browser_file(self, name: str) -> str:
        """Link to a module or a style sheet of ``overrides/assets/checker/``."""
        return self._link(f"{browser_files.modules_folder()}/{name}")

    def modules(self, name: str) -> list[str]:
        """Link to a module and to all it imports, for the browser to fetch together."""
        return [self.browser_file(module) for module in browser_files.with_imports(name)]

    def in_language(self, language: Language) -> str:
        """Link to this page in another language."""
        return self._link(language.folder + self.path)

    def absolute(self, language: Language | None = None) -> str:
        """Return the full public address of this page, in this or another language."""
        return self.site_url + (language or self.language).folder + self.path

    @property
    def listed(self) -> tuple[Language, ...]:
        """The languages of this page for search engines; they know no tag for Leichte Sprache."""
        return tuple(other for other in self.alternates if not other.easy and other.code not in self.unlisted)

    def current(self, path: str) -> Markup:
        """Attributes for a link in a menu: this page, its section, or a page there is in German alone."""
        if self.everywhere:
            return Markup("")
        if path in self.absent:
            return Markup(' hreflang="de"')
        if path == self.path:
            return Markup(' aria-current="page"')
        inside = path and self.path.startswith(path)
        return Markup(' aria-current="true"') if inside else Markup("")

    def date(self, iso: str) -> str:
        """Write an ISO date out in the page's language."""
        written = format_date(datetime.date.fromisoformat(iso), "long", locale=self.language.locale)
        # Ukrainian ends with an abbreviation, whose full stop would stand beside that of the sentence.
        return re.sub(r"р\.$", "року", written)

    def parts(self, body: str) -> list[tuple[str, Markup, Markup]]:
        """Anchor, language attributes and heading of every part of a page, empty when a list would not help."""
        found = [] if self.everywhere or _OWN_CONTENTS.search(body) else _PART.findall(body)
        if not FEWEST_PARTS <= len(found) <= MOST_PARTS:
            return []
        return [(anchor, Markup(attributes), Markup(heading)) for anchor, attributes, heading in found]  # noqa: S704 - the page's own headings

    def speaking(self, language: Language) -> Frame:
        """Return the same frame in another language."""
        return replace(self, language=language)

    def _link(self, target: str) -> str:
        if self.everywhere:
            return urlsplit(self.site_url).path + target
        start = posixpath.dirname(self.url) or "."
        if not target or target.endswith("/"):
            link = posixpath.relpath(target or ".", start)
            return "./" if link == "." else f"{link}/"
        return posixpath.relpath(target, start)
