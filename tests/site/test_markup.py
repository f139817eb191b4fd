"""What every page has: title, description, one main heading, anchors, a strict policy."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from tests.site.reader import HEADINGS

if TYPE_CHECKING:
    from tests.site.reader import Page

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'"
)
DATA = "application/ld+json"  # A block of data; browsers never run it.
WASM_POLICY = POLICY.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")


RUN_WASM = {"check/", "embed/", "multiplikatoren/links/"}
"""The check, the check for frames, and the link builder with its QR codes."""


def meta(page: Page, name: str) -> str:
    (found,) = (
        e.attributes["content"]
        for e in page.all("meta")
        if name in {e.attributes.get("name"), e.attributes.get("http-equiv")}
    )
    return found


def test_every_page_has_a_title_of_its_own_and_a_description(normal_pages: dict[str, Page]) -> None:
    titles: Counter[tuple[str, str]] = Counter()
    for page in normal_pages.values():
        (title,) = (e for e in page.all("title") if "head" in e.ancestors)
        assert title.text.strip(), page.url
        assert len(meta(page, "description")) > 20, page.url
        titles[page.language, title.text] += 1
    assert {title for title, count in titles.items() if count > 1} == set()


def test_every_page_has_one_main_heading_and_one_main_area(pages: dict[str, Page]) -> None:
    for page in pages.values():
        assert len(page.all("h1")) == 1, page.url
        assert len(page.all("main")) == 1, page.url


def test_no_heading_level_is_skipped(pages: dict[str, Page]) -> None:
    for page in pages.values():
        levels = [int(e.name[1]) for e in page.all(*HEADINGS)]
        jumps = [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1]
        assert not jumps, page.url


def test_every_heading_has_an_explicit_id(pages: dict[str, Page]) -> None:
    without = [
        f"{page.url}: {e.text.strip()}"
        for page in pages.values()
        for e in page.all(*HEADINGS)
        if not e.attributes.get("id") and "noscript" not in e.ancestors
    ]
    assert not without


def test_ids_are_unique_on_their_page(pages: dict[str, Page]) -> None:
    for page in pages.values():
        ids = Counter(e.attributes["id"] for e in page.elements if "id" in e.attributes)
        assert max(ids.values()) == 1, (page.url, ids.most_common(1))


def test_no_inline_script_style_or_handler(pages: dict[str, Page]) -> None:
    for page in pages.values():
        assert not page.all("style", "iframe", "object"), page.url
        assert all(e.attributes == {"target": "_blank"} for e in page.all("base")), page.url
        for element in page.elements:
            runs = element.name == "script" and element.attributes.get("type") != DATA
            assert not runs or element.attributes.get("src"), page.url
            inline = [name for name in element.attributes if name == "style" or name.startswith("on")]
            assert not inline, (page.url, element.name)


def test_policy_is_strict_and_only_the_check_runs_webassembly(pages: dict[str, Page]) -> None:
    for page in pages.values():
        expected = WASM_POLICY if page.common_path in RUN_WASM else POLICY
        assert meta(page, "Content-Security-Policy") == expected, page.url
        assert meta(page, "referrer") == "no-referrer", page.url


def test_policy_comes_before_anything_it_governs(pages: dict[str, Page]) -> None:
    for page in pages.values():
        names = [e.attributes.get("http-equiv", e.name) for e in page.elements if "head" in e.ancestors]
        governed = [number for number, name in enumerate(names) if name in {"link", "script"}]
        assert names.index("Content-Security-Policy") < min(governed), page.url


def test_only_check_search_and_postcodes_need_scripts(pages: dict[str, Page]) -> None:
    scripts = {
        page.common_path: [e for e in page.all("script") if e.attributes.get("type") != DATA] for page in pages.values()
    }
    with_scripts = {path for path, found in scripts.items() if found}
    assert with_scripts == RUN_WASM | {"suche/", "orte/", "fehler-melden/", "offline/"}


def test_images_have_sizes_and_alternatives(pages: dict[str, Page]) -> None:
    for page in pages.values():
        for image in page.all("img"):
            assert {"alt", "width", "height"} <= set(image.attributes), page.url
