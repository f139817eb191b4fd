/**
 * Builds links for others: page, language and answers to begin with, a text for messengers and a QR code to print.
 *
 * @typedef {{
 *   site: string, languages: [string, string, string, string][], pages: [string, string, Record<string, string>][],
 *   messages: Record<string, string>, fallback: string,
 *   questions: [string, string, [string, string][]][], occupations: [string, string][], runtime: string,
 * }} Data `site` ends with a slash; a language is code, name, folder and tag; a page is path, name and its titles in
 *   the languages that have it; `messages` are the sentences around a title; `runtime` is relative to the page or ""
 */

import { copyText } from "./copy.mjs";
import { h } from "./dom.mjs";
import { encode } from "./link.mjs";

const CHECK = "check/";
const OCCUPATIONS = "berufe/";
const PNG_SIZE = 1024;

const form = /** @type {HTMLFormElement} */ (document.querySelector("[data-link-builder]"));
/** @type {Data} */
const data = JSON.parse(form.dataset.linkBuilder ?? "");
const find = (/** @type {string} */ selector) => /** @type {any} */ (form.querySelector(selector));
const field = (/** @type {string} */ name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name));

field("page").append(...data.pages.map(([path, title]) => h("option", { value: path }, title)));
field("language").append(...data.languages.map(([, name, folder, tag]) => h("option", { value: folder, lang: tag }, name)));
find("#lb-profs").append(...data.occupations.map(([, name]) => h("option", { value: name })));
const ids = new Map(data.occupations.map(([id, name]) => [name, id]));
field("language").value = data.languages.find(([, , , tag]) => tag === document.documentElement.lang)?.[2] ?? "";

/** The answers chosen so far; an occupation counts when it is one of the list. */
function answers() {
  const chosen = data.questions.map(([question]) => [question, field(question).value]);
  return Object.fromEntries([...chosen, ["prof", ids.get(field("prof").value) ?? ""]].filter(([, value]) => value));
}

/**
 * Offers the languages that a page exists in, and says so when the chosen one is none of them.
 *
 * @param {Record<string, string>} titles
 */
function offer(titles) {
  for (const [at, [code]] of data.languages.entries()) {
    find("#lb-language").options[at].disabled = !(code in titles);
  }
  const [code, name] = chosenLanguage();
  find("[data-fallback]").textContent = code in titles ? "" : data.fallback.replace("{language}", name);
  if (!(code in titles)) {
    field("language").value = data.languages[0][2];
  }
}

function chosenLanguage() {
  return data.languages[find("#lb-language").selectedIndex];
}

/** @param {Event} [event] */
function update(event) {
  const page = field("page").value;
  const titles = data.pages.find(([path]) => path === page)?.[2] ?? {};
  if (!event || event.target === field("page") || event.target === field("language")) {
    offer(titles);
  }
  const [code, , folder, tag] = chosenLanguage();
  find("[data-answers]").hidden = page !== CHECK;
  find("[data-occupation]").hidden = page !== CHECK && page !== OCCUPATIONS;
  const { prof } = answers();
  const end = page === CHECK ? encode(answers()) : page === OCCUPATIONS && prof ? `${prof}/` : "";
  const link = `${data.site}${folder}${page}${end}`;
  find("#lb-link").value = link;
  find("#lb-text").value = `${data.messages[code].replace("{title}", () => titles[code])}\n${link}`;
  find("#lb-text").lang = tag;
  find("[data-code]").hidden = true;
  find("[data-downloads]").hidden = true;
}

/** @param {HTMLButtonElement} button */
async function copy(button) {
  if (await copyText(find(`#${button.dataset.copy}`))) {
    find("[data-live]").textContent = button.dataset.done;
  }
}

/** @type {Promise<import("./client.mjs").CheckerClient> | null} */
let client = null;

async function start() {
  const { CheckerClient } = await import("./client.mjs");
  const started = new CheckerClient({ manifestUrl: data.runtime, texts: [] });
  await started.start();
  return started;
}

async function draw() {
  const button = find("[data-qr]");
  button.disabled = true;
  try {
    client ??= start();
    const link = find("#lb-link").value;
    const { svg } = await (await client).call("qr", { text: link });
    const drawing = new DOMParser().parseFromString(svg, "text/html").querySelector("svg");
    if (!drawing || link !== find("#lb-link").value) {
      return;
    }
    drawing.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    find("[data-code]").replaceChildren(drawing);
    find("[data-code]").hidden = false;
    await downloads(new XMLSerializer().serializeToString(drawing));
    find("[data-live]").textContent = "";
  } catch {
    client = null;
    find("[data-live]").textContent = button.dataset.failed;
  } finally {
    button.disabled = false;
  }
}

/** Offers the drawing as a file of lines and as a picture. @param {string} source */
async function downloads(source) {
  const address = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(source)}`;
  find("[data-download=svg]").href = address;
  const image = new Image(PNG_SIZE, PNG_SIZE);
  image.src = address;
  await image.decode();
  const canvas = h("canvas", { width: PNG_SIZE, height: PNG_SIZE });
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.fillStyle = "#fff";
  context.fillRect(0, 0, PNG_SIZE, PNG_SIZE);
  context.imageSmoothingEnabled = false;
  context.drawImage(image, 0, 0, PNG_SIZE, PNG_SIZE);
  find("[data-download=png]").href = canvas.toDataURL("image/png");
  find("[data-downloads]").hidden = false;
}

form.addEventListener("input", update);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("click", ({ target }) => {
  if (target instanceof HTMLButtonElement && target.dataset.copy) {
    void copy(target);
  } else if (target instanceof HTMLButtonElement && "qr" in target.dataset) {
    void draw();
  }
});
update();
form.hidden = false;
