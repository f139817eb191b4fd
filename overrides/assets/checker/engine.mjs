/**
 * Stage 2: the Python checker in the background, started at the first sign of intent.
 *
 * On a metered or slow connection it waits until the reader asks for it.
 *
 * @typedef {import("./texts.mjs").Texts} Texts
 * @typedef {import("./texts.mjs").Catalog} Catalog
 * @typedef {"idle" | "offered" | "loading" | "ready" | "failed"} State
 */

const SLOW = ["slow-2g", "2g", "3g"];

import { json, module } from "./load.mjs";

export class Engine extends EventTarget {
  /** @type {State} */
  state = "idle";
  step = "runtime";
  /** How much of what it loads is here, 0 to 1. */
  share = 0;
  /** Why it failed, as a key below `ui.failed`. */
  reason = "";
  #texts;
  #manifestUrl;
  #detailsUrl;
  /** @type {import("./client.mjs").CheckerClient | null} */
  #client = null;
  /** Which start counts: a pause ends one without a failure. */
  #turn = 0;
  #paused = false;

  /**
   * @param {Texts} texts gets the words of the full result
   * @param {string | null} manifestUrl null where there is no checker: the engine stays idle
   * @param {string} detailsUrl
   */
  constructor(texts, manifestUrl, detailsUrl) {
    super();
    this.#texts = texts;
    this.#manifestUrl = manifestUrl;
    this.#detailsUrl = detailsUrl;
  }

  /** The reader has begun to answer. */
  intend() {
    if (this.state === "idle" && this.#manifestUrl !== null) {
      if (metered()) {
        this.#become("offered");
      } else {
        void this.start();
      }
    }
  }

  /** Loads the checker, again after a failure; the state tells how it went. */
  async start() {
    if (this.state === "loading" || this.state === "ready") {
      return;
    }
    this.#turn += 1;
    const turn = this.#turn;
    this.share = 0;
    this.#become("loading");
    try {
      const [client] = await Promise.all([this.#boot(), this.#loadDetails()]);
      await client.call("load", { lang: this.#texts.lang, catalog: this.#texts.all });
      if (turn === this.#turn) {
        this.#become("ready");
      }
    } catch (error) {
      if (turn === this.#turn) {
        this.#fail(error);
      }
    }
  }

  /** Gives the memory back while the browser keeps the page for later. */
  pause() {
    this.#paused = this.state === "loading" || this.state === "ready";
    if (this.#paused) {
      this.#turn += 1;
      this.#client?.stop();
      this.#become("idle");
    }
  }

  /** Takes up again what a pause ended; the files lie in the browser's cache. */
  resume() {
    if (this.#paused) {
      this.#paused = false;
      void this.start();
    }
  }

  /** @param {string} method @param {object} params @returns {Promise<any>} */
  async call(method, params) {
    const client = this.#client;
    if (this.state !== "ready" || !client) {
      throw new Error(`${method} before the checker was ready`);
    }
    try {
      return await client.call(method, params);
    } catch (error) {
      if (client.state === "failed") {
        this.#fail(error);
      }
      throw error;
    }
  }

  async #boot() {
    const { CheckerClient } = await module("./client.mjs", () => import("./client.mjs"));
    if (!this.#client) {
      this.#client = new CheckerClient({ manifestUrl: /** @type {string} */ (this.#manifestUrl), texts: [] });
      this.#client.addEventListener("change", () => this.#follow());
    }
    await this.#client.start();
    return this.#client;
  }

  #follow() {
    const client = this.#client;
    if (this.state === "ready" && client?.state === "failed") {
      this.#fail(client.failure); // A worker may break although nobody asks it anything.
    } else if (this.state === "loading" && client?.state === "loading") {
      const { step, loaded, total } = client;
      this.step = step;
      this.share = total > 0 ? loaded / total : this.share;
      this.dispatchEvent(new Event("change"));
    }
  }

  async #loadDetails() {
    /** @type {Catalog} */
    const catalog = await json(this.#detailsUrl);
    this.#texts.add(catalog);
  }

  /** @param {unknown} error */
  #fail(error) {
    this.reason = error instanceof Error && "reason" in error ? String(error.reason) : "internal";
    this.#become("failed");
  }

  /** @param {State} state */
  #become(state) {
    this.state = state;
    this.dispatchEvent(new Event("change"));
  }
}

/** Whether bytes are precious here, as far as the browser tells. */
function metered() {
  const { connection } = /** @type {any} */ (navigator);
  return Boolean(connection && (connection.saveData || SLOW.includes(connection.effectiveType)));
}
