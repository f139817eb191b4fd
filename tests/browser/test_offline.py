"""Kept on the phone: only on request, complete or not at all, dated, renewed on request, removed without a trace."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from overrides.hooks.offline import SOURCES
from overrides.hooks.serve import SiteHandler, SiteServer
from tests.browser.driver import NURSE, PHONE, Check, Watch, wait_until

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from http import HTTPStatus
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Locator

STORING = 90_000
TRACES = """async () => ({
  workers: (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope),
  caches: await caches.keys(),
  databases: (await indexedDB.databases()).map(({ name }) => name),
  storage: localStorage.length + sessionStorage.length,
  cookies: document.cookie,
})"""
NOTHING = {"workers": [], "caches": [], "databases": [], "storage": 0, "cookies": ""}
NO_CACHES = """for (const name of ["keys", "open", "match"]) {
  CacheStorage.prototype[name] = () => Promise.reject(new DOMException("no", "SecurityError"));
}"""
NO_NETWORK = ("net::ERR_", "Failed to load resource")


class Network(SiteServer):
    """A server whose network a test can cut, hold and count."""

    def __init__(self, directory: Path) -> None:
        """Serve a folder with a network that works."""
        super().__init__(directory)
        self.RequestHandlerClass = Line
        self.down = False
        self.cut: re.Pattern[str] | None = None
        self.held: re.Pattern[str] | None = None
        self.release = threading.Event()
        self.asked: list[str] = []


class Line(SiteHandler):
    """Breaks off where the test says so: half of the file has gone out by then."""

    server: Network

    def _answer(self, *, with_body: bool) -> None:
        path = self.path.partition("?")[0]
        if self.server.down:
            self.close_connection = True
            return
        self.server.asked.append(path)
        if self.server.held and self.server.held.search(path):
            self.server.release.wait(30)
        super()._answer(with_body=with_body)

    def _send(self, file: Path, status: HTTPStatus, *, with_body: bool) -> None:
        if self.server.cut and self.server.cut.search(self.path):
            self.send_response(status)
            self.send_header("Content-Length", "1000000")
            self.end_headers()
            self.wfile.write(b"x" * 1000)
            self.close_connection = True
            return
        super()._send(file, status, with_body=with_body)


class Phone:
    """A reader's phone: pages in one browser with storage of its own."""

    def __init__(self, context: BrowserContext, network: Network, watch: Watch, folder: str = "") -> None:
        """Use a site below ``folder`` of a server."""
        self.context = context
        self.network = network
        self.watch = watch
        self.home = network.url + folder

    def open(self, path: str = "offline/", language: str = "de", *, check: bool = False) -> Check:
        """Open a page in a window of its own; ``check`` waits until the check can be answered."""
        page = self.context.new_page()
        page.set_default_timeout(60_000)
        self.watch.follow(page)
        reader = Check(page, self.home, language)
        if check:
            reader.goto()
        else:
            page.goto(self.home + ("" if language == "de" else f"{language}/") + path)
        return reader

    def keep(self, language: str = "de") -> Check:
        """Keep a language, as a reader does."""
        reader = self.open(language=language)
        button(reader, "keep").click()
        expect_state(reader, "kept", timeout=STORING)
        return reader

    def offline(self) -> None:
        """Take the network and the server away."""
        for message in NO_NETWORK:
            self.watch.expect(message)
        self.network.down = True
        self.context.set_offline(True)

    def online(self) -> None:
        """Give both back."""
        self.network.down = False
        self.context.set_offline(False)


def section(reader: Check) -> Locator:
    return reader.page.locator("[data-place=keep]")


def button(reader: Check, name: str) -> Locator:
    return section(reader).locator(f"[data-keep-tool={name}]")


def expect_state(reader: Check, state: str, timeout: float = 60_000) -> None:
    expect(section(reader)).to_have_attribute("data-state", state, timeout=timeout)


