"""The real site on nginx: a reader's whole check, what it costs in bytes, and many readers at once."""

from __future__ import annotations

import asyncio
import os
import statistics
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from checker.catalog import LANGUAGES
from overrides.hooks import hosting, release
from overrides.hooks.frame import EASY_TAG
from overrides.hooks.serve import SiteServer
from tests import hosts, load
from tests.browser.driver import NURSE, PHONE, Check, Watch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

pytestmark = pytest.mark.skipif(bool(hosts.NO_NGINX), reason=hosts.NO_NGINX)

ROOT = Path(__file__).resolve().parents[2]
READERS, FEW_READERS = 1000, 50
COLD_BYTES = 2_900_000
REPEAT_BYTES = 5_000
MILLION = 1_000_000


class Recorded(NamedTuple):
    """What nginx sent for one check with an empty cache and for the same check again: path, status, bytes."""

    cold: list[tuple[str, int, int]]
    again: list[tuple[str, int, int]]
    types: dict[str, str]


@pytest.fixture(scope="module")
def released(site: Path) -> Path:
    """The release of the built site, renewed where the site has changed."""
    out = ROOT / "build" / "release"
    release.write(site, out)
    return out


@pytest.fixture(scope="module")
def host(released: Path) -> Iterator[hosts.Host]:
    with tempfile.TemporaryDirectory() as folder, hosts.nginx(released / "site", released, Path(folder)) as running:
        yield running


@pytest.fixture(scope="module")
def recorded(browser: Browser, host: hosts.Host) -> Recorded:
    """A reader in Chromium who answers to the full result, reloads and does it again."""
    watch = Watch(host.url)
    context = browser.new_context(viewport=PHONE, locale="de")
    page = context.new_page()
    page.set_default_timeout(60_000)
    watch.follow(page)
    types: dict[str, str] = {}
    page.on("response", lambda response: types.update({response.url: response.headers.get("content-type", "")}))
    check = Check(page, host.url, "de")
    check.goto()
    _whole_check(check)
    cold = host.sent()
    page.goto(f"{host.url}check/")
    page.reload()
    check.wait_until_ready()
    _whole_check(check)
    again = host.sent()[len(cold) :]
    context.close()
    watch.verdict()
    return Recorded(cold, again, types)


def _whole_check(check: Check) -> None:
    check.answer_all(NURSE)
    check.result("full")
    check.page.wait_for_load_state("networkidle")


def file_of(path: str) -> str:
    return path.removeprefix("/") + ("index.html" if path.endswith("/") else "")


def bodies(released: Path, paths: list[str]) -> dict[str, bytes]:
    """What a browser that accepts Brotli has to get for each path."""
    found = {}
    for path in paths:
        file = released / "site" / file_of(path)
        neighbour = file.with_name(f"{file.name}.br")
        found[path] = (neighbour if neighbour.is_file() else file).read_bytes()
    return found


def in_all(sent: list[tuple[str, int, int]]) -> int:
    return sum(size for _, _, size in sent)


def test_a_whole_check_runs_through_nginx(recorded: Recorded, host: hosts.Host) -> None:
    assert {status for _, status, _ in recorded.cold} == {200}
    paths = [path for path, _, _ in recorded.cold]
    assert len(paths) == len(set(paths)), "nothing is sent twice"
    engines = [path for path in paths if path.endswith(".wasm")]
    assert len(engines) == 1
    for path in paths:
        told = recorded.types.get(host.url.rstrip("/") + path)
        assert told in {None, hosting.media_type(file_of(path))}, "the log of the browser knows less of workers"
    print(f"check on nginx: {in_all(recorded.cold)} bytes, {len(paths)} requests")
    assert in_all(recorded.cold) <= COLD_BYTES


def test_a_second_check_asks_for_the_page_alone(recorded: Recorded) -> None:
    print(f"check again: {in_all(recorded.again)} bytes, {recorded.again}")
    assert {path for path, _, _ in recorded.again} <= {"/check/"}
    assert {status for _, status, _ in recorded.again} <= {304}
    assert in_all(recorded.again) <= REPEAT_BYTES


