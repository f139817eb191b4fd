"""How long until the first result: what ships, stock Pyodide and MicroPython with the same checker, in one run.

A variant is a worker and what it is told. Every round visits each of them with an empty profile, and then again with a
browser that was started anew on the same profile. Times wander with the machine, ratios of one round much less.
"""

from __future__ import annotations

import functools
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import brotli
from playwright.sync_api import sync_playwright

from bench import micropython
from bench.report import Table, spread
from bench.throttle import SlowServer, half_a_core
from checker import bridge, compile_flow
from overrides.hooks import runtime
from overrides.hooks.pyodide_files import PYODIDE_FILES, STOCK_STDLIB
from overrides.hooks.serve import SiteServer

if TYPE_CHECKING:
    from typing import TypeAlias

    from playwright.sync_api import BrowserType, Playwright

    # A kind of browser and how it is started.
    Launch: TypeAlias = tuple[BrowserType, dict[str, Any]]

ROOT = Path(__file__).resolve().parents[1]
SCRIPTS = ROOT / "overrides" / "assets" / "checker"
LOCK = "pyodide-lock.json"
STOCK_FILES = (*(file.name for file in PYODIDE_FILES.values()), STOCK_STDLIB.name, LOCK)
ROUNDS, SLOW_ROUNDS, REVISITS = 5, 2, 2
COLD_BUDGET, WARM_BUDGET = 0.35, 0.40
PATIENCE_MS = 300_000
# A browser that has just started is busy with itself for a while; that is not what is compared here.
SETTLE = "() => new Promise((resolve) => setTimeout(resolve, 2000))"
CASE = {"goal": "work_profession", "qual": "voc", "prev": "no", "where": "UA", "prof": "pflegefachmann"}
REQUEST = {"answers": CASE, "on": "2026-11-22", "lang": "de"}
WHEEL = "iq_anerkennungscheck-0.1.0-py3-none-any.whl"

PAGE = """
import { CheckerClient } from "/assets/checker/00000000/client.mjs";

window.first = async (options, request) => {
  const start = performance.now();
  const texts = [{ lang: "de", catalogUrl: "/assets/texts.00000000.json" }];
  const patience = { stallSeconds: 300, workSeconds: 300, callSeconds: 300 }; // Stock Pyodide says nothing meanwhile.
  const client = new CheckerClient({ texts, ...patience, ...options });
  await client.start();
  const result = await client.call("check", request);
  return { seconds: (performance.now() - start) / 1000, answers: { hello: client.hello, check: result } };
};
"""

# As Pyodide's own guide does it: the package as delivered, an ordinary wheel, nothing compared or counted.
STOCK_WORKER = """
let bridge;
self.onmessage = async ({ data }) => {
  if (data.type !== "start") {
    self.postMessage({ id: data.id, result: bridge(`{"method":"${data.method}","params":${data.params}}`) });
    return;
  }
  const { loadPyodide } = await import("/assets/checker/00000001/pyodide.mjs");
  const python = await loadPyodide();
  const wheel = "/assets/checker/00000001/iq_anerkennungscheck-0.1.0-py3-none-any.whl";
  await python.loadPackage(wheel, { messageCallback: () => {} });
  bridge = python.pyimport("checker.bridge").call;
  for (const { lang, catalogUrl } of data.texts) {
    const catalog = await (await fetch(catalogUrl)).json();
    bridge(JSON.stringify({ method: "load", params: { lang, catalog } }));
  }
  self.postMessage({ type: "ready", hello: bridge('{"method":"hello"}') });
};
"""


# Name -> options of CheckerClient. The first one is what the others are compared with.
VARIANTS: dict[str, dict[str, str]] = {
    "stock Pyodide": {"workerUrl": "/assets/checker/00000001/worker.mjs", "manifestUrl": "/"},
    "what ships": {"manifestUrl": "/assets/runtime-00000000/manifest.json"},
    "MicroPython": {"workerUrl": "/assets/checker/00000002/worker.mjs", "manifestUrl": "/"},
}
STOCK, SHIPPED, MICROPYTHON = VARIANTS


