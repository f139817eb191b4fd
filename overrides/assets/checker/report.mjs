/**
 * A report of an error that the reader sends themselves: page, version of the rules, what is wrong and, from the
 * result of the check, the answers.
 *
 * Behind the `#` stands the page one came from and, a line each, the answers; nothing is sent anywhere by this script.
 */

import { copyText } from "./copy.mjs";

const form = /** @type {HTMLElement} */ (document.querySelector("[data-report]"));
const find = (/** @type {string} */ selector) => /** @type {any} */ (form.querySelector(selector));
const [page, text, result] = [find("#report-page"), find("#report-text"), find("#report-result")];
const lines = find("[data-lines]").innerHTML.trim();

const [from, ...answers] = decodeURIComponent(location.hash.slice(1)).split("\n");
page.value = from || "/";

function update() {
  const told = lines.replace("{page}", () => page.value).replace("{text}", () => text.value.trim() || "…");
  result.value = [told, ...(answers.length > 0 ? [form.dataset.answers, ...answers] : [])].join("\n");
  const mail = find("[data-mail]");
  if (mail) {
    mail.href = `mailto:${mail.dataset.mail}?subject=${encodeURIComponent(mail.dataset.subject)}&body=${encodeURIComponent(result.value)}`;
  }
}

form.addEventListener("input", update);
const button = find("[data-copy]");
button.addEventListener("click", async () => {
  if (await copyText(result)) {
    find("[data-live]").textContent = button.dataset.done;
    button.textContent = button.dataset.done;
  }
});
update();
form.hidden = false;
