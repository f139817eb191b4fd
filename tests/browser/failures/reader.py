"""What a reader does and sees when something fails."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from checker import catalog
from tests.browser.driver import NURSE, NURSE_LINK, Check

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.failures.faults import FaultyServer

CASE = NURSE | {"prof": "pflegefachmann"}
MAIN = ["drittstaat_reglementiert"]
MACHINE_WORDS = re.compile(r"Traceback|Error\b|\.mjs|\.py\b|undefined|null\b|NaN|\[object|ui\.\w+")
# Firefox calls a script that it could not load an error of the page.
REFUSED = re.compile(r"Loading (module|Worker) from .+ was blocked|error loading dynamically imported module")
SETTLED_MS = 60_000


class Reader(Check):
    """The check of one reader who already has answers in the link."""

    def __init__(self, page: Page, server: FaultyServer, language: str, *, scripts: bool = True) -> None:
        """Wrap a page that will show the site of ``server``; the reader notices errors of the page's own scripts."""
        super().__init__(page, server.url, language, scripts=scripts)
        self.server = server
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self._broke(str(error)))

    def _broke(self, error: str) -> None:
        if not REFUSED.match(error):
            self.errors.append(error)

    def open_case(self) -> None:
        """Open the link of a case that is answered to its end, which starts the engine."""
        self.goto(fragment=NURSE_LINK)

    def comes_from_syria(self) -> None:
        """Change where the qualification is from; Python has to decide again and to give its reasons."""
        self.page.evaluate("hash => { location.hash = hash; }", NURSE_LINK.replace("where=UA", "where=SY"))
        expect(self.result().locator(".check-because").first).to_contain_text("Syrien", timeout=SETTLED_MS)
        assert self.procedures() == MAIN
        assert self.case == CASE | {"where": "SY"}

    @property
    def engine(self) -> Locator:
        """Where the page tells how far the whole result is."""
        return self.page.locator("[data-place=engine]")

    def retry(self) -> None:
        """Press what is offered beside a failure."""
        self.engine.locator("[data-tool=load]").click()

    def sees_failure(self, *reasons: str) -> str:
        """The engine has failed for one of the reasons, in plain words; everything else stands. Returns the reason."""
        expect(self.engine).to_have_attribute("data-state", "failed", timeout=SETTLED_MS)
        reason = self.engine.get_attribute("data-reason") or ""
        assert reason in reasons, reason
        words = catalog.texts(self.language)
        said = " ".join(self.engine.inner_text().split())
        assert words["ui.python_failed"] in said
        assert words[f"ui.failed.{reason}"] in said
        expect(self.engine.locator("[data-tool=load]")).to_be_enabled()
        expect(self.engine.locator("a[href]")).to_be_visible()
        self.keeps_everything("short")
        return reason

    def sees_whole_result(self) -> None:
        """The whole result has come and nothing is left of any trouble."""
        expect(self.engine).to_have_attribute("data-state", "ready", timeout=SETTLED_MS)
        expect(self.engine).to_be_empty()
        self.keeps_everything("full")

    def keeps_everything(self, kind: str) -> None:
        """The result stands with links to pages, no answer is lost, and no machine speaks."""
        assert self.procedures(kind) == MAIN
        assert self.result(kind).locator("a[href]").count() > 0
        assert self.case == CASE
        assert not MACHINE_WORDS.search(self.page.locator("main").inner_text())
        assert self.errors == [], self.errors