def measure() -> list[Table]:
    """Measure all in Chromium, in Firefox where there is one, and in Chromium as on a cheap phone."""
    table = Table(
        "From the start of the worker to the first result",
        ("browser", "condition", "visit", STOCK, SHIPPED, "of stock", "budget", MICROPYTHON, "of stock"),
        "Stock is Pyodide as its guide says: all of the standard library, the checker as an ordinary wheel loaded with "
        "`loadPackage`. A ratio is that of the medians; warm: the browser was started anew on the same profile. "
        "MicroPython compiles the same sources at every start, rewritten where it lacks something (unpacking in "
        "displays, named tuples with defaults, the order of dictionaries, see `bench/micropython.py`). Searching is "
        "left out, as that needs the tables of Unicode. Every answer is compared with that of CPython.",
    )
    sizes = Table(
        "What a new visitor fetches",
        ("variant", "MB", "of stock"),
        "Python, its library, the checker and its facts with Brotli 11, in millions of bytes; "
        "without the texts of the language and the scripts of the page, which are the same for all.",
    )
    with tempfile.TemporaryDirectory(prefix="bench-") as name, sync_playwright() as playwright:
        folder = Path(name)
        fetched = build(folder / "site")
        for variant, transfer in fetched.items():
            sizes.add(variant, f"{transfer / 1_000_000:.2f}", f"{transfer / fetched[STOCK]:.2f}")
        with SiteServer(folder / "site") as server:
            for kind, launch in _browsers(playwright).items():
                times = _rounds(launch, server.url, folder, ROUNDS)
                for visit, budget in (("cold", COLD_BUDGET), ("warm", WARM_BUDGET)):
                    _add(table, (kind, "unthrottled", visit), times[visit], budget)
        with SlowServer(folder / "site") as server, half_a_core(os.environ["CHROMIUM"], folder) as program:
            phone: Launch = playwright.chromium, {"executable_path": program, "args": ["--no-sandbox"]}
            times = _rounds(phone, server.url, folder, SLOW_ROUNDS)
            for visit in ("cold", "warm"):
                _add(table, ("Chromium", "half a core, 1.6 Mbit/s", visit), times[visit], None)
    return [table, sizes]


def _browsers(playwright: Playwright) -> dict[str, Launch]:
    """The browsers of this machine and how they are started."""
    found: dict[str, Launch] = {
        "Chromium": (playwright.chromium, {"executable_path": os.environ["CHROMIUM"], "args": ["--no-sandbox"]}),
    }
    firefox = os.environ.get("FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox")
    if firefox:
        found["Firefox"] = playwright.firefox, {"executable_path": firefox, "channel": "moz-firefox"}
    return found


def _rounds(launch: Launch, url: str, folder: Path, rounds: int) -> dict[str, dict[str, list[float]]]:
    """Seconds of every visit, "cold" or "warm" -> variant -> visits; an unmeasured round comes first."""
    times: dict[str, dict[str, list[float]]] = {visit: {name: [] for name in VARIANTS} for visit in ("cold", "warm")}
    for number in range(-1 if rounds > SLOW_ROUNDS else 0, rounds):
        for name, options in VARIANTS.items():
            with tempfile.TemporaryDirectory(dir=folder, prefix="profile-", ignore_cleanup_errors=True) as profile:
                seconds = [_visit(launch, url, profile, options) for _ in range(1 + REVISITS)]
            if number >= 0:  # The server compresses each file once, before anything is measured.
                times["cold"][name].append(seconds[0])
                times["warm"][name] += seconds[1:]
    return times


