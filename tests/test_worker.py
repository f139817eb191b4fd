"""The worker and its client in a real browser: boot, calls, and every way to fail.

A small package stands in for the checker, so that a test can order an answer or a breakdown.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import sync_playwright

from overrides.hooks import runtime
from overrides.hooks.serve import SiteServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page, Route

MODULES = Path(__file__).resolve().parents[1] / "overrides" / "assets" / "checker"
POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'"
STAND_IN = '''"""Stands in for the checker's bridge."""
import json
import time

loaded = []


def call(text):
    request = json.loads(text.to_bytes())
    match request["method"], request["params"]:
        case "hello", _:
            answer = {"ok": {"rules_version": "1", "languages": ["de"]}}
        case "load", params:
            loaded.append(params)
            answer = {"ok": None} if params["lang"] != "xx" else {"error": {"code": "lang"}}
        case "loaded", _:
            answer = {"ok": loaded}
        case "echo", params:
            answer = {"ok": params}
        case "sleep", {"seconds": seconds}:
            time.sleep(seconds)
            answer = {"ok": None}
        case "exhaust", _:
            raise MemoryError
        case method, _:
            answer = {"error": {"code": "method", "message": "no such", "detail": method}}
    return json.dumps(answer)
'''
PAGE = """
import { CheckerClient } from "./checker/client.mjs";

window.changes = [];
window.open_ = (options) => {
  const texts = [{ lang: "de", catalogUrl: "texts.de.json", namesUrl: "names.de.json" }];
  const client = new CheckerClient({ manifestUrl: "assets/manifest.json", texts, ...options });
  client.addEventListener("change", () => {
    const { state, step, loaded, total } = client;
    window.changes.push({ state, step, loaded, total });
  });
  window.client = client;
};
window.outcome = (promise) =>
  promise.then(
    (value) => ({ value: value ?? null }),
    (error) => ({ name: error.name, detail: error.detail, ...error }),
  );
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a built runtime with the stand-in."""
    package = tmp_path_factory.mktemp("stand-in") / "checker"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "bridge.py").write_text(STAND_IN)
    out = tmp_path_factory.mktemp("runtime") / "runtime"
    runtime.build(out, package=package, needs=runtime.CHECKER)
    return out


def make_site(built: Path, folder: Path) -> Path:
    """Write a site with one page that can open a client, in a folder below the root."""
    shutil.copytree(built, folder / "sub" / "assets")
    shutil.copytree(MODULES, folder / "sub" / "checker")
    head = '<!doctype html><html lang="de"><title>t</title><link rel="icon" href="data:,">'
    (folder / "sub" / "index.html").write_text(head + '<script type="module" src="page.mjs"></script>')
    (folder / "sub" / "page.mjs").write_text(PAGE)
    (folder / "sub" / "texts.de.json").write_text('{"ui.next": "Weiter"}')
    (folder / "sub" / "names.de.json").write_text('{"koch": ["Koch"]}')
    return folder


@pytest.fixture(scope="module")
def site(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site with the stand-in."""
    return make_site(built, tmp_path_factory.mktemp("stand-in") / "site")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    names = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path)
        yield running
        running.close()


@pytest.fixture
def open_page(browser: Browser, site: Path) -> Iterator[Callable[..., Page]]:
    """Return a function that opens the page under a policy, after a script of the test."""
    servers: list[SiteServer] = []
    context = browser.new_context()

    def opened(policy: str = POLICY, script: str = "") -> Page:
        server = SiteServer(site, headers={"Content-Security-Policy": policy})
        servers.append(server.__enter__())
        page = context.new_page()
        page.add_init_script(script)
        page.goto(f"{server.url}sub/")
        return page

    yield opened
    context.close()
    for server in servers:
        server.__exit__(None, None, None)


def start(page: Page, **options: object) -> dict[str, Any]:
    """Open a client, start it and return what came of it."""
    page.evaluate("options => open_(options)", options)
    outcome: dict[str, Any] = page.evaluate("() => outcome(client.start())")
    return outcome


def call(page: Page, method: str, **params: object) -> dict[str, Any]:
    """Call the client and return what came of it."""
    given = [method, params]
    outcome: dict[str, Any] = page.evaluate("([m, p]) => outcome(client.call(m, p))", given)
    return outcome


def state(page: Page) -> str:
    return str(page.evaluate("() => client.state"))


def watch_requests(page: Page) -> list[str]:
    urls: list[str] = []
    page.on("request", lambda request: urls.append(request.url))
    return urls


def test_boots_step_by_step_and_answers(open_page: Callable[..., Page], built: Path) -> None:
    page = open_page()
    console: list[str] = []
    page.on("console", lambda message: console.append(message.text))
    urls = watch_requests(page)
    assert start(page) == {"value": None}

    changes = page.evaluate("() => changes")
    steps = list(dict.fromkeys(change["step"] for change in changes))
    assert steps == ["runtime", "package", "bridge", "texts", "ready"]
    manifest = json.loads((built / "manifest.json").read_text())
    files = [*manifest["pyodide"]["files"].values(), manifest["stdlib"], manifest["checker"]]
    total = sum(file["size"] for file in files)
    runtime_bytes = [change["loaded"] for change in changes if change["total"] == total]
    assert runtime_bytes == sorted(runtime_bytes)
    assert (runtime_bytes[0], runtime_bytes[-1]) == (0, total)
    assert page.evaluate("() => client.hello") == {"rules_version": "1", "languages": ["de"]}

    texts = {"lang": "de", "catalog": {"ui.next": "Weiter"}, "names": {"koch": ["Koch"]}}
    assert call(page, "loaded") == {"value": [texts]}
    odd = {"text": "\u2028 'медсестра' \"ممرضة\" \\ \0", "number": 1.5}
    assert call(page, "echo", **odd) == {"value": odd}
    assert call(page, "nothing") == {"name": "CheckerError", "code": "method", "detail": "nothing"}
    assert page.evaluate("() => Promise.all([1, 2, 3].map((n) => client.call('echo', { n })))") == [
        {"n": 1},
        {"n": 2},
        {"n": 3},
    ]
    own = page.url
    assert [url for url in urls if not url.startswith(own)] == []
    assert len([url for url in urls if url.endswith("worker.mjs")]) == 1
    assert console == []

    page.evaluate("() => client.stop()")
    assert state(page) == "idle"


def test_broken_python_fails_with_memory(open_page: Callable[..., Page]) -> None:
    page = open_page()
    assert start(page) == {"value": None}
    outcome = call(page, "exhaust")
    assert (outcome["name"], outcome["reason"], outcome["step"]) == (
        "CheckerFailure",
        "memory",
        "ready",
    )
    assert state(page) == "failed"


def test_call_without_an_answer_times_out(open_page: Callable[..., Page]) -> None:
    page = open_page()
    assert start(page, callSeconds=2) == {"value": None}
    assert call(page, "sleep", seconds=60)["reason"] == "stopped"
    assert state(page) == "failed"


def test_policy_without_webassembly_is_noticed(open_page: Callable[..., Page]) -> None:
    page = open_page(POLICY.replace("'wasm-unsafe-eval'", ""))
    urls = watch_requests(page)
    assert start(page)["reason"] == "no_webassembly"
    assert not [url for url in urls if "/assets/" in url]


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("delete globalThis.WebAssembly", "no_webassembly"),
        ("WebAssembly.validate = () => false", "no_webassembly"),
        ("delete globalThis.Worker", "no_worker"),
        (
            "Worker = class { constructor() { throw new DOMException('', 'SecurityError'); } }",
            "no_worker",
        ),
        ("Worker = class { terminate() {} }", "no_worker"),
    ],
)
def test_unfit_browser_is_told_before_any_download(open_page: Callable[..., Page], script: str, reason: str) -> None:
    page = open_page(script=script)
    urls = watch_requests(page)
    assert start(page)["reason"] == reason
    assert urls == []
    assert state(page) == "failed"


@pytest.mark.parametrize(
    "missing",
    [
        "worker.mjs",
        "manifest.json",
        "pyodide.mjs",
        "pyodide.asm.js",
        "pyodide.asm.wasm",
        "python_stdlib-*.zip",
    ],
)
def test_missing_file_was_replaced_by_a_newer_version(open_page: Callable[..., Page], missing: str) -> None:
    page = open_page()
    page.context.route(f"**/{missing}", lambda route: route.fulfill(status=404, body="no"))
    assert start(page)["reason"] == "outdated"


def test_lost_network_is_a_network_failure(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.context.route("**/*.wasm", lambda route: route.abort())
    assert start(page)["reason"] == "network"


def test_damaged_engine_is_noticed(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.context.route("**/*.wasm", lambda route: route.fulfill(body=b"\0asm!", content_type="application/wasm"))
    assert start(page)["reason"] == "integrity"


@pytest.mark.parametrize("name", ["pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib-*.zip"])
def test_changed_file_of_the_runtime_never_runs(open_page: Callable[..., Page], built: Path, name: str) -> None:
    """One byte is different, and a changed script would claim that everything is ready."""
    page = open_page()
    (path,) = built.glob(f"*/{name}") if name.startswith("pyodide") else built.glob(name)
    content = path.read_bytes()
    changed = content[:-1] + bytes([content[-1] ^ 1])
    if path.suffix not in {".wasm", ".zip"}:
        claim = b"self.postMessage({ type: 'ready', hello: '{}' });"
        changed = claim + b" " * (len(content) - len(claim))
    page.context.route(f"**/{name}", lambda route: route.fulfill(response=route.fetch(), body=changed))
    outcome = start(page)
    assert (outcome["reason"], outcome["step"]) == ("integrity", "runtime")
    assert state(page) == "failed"


@pytest.mark.parametrize("same_length", [True, False])
def test_damaged_package_is_not_used(open_page: Callable[..., Page], built: Path, *, same_length: bool) -> None:
    page = open_page()
    (wheel,) = built.glob("checker-*.whl")
    content = wheel.read_bytes()
    damaged = content[:-1] + (b"\1" if same_length else b"")
    page.context.route("**/*.whl", lambda route: route.fulfill(body=damaged))
    assert start(page)["reason"] == "integrity"


def test_silence_times_out(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.context.route("**/*.wasm", lambda _: None)
    assert start(page, stallSeconds=3)["reason"] == "timeout"


def test_starts_again_after_a_failure_even_with_a_wrong_media_type(
    open_page: Callable[..., Page],
) -> None:
    page = open_page()
    answers = iter([{"status": 503}, {"content_type": "application/octet-stream"}])

    def answer(route: Route) -> None:
        route.fulfill(response=route.fetch(), **next(answers))  # type: ignore[arg-type]

    page.context.route("**/*.wasm", answer)
    assert start(page)["reason"] == "network"
    assert page.evaluate("() => outcome(client.start())") == {"value": None}
    assert state(page) == "ready"


def test_refused_texts_are_a_failure(open_page: Callable[..., Page]) -> None:
    page = open_page()
    texts = [{"lang": "xx", "catalogUrl": "texts.de.json"}]
    outcome = start(page, texts=texts)
    assert (outcome["reason"], outcome["step"]) == ("internal", "texts")
