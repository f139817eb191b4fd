/**
 * A sentence card: one German sentence as large as the screen allows, to show at a desk, the reader's language below.
 *
 * @typedef {import("./texts.mjs").Texts} Texts
 */

import { h } from "./dom.mjs";
import { style, words } from "./words.mjs";

/** @param {Texts} t @param {import("./words.mjs").Words} urls @param {string} key of the sentence */
export async function showCard(t, urls, key) {
  const close = h("button", { class: "check-button card__close", type: "button", onclick: () => dialog.close() }, t.node("ui.card_close"));
  const dialog = h("dialog", { class: "card", "aria-label": t.plain("ui.card_title"), onclose: () => dialog.remove() });
  dialog.append(...(await sentence(t, urls, key)), close);
  document.querySelector(".check")?.append(dialog);
  dialog.showModal();
}

/** The sentence in German and, elsewhere, in the reader's language. @param {Texts} t @param {import("./words.mjs").Words} urls @param {string} key */
async function sentence(t, urls, key) {
  try {
    const [own, german] = await Promise.all([words(urls.sheet), words(urls.german.sheet), style("sheet.css")]);
    t.add(own);
    const large = h("p", { class: "card__german", lang: "de", dir: "ltr" }, String(german.texts[key]));
    return t.lang === "de" ? [large] : [large, h("p", { class: "card__own" }, t.node(key))];
  } catch {
    return [h("p", {}, t.node("ui.failed.network"))];
  }
}
