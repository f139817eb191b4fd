/** The field for a postcode: shows what the lists below say about it. */

import { fill, h } from "./dom.mjs";

const LENGTH = 5;
const ARABIC = /[\u0660-\u0669]/g;

const form = /** @type {HTMLFormElement} */ (document.querySelector("form[data-postcode]"));
const input = /** @type {HTMLInputElement} */ (form.querySelector("input"));
const found = /** @type {HTMLElement} */ (form.querySelector("[data-found]"));

function show() {
  const typed = input.value.replace(ARABIC, (digit) => String(digit.charCodeAt(0) - 0x660)).trim();
  if (typed.length < LENGTH) {
    fill(found);
    return;
  }
  const entry = document.querySelector(`li[data-plz="${CSS.escape(typed)}"]`);
  if (!entry) {
    fill(found, h("p", {}, form.dataset.none));
    return;
  }
  const copy = h("p", {});
  copy.append(...[...entry.childNodes].map((node) => node.cloneNode(true)));
  fill(found, entry.querySelectorAll("a").length > 1 && h("p", {}, form.dataset.several), copy);
}

form.hidden = false;
form.addEventListener("submit", (event) => event.preventDefault());
input.addEventListener("input", show);
show();