def test_wrong_address_answers_in_every_language(browser: Browser, host: hosts.Host) -> None:
    page = browser.new_page()
    answer = page.goto(f"{host.url}uk/nothing/at/all/")
    assert answer is not None
    assert answer.status == 404
    spoken = page.locator("main section[lang]").evaluate_all("all => all.map(section => section.lang)")
    assert set(spoken) == {*LANGUAGES, EASY_TAG}
    page.locator("main section[lang=uk] a").first.click()
    page.wait_for_url(f"{host.url}uk/")
    page.close()


def test_other_sites_may_frame_the_check_for_frames_alone(browser: Browser, host: hosts.Host, tmp_path: Path) -> None:
    frames = "".join(f'<iframe src="{host.url}{path}"></iframe>' for path in ("en/embed/", "en/check/"))
    (tmp_path / "index.html").write_text(f"<!doctype html><title>Partner</title>{frames}", encoding="utf-8")
    page = browser.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    with SiteServer(tmp_path, headers={"Content-Security-Policy": "frame-src *"}) as partner:
        page.goto(partner.url.replace("127.0.0.1", "localhost"))
        ready = page.frame_locator("iframe >> nth=0").locator("[data-check][data-ready]")
        ready.wait_for(state="attached", timeout=60_000)
        assert page.frame_locator("iframe >> nth=1").locator("[data-check]").count() == 0
        page.close()
    assert any("frame-ancestors 'none'" in text for text in refused), refused


def test_many_readers_at_once(recorded: Recorded, released: Path, host: hosts.Host) -> None:
    _load(FEW_READERS, recorded, released, host)


@pytest.mark.bench
def test_a_thousand_readers_at_once(recorded: Recorded, released: Path, host: hosts.Host) -> None:
    start = time.monotonic()
    result = _load(READERS, recorded, released, host)
    took = time.monotonic() - start
    print(
        f"\n{READERS} readers at once on nginx, {os.cpu_count()} processors for both sides: "
        f"{result.body_bytes / 1e9:.2f} GB in {took:.0f} s, a check took "
        f"{statistics.median(result.seconds):.0f} s (median) to {max(result.seconds):.0f} s, no error"
    )


@pytest.mark.bench
def test_bytes_of_a_check_and_of_a_million_readers(recorded: Recorded, released: Path) -> None:
    cold, again = in_all(recorded.cold), in_all(recorded.again)
    print(f"\none check: {cold} bytes in {len(recorded.cold)} requests; again: {again} in {len(recorded.again)}")
    kinds = {"runtime": "assets/runtime/", "modules, texts, flow, occupations": "assets/checker/"}
    for kind, start in kinds.items():
        print(f"  {kind}: {sum(size for path, _, size in recorded.cold if path[1:].startswith(start))} bytes")
    files = [released / "site" / file_of(path) for path, _, _ in recorded.cold]
    heads = cold - sum(map(len, bodies(released, [path for path, _, _ in recorded.cold]).values()))
    gzipped = sum(_size(file, ".gz") for file in files)
    partly = sum(_size(file, ".gz" if file.suffix != ".whl" else "") for file in files)
    print(f"  with gzip {gzipped + heads}, with gzip but for the wheel {partly + heads}")
    print(f"a million readers a month: {cold * MILLION / 1e12:.2f} TB")


def _size(file: Path, suffix: str) -> int:
    neighbour = file.with_name(file.name + suffix)
    return (neighbour if neighbour.is_file() else file).stat().st_size


def _load(readers: int, recorded: Recorded, released: Path, host: hosts.Host) -> load.Load:
    """Let many readers ask for what the browser asked for; every one of them has to get every byte."""
    paths = [path for path, _, _ in recorded.cold]
    expected = bodies(released, paths)
    running = load.run(host.url, readers, paths, expected)
    with ThreadPoolExecutor(1) as own_loop:  # Playwright has one running in this thread.
        result = own_loop.submit(asyncio.run, running).result()
    assert result.errors == []
    assert result.complete == readers
    assert result.body_bytes == readers * sum(map(len, expected.values()))
    return result
