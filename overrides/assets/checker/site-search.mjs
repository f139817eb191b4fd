/**
 * The search page: finds occupations, procedures, authorities, places and pages while one types.
 *
 * @typedef {import("./search.mjs").Entry} Entry
 * @typedef {import("./search.mjs").Profession} Profession
 * @typedef {[kind: string, path: string, name: string, german: string, also: string[]]} Row
 * @typedef {{href: string, name: string, lang: string, german: string}} Hit
 */

import { fill, german, h } from "./dom.mjs";
import { json } from "./load.mjs";
import { find, index, plainWords } from "./search.mjs";

const PAUSE = 150;
const MOST = 6;
const ROOT = "../";

const form = /** @type {HTMLFormElement} */ (document.querySelector("form[data-search]"));
const input = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
const count = /** @type {HTMLElement} */ (document.querySelector("[data-count]"));
const results = /** @type {HTMLElement} */ (document.querySelector("[data-results]"));
const { index: address, professions, kinds, texts } = JSON.parse(form.dataset.search ?? "");
const lang = document.documentElement.lang;

/** @type {Promise<import("./occupations.mjs").Occupations> | undefined} */
let preparing;
/** @type {Promise<Map<string, Entry[]>> | undefined} */
let loading;
let timer = 0;
let asked = "";

/** The occupations; a failed download is tried again with the next letter. */
function occupations() {
  preparing ??= import("./occupations.mjs").then(
    ({ Occupations }) => new Occupations(lang, professions, () => null),
    (error) => {
      preparing = undefined;
      throw error;
    },
  );
  return preparing;
}

/** The index by kind; a failed download is tried again with the next letter. */
function load() {
  loading ??= download().catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

/** @returns {Promise<Map<string, Entry[]>>} */
async function download() {
  const rows = /** @type {Row[]} */ (await json(address));
  /** @type {Map<string, Profession[]>} */
  const byKind = new Map();
  for (const [kind, path, name, title, also] of rows) {
    byKind.set(kind, [...(byKind.get(kind) ?? []), { id: path, group: kind, title: title || name, name, also, hint: "" }]);
  }
  return new Map([...byKind].map(([kind, rows]) => [kind, index(rows)]));
}

/** What was found, by kind in the order of the groups. @param {string} typed @returns {Promise<[string, Hit[]][]>} */
async function search(typed) {
  const [byKind, jobs] = await Promise.all([load(), occupations().then((list) => list.find(typed))]);
  /** @type {[string, Hit[]][]} */
  const found = Object.keys(kinds).map((kind) => [kind, find(byKind.get(kind) ?? [], typed, MOST).map((row) => hit(kind, row))]);
  const named = jobs.filter((job) => isNamed(job, typed)); // Before those that were found by another word.
  found[0][1] = [...new Set([...named, ...jobs])].map(({ id, name, title }) => occupation(id, name, title));
  return found.filter(([, hits]) => hits.length > 0);
}

/** Whether an occupation has the typed words in its own name. @param {{name: string, title: string}} job @param {string} typed */
function isNamed({ name, title }, typed) {
  const own = plainWords(`${name} ${title}`);
  return plainWords(typed).every((word) => own.some((other) => other.startsWith(word)));
}

/** @param {string} id @param {string} name @param {string} title @returns {Hit} */
function occupation(id, name, title) {
  const own = lang === "de" ? "" : name;
  return { href: `${ROOT}berufe/${id}/`, name: own || title, lang: own ? "" : "de", german: own ? title : "" };
}

/** Names of authorities and places are German everywhere. @param {string} kind @param {Profession} row @returns {Hit} */
function hit(kind, { id, name, title }) {
  const named = kind === "authorities" || kind === "places";
  return { href: ROOT + id, name, lang: named ? "de" : "", german: title === name ? "" : title };
}

/** @param {Hit} found */
function item({ href, name, lang: own, german: title }) {
  const link = h("a", { href }, own === "de" ? german(name) : name);
  return h("li", {}, link, title && h("small", {}, german(title)));
}

async function show() {
  const typed = input.value.trim();
  if (typed === asked) {
    return;
  }
  asked = typed;
  history.replaceState(null, "", typed ? `?${new URLSearchParams({ q: typed })}` : location.pathname);
  if (!typed) {
    fill(results);
    count.textContent = "";
    return;
  }
  try {
    const found = await search(typed);
    if (typed !== asked) {
      return; // Somebody typed on.
    }
    const total = found.reduce((sum, [, hits]) => sum + hits.length, 0);
    count.textContent = total ? texts.found.replace("{count}", String(total)) : texts.nothing;
    fill(results, found.map(([kind, hits]) => group(kind, hits)));
    results.dataset.shown = typed;
  } catch {
    asked = "";
    count.textContent = texts.failed;
    fill(results);
  }
}

/** @param {string} kind @param {Hit[]} hits */
function group(kind, hits) {
  const heading = h("h2", { id: `gefunden-${kind}` }, kinds[kind]);
  return h("section", { "aria-labelledby": heading.id, class: "found" }, heading, h("ul", { class: "lines" }, hits.map(item)));
}

document.querySelector("[data-without-script]")?.remove();
form.hidden = false;
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(timer);
  show();
});
input.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(show, PAUSE);
});
input.addEventListener("focus", () => {
  load().catch(() => {});
  occupations().then((list) => list.prepare(), () => {});
});
input.value = new URLSearchParams(location.search).get("q") ?? "";
if (input.value) {
  show();
} else {
  input.focus();
}