def traces(reader: Check) -> dict[str, Any]:
    found: dict[str, Any] = reader.page.evaluate(TRACES)
    return found


def storing(network: Network, reader: Check) -> None:
    """Until the page is in the midst of storing."""
    network.held = re.compile(r"\.wasm$")
    button(reader, "keep").click()
    expect(section(reader).locator("[data-keep-progress]")).to_have_text(re.compile(r"^[1-9]"))


def wait_for_nothing(reader: Check) -> None:
    """Until neither worker nor stored file is left."""
    wait_until(reader.page, lambda: traces(reader), NOTHING)


def copy_of(site: Path, target: Path) -> Path:
    """The built site, without a byte of its own until a test changes a file."""
    shutil.copytree(site, target, copy_function=os.link)
    return target


def replace(path: Path, content: bytes) -> None:
    """Change a file of a copy and leave the built one alone."""
    path.unlink(missing_ok=True)
    path.write_bytes(content)


def summary(site: Path, language: str = "de") -> dict[str, Any]:
    found: dict[str, Any] = json.loads((site / "assets/offline" / f"{language}.json").read_text(encoding="utf-8"))
    return found


def files(site: Path, language: str = "de") -> dict[str, Any]:
    name = summary(site, language)["list"]
    found: dict[str, Any] = json.loads((site / "assets/offline" / name).read_text(encoding="utf-8"))
    return found


def publish(site: Path, *, day: str, word: str) -> None:
    """Put out a later release: the page of the check is a new one, everything else stays."""
    listed, head = files(site), summary(site)
    page = site / "check" / "index.html"
    content = page.read_text(encoding="utf-8").replace("Check: Welches", f"{word}: Welches").encode()
    replace(page, content)
    entry = ["check/", len(content), hashlib.sha256(content).hexdigest()]
    listed["files"] = [entry if file[0] == "check/" else file for file in listed["files"]]
    listed["banner"] = listed["banner"].replace(listed["date"], day)
    listed |= {"date": day, "version": hashlib.sha256(day.encode()).hexdigest()[:12]}
    listed["bytes"] = sum(size for _, size, _ in listed["files"])
    name = f"list.de.{listed['version']}.json"
    replace(site / "assets/offline" / name, json.dumps(listed).encode())
    head |= {key: listed[key] for key in ("version", "date", "bytes")} | {"list": name}
    replace(site / "assets/offline/de.json", json.dumps(head).encode())


@pytest.fixture
def network(site: Path) -> Iterator[Network]:
    with Network(site) as running:
        yield running
        running.release.set()


@pytest.fixture
def releases(site: Path, tmp_path: Path) -> Iterator[Network]:
    """A server for a copy of the site that the test may change."""
    with Network(copy_of(site, tmp_path / "site")) as running:
        yield running
        running.release.set()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Callable[..., Phone]]:
    phones: list[Phone] = []

    def unpack(network: Network, folder: str = "", **options: Any) -> Phone:  # noqa: ANN401
        context = browser.new_context(**{"viewport": PHONE, **options})
        phones.append(Phone(context, network, Watch(network.url), folder))
        return phones[-1]

    yield unpack
    for used in phones:
        used.context.close()
        used.watch.verdict()


def test_without_consent_nothing_is_stored(phone: Callable[..., Phone], network: Network, site: Path) -> None:
    here = phone(network)
    reader = here.open(check=True)
    fold = reader.page.locator("details[data-keep]")
    expect(fold).to_be_visible()
    assert not [path for path in network.asked if "keep" in path or "offline" in path]
    fold.locator("summary").click()
    expect_state(reader, "none")
    size = summary(site)["bytes"] / 1e6
    expect(section(reader)).to_contain_text(f"{size:.1f} MB".replace(".", ","))
    expect(section(reader).locator("time").first).to_have_attribute("datetime", summary(site)["date"])
    reader.answer_all(NURSE)
    reader.result()
    reader.page.goto(here.home + "offline/")
    expect_state(reader, "none")
    assert traces(reader) == NOTHING
    assert here.context.cookies() == []
    assert "/sw.js" not in network.asked


