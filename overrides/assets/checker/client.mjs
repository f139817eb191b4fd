/**
 * The page's side of the checker: starts the worker, watches its boot, asks it questions.
 *
 *     const client = new CheckerClient({ manifestUrl, texts: [{ lang, catalogUrl, namesUrl }] });
 *     client.addEventListener("change", () => show(client.state, client.loaded, client.total));
 *     await client.start();                                 // rejects with CheckerFailure
 *     const result = await client.call("check", { answers, on, lang });
 *
 * States: idle → loading → ready | failed. After `failed`, `start()` tries again.
 *
 * @typedef {import("./worker.mjs").Reason} Reason
 * @typedef {import("./worker.mjs").Step} Step
 * @typedef {import("./worker.mjs").Texts} Texts
 * @typedef {"idle" | "loading" | "ready" | "failed"} State
 * @typedef {{
 *   manifestUrl: string, texts: Texts[], workerUrl?: string,
 *   stallSeconds?: number, workSeconds?: number, callSeconds?: number,
 * }} Options addresses may be relative to the page
 */

import { why } from "./load.mjs";
import { Watchdog, patience } from "./patience.mjs";

/** The checker cannot run here or stopped; `reason` is one of the short ids. */
export class CheckerFailure extends Error {
  /** @param {Reason} reason @param {Step} step @param {string} detail */
  constructor(reason, step, detail = "") {
    super(`${reason} (${step}) ${detail}`.trim());
    this.name = "CheckerFailure";
    this.reason = reason;
    this.step = step;
    this.detail = detail;
  }
}

/** The checker answered that a request was wrong; `detail` names what and what is allowed. */
export class CheckerError extends Error {
  /** @param {{code: string, message: string, detail?: unknown}} error */
  constructor({ code, message, detail }) {
    super(message);
    this.name = "CheckerError";
    this.code = code;
    this.detail = detail;
  }
}

// A function with an empty try block in the notation that the runtime is compiled with.
const EXCEPTIONS_PROBE = Uint8Array.of(
  0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, // header
  1, 4, 1, 0x60, 0, 0, // one type: no parameter, no result
  3, 2, 1, 0, // one function of that type
  10, 8, 1, 6, 0, 0x06, 0x40, 0x19, 0x0b, 0x0b, // its code: try, catch_all, end, end
);

/** Says without any download why this browser cannot run the checker, or null if it may. @returns {Reason | null} */
export function unsupported() {
  if (typeof Worker !== "function") {
    return "no_worker";
  }
  const webAssembly =
    typeof WebAssembly === "object" &&
    typeof WebAssembly.instantiateStreaming === "function" &&
    WebAssembly.validate(EXCEPTIONS_PROBE);
  return webAssembly ? null : "no_webassembly";
}

export class CheckerClient extends EventTarget {
  /** @type {State} */
  state = "idle";
  /** @type {Step} */
  step = "runtime";
  /** Bytes of everything before compression. */
  loaded = 0;
  total = 0;
  /** @type {CheckerFailure | null} */
  failure = null;
  /** What the bridge said of itself: `rules_version`, `languages`. @type {any} */
  hello = null;

  #workerUrl;
  #startMessage;
  #patience;
  /** @type {Worker | null} */
  #worker = null;
  /** @type {Promise<void> | null} */
  #started = null;
  /** @type {{resolve: () => void, reject: (failure: CheckerFailure) => void} | null} */
  #starting = null;
  /** @type {Map<number, {resolve: (value: any) => void, reject: (error: Error) => void}>} */
  #pending = new Map();
  #lastId = 0;
  /** @type {Watchdog | null} */
  #watchdog = null;

