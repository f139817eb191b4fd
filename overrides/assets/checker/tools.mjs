/**
 * What one does with a result: copy its link, share it, print it, begin anew.
 *
 * @typedef {import("./texts.mjs").Texts} Texts
 */

import { h } from "./dom.mjs";

/** @param {Texts} t @param {HTMLElement} live where news are announced @param {() => void} onRestart */
export function tools(t, live, onRestart) {
  const button = (/** @type {string} */ key, /** @type {() => void} */ onclick, name = "") =>
    h("button", { class: "check-button check-button--quiet", type: "button", onclick, "data-tool": name || null }, t.node(key));
  const copy = button("ui.copy_link", () => void copyLink(t, copy, live), "copy");
  return h(
    "div",
    { class: "check-tools" },
    copy,
    "share" in navigator && button("ui.share", () => void navigator.share({ url: location.href }).catch(() => {})),
    button("ui.print", () => print()),
    button("ui.restart", onRestart, "restart"),
  );
}

/** Copies the address of the case, or shows it where the browser forbids that. @param {Texts} t @param {HTMLElement} button @param {HTMLElement} live */
async function copyLink(t, button, live) {
  try {
    await navigator.clipboard.writeText(location.href);
    button.replaceChildren(t.node("ui.link_copied"));
    live.textContent = t.plain("ui.link_copied");
  } catch {
    const field = h("input", { class: "check-input", type: "text", readonly: true, dir: "ltr", value: location.href, "aria-label": t.plain("ui.copy_link") });
    button.replaceWith(field);
    field.select();
  }
}
