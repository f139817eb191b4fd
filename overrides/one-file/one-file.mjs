/**
 * The edition in one file: the check with the data that the file carries, how old the file is, what goes on paper.
 */

import "../assets/checker/check.mjs";

const DAY_MS = 86_400_000;
const MONTH_DAYS = 30;

/** Says how old the file is by the reader's clock, or that the clock must be wrong. @param {HTMLElement} edition */
function sayAge(edition) {
  const { built = "", until = "" } = edition.dataset;
  const days = Math.floor((Date.now() - Date.parse(built)) / DAY_MS);
  const show = (/** @type {string} */ name) => edition.querySelector(`[data-age=${name}]`)?.removeAttribute("hidden");
  if (days < 0) {
    show("clock");
    return;
  }
  const months = Math.floor(days / MONTH_DAYS);
  const format = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "auto", numberingSystem: "latn" });
  const when = months < 2 ? format.format(-days, "day") : format.format(-months, "month");
  edition.querySelectorAll("[data-when]").forEach((place) => place.replaceChildren(when));
  show("known");
  if (Date.now() > Date.parse(until) + DAY_MS) {
    show("old");
  }
}

/** With a result on the screen only its procedures go on paper, otherwise everything. */
function chooseForPaper() {
  const cards = Array.from(document.querySelectorAll("[data-result] [data-procedure]"));
  const wanted = cards.map((card) => `verfahren/${card.getAttribute("data-procedure")}/`);
  for (const part of document.querySelectorAll("[data-part]")) {
    part.toggleAttribute("data-unprinted", cards.length > 0 && !wanted.includes(part.getAttribute("data-part") ?? ""));
  }
}

sayAge(/** @type {HTMLElement} */ (document.querySelector("[data-built]")));
addEventListener("beforeprint", chooseForPaper);
