"""How long until the first result: the runtime that ships beside stock Pyodide with the same checker, in one run.

A variant is a worker and what it is told; every round visits each of them with an empty profile and then again
with a browser that was started anew on the same profile. Medians wander with the machine, ratios much less.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from playwright.sync_api import sync_playwright

from checker import compile_flow
from overrides.hooks import runtime
from overrides.hooks.serve import SiteServer

if TYPE_CHECKING:
    from playwright.sync_api import BrowserType

ROOT = Path(__file__).resolve().parents[1]
SCRIPTS = ROOT / "overrides" / "assets" / "checker"
STOCK_FILES = ("pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
REVISITS = 2
COLD_BUDGET = 0.35
WARM_BUDGET = 0.40
CASE = {"goal": "work_profession", "qual": "voc", "prev": "no", "where": "UA", "prof": "pflegefachmann"}

PAGE = """
import { CheckerClient } from "/assets/checker-00000000/client.mjs";

window.first = async (options, request) => {
  const start = performance.now();
  const texts = [{ lang: "de", catalogUrl: "/assets/texts.00000000.json" }];
  const patience = { stallSeconds: 300, workSeconds: 300, callSeconds: 300 }; // Stock Pyodide says nothing meanwhile.
  const client = new CheckerClient({ texts, ...patience, ...options });
  await client.start();
  const ready = performance.now();
  const result = await client.call("check", request);
  return { ready: ready - start, result: performance.now() - start, procedure: result.procedures[0].id };
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
  const { loadPyodide } = await import("/assets/stock-00000000/pyodide.mjs");
  const python = await loadPyodide();
  const wheel = await fetch("/assets/stock-00000000/checker.whl");
  python.unpackArchive(await wheel.arrayBuffer(), "wheel");
  bridge = python.pyimport("checker.bridge").call;
  for (const { lang, catalogUrl } of data.texts) {
    const catalog = await (await fetch(catalogUrl)).json();
    bridge(JSON.stringify({ method: "load", params: { lang, catalog } }));
  }
  self.postMessage({ type: "ready", hello: bridge('{"method":"hello"}') });
};
"""


class Visit(NamedTuple):
    """Milliseconds from the start of the worker until Python is ready and until the first result is there."""

    ready: float
    result: float


# Name -> options of CheckerClient. The first one is what the others are compared with.
VARIANTS: dict[str, dict[str, str]] = {
    "stock": {"workerUrl": "/assets/stock-00000000/worker.mjs", "manifestUrl": "/"},
    "shipped": {"manifestUrl": "/assets/runtime-00000000/manifest.json"},
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page that can start every variant."""
    folder = tmp_path_factory.mktemp("bench")
    assets = folder / "assets"
    runtime.build(assets / "runtime-00000000")
    shutil.copytree(SCRIPTS, assets / "checker-00000000")
    stock = assets / "stock-00000000"
    stock.mkdir()
    for name in STOCK_FILES:
        shutil.copy(ROOT / "node_modules" / "pyodide" / name, stock)
    (stock / "worker.mjs").write_text(STOCK_WORKER)
    (stock / "checker.whl").write_bytes(ordinary_wheel())
    texts: dict[str, object] = {}
    for stage in ("texts", "details"):
        texts |= compile_flow.compiled_texts("de", stage)["texts"]
    (assets / "texts.00000000.json").write_text(json.dumps(texts, ensure_ascii=False), encoding="utf-8")
    head = '<!doctype html><html lang="de"><title>t</title><link rel="icon" href="data:,">'
    (folder / "index.html").write_text(head + '<script type="module" src="/page.mjs"></script>')
    (folder / "page.mjs").write_text(PAGE)
    return folder


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


def visit(chromium: BrowserType, url: str, profile: Path, variant: str) -> Visit:
    """Start the browser on a profile and get the first result."""
    names = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    context = chromium.launch_persistent_context(profile, executable_path=path, args=["--no-sandbox"])
    try:
        page = context.new_page()
        page.goto(url)
        request = {"answers": CASE, "on": "2026-11-22", "lang": "de"}
        page.wait_for_function("() => window.first")
        found = page.evaluate("([options, request]) => first(options, request)", [VARIANTS[variant], request])
        assert found["procedure"] == "drittstaat_reglementiert"
        # Leave the page open as a reader would, so that the browser may keep what it compiled.
        page.evaluate("() => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 2000 }))")
        return Visit(found["ready"], found["result"])
    finally:
        context.close()


def spread(times: list[float]) -> str:
    return f"{statistics.median(times):5.0f} ms ({min(times):.0f}-{max(times):.0f})"


@pytest.mark.bench
def test_first_result_against_stock_pyodide(site: Path, tmp_path: Path) -> None:
    cold: dict[str, list[float]] = {name: [] for name in VARIANTS}
    warm: dict[str, list[float]] = {name: [] for name in VARIANTS}
    with sync_playwright() as playwright, SiteServer(site) as server:
        chromium = playwright.chromium
        for name in VARIANTS:  # The server compresses each file once, before anything is measured.
            visit(chromium, server.url, tmp_path / f"unmeasured-{name}", name)
        for number in range(ROUNDS):
            for name in VARIANTS:
                profile = tmp_path / f"{name}-{number}"
                cold[name].append(visit(chromium, server.url, profile, name).result)
                warm[name] += [visit(chromium, server.url, profile, name).result for _ in range(REVISITS)]
                shutil.rmtree(profile, ignore_errors=True)
    reference = next(iter(VARIANTS))
    ratios = {}
    for kind, times in (("cold", cold), ("warm", warm)):
        for name in VARIANTS:
            ratios[kind, name] = statistics.median(times[name]) / statistics.median(times[reference])
            print(f"\nfirst result, {kind}, {name:8}: {spread(times[name])}, {ratios[kind, name]:.2f} of stock", end="")
    print()
    assert ratios["cold", "shipped"] <= COLD_BUDGET
    assert ratios["warm", "shipped"] <= WARM_BUDGET