  /** @param {Options} options */
  constructor({ manifestUrl, texts, workerUrl, stallSeconds = patience.stall, workSeconds = patience.work, callSeconds = patience.call }) {
    super();
    const absolute = (/** @type {string} */ url) => new URL(url, document.baseURI).href;
    this.#workerUrl = workerUrl ? absolute(workerUrl) : new URL("./worker.mjs", import.meta.url).href;
    this.#startMessage = {
      type: "start",
      manifestUrl: absolute(manifestUrl),
      texts: texts.map(({ lang, catalogUrl, namesUrl }) => ({
        lang,
        catalogUrl: absolute(catalogUrl),
        namesUrl: namesUrl ? absolute(namesUrl) : null,
      })),
    };
    this.#patience = { stallSeconds, workSeconds, callSeconds };
  }

  /** Loads the checker once; resolves when it is ready, rejects with CheckerFailure. @returns {Promise<void>} */
  start() {
    if (this.#started) {
      return this.#started;
    }
    /** @type {Promise<void>} */
    const started = new Promise((resolve, reject) => (this.#starting = { resolve, reject }));
    started.catch(() => {}); // The state tells of the failure, whether or not anybody waits.
    this.#started = started;
    this.#boot();
    return started;
  }

  /**
   * Calls a method of the bridge, starting the checker first if need be.
   *
   * @param {string} method @param {object} [params]
   * @returns {Promise<any>} rejects with CheckerError for a wrong request, CheckerFailure otherwise
   */
  async call(method, params = {}) {
    await this.start();
    return await new Promise((resolve, reject) => {
      const id = ++this.#lastId;
      this.#pending.set(id, { resolve, reject });
      this.#watch();
      this.#worker?.postMessage({ id, method, params: JSON.stringify(params) });
    });
  }

  /** Ends the worker and gives its memory back; `start()` begins anew. */
  stop() {
    this.#end(new CheckerFailure("internal", this.step, "stopped by the page"));
    this.#become("idle");
  }

  #boot() {
    this.failure = null;
    this.#become("loading", "runtime");
    const reason = unsupported();
    if (reason) {
      this.#fail(reason);
      return;
    }
    this.#watch();
    this.#openWorker();
  }

  #openWorker() {
    let readsType = false;
    // Only a browser that knows module workers reads the type.
    const options = {
      get type() {
        readsType = true;
        return /** @type {const} */ ("module");
      },
    };
    let worker;
    try {
      worker = new Worker(this.#workerUrl, options);
    } catch (error) {
      this.#fail("no_worker", error instanceof Error ? error.name : "");
      return;
    }
    this.#worker = worker;
    if (!readsType) {
      this.#fail("no_worker", "no module workers");
      return;
    }
    worker.addEventListener("message", ({ data }) => this.#receive(data));
    worker.addEventListener("error", async (event) => {
      event.preventDefault();
      // Without a message the script itself did not arrive.
      const reason = event.message ? "internal" : await why(this.#workerUrl);
      if (this.#worker === worker) {
        this.#fail(reason, event.message ?? "");
      }
    });
    worker.postMessage(this.#startMessage);
  }

  /** @param {any} message */
  #receive(message) {
    this.#watchdog?.feed();
    switch (message.type) {
      case "step":
        this.#become("loading", message.step, message.loaded, message.total);
        break;
      case "ready":
        this.hello = JSON.parse(message.hello).ok;
        this.#rest();
        this.#become("ready", "ready");
        this.#starting?.resolve();
        break;
      case "failed":
        this.step = message.step;
        this.#fail(message.reason, message.detail);
        break;
      default:
        this.#settle(message.id, JSON.parse(message.result));
    }
  }

  /** @param {number} id @param {any} answer */
  #settle(id, answer) {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    if (this.#pending.size === 0) {
      this.#rest();
    }
    if ("ok" in answer) {
      pending?.resolve(answer.ok);
    } else {
      pending?.reject(new CheckerError(answer.error));
    }
  }

  #watch() {
    this.#watchdog ??= new Watchdog(
      () => this.#limit(),
      (seconds) => this.#fail(this.state === "ready" ? "stopped" : "timeout", `nothing for ${seconds} s`),
    );
  }

  /** Seconds without a word that are still normal: after the last byte a slow phone works long. */
  #limit() {
    if (this.state === "ready") {
      return this.#patience.callSeconds;
    }
    const everythingHere = this.total > 0 && this.loaded >= this.total;
    return everythingHere ? this.#patience.workSeconds : this.#patience.stallSeconds;
  }

  #rest() {
    this.#watchdog?.end();
    this.#watchdog = null;
  }

  /** @param {Reason} reason @param {string} [detail] */
  #fail(reason, detail) {
    this.failure = new CheckerFailure(reason, this.step, detail);
    this.#end(this.failure);
    this.#become("failed");
  }

  /** @param {CheckerFailure} failure what everybody who waits is told */
  #end(failure) {
    this.#rest();
    this.#worker?.terminate();
    this.#worker = null;
    this.#starting?.reject(failure);
    this.#starting = this.#started = null;
    for (const { reject } of this.#pending.values()) {
      reject(failure);
    }
    this.#pending.clear();
  }

  /** @param {State} state @param {Step} [step] */
  #become(state, step = this.step, loaded = 0, total = 0) {
    Object.assign(this, { state, step, loaded, total });
    this.dispatchEvent(new Event("change"));
  }
}
