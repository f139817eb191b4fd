"""One browser and one server for all journeys; every page is watched for what it says and loads."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import sync_playwright

from overrides.hooks.serve import SiteServer
from tests.browser.driver import PHONE, Check, Watch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the journeys after everything that is quicker."""
    items.sort(key=lambda item: Path(__file__).parent in item.path.parents)


@pytest.fixture(scope="session")
def site() -> Path:
    """The built site; SITE_DIR names another folder than site/."""
    folder = Path(os.environ.get("SITE_DIR") or ROOT / "site")
    if not (folder / "check" / "index.html").is_file():
        pytest.fail(f"There is no built site in {folder}. Please run `make site`.")
    return folder


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[SiteServer]:
    with SiteServer(site) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found:
        pytest.fail("Please install Chromium or Chrome (Debian: apt-get install chromium).")
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=found, args=arguments)
        yield running
        running.close()


@pytest.fixture
def watch(server: SiteServer) -> Iterator[Watch]:
    """What pages say and load; the test fails on a console message, an error or a foreign request."""
    watch = Watch(server.url)
    yield watch
    watch.verdict()


@pytest.fixture
def visit(browser: Browser, server: SiteServer, watch: Watch) -> Iterator[Callable[..., Check]]:
    """Open pages as a new visitor with an empty cache, on a phone unless told otherwise."""
    contexts = []

    def open_page(language: str = "de", path: str = "check/", fragment: str = "", **options: Any) -> Check:  # noqa: ANN401
        context = browser.new_context(**{"viewport": PHONE, "locale": language, **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        watch.follow(page)
        scripts = options.get("java_script_enabled", True)
        check = Check(page, server.url, language, scripts=scripts)
        check.goto(path, fragment)
        return check

    yield open_page
    for context in contexts:
        context.close()
