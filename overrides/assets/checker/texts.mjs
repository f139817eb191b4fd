/**
 * The words of the check in the reader's language, German where a text is missing, and marked so.
 *
 * @typedef {import("./dom.mjs").Child} Child
 * @typedef {{texts: Record<string, string | string[]>, german: string[]}} Catalog `german` are the keys that fall back
 */

import { german, h } from "./dom.mjs";

const PLACEHOLDER = /\{(\w+)\}/;
const PLURAL_ORDER = ["zero", "one", "two", "few", "many", "other"];
// Latin words, paragraphs and figures beside them keep their order inside right-to-left text; brackets around
// them belong to that text, brackets behind a word, as in "Halle (Saale)", to the word.
const LATIN = /([§\p{Script=Latin}](?:[\p{Script=Latin}\p{M}\p{N}§ ./&+@–-]*[\p{Script=Latin}\p{N}])?(?: \([\p{Script=Latin} -]+\))?)/u;

export class Texts {
  #lang;
  #rightToLeft;
  /** @type {Record<string, string | string[]>} */
  #texts = {};
  /** Keys and texts that are German although the page is not. @type {Set<string>} */
  #german = new Set();

  /** @param {string} lang @param {boolean} rightToLeft */
  constructor(lang, rightToLeft) {
    this.#lang = lang;
    this.#rightToLeft = rightToLeft;
  }

  /** @param {Catalog} catalog */
  add({ texts, german: fallbacks }) {
    Object.assign(this.#texts, texts);
    for (const key of fallbacks) {
      this.#german.add(key);
      [texts[key]].flat().forEach((text) => this.#german.add(text));
    }
  }

  /** The reader's language. */
  get lang() {
    return this.#lang;
  }

  /** Everything, for the checker. */
  get all() {
    return this.#texts;
  }

  /** @param {string} key */
  has(key) {
    return key in this.#texts;
  }

  /**
   * Plain words for places that take no elements: names of controls, the title, options of a list.
   *
   * @param {string} key @param {Record<string, string | number>} [values] `n` chooses the plural form
   */
  plain(key, values = {}) {
    return this.#form(key, values).replace(new RegExp(PLACEHOLDER, "g"), (_, name) => String(values[name] ?? ""));
  }

  /**
   * A text as a node; what is put in keeps its own direction.
   *
   * @param {string} key @param {Record<string, Child>} [values]
   */
  node(key, values = {}) {
    const parts = this.#form(key, values).split(PLACEHOLDER);
    const children = parts.map((part, place) =>
      place % 2 ? h("bdi", {}, values[part]) : this.#isolated(part),
    );
    return this.#german.has(key) ? h("span", { lang: "de", dir: "ltr" }, children) : h("span", {}, children);
  }

  /** A finished text of the checker as a node, marked when it is German. @param {string} text */
  said(text) {
    return this.#german.has(text) ? h("span", { lang: "de", dir: "ltr" }, text) : h("span", {}, this.#isolated(text));
  }

  /** A whole number or one with decimals, in Western digits. @param {number} value */
  number(value) {
    return new Intl.NumberFormat(this.#lang, { numberingSystem: "latn", maximumFractionDigits: 1 }).format(value);
  }

  /** A day as the reader's language writes it; Ukrainian without an abbreviation at its end. @param {string} iso */
  day(iso) {
    const format = new Intl.DateTimeFormat(this.#lang, { dateStyle: "medium", timeZone: "UTC", numberingSystem: "latn" });
    const date = new Date(`${iso}T00:00:00Z`);
    return h("time", { datetime: iso }, Number.isNaN(date.valueOf()) ? iso : format.format(date).replace(/р\.$/, "року"));
  }

  /** @param {string} key @param {Record<string, unknown>} values */
  #form(key, values) {
    const text = this.#texts[key] ?? "";
    if (typeof text === "string") {
      return text;
    }
    const rules = new Intl.PluralRules(this.#german.has(key) ? "de" : this.#lang);
    const order = PLURAL_ORDER.filter((category) => rules.resolvedOptions().pluralCategories.includes(/** @type {any} */ (category)));
    return text[Math.min(order.indexOf(rules.select(Number(values.n))), text.length - 1)];
  }

  /** @param {string} text @returns {(string | Node)[]} */
  #isolated(text) {
    return this.#rightToLeft ? text.split(LATIN).map((part, place) => (place % 2 ? german(part) : part)) : [text];
  }
}