@pytest.mark.parametrize("language", ["de", "ar"])
def test_what_is_kept_works_without_a_network(
    phone: Callable[..., Phone], network: Network, site: Path, language: str
) -> None:
    here = phone(network)
    reader = here.keep(language)
    day = summary(site, language)["date"]
    expect(section(reader)).to_contain_text(files(site, language)["name"])
    here.offline()
    reader.goto()
    note = reader.page.locator("main > [data-kept]")
    expect(note).to_be_visible()
    expect(note).to_have_attribute("data-kept", day)
    assert "2026" in note.inner_text() or language == "ar"
    reader.answer_all(NURSE)
    assert reader.procedures() == ["drittstaat_reglementiert"]
    expect(reader.result().locator("[data-kept]")).to_be_visible()
    reader.page.locator("[data-tool=sheet]").click()
    expect(reader.page.locator(".sheet-code[data-ready] svg")).to_be_visible(timeout=60_000)
    expect(reader.page.locator(".sheet [data-kept]")).to_be_visible()
    for path in ("", "verfahren/", "verfahren/gleichwertigkeit/", "stellen/", "datenschutz/", "suche/?q=pflege"):
        reader.page.goto(here.home + ("" if language == "de" else f"{language}/") + path)
        expect(reader.page.locator("h1")).to_be_visible()
        expect(note).to_have_attribute("data-kept", day)
    expect(reader.page.locator("[data-results] li").first).to_be_visible()
    here.online()
    reader.goto()
    expect(note).to_have_count(0)


def test_every_file_of_the_list_is_stored_and_no_other(
    phone: Callable[..., Phone], network: Network, site: Path
) -> None:
    here = phone(network)
    reader = here.keep()
    paths = reader.page.evaluate("""async () => {
      const name = (await caches.keys()).find((name) => !name.endsWith(":state"));
      return (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname.slice(1));
    }""")
    assert sorted(paths) == sorted(path for path, _, _ in files(site)["files"])
    assert len(traces(reader)["caches"]) == 2, "the files and the entry that names them"


def test_a_broken_connection_leaves_nothing_half_kept(phone: Callable[..., Phone], network: Network) -> None:
    here = phone(network)
    here.watch.expect("net::ERR_")
    reader = here.open()
    network.cut = re.compile(r"\.wasm$")
    button(reader, "keep").click()
    expect(section(reader)).to_contain_text("Das Netz fehlt oder ist abgebrochen.", timeout=STORING)
    expect(section(reader)).to_contain_text("Es wurde nichts gespeichert.")
    expect_state(reader, "none")
    assert traces(reader) == NOTHING
    expect(button(reader, "keep")).to_be_focused()
    network.cut = None
    button(reader, "keep").click()
    expect_state(reader, "kept", timeout=STORING)


def test_a_damaged_file_is_not_kept(phone: Callable[..., Phone], releases: Network) -> None:
    reader = phone(releases).open()
    replace(releases.directory / "stellen/index.html", b"<!doctype html><main>another release</main>")
    button(reader, "keep").click()
    expect(section(reader)).to_contain_text("passt nicht zur angebotenen Fassung", timeout=STORING)
    assert traces(reader) == NOTHING


def test_the_reader_sees_how_far_it_is_and_may_cancel(phone: Callable[..., Phone], network: Network) -> None:
    here = phone(network)
    reader = here.open()
    network.held = re.compile(r"\.wasm$")
    button(reader, "keep").click()
    expect_state(reader, "storing")
    expect(section(reader).locator("[data-keep-progress]")).to_have_text(re.compile(r"^[1-9][\d,]* von 1\d,\d MB$"))
    assert reader.page.locator("progress").evaluate("bar => bar.value > 0 && bar.value < bar.max")
    button(reader, "cancel").click()
    expect(section(reader)).to_contain_text("Abgebrochen. Es wurde nichts gespeichert.")
    assert traces(reader) == NOTHING


