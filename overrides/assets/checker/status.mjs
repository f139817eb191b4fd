/**
 * How far the whole result is, in one quiet line, with a button where the reader has to decide.
 *
 * @typedef {import("./texts.mjs").Texts} Texts
 * @typedef {import("./engine.mjs").Engine} Engine
 */

import { fill, h } from "./dom.mjs";

/**
 * @param {HTMLElement} place @param {Texts} t @param {Engine} engine
 * @param {{megabytes: number, wanted: boolean, procedures: string}} circumstances what it would load; whether the reader
 *   waits for it; where the pages are that need no checker
 */
export function showEngine(place, t, engine, { megabytes, wanted, procedures }) {
  const button = (/** @type {Node} */ label, onclick = () => void engine.start()) =>
    h("button", { class: "check-button check-button--second", type: "button", "data-tool": "load", onclick }, label);
  place.dataset.state = engine.state;
  place.dataset.reason = engine.state === "failed" ? engine.reason : "";
  switch (engine.state) {
    case "offered":
      fill(place, button(t.node("ui.save_data", { mb: t.number(megabytes) })));
      break;
    case "loading":
      fill(
        place,
        h("p", {}, t.node(wanted ? "ui.python_waiting" : `ui.loading_step.${engine.step}`)),
        engine.share > 0 && h("p", { "data-share": engine.share.toFixed(2) }, t.node("ui.loading_part", { done: t.number(engine.share * megabytes), mb: t.number(megabytes) })),
      );
      break;
    case "failed":
      fill(
        place,
        h("p", {}, t.node("ui.python_failed"), " ", t.node(`ui.failed.${engine.reason}`)),
        engine.reason === "outdated" ? button(t.node("ui.reload"), () => location.reload()) : button(t.node("ui.retry")),
        h("a", { href: procedures }, t.node("ui.page.procedures")),
      );
      break;
    default:
      fill(place);
  }
}
