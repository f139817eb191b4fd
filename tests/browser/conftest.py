"""One browser and one server for all journeys; every page is watched for what it says and loads."""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect, sync_playwright

from overrides.hooks.serve import SiteServer
from tests.browser.driver import PHONE, Check, Watch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Playwright

ROOT = Path(__file__).resolve().parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
FIREFOXES = ("firefox-esr", "firefox")

CHROMIUM_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    # On a busy machine even its own network looks slow, and on a slow one Python waits for a tap.
    "--force-effective-connection-type=4G",
)

# What takes a moment may take long on a machine that does much else meanwhile.
expect.set_options(timeout=30_000)


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
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


def chromium_path() -> str:
    """Where Chromium or Chrome is; CHROMIUM names another."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found:
        pytest.fail("Please install Chromium or Chrome (Debian: apt-get install chromium).")
    return found


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    with playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_ARGUMENTS) as running:
        yield running


def firefox_path() -> str:
    """Where Firefox is; FIREFOX names another. Without one, the test is skipped."""
    found = os.environ.get("FIREFOX") or next(filter(None, map(shutil.which, FIREFOXES)), None)
    if not found:
        pytest.skip("There is no Firefox here. Please install one (Debian: apt-get install firefox-esr).")
    return found


@pytest.fixture(scope="session")
def firefox(playwright: Playwright) -> Iterator[Browser]:
    """The Firefox of this machine."""
    # The channel makes Playwright speak WebDriver BiDi, which every Firefox understands;
    # otherwise it expects the Firefox that it patched itself.
    with playwright.firefox.launch(executable_path=firefox_path(), channel="moz-firefox", timeout=60_000) as running:
        yield running


@pytest.fixture
def watch(server: SiteServer) -> Iterator[Watch]:
    """What pages say and load; the test fails on a console message, an error or a foreign request."""
    watch = Watch(server.url)
    yield watch
    watch.verdict()


@pytest.fixture
def visit(browser: Browser, server: SiteServer, watch: Watch) -> Iterator[Callable[..., Check]]:
    """Open pages in Chromium as a new visitor with an empty cache, on a phone unless told otherwise."""
    with visits(browser, server, watch) as open_page:
        yield open_page


@pytest.fixture
def visit_in_firefox(firefox: Browser, server: SiteServer, watch: Watch) -> Iterator[Callable[..., Check]]:
    """Open pages in Firefox as ``visit`` does in Chromium."""
    with visits(firefox, server, watch) as open_page:
        yield open_page


@contextlib.contextmanager
def visits(browser: Browser, server: SiteServer, watch: Watch) -> Iterator[Callable[..., Check]]:
    """Open pages of the site with contexts of their own, which are closed at the end."""
    with contextlib.ExitStack() as contexts:

        def open_page(language: str = "de", path: str = "check/", fragment: str = "", **options: Any) -> Check:  # noqa: ANN401
            context = browser.new_context(**{"viewport": PHONE, "locale": language, **options})
            contexts.enter_context(context)
            page = context.new_page()
            page.set_default_timeout(60_000)
            watch.follow(page)
            scripts = options.get("java_script_enabled", True)
            check = Check(page, server.url, language, scripts=scripts)
            check.goto(path, fragment)
            return check

        yield open_page
