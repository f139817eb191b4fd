/**
 * What one does with a result: take it along on paper, copy its link, share it, print it, report an error in it, begin
 * anew; and the button that shows a German sentence.
 *
 * @typedef {import("./texts.mjs").Texts} Texts
 */

import { h } from "./dom.mjs";

/**
 * @param {Texts} t @param {HTMLElement} live where news are announced
 * @param {{address: () => string, report: string, onSheet: (() => void) | null, onRestart: () => void}} actions `address`
 *   is where others find the case, `report` the page that prepares a report; without a checker there is no sheet
 */
export function tools(t, live, { address, report, onSheet, onRestart }) {
  const button = (/** @type {string} */ key, /** @type {string} */ name, /** @type {() => void} */ onclick, kind = "quiet") =>
    h("button", { class: `check-button check-button--${kind}`, type: "button", onclick, "data-tool": name }, t.node(key));
  const copy = button("ui.copy_link", "copy", () => void copyLink(t, address(), copy, live));
  return h(
    "div",
    { class: "check-tools" },
    onSheet && button("ui.sheet", "sheet", onSheet, "second"),
    copy,
    "share" in navigator && button("ui.share", "share", () => void share(t, address(), copy, live)),
    button("ui.print", "print", () => print()),
    h("a", { class: "check-button check-button--quiet", href: report, "data-tool": "report" }, t.node("ui.report")),
    button("ui.restart", "restart", onRestart),
  );
}

/** Opens the German sentence of a question or procedure; the check listens for `data-card`. @param {Texts} t @param {string} key */
export function cardButton(t, key) {
  return h("button", { class: "check-button check-button--quiet check-show", type: "button", "data-card": key }, t.node("ui.card_show"));
}

/** Hands the link to the system; where that fails for another reason than the reader's choice, it is copied. @param {Texts} t @param {string} url @param {HTMLElement} copy @param {HTMLElement} live */
async function share(t, url, copy, live) {
  try {
    await navigator.share({ title: document.title, url });
  } catch (error) {
    if (!(error instanceof DOMException && error.name === "AbortError")) {
      await copyLink(t, url, copy, live);
    }
  }
}

/** Copies the address of the case, or shows it where the browser forbids that. @param {Texts} t @param {string} url @param {HTMLElement} button @param {HTMLElement} live */
async function copyLink(t, url, button, live) {
  try {
    await navigator.clipboard.writeText(url);
    button.replaceChildren(t.node("ui.link_copied"));
    live.textContent = t.plain("ui.link_copied");
  } catch {
    const field = h("input", { class: "check-input", type: "text", readonly: true, dir: "ltr", value: url, "aria-label": t.plain("ui.copy_link") });
    button.replaceWith(field);
    field.select();
  }
}
