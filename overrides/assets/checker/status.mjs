/**
 * How far the whole result is, in one quiet line, with a button where the reader has to decide.
 *
 * @typedef {import("./texts.mjs").Texts} Texts
 * @typedef {import("./engine.mjs").Engine} Engine
 */

import { fill, h } from "./dom.mjs";

/**
 * @param {HTMLElement} place @param {Texts} t @param {Engine} engine
 * @param {{megabytes: number, wanted: boolean}} circumstances what it would load; whether the reader waits for it
 */
export function showEngine(place, t, engine, { megabytes, wanted }) {
  const button = (/** @type {Node} */ label) =>
    h("button", { class: "check-button check-button--second", type: "button", "data-tool": "load", onclick: () => void engine.start() }, label);
  place.dataset.state = engine.state;
  switch (engine.state) {
    case "offered":
      fill(place, button(t.node("ui.save_data", { mb: t.number(megabytes) })));
      break;
    case "loading":
      fill(place, t.node(wanted ? "ui.python_waiting" : `ui.loading_step.${engine.step}`));
      break;
    case "failed":
      fill(place, h("p", {}, t.node("ui.python_failed"), " ", t.node(`ui.failed.${engine.reason}`)), button(t.node("ui.retry")));
      break;
    default:
      fill(place);
  }
}