@pytest.mark.parametrize("held", [r"/offline/de\.json$", r"/offline/list\.de\.", r"/sw\.js$"])
def test_who_cancels_before_the_first_file_loads_none(phone: Callable[..., Phone], network: Network, held: str) -> None:
    reader = phone(network).open()
    expect_state(reader, "none")
    asked = len(network.asked)
    network.held = re.compile(held)
    button(reader, "keep").click()
    wait_until(reader.page, lambda: any(re.search(held, path) for path in network.asked[asked:]), wanted=True)
    button(reader, "cancel").click()
    network.release.set()
    expect(section(reader)).to_contain_text("Abgebrochen. Es wurde nichts gespeichert.", timeout=STORING)
    loaded = [path for path in network.asked[asked:] if not path.startswith("/assets/offline/") and path != "/sw.js"]
    assert loaded == []
    assert traces(reader) == NOTHING


def test_a_double_tap_stores_once(phone: Callable[..., Phone], network: Network) -> None:
    reader = phone(network).open()
    network.held = re.compile(r"\.wasm$")
    button(reader, "keep").evaluate("button => { button.click(); button.click(); }")
    expect(section(reader).locator("[data-keep-progress]")).to_have_text(re.compile(r"^[1-9]"))
    expect_state(reader, "storing")
    button(reader, "cancel").click()
    expect(section(reader)).to_contain_text("Abgebrochen. Es wurde nichts gespeichert.")
    assert traces(reader) == NOTHING


def test_a_window_closed_while_storing_leaves_nothing(phone: Callable[..., Phone], network: Network) -> None:
    here = phone(network)
    storing(network, reader := here.open())
    reader.page.close()
    network.release.set()
    wait_for_nothing(here.open("impressum/"))


def test_a_page_left_while_storing_leaves_nothing(phone: Callable[..., Phone], network: Network) -> None:
    storing(network, reader := phone(network).open())
    reader.page.goto(network.url + "impressum/")
    network.release.set()
    wait_for_nothing(reader)


def test_without_room_the_earlier_version_stays(phone: Callable[..., Phone], releases: Network) -> None:
    here = phone(releases)
    reader = here.open()
    quota = {"origin": releases.url.rstrip("/"), "quotaSize": 5_000_000}
    session = here.context.new_cdp_session(reader.page)
    session.send("Storage.overrideQuotaForOrigin", quota)
    button(reader, "keep").click()
    expect(section(reader)).to_contain_text(
        "Der Speicherplatz auf diesem Telefon reicht nicht. Es wurde nichts gespeichert.", timeout=STORING
    )
    assert traces(reader) == NOTHING

    session.send("Storage.overrideQuotaForOrigin", {"origin": quota["origin"]})
    button(reader, "keep").click()
    expect_state(reader, "kept", timeout=STORING)
    first = summary(releases.directory)["version"]
    publish(releases.directory, day="2026-12-01", word="Neu")
    # The browser claims room and refuses to write: the quota it names is not always the one it keeps.
    reader.page.add_init_script("navigator.storage.estimate = async () => ({ quota: 1e12, usage: 0 });")
    session.send("Storage.overrideQuotaForOrigin", quota | {"quotaSize": 20_000_000})
    reader.page.reload()
    expect_state(reader, "update")
    button(reader, "keep").click()
    expect(section(reader)).to_contain_text("reicht nicht. Die bisherige Fassung bleibt gespeichert.", timeout=STORING)
    expect(section(reader)).to_contain_text(first)
    here.offline()
    reader.goto()
    assert "Neu: Welches" not in reader.page.locator("h1").inner_text()


