"""The built site, read once for all tests. Build it with `make site`; nothing is built here."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.reader import Page, read

SITE = Path(__file__).resolve().parents[2] / "site"


@pytest.fixture(scope="session")
def site() -> Path:
    if not (SITE / "index.html").is_file():
        pytest.fail("There is no built site in site/. Please run `make site` first.")
    return SITE


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, Page]:
    """Every HTML page by its address below the site's root, such as "" or "en/ueber/".

    The editions in one file, which are saved and not visited, have tests of their own (tests/browser/test_one_file.py).
    """
    saved = set(site.glob("**/check/anerkennungs-check-*.html"))
    found = (read(path, site) for path in sorted(set(site.rglob("*.html")) - saved))
    return {page.url: page for page in found}


@pytest.fixture(scope="session")
def normal_pages(pages: dict[str, Page]) -> dict[str, Page]:
    """Every page except the one for wrong addresses, whose links start at the root, and the check for frames."""
    return {url: page for url, page in pages.items() if url != "404.html" and page.common_path != "embed/"}
