"""How a reader uses the check, in words that tests can say."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from playwright.sync_api import ConsoleMessage, Locator, Page, Request, ViewportSize

PHONE: ViewportSize = {"width": 360, "height": 740}
NURSE = {
    "goal": "work_profession",
    "qual": "voc",
    "prev": "no",
    "where": "UA",
    "prof": "Pflegefachmann",
}
NURSE_LINK = "#v=1&goal=work_profession&prev=no&prof=pflegefachmann&qual=voc&where=UA"


def connection(told: str) -> str:
    """A script that makes the browser tell this of its connection, such as ``saveData: true``."""
    return f"Object.defineProperty(navigator, 'connection', {{ value: {{ {told} }} }});"


def wait_until(page: Page, read: Callable[[], object], wanted: object) -> None:
    """Wait for what the page itself does not show; fail if it does not come about."""
    limit = time.monotonic() + 30
    while (found := read()) != wanted and time.monotonic() < limit:
        page.wait_for_timeout(100)
    assert found == wanted


class Watch:
    """Collects what a page must not do: speak in the console, break, ask other hosts."""

    def __init__(self, home: str) -> None:
        """Watch pages of one site."""
        self.home = home
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.expected: list[str] = []

    def follow(self, page: Page) -> None:
        """Begin to watch a page."""
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        page.on("request", self._asked)

    def expect(self, part: str) -> None:
        """Accept messages that contain ``part``: the test brings them about."""
        self.expected.append(part)

    def verdict(self) -> None:
        """Fail with everything that was not expected."""
        unexpected = [
            complaint for complaint in self.complaints if not any(part in complaint for part in self.expected)
        ]
        assert not unexpected, unexpected

    def _heard(self, message: ConsoleMessage) -> None:
        self.complaints.append(f"console {message.type}: {message.text} {message.location.get('url')}")

    def _asked(self, request: Request) -> None:
        self.requests.append(request.url)
        if not request.url.startswith((self.home, "data:", "blob:")):
            self.complaints.append(f"foreign request: {request.url}")


class Check:
    """The page of the check in one language."""

    def __init__(self, page: Page, home: str, language: str, *, scripts: bool = True) -> None:
        """Wrap a page of the site at ``home``; ``scripts`` says whether it runs JavaScript."""
        self.page = page
        self.home = home
        self.language = language
        self.scripts = scripts

    def goto(self, path: str = "check/", fragment: str = "") -> None:
        """Open a page of the language and, if it is the check, wait until it can be answered."""
        folder = "" if self.language == "de" else f"{self.language}/"
        self.page.goto(self.home + folder + path + fragment)
        if path == "check/" and self.scripts:
            self.wait_until_ready()

    def wait_until_ready(self) -> None:
        """Wait until the scripts have taken over the first question."""
        self.page.locator("[data-check][data-ready]").wait_for(state="attached")

    @property
    def stage(self) -> Locator:
        """Where the question or the result stands."""
        return self.page.locator("[data-place=stage]")

    @property
    def notices(self) -> Locator:
        """Where the check tells of dropped answers and damaged links."""
        return self.page.locator("[data-place=notices]")

    @property
    def address(self) -> str:
        """The address as the page knows it; what Playwright knows of it comes a moment later."""
        return str(self.page.evaluate("location.href"))

    @property
    def case(self) -> dict[str, str]:
        """The answers in the address, without the version and the outcome."""
        answers = parse_qsl(urlsplit(self.address).fragment)
        return {name: value for name, value in answers if name not in {"v", "p", "r"}}

    def question(self, name: str) -> Locator:
        """The form of a question, once it is on the screen."""
        form = self.stage.locator(f"form[data-question={name}]")
        form.wait_for()
        return form

    def answer(self, name: str, value: str) -> None:
        """Answer one question the way a reader does; an occupation is given in words or as a group."""
        form = self.question(name)
        if value == "unknown" and form.locator("[type=submit][value=unknown]").count():
            form.locator("[type=submit][value=unknown]").click()
            return
        if name == "where" or (name == "live" and value.isdigit()):
            form.locator("select").select_option(value)
        elif name == "prof" and value.isupper():
            form.locator(".check-groups > summary").click()
            form.locator(f"input[value={value}]").check()
        elif name == "prof":
            self.choose_occupation(value)
        else:
            form.locator(f"input[value={value}]").check()
        form.locator("[type=submit]").first.click()

    def choose_occupation(self, words: str) -> None:
        """Type words and take the first suggestion."""
        self.suggestions(words)[0].click()

    def suggestions(self, words: str) -> list[Locator]:
        """Type words into the search for occupations; what the list offers."""
        field, options = self.page.locator("#check-prof-search"), self.stage.locator("[role=option]")
        field.fill("")
        expect(options).to_have_count(0)  # What was offered for earlier words stays until the new list is there.
        field.fill(words)
        options.first.wait_for()
        return options.all()

    def answer_all(self, answers: Mapping[str, str]) -> None:
        """Answer until the result comes; what is not in ``answers`` is not known."""
        for _ in range(12):
            self.stage.locator("form[data-question], [data-result]").first.wait_for()
            if self.stage.locator("[data-result]").count():
                return
            name = self.stage.locator("form").get_attribute("data-question") or ""
            self.answer(name, answers.get(name, "unknown"))
            self.page.wait_for_function(
                "name => !document.querySelector(`[data-place=stage] > form[data-question=${name}]`)", arg=name
            )

    def result(self, kind: str = "full") -> Locator:
        """The result, ``short`` or ``full``, once it is there."""
        found = self.page.locator(f"[data-result={kind}]")
        found.wait_for(timeout=60_000)
        return found

    def procedures(self, kind: str = "full") -> list[str]:
        """The ids of the main procedures of the result."""
        cards = self.result(kind).locator(".check-card:not(.check-card--folded)")
        return [card.get_attribute("data-procedure") or "" for card in cards.all()]

    def authorities(self, procedure: str) -> list[str]:
        """The ids of the authorities that the full result names for a procedure."""
        found = self.result().locator(f"[data-procedure={procedure}] [data-authority]")
        return [entry.get_attribute("data-authority") or "" for entry in found.all()]

    def expect_focus_on_heading(self) -> None:
        """The heading of what is on the screen has the focus."""
        expect(self.stage.locator(".check-heading").first).to_be_focused()
