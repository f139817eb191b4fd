"""What may be kept on the phone: lists that are complete, true to the files and free of what does not belong there."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from checker.catalog import EASY, LANGUAGES
from overrides.hooks import offline, words
from overrides.hooks.frame import Frame, Language

if TYPE_CHECKING:
    from pathlib import Path

    from tests.site.reader import Page

EVERY = sorted({*LANGUAGES, EASY})
MOST_STORED, MOST_LOADED, SUMMARY, LIST = 18_000_000, 7_000_000, 200, 20_000
WORKER = 4_000


def summary(site: Path, language: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((site / offline.FOLDER / f"{language}.json").read_text(encoding="utf-8"))
    return found


def listed(site: Path, language: str) -> dict[str, Any]:
    name = summary(site, language)["list"]
    found: dict[str, Any] = json.loads((site / offline.FOLDER / name).read_text(encoding="utf-8"))
    return found


def stored(site: Path, path: str) -> bytes:
    return (site / path / "index.html" if path.endswith("/") or not path else site / path).read_bytes()


@pytest.mark.parametrize("language", EVERY)
def test_the_list_names_the_published_files_with_their_hashes(site: Path, language: str) -> None:
    found, head = listed(site, language), summary(site, language)
    for path, size, sha256 in found["files"]:
        content = stored(site, path)
        assert (len(content), hashlib.sha256(content).hexdigest()) == (size, sha256), path
    assert head["bytes"] == found["bytes"] == sum(size for _, size, _ in found["files"])
    assert (head["version"], head["date"]) == (found["version"], found["date"])
    print(f"{language}: {len(found['files'])} files, {head['bytes']} bytes stored, {head['transfer']} loaded at most")
    assert head["bytes"] <= MOST_STORED
    assert head["transfer"] <= MOST_LOADED


@pytest.mark.parametrize("language", EVERY)
def test_kept_are_the_pages_of_the_language_and_what_they_load(
    site: Path, pages: dict[str, Page], language: str
) -> None:
    kept = {path for path, _, _ in listed(site, language)["files"]}
    mine = {page.url for page in pages.values() if page.language == language}
    folder = "" if language == "de" else f"{language}/"
    wanted = {url for url in mine if not url.removeprefix(folder).startswith((*offline.NOT_KEPT, "embed/", "404.html"))}
    html = {path for path in kept if path in pages}
    assert wanted <= html
    if language != EASY:  # Leichte Sprache leads to German pages.
        assert html == wanted
    for url in html:
        page = pages[url]
        loads = {str(page.target(site, address).relative_to(site.resolve())) for address in page.loads()}
        assert loads <= kept, url
    assert not kept & {offline.WORKER, f"{offline.FOLDER}/{language}.json"}


def test_the_check_and_its_whole_runtime_are_kept(site: Path) -> None:
    for language in EVERY:
        kept = {path for path, _, _ in listed(site, language)["files"]}
        runtime = {path.relative_to(site).as_posix() for path in (site / "assets/runtime").rglob("*") if path.is_file()}
        assert runtime <= kept
        for kind in ("texts", "details", "sheet"):
            assert [path for path in kept if f"/{kind}.{language}." in path], (language, kind)
        others = [
            path
            for path in kept
            for kind in ("texts", "details", "sheet", "search")
            if (match := re.search(rf"/{kind}\.([\w-]+)\.\w+\.json$", path)) and match[1] not in {language, "de"}
        ]
        assert others == []


def test_what_is_asked_for_often_is_small(site: Path) -> None:
    for language in EVERY:
        assert (site / offline.FOLDER / f"{language}.json").stat().st_size <= SUMMARY
        name = summary(site, language)["list"]
        assert len(gzip.compress((site / offline.FOLDER / name).read_bytes(), mtime=0)) <= LIST
        assert re.fullmatch(rf"list\.{language}\.[0-9a-f]{{12}}\.json", name)
    assert len(gzip.compress((site / offline.WORKER).read_bytes(), mtime=0)) <= WORKER


def test_the_note_and_the_page_for_what_is_not_kept_link_from_the_root_of_the_site(site: Path) -> None:
    for language in EVERY:
        found = listed(site, language)
        assert f'data-kept="{found["date"]}"' in found["banner"]
        links = re.findall(r'(?:href|src)="([^"]*)"', found["banner"] + found["missing"])
        assert len(links) > 10
        assert [link for link in links if link and not link.startswith(("#", offline.ROOT))] == []
        for other in EVERY:
            assert f'id="not-kept-{other}"' in found["missing"]


@pytest.mark.parametrize("language", EVERY)
def test_the_words_of_the_section_are_complete(site: Path, language: str) -> None:
    [file] = (site / offline.FOLDER).glob(f"words.{language}.*.json")
    found = json.loads(file.read_text(encoding="utf-8"))
    assert set(found["texts"]) == {key for key in words.site_texts("de") if key.startswith(offline.PREFIX)}
    assert found["german"] == []


def test_withdrawing_replaces_lists_and_worker(tmp_path: Path) -> None:
    home = Frame("https://site.example/", "", Language("de", "Deutsch", ""), (), "", "", "")
    offline.write(tmp_path, [home], None, offered=False)  # type: ignore[arg-type] # Nothing is rendered.
    assert json.loads((tmp_path / offline.FOLDER / "de.json").read_text(encoding="utf-8")) == {"keep": False}
    assert "unregister" in (tmp_path / offline.WORKER).read_text(encoding="utf-8")
    assert "fetch" not in (tmp_path / offline.WORKER).read_text(encoding="utf-8").split("*/")[1]
    assert not list((tmp_path / offline.FOLDER).glob("list.*"))


def test_a_page_without_a_place_for_its_day_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<!doctype html><body>nothing</body>", encoding="utf-8")
    with pytest.raises(offline.OfflineError, match="home page"):
        offline._files(tmp_path, [""])  # noqa: SLF001 - the one rule a whole build would be too slow for
