/**
 * The sheet to take along: the reader's language and German side by side, line by line, with a QR code of the case.
 *
 * @typedef {import("./form.mjs").Source} Source
 * @typedef {import("./link.mjs").Answers} Answers
 * @typedef {{
 *   n: number, kind: "text" | "checkbox" | "question", label: string, text: string, note: string,
 *   german_label: string, german: string, german_note: string, same: string[], answer: string[], untranslated: boolean,
 * }} Line
 * @typedef {{id: string, title: string, german: string, lines: Line[]}} Section
 * @typedef {{title: string, german: string, sections: Section[]}} Sheet see checker/sheet.py
 * @typedef {{label: Node | string, text: Node | string, note: Node | string}} Said
 */

import { answerText } from "./answers.mjs";
import { german, h } from "./dom.mjs";
import { keptNote } from "./result.mjs";
import { style, words } from "./words.mjs";

/**
 * @param {Source} source @param {import("./engine.mjs").Engine} engine @param {import("./words.mjs").Words} urls
 * @param {{answers: Answers, on: string, back: HTMLElement}} circumstances
 * @returns {Promise<{element: HTMLElement, heading: HTMLElement, complete: () => Promise<void>}>} `complete` adds the
 *   code, which takes longer; rejects when something cannot be loaded
 */
export async function sheet(source, engine, urls, { answers, on, back }) {
  const { t, occupations } = source;
  const [own, ...reference] = await Promise.all([
    words(urls.sheet),
    ...Object.values(urls.german).map(words),
    style("sheet.css"),
    answers.prof && occupations.load().catch(() => {}),
  ]);
  t.add(own);
  await engine.call("load", { lang: t.lang, catalog: t.all });
  if (t.lang !== "de") {
    const catalogs = /** @type {import("./texts.mjs").Catalog[]} */ (reference.slice(0, Object.keys(urls.german).length));
    await engine.call("load", { lang: "de", catalog: Object.assign({}, ...catalogs.map(({ texts }) => texts)) });
  }
  /** @type {Sheet} */
  const content = await engine.call("sheet", { answers, on, lang: t.lang });
  return view(source, content, back, (text) => engine.call("qr", { text }));
}

/** @param {Source} source @param {Sheet} content @param {HTMLElement} back @param {(text: string) => Promise<{svg: string}>} draw */
function view(source, { title, german: germanTitle, sections }, back, draw) {
  const { t } = source;
  const two = t.lang !== "de";
  const heading = h("h2", { class: "check-heading", tabindex: -1 }, t.said(title));
  const code = h("figure", { class: "sheet-code" }, h("figcaption", {}, t.node("sheet.qr")));
  const element = h(
    "article",
    { class: `sheet${two ? " sheet--two" : ""}` },
    h("div", { class: "check-actions sheet-actions" }, back, h("button", { class: "check-button", type: "button", "data-tool": "print", onclick: () => print() }, t.node("ui.print"))),
    h("header", { class: "sheet-head" }, h("div", {}, heading, two && h("p", { class: "sheet-head__german", lang: "de", dir: "ltr" }, germanTitle)), code),
    keptNote(),
    sections.map((section) => part(source, section, two)),
  );
  return { element, heading, complete: () => addCode(t, code, draw) };
}

/** The case as a QR code; without it the sheet says so. @param {Source["t"]} t @param {HTMLElement} figure @param {(text: string) => Promise<{svg: string}>} draw */
async function addCode(t, figure, draw) {
  const link = location.href;
  try {
    const { svg } = await draw(link);
    const drawn = new DOMParser().parseFromString(svg, "text/html").querySelector("svg");
    figure.prepend(h("a", { class: "sheet-code__link", href: link, "aria-label": t.plain("sheet.qr") }, drawn));
    figure.dataset.ready = "";
  } catch {
    figure.replaceChildren(h("figcaption", {}, t.node("sheet.qr_missing")));
  }
}

/** @param {Source} source @param {Section} section @param {boolean} two */
function part(source, { id, title, german: germanTitle, lines }, two) {
  return h(
    "section",
    { class: "sheet-part", "data-part": id },
    h("h3", { class: "sheet-title" }, h("span", {}, source.t.said(title)), two && h("span", { lang: "de", dir: "ltr" }, germanTitle)),
    h("ol", { class: "sheet-lines", role: "list" }, lines.map((line) => row(source, line, two))),
  );
}

/** One line on both sides; names and addresses, the same on both, stand below. @param {Source} source @param {Line} line @param {boolean} two */
function row(source, line, two) {
  const { t } = source;
  const [question, value] = line.answer;
  const text = question ? answerText(source, question, value) : t.said(line.text);
  const own = { label: t.said(line.label), text, note: t.said(line.note) };
  const other = { label: line.german_label, text: line.german, note: line.german_note };
  const mark = line.untranslated && h("span", { class: "sheet-mark" }, " (", t.node("sheet.only_german"), ")");
  return h(
    "li",
    { class: "sheet-line", "data-line": line.n, "data-kind": line.kind },
    h("div", { class: "sheet-side" }, side(line, own, line.kind === "checkbox" ? "check" : "", mark)),
    two && h("div", { class: "sheet-side sheet-side--german", lang: "de", dir: "ltr" }, side(line, other, line.kind === "checkbox" ? "box" : "", null)),
    line.same.length > 0 && h("div", { class: "sheet-same" }, line.same.map((same) => h("span", {}, german(same)))),
  );
}

/** Number, box and words. @param {Line} line @param {Said} said @param {"" | "check" | "box"} box @param {import("./dom.mjs").Child} mark */
function side(line, { label, text, note }, box, mark) {
  const body = [
    line.label && [h("span", { class: "sheet-label" }, label), " "],
    h("span", { class: "sheet-text" }, text, mark),
    line.note && [" ", h("span", { class: "sheet-note" }, note)],
  ];
  const number = h("span", { class: "sheet-number" }, `${line.n}.`);
  switch (box) {
    case "check":
      return [number, h("label", { class: "sheet-body sheet-tick" }, h("input", { type: "checkbox" }), h("span", {}, body))];
    case "box":
      return [number, h("div", { class: "sheet-body sheet-tick" }, h("span", { class: "sheet-box", "aria-hidden": "true" }), h("span", {}, body))];
    default:
      return [number, h("div", { class: "sheet-body" }, body)];
  }
}