def test_a_new_version_is_offered_and_every_window_learns_of_it(phone: Callable[..., Phone], releases: Network) -> None:
    here = phone(releases)
    reader = here.keep()
    old = traces(reader)["caches"]
    publish(releases.directory, day="2026-12-01", word="Neu")
    checking = here.open(check=True)  # A reader in the middle of the check: it is kept, so the section looks by itself.
    expect_state(checking, "update")
    expect(checking.page.locator("details[data-keep] > summary")).to_contain_text("neue Fassung")
    checking.answer("goal", "work_profession")
    assert traces(reader)["caches"] == old, "nothing is exchanged without the reader"

    reader.page.reload()
    expect_state(reader, "update")
    expect(section(reader).locator("[role=status] time")).to_have_attribute("datetime", "2026-12-01")
    before = len(releases.asked)
    button(reader, "keep").click()
    expect_state(reader, "kept", timeout=STORING)
    again = [path for path in releases.asked[before:] if not path.startswith("/assets/offline/") and path != "/sw.js"]
    assert again == ["/check/"], "what is the same is copied on the phone"
    expect_state(checking, "kept")
    expect(section(checking)).to_contain_text("Sie gilt, sobald Sie eine Seite neu öffnen.")

    here.offline()
    checking.answer_all(NURSE)  # The window goes on with the version it began with, to the end.
    assert checking.procedures() == ["drittstaat_reglementiert"]
    reader.goto()
    expect(reader.page.locator("h1")).to_have_text("Neu: Welches Verfahren passt zu mir?")
    expect(reader.page.locator("main > [data-kept]")).to_have_attribute("data-kept", "2026-12-01")
    assert set(old) < set(traces(reader)["caches"]), "the earlier version stays as long as a window may need it"
    here.online()
    checking.page.close()
    reader.goto("impressum/")
    expect(reader.page.locator("h1")).to_be_visible()
    reader.page.wait_for_function(
        "old => caches.keys().then((now) => !now.includes(old))", arg=next(n for n in old if not n.endswith(":state"))
    )


def test_only_one_window_stores_at_a_time(phone: Callable[..., Phone], network: Network) -> None:
    here = phone(network)
    first, second = here.open(), here.open()
    storing(network, first)
    button(second, "keep").click()
    expect(section(second)).to_contain_text("Ein anderes Fenster speichert oder entfernt gerade.")
    network.release.set()
    expect_state(first, "kept", timeout=STORING)
    expect_state(second, "kept", timeout=STORING)


def test_remove_leaves_nothing(phone: Callable[..., Phone], network: Network) -> None:
    here = phone(network)
    reader = here.keep()
    other = here.open(check=True)
    expect_state(other, "kept")
    button(reader, "remove").click()
    expect(section(reader)).to_contain_text("Alles ist entfernt.")
    assert traces(reader) == NOTHING
    expect_state(other, "none")
    expect(section(other)).to_contain_text("Auf diesem Telefon ist nichts gespeichert.")
    here.offline()
    # The browser's own cache may hold the page for some minutes, but never under this address.
    with pytest.raises(Exception, match="ERR_"):
        reader.page.goto(here.home + "impressum/?new")


def test_the_site_can_withdraw_what_is_kept(phone: Callable[..., Phone], releases: Network) -> None:
    here = phone(releases)
    here.keep().page.close()
    replace(releases.directory / "assets/offline/de.json", b'{"keep":false}')
    reader = here.open("impressum/")
    wait_for_nothing(reader)
    reader.page.goto(here.home + "offline/")
    expect_state(reader, "failed")
    expect(section(reader)).to_contain_text("Das Behalten wird zurzeit nicht angeboten.")


def test_a_worker_of_a_later_release_removes_itself(phone: Callable[..., Phone], releases: Network) -> None:
    here = phone(releases)
    here.keep().page.close()
    replace(releases.directory / "sw.js", (SOURCES / "retire.js").read_bytes())
    reader = here.open("impressum/")
    reader.page.evaluate("() => navigator.serviceWorker.getRegistration().then((found) => found?.update())")
    wait_for_nothing(reader)


