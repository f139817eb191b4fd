/**
 * The section "keep on this phone": what it would store, how far it is, what is kept and from when.
 *
 * It is loaded when the reader opens the section or has kept the site, and stores nothing by itself.
 *
 * @typedef {import("./keep-store.mjs").Addresses} Addresses
 * @typedef {import("./keep-store.mjs").Kept} Kept
 * @typedef {import("./keep-store.mjs").Offer} Offer
 * @typedef {import("./dom.mjs").Child} Child
 * @typedef {{words: string, language: string, name: string} & Addresses} Settings `language` is the one of the page
 */

import { fill, h } from "./dom.mjs";
import { Keeper, KeepFailure } from "./keep-store.mjs";
import { Texts } from "./texts.mjs";

const MEGABYTE = 1e6;

class Section {
  #place;
  #t;
  #settings;
  #keeper;
  #line = h("p", { role: "status" });
  #body = h("div", {});
  /** What just happened, in words. @type {Child} */
  #news = null;
  /** @type {AbortController | null} */
  #storing = null;
  #turn = 0;
  /** The version that was last shown as kept. */
  #shown = "";
  /** Beside the folded heading, if there is one. */
  #badge;

  /** @param {HTMLElement} root @param {Texts} t @param {Settings} settings */
  constructor(root, t, settings) {
    const place = /** @type {HTMLElement} */ (root.querySelector("[data-place=keep]"));
    this.#place = place;
    this.#badge = root.querySelector("[data-keep-badge]");
    this.#t = t;
    this.#settings = settings;
    this.#keeper = new Keeper(settings);
    this.#keeper.addEventListener("change", () => void this.#again());
    fill(place, this.#line, this.#body);
  }

  /** Shows what is kept or what there is to keep. */
  async show() {
    if (this.#storing) {
      return;
    }
    const turn = (this.#turn += 1);
    if (!this.#keeper.possible) {
      this.#become("impossible", this.#t.node("site.keep.failed.impossible"));
      return;
    }
    const kept = await this.#keeper.kept();
    const [offer, failure] = await this.#asked();
    if (turn !== this.#turn || this.#storing) {
      return;
    }
    if (kept && this.#shown && this.#shown !== kept.version) {
      this.#news ??= this.#t.node("site.keep.renewed"); // Another window has stored it.
    }
    this.#shown = kept?.version ?? "";
    if (kept) {
      this.#showKept(kept, offer);
    } else if (offer) {
      this.#showOffer(offer);
    } else {
      this.#become("failed", this.#news ?? this.#t.node(`site.keep.failed.${failure}`), this.#button("site.keep.retry", "retry", () => void this.#again()));
    }
  }

  /** @returns {Promise<[Offer | null, string]>} the offer or why there is none */
  async #asked() {
    try {
      return [await this.#keeper.offer(), ""];
    } catch (error) {
      return [null, error instanceof KeepFailure ? error.reason : "network"];
    }
  }

  /** Another try, or another window has stored or removed something: what happened here before is no news any more. */
  async #again() {
    if (!this.#storing) {
      this.#news = null;
      await this.show();
    }
  }

  /** @param {Offer} offer */
  #showOffer(offer) {
    this.#become(
      "none",
      this.#news ?? this.#t.node("site.keep.none"),
      this.#size(offer),
      h("p", {}, this.#t.node("site.keep.consent")),
      this.#button("site.keep.keep", "keep", () => void this.#store(), true),
    );
  }

