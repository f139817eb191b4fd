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

export class Engine extends EventTarget {
  /** @type {State} */
  state = "idle";
  step = "runtime";
  /** Why it failed, as a key below `ui.failed`. */
  reason = "";
  #texts;
  #manifestUrl;
  #detailsUrl;
  /** @type {import("./client.mjs").CheckerClient | null} */
  #client = null;

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
    this.#become("loading");
    try {
      const [client] = await Promise.all([this.#boot(), this.#loadDetails()]);
      await client.call("load", { lang: this.#texts.lang, catalog: this.#texts.all });
      this.#become("ready");
    } catch (error) {
      this.#fail(error);
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
    const { CheckerClient } = await import("./client.mjs");
    if (!this.#client) {
      this.#client = new CheckerClient({ manifestUrl: /** @type {string} */ (this.#manifestUrl), texts: [] });
      this.#client.addEventListener("change", () => this.#follow());
    }
    await this.#client.start();
    return this.#client;
  }

  #follow() {
    if (this.state === "loading" && this.#client?.state === "loading" && this.#client.step !== this.step) {
      this.step = this.#client.step;
      this.dispatchEvent(new Event("change"));
    }
  }

  async #loadDetails() {
    const response = await fetch(this.#detailsUrl);
    if (!response.ok) {
      throw new TypeError(`${this.#detailsUrl}: ${response.status}`);
    }
    /** @type {Catalog} */
    const catalog = await response.json();
    this.#texts.add(catalog);
  }

  /** @param {unknown} error */
  #fail(error) {
    const reason = error instanceof Error && "reason" in error ? String(error.reason) : null;
    this.reason = reason ?? (error instanceof TypeError ? "network" : "internal");
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