def test_below_a_path_another_language_says_what_is_kept(
    phone: Callable[..., Phone], site: Path, tmp_path: Path
) -> None:
    copy_of(site, tmp_path / "host" / "amt" / "check")
    with Network(tmp_path / "host") as host:
        here = phone(host, "amt/check/")
        reader = here.keep()
        assert traces(reader)["workers"] == [f"{host.url}amt/check/"]
        here.offline()
        for path in ("uk/check/", "berufe/pflegefachmann/"):
            reader.page.goto(here.home + path)
            expect(reader.page.locator("h1")).to_have_text("Diese Seite ist nicht gespeichert")
            own = reader.page.locator("section[lang=uk]")
            expect(own).to_contain_text("Deutsch")
        reader.page.locator("main .actions a[href$='/check/']").last.click()
        reader.wait_until_ready()
        expect(reader.page.locator("main > [data-kept] a")).to_have_attribute("href", "/amt/check/offline/")
        reader.page.goto(here.home + "uk/check/")
        here.online()
        reader.page.locator("main .actions a[href='']").click()
        reader.wait_until_ready()
        assert reader.address == here.home + "uk/check/"


def test_another_language_takes_the_place_of_the_first(
    phone: Callable[..., Phone], network: Network, site: Path
) -> None:
    here = phone(network)
    here.keep()
    reader = here.open(language="en")
    expect_state(reader, "other")
    expect(section(reader)).to_contain_text("Deutsch")
    asked = len(network.asked)
    button(reader, "keep").click()
    expect_state(reader, "kept", timeout=STORING)
    assert not [path for path in network.asked[asked:] if path.endswith(".wasm")], "the runtime is copied"
    here.offline()
    reader.goto()
    expect(reader.page.locator("main > [data-kept]")).to_contain_text("Kept version of")
    reader.page.goto(here.home + "check/")
    expect(reader.page.locator("h1")).to_have_text("This page is not kept")
    assert files(site, "en")["name"] in reader.page.locator("main").inner_text()


def test_a_slow_network_gives_the_kept_page_with_its_day(
    phone: Callable[..., Phone], network: Network, site: Path
) -> None:
    here = phone(network)
    reader = here.keep()
    network.held = re.compile(r"^/verfahren/$")
    begun = time.monotonic()
    reader.page.goto(here.home + "verfahren/")
    expect(reader.page.locator("main > [data-kept]")).to_have_attribute("data-kept", summary(site)["date"])
    assert time.monotonic() - begun < 20, "the network would have answered after 30 seconds"


@pytest.mark.parametrize(
    "refuses",
    [
        "delete Navigator.prototype.serviceWorker;",
        "navigator.serviceWorker.register = () => Promise.reject(new DOMException('no', 'SecurityError'));",
        NO_CACHES,
    ],
    ids=["no worker", "no registration", "no storage"],
)
def test_where_the_browser_refuses_the_page_says_so(
    phone: Callable[..., Phone], network: Network, refuses: str
) -> None:
    here = phone(network)
    here.context.add_init_script(refuses)
    reader = here.open()
    expect(section(reader)).to_have_attribute("data-state", re.compile("none|impossible"))
    if button(reader, "keep").count():
        button(reader, "keep").click()
    expect(section(reader)).to_contain_text("Dieser Browser kann die Seite nicht behalten.", timeout=STORING)
    reader.goto()


def test_without_javascript_the_page_says_what_it_needs(phone: Callable[..., Phone], network: Network) -> None:
    here = phone(network, java_script_enabled=False)
    reader = here.open()
    expect(section(reader)).to_contain_text("JavaScript")
    reader.page.goto(here.home + "check/")
    expect(reader.page.locator("details[data-keep]")).to_be_hidden()