def _visit(launch: Launch, url: str, profile: str, options: dict[str, str]) -> float:
    """Start the browser on a profile and get the first result; seconds."""
    kind, how = launch
    with kind.launch_persistent_context(profile, timeout=PATIENCE_MS, **how) as context:
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.goto(url)
        page.wait_for_function("() => window.first")
        page.evaluate(SETTLE)
        found = page.evaluate("([options, request]) => first(options, request)", [options, REQUEST])
        if found["answers"] != expected():
            raise RuntimeError(f"{options} answers otherwise than CPython: {found['answers']}")
        # Leave the page open as a reader would, so that the browser may keep what it compiled.
        page.evaluate(SETTLE)
        seconds: float = found["seconds"]
        return seconds


def _add(table: Table, what: tuple[str, str, str], times: dict[str, list[float]], budget: float | None) -> None:
    """Add a row; without a budget it is there to be read."""
    ratios = {name: median(seconds) / median(times[STOCK]) for name, seconds in times.items()}
    kept = table.check(", ".join(what), ratios[SHIPPED], budget) if budget else ""
    stock, shipped, micro = (spread(times[name], "s") for name in VARIANTS)
    table.add(*what, stock, shipped, f"{ratios[SHIPPED]:.2f}", kept, micro, f"{ratios[MICROPYTHON]:.2f}")


@functools.cache
def expected() -> dict[str, Any]:
    """What the checker answers on CPython: its greeting and the result of the case."""
    requests = {"hello": {}, "check": REQUEST}
    texts = {method: json.dumps({"method": method, "params": params}) for method, params in requests.items()}
    return {method: json.loads(bridge.call(text))["ok"] for method, text in texts.items()}


def build(folder: Path) -> dict[str, int]:
    """Write a page that can start every variant; return variant -> bytes to transfer."""
    assets = folder / "assets"
    shipped = runtime.build(assets / "runtime-00000000")
    shutil.copytree(SCRIPTS, assets / "checker" / "00000000")
    stock = assets / "checker" / "00000001"
    stock.mkdir(parents=True)
    for name in STOCK_FILES:
        shutil.copy(ROOT / "node_modules" / "pyodide" / name, stock)
    (stock / "worker.mjs").write_text(STOCK_WORKER)
    (stock / WHEEL).write_bytes(ordinary_wheel())
    micro = assets / "checker" / "00000002"
    micropython.build(micro)
    texts: dict[str, object] = {}
    for stage in ("texts", "details"):
        texts |= compile_flow.compiled_texts("de", stage)["texts"]
    (assets / "texts.00000000.json").write_text(json.dumps(texts, ensure_ascii=False), encoding="utf-8")
    head = '<!doctype html><html lang="de"><title>t</title><link rel="icon" href="data:,">'
    (folder / "index.html").write_text(head + '<script type="module" src="/page.mjs"></script>')
    (folder / "page.mjs").write_text(PAGE)
    pinned = sum(file.transfer for file in (*PYODIDE_FILES.values(), STOCK_STDLIB))
    return {
        STOCK: pinned + sum(_transfer(stock / name) for name in (LOCK, WHEEL)),
        SHIPPED: shipped,
        MICROPYTHON: sum(_transfer(file) for file in micro.iterdir()),
    }


def _transfer(file: Path) -> int:
    """The bytes of a file under Brotli's best quality."""
    return len(brotli.compress(file.read_bytes()))


def ordinary_wheel() -> bytes:
    """The checker as anybody would pack it, with the same modules: sources, without the texts of all languages."""
    with tempfile.TemporaryDirectory() as name:
        staged = Path(name) / "source"
        left_out = shutil.ignore_patterns("__pycache__", "locale", "names", "postcodes.json")
        shutil.copytree(ROOT / "checker", staged / "checker", ignore=left_out)
        shutil.copy(ROOT / "pyproject.toml", staged)
        subprocess.run([sys.executable, "-m", "flit_core.wheel", "--outdir", name, str(staged)], check=True)
        (wheel,) = Path(name).glob("*.whl")
        return wheel.read_bytes()