  /** @param {Kept} kept @param {Offer | null} offer */
  #showKept(kept, offer) {
    const t = this.#t;
    const other = kept.language !== this.#settings.language;
    const newer = offer !== null && offer.version !== kept.version;
    const state = other ? "other" : newer ? "update" : "kept";
    const about = h(
      "p",
      {},
      t.node("site.keep.kept", { language: kept.name, stored: t.day(kept.stored), date: t.day(kept.date), mb: t.number(kept.bytes / MEGABYTE) }),
      " ",
      h("small", {}, t.node("site.keep.version", { version: kept.version })),
    );
    const next = other
      ? t.node("site.keep.other", { language: kept.name })
      : newer
        ? t.node("site.keep.update", { date: t.day(offer.date) })
        : t.node(offer ? "site.keep.current" : "site.keep.not_asked");
    this.#become(
      state,
      this.#news ?? next,
      Boolean(this.#news) && (other || newer) && h("p", {}, next),
      about,
      offer && (other || newer) && [
        this.#size(offer),
        this.#button(other ? "site.keep.instead" : "site.keep.renew", "keep", () => void this.#store(), true, { language: this.#settings.name }),
      ],
      this.#button("site.keep.remove", "remove", () => void this.#remove()),
    );
  }

  async #store() {
    if (this.#storing) {
      return; // The second tap of two quick ones.
    }
    const t = this.#t;
    this.#storing = new AbortController();
    const before = await this.#keeper.kept();
    const bar = h("progress", { max: 1, "aria-label": t.plain("site.keep.storing") });
    const text = h("p", { "data-keep-progress": true });
    const cancel = this.#button("site.keep.cancel", "cancel", () => this.#storing?.abort());
    this.#become("storing", t.node("site.keep.storing"), bar, text, cancel);
    const progress = (/** @type {number} */ done, /** @type {number} */ all) => {
      bar.max = all;
      bar.value = done;
      fill(text, t.node("site.keep.progress", { done: t.number(done / MEGABYTE), all: t.number(all / MEGABYTE) }));
    };
    try {
      await this.#keeper.keep(progress, this.#storing.signal);
      this.#news = t.node(before ? "site.keep.renewed" : "site.keep.done");
    } catch (error) {
      const reason = error instanceof KeepFailure ? error.reason : "network";
      this.#news = [t.node(`site.keep.failed.${reason}`), " ", t.node(before ? "site.keep.unchanged" : "site.keep.nothing")];
    } finally {
      this.#storing = null;
    }
    await this.show();
  }

  async #remove() {
    try {
      await this.#keeper.remove();
      this.#news = this.#t.node("site.keep.removed");
    } catch (error) {
      this.#news = this.#t.node(`site.keep.failed.${error instanceof KeepFailure ? error.reason : "network"}`);
    }
    await this.show();
  }

  /** @param {Offer} offer */
  #size({ bytes, transfer, date }) {
    const t = this.#t;
    return h("p", {}, t.node("site.keep.size", { mb: t.number(bytes / MEGABYTE), transfer: t.number(transfer / MEGABYTE), date: t.day(date) }));
  }

  /** @param {string} key @param {string} name @param {() => void} onclick @param {Record<string, Child>} [values] */
  #button(key, name, onclick, first = false, values = {}) {
    const kind = first ? "button" : "button button--second";
    return h("p", {}, h("button", { class: kind, type: "button", "data-keep-tool": name, onclick }, this.#t.node(key, values)));
  }

  /** Shows a state; whoever pressed a button that is gone is led to the line that says what happened. @param {string} state @param {Child} line @param {...Child} body */
  #become(state, line, ...body) {
    const held = this.#body.contains(document.activeElement);
    this.#place.dataset.state = state;
    if (this.#badge) {
      const key = `site.keep.badge.${state}`;
      fill(this.#badge, this.#t.has(key) && [": ", this.#t.node(key)]);
    }
    fill(this.#line, line);
    fill(this.#body, ...body);
    if (held) {
      const target = this.#body.querySelector("button") ?? this.#line;
      target.focus({ preventScroll: true });
    }
  }
}

/** @param {HTMLElement} root */
async function start(root) {
  /** @type {Settings} */
  const settings = JSON.parse(root.dataset.keep ?? "{}");
  const texts = new Texts(document.documentElement.lang, document.dir === "rtl");
  try {
    const response = await fetch(settings.words);
    if (!response.ok) {
      throw new TypeError(`${settings.words}: ${response.status}`);
    }
    texts.add(await response.json());
  } catch {
    return; // The section still says that it cannot be loaded.
  }
  await new Section(root, texts, settings).show();
}

for (const root of document.querySelectorAll("[data-keep]")) {
  void start(/** @type {HTMLElement} */ (root));
}
