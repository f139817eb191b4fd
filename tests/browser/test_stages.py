"""The compiled flow and Python name the same procedures, in the browser that readers use."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.driver import Check

PATHS = 150
COMPARE = """
async (count) => {
  const root = document.querySelector("[data-check]");
  const base = document.querySelector("script[type=module]").src;
  const { Flow } = await import(new URL("flow.mjs", base));
  const { Engine } = await import(new URL("engine.mjs", base));
  const { Texts } = await import(new URL("texts.mjs", base));
  const manifest = JSON.parse(root.dataset.check);
  const graph = await (await fetch(manifest.flow)).json();
  const texts = new Texts("de", false);
  texts.add(await (await fetch(manifest.texts)).json());
  const engine = new Engine(texts, manifest.runtime, manifest.details);
  await engine.start();
  const on = new Date().toISOString().slice(0, 10);
  const flow = new Flow(graph, on, (question, value) => value);
  let seed = 20261122;
  const random = (limit) => (seed = (seed * 48271) % 2147483647) % limit;
  const different = [];
  const times = [];
  for (let number = 0; number < count; number += 1) {
    const answers = {};
    let walk = flow.walk(answers);
    while (walk.next) {
      const options = flow.options(walk.next);
      answers[walk.next] = options[random(options.length)];
      walk = flow.walk(answers);
    }
    const start = performance.now();
    const result = await engine.call("check", { answers, on, lang: "de" });
    times.push(performance.now() - start);
    const main = result.procedures.filter(({ role }) => role === "main").map(({ id }) => id);
    const all = result.procedures.map(({ id }) => id);
    const short = walk.procedures;
    const nothingLost = short.every((id) => all.includes(id)) && main.every((id) => short.includes(id));
    if (result.next_question || short[0] !== main[0] || !nothingLost) {
      different.push({ answers, short, full: main, next: result.next_question });
    }
  }
  times.sort((a, b) => a - b);
  return { different, median: times[count >> 1] };
}
"""


def test_short_and_full_result_agree(visit: Callable[..., Check]) -> None:
    """The likely procedure is the same, and no main procedure stands in one result alone."""
    found = visit().page.evaluate(COMPARE, PATHS)
    print(f"check in Chromium: median {found['median']:.1f} ms")
    assert found["different"] == []


def test_the_number_of_questions_left_is_never_too_small(visit: Callable[..., Check]) -> None:
    """On paths that take the first, the second, the third option and so on of every question."""
    check = visit()
    walks = check.page.evaluate(
        """async (paths) => {
          const { Flow } = await import(new URL("flow.mjs", document.querySelector("script[type=module]").src));
          const manifest = JSON.parse(document.querySelector("[data-check]").dataset.check);
          const flow = new Flow(await (await fetch(manifest.flow)).json(), "2026-11-22", (_, value) => value);
          return Array.from({ length: paths }, (_, path) => {
            const answers = {};
            const left = [];
            for (let walk = flow.walk(answers); walk.next; walk = flow.walk(answers)) {
              left.push(walk.remaining);
              const options = flow.options(walk.next);
              answers[walk.next] = options[path % options.length];
            }
            return [...left, 0];
          });
        }""",
        PATHS,
    )
    assert len({tuple(left) for left in walks}) > 1
    for left in walks:
        assert all(before > after for before, after in itertools.pairwise(left)), left
