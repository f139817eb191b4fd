"""A reader in a browser, and a server that lets the reader down."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.driver import PHONE
from tests.browser.failures.faults import FaultyServer
from tests.browser.failures.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def faulty_server(site: Path) -> Iterator[FaultyServer]:
    with FaultyServer(site) as running:
        yield running


@pytest.fixture
def faulty(faulty_server: FaultyServer) -> FaultyServer:
    """The server, without a fault until the test brings one about."""
    faulty_server.reset()
    return faulty_server


@pytest.fixture
def reader(browser: Browser, faulty: FaultyServer) -> Iterator[Callable[..., Reader]]:
    """A new reader with an empty cache in Chromium, whose browser runs ``script`` before each page."""
    with readers(browser, faulty) as come:
        yield come


@pytest.fixture(params=["browser", "firefox"], ids=["chromium", "firefox"])
def any_reader(request: pytest.FixtureRequest, faulty: FaultyServer) -> Iterator[Callable[..., Reader]]:
    """The same in Chromium and in Firefox, one after the other."""
    with readers(request.getfixturevalue(request.param), faulty) as come:
        yield come


@contextmanager
def readers(browser: Browser, faulty: FaultyServer) -> Iterator[Callable[..., Reader]]:
    """Readers with contexts of their own, which are closed at the end."""
    contexts = []

    def come(language: str = "de", *, script: str = "", **options: Any) -> Reader:  # noqa: ANN401
        context = browser.new_context(**{"viewport": PHONE, "locale": language, **options})
        contexts.append(context)
        if script:
            context.add_init_script(script)
        page = context.new_page()
        page.set_default_timeout(60_000)
        return Reader(page, faulty, language, scripts=options.get("java_script_enabled", True))

    yield come
    for context in contexts:
        context.close()
