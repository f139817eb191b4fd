/**
 * The field in which readers search for their occupation.
 *
 * @typedef {import("./texts.mjs").Texts} Texts
 * @typedef {import("./occupations.mjs").Occupations} Occupations
 * @typedef {import("./occupations.mjs").Hit} Hit
 */

import { combobox } from "./combobox.mjs";
import { fill, german, h } from "./dom.mjs";

/**
 * @param {Texts} t @param {Occupations} occupations @param {string} value the chosen profession's id or ""
 * @param {(id: string) => void} onChoose "" when a choice is edited away
 * @returns {{element: HTMLElement, clear: () => void}}
 */
export function occupationField(t, occupations, value, onChoose) {
  const id = "check-prof-search";
  const chosen = h("p", { class: "check-chosen", hidden: true });
  const status = h("p", { class: "check-status", role: "status" });
  const { input, list, refresh, reset } = combobox({
    id,
    find: search,
    row: (/** @type {Hit} */ hit) => describe(t, hit),
    label: (hit) => hit.name || hit.title,
    listLabel: t.plain("ui.search_label"),
    describedBy: `${id}-hint`,
    onFound: (count) => fill(status, count === null ? null : t.node(count ? "ui.search_count" : "ui.search_none", { n: count })),
    onChoose: (hit) => {
      onChoose(hit?.id ?? "");
      show(hit);
    },
  });

  /** @param {string} typed @returns {Promise<Hit[] | null>} */
  async function search(typed) {
    try {
      return await occupations.find(typed);
    } catch {
      const again = h("button", { class: "check-button check-button--quiet", type: "button", onclick: () => void refresh() }, t.node("ui.retry"));
      fill(status, t.node("ui.failed.network"), " ", again);
      return null;
    }
  }

  /** @param {Hit | null} hit */
  function show(hit) {
    chosen.hidden = hit === null;
    fill(chosen, ...(hit ? [h("span", { class: "check-chosen__label" }, t.node("ui.search_chosen")), ...describe(t, hit)] : []));
    if (hit) {
      fill(status);
    }
  }

  if (value) {
    const hit = occupations.known(value);
    input.value = hit?.name || hit?.title || "";
    show(hit);
  }
  input.addEventListener("focus", () => occupations.prepare(), { once: true });

  const element = h(
    "div",
    { class: "check-search" },
    h("label", { class: "check-label", for: id }, t.node("ui.search_label")),
    h("p", { class: "check-help", id: `${id}-hint` }, t.node("ui.search_hint")),
    input,
    status,
    list,
    chosen,
  );
  return {
    element,
    clear() {
      reset();
      show(null);
    },
  };
}

/** Name in the reader's language, German title, what distinguishes it. @param {Texts} t @param {Hit} hit */
function describe(t, hit) {
  const title = german(hit.title);
  title.classList.add("check-hit__title");
  return [
    hit.name && h("span", { class: "check-hit__name" }, hit.name),
    title,
    hit.hint && h("span", { class: "check-hit__hint" }, hit.hintIsGerman ? german(hit.hint) : t.said(hit.hint)),
  ];
}
