/**
 * The occupations: their lists by language, loaded when first needed, and the search in them.
 *
 * @typedef {import("./search.mjs").Profession} Profession
 * @typedef {import("./search.mjs").Entry} Entry
 * @typedef {{id: string, name: string, title: string, hint: string, hintIsGerman: boolean}} Hit
 * @typedef {(method: string, params: object) => Promise<any>} Call
 * @typedef {[id: string, group: string, title: string, name: string, also: string[], hint: string]} Row
 * @typedef {{rows: Row[], professions: Profession[], entries: () => Entry[]}} List `entries` builds the index when first asked
 */

import { json } from "./load.mjs";
import { find, index } from "./search.mjs";

const LIMIT = 8;
const LATIN_LISTS = ["de", "en"];
const SCRIPTS = [
  { letters: /\p{Script=Cyrillic}/u, lists: ["uk"] },
  { letters: /\p{Script=Arabic}/u, lists: ["ar"] },
];

export class Occupations {
  #lang;
  #urls;
  #checker;
  /** @type {Map<string, Promise<List>>} */
  #lists = new Map();
  /** The reader's list once it is there. @type {Map<string, Profession>} */
  #known = new Map();
  /** Languages whose names the checker has. @type {Set<string>} */
  #given = new Set();

  /**
   * @param {string} lang @param {Record<string, string>} urls by language
   * @param {() => Call | null} checker the better search, once it is there
   */
  constructor(lang, urls, checker) {
    this.#lang = lang;
    this.#urls = urls;
    this.#checker = checker;
  }

  /** Starts loading the reader's list; later calls find it there. @returns {Promise<void>} rejects without a network */
  async load() {
    const { professions } = await this.#list(this.#lang);
    this.#known = new Map(professions.map((profession) => [profession.id, profession]));
  }

  /** Whether the reader's list is there. */
  get loaded() {
    return this.#known.size > 0;
  }

  /** A new checker knows none of the lists. */
  forget() {
    this.#given.clear();
  }

  /** Like load, when nobody waits for it. */
  prepare() {
    this.load().catch(() => {});
  }

  /** An occupation of the loaded list. @param {string} id @returns {Hit | null} */
  known(id) {
    const profession = this.#known.get(id);
    return profession ? hit(profession) : null;
  }

  /** The group of an occupation of the loaded list. @param {string} id */
  groupOf(id) {
    return this.#known.get(id)?.group ?? null;
  }

  /**
   * The reader's language first, then what else can be written in the script that was typed.
   *
   * @param {string} typed @returns {Promise<Hit[]>} rejects when a list does not arrive
   */
  async find(typed) {
    await this.load();
    for (const lang of this.#languagesFor(typed)) {
      const hits = await this.#search(lang, typed);
      if (hits.length > 0) {
        return hits;
      }
    }
    return [];
  }

  /** @param {string} typed */
  #languagesFor(typed) {
    const script = SCRIPTS.find(({ letters }) => letters.test(typed));
    const lists = [this.#lang, ...(script?.lists ?? LATIN_LISTS)];
    return [...new Set(lists)].filter((lang) => lang in this.#urls);
  }

  /** @param {string} lang @param {string} typed @returns {Promise<Hit[]>} */
  async #search(lang, typed) {
    const { rows, entries } = await this.#list(lang);
    const checker = this.#checker();
    if (checker) {
      try {
        await this.#give(checker, lang, rows);
        const { results } = await checker("search", { query: typed, lang: this.#lang, limit: LIMIT });
        return results.map((/** @type {any} */ found) => ({ ...found, hint: found.hint || found.hint_de, hintIsGerman: !found.hint }));
      } catch {
        // The simple search below needs no checker.
      }
    }
    return find(entries(), typed, LIMIT).map(({ id, title }) => this.known(id) ?? { id, title, name: "", hint: "", hintIsGerman: false });
  }

  /** @param {Call} checker @param {string} lang @param {Row[]} rows */
  async #give(checker, lang, rows) {
    if (!this.#given.has(lang)) {
      await checker("load", { lang, names: rows });
      this.#given.add(lang);
    }
  }

  /** @param {string} lang */
  #list(lang) {
    let list = this.#lists.get(lang);
    if (!list) {
      list = download(this.#urls[lang]);
      list.catch(() => this.#lists.delete(lang));
      this.#lists.set(lang, list);
    }
    return list;
  }
}

/** Searching needs an index, which takes a slow phone a while; naming an occupation does not. @param {string} url @returns {Promise<List>} */
async function download(url) {
  /** @type {Row[]} */
  const rows = await json(url);
  const professions = rows.map(([id, group, title, name, also, hint]) => ({ id, group, title, name, also, hint }));
  /** @type {Entry[] | undefined} */
  let entries;
  return { rows, professions, entries: () => (entries ??= index(professions)) };
}

/** @param {Profession} profession @returns {Hit} */
function hit({ id, name, title, hint }) {
  return { id, name, title, hint, hintIsGerman: false };
}
