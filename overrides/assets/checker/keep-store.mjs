/**
 * Keeps the site in one language on this phone: stores exactly the files of a list that the build wrote.
 *
 * All or nothing: a version goes into a cache of its own, every file is compared with its SHA-256, and one entry that
 * names the cache makes it the kept one. The service worker (overrides/service-worker/keep.js) reads that entry.
 * Nothing is registered and nothing stored before `keep` is called.
 *
 * @typedef {"full" | "network" | "changed" | "impossible" | "busy" | "retired" | "cancelled"} Reason
 * @typedef {{worker: string, scope: string, summary: string}} Addresses relative to the page
 * @typedef {{keep: true, version: string, date: string, bytes: number, transfer: number, list: string}} Offer `date`
 *   is the ISO day of the version, `bytes` what is stored, `transfer` what is loaded at most, `list` relative to the offer
 * @typedef {[path: string, bytes: number, sha256: string]} File `path` is named from the site's root
 * @typedef {{language: string, name: string, version: string, date: string, bytes: number, banner: string, missing: string, files: File[]}} List
 * @typedef {{language: string, name: string, version: string, date: string, bytes: number, banner: string, missing: string, stored: string, cache: string, summary: string}} Kept
 *   `stored` is the ISO day on which the reader stored it
 */

import { today } from "./calendar.mjs";

const AT_ONCE = 5;
const STALLED_MS = 30_000;
const HASH_HEADER = "X-Kept-SHA256";
// Where the build has put the site's root into texts of the list.
const ROOT = "/__root__/";

/** Why something could not be kept. */
export class KeepFailure extends Error {
  /** @param {Reason} reason @param {string} [detail] */
  constructor(reason, detail) {
    super(detail ?? reason);
    this.reason = reason;
  }
}

/** Tells with an event `change` that another page or the worker has stored or removed something. */
export class Keeper extends EventTarget {
  #scope;
  #worker;
  #summary;
  #ours;
  #channel;

  /** @param {Addresses} addresses */
  constructor({ worker, scope, summary }) {
    super();
    this.#scope = new URL(scope, location.href);
    this.#worker = new URL(worker, location.href);
    this.#summary = new URL(summary, location.href);
    this.#ours = `keep:${this.#scope.pathname}:`;
    this.#channel = "BroadcastChannel" in self ? new BroadcastChannel(this.#ours) : null;
    this.#channel?.addEventListener("message", () => this.dispatchEvent(new Event("change")));
  }

  /** Whether this browser can keep anything; private windows may still refuse later. */
  get possible() {
    return self.isSecureContext && "serviceWorker" in navigator && "caches" in self && "locks" in navigator && this.#channel !== null;
  }

  /** What is kept, null for nothing. @returns {Promise<Kept | null>} */
  async kept() {
    try {
      const entry = await caches.match(this.#entry, { cacheName: this.#state });
      return entry ? await entry.json() : null;
    } catch {
      return null;
    }
  }

  /** What there is to keep now, asked of the network. @param {AbortSignal} [signal] @returns {Promise<Offer>} rejects with a KeepFailure */
  async offer(signal) {
    const offer = await this.#json(this.#summary, "no-store", signal);
    if (!offer.keep) {
      throw new KeepFailure("retired");
    }
    return offer;
  }

  /**
   * Stores today's version in place of what was kept before, which stays until the new one is complete.
   *
   * @param {(done: number, all: number) => void} progress in bytes @param {AbortSignal} signal
   * @returns {Promise<void>} rejects with a KeepFailure; then everything is as it was before
   */
  async keep(progress, signal) {
    await this.#alone(async () => {
      const before = await this.kept();
      let name = "";
      try {
        const offer = await this.offer(signal);
        /** @type {List} */
        const list = await this.#json(new URL(offer.list, this.#summary), "default", signal);
        progress(0, list.bytes);
        await this.#drop((other) => other !== this.#state && other !== before?.cache);
        await room(list.bytes);
        await this.#register();
        name = `${this.#ours}${list.language}:${list.version}:${Date.now()}`;
        await this.#fill(name, list, before, progress, signal);
        await this.#swap(name, list);
        // Where the browser asks the reader, nobody waits for the answer.
        void navigator.storage?.persist?.().catch(() => {});
      } catch (error) {
        await (before ? this.#drop((other) => other === name) : this.#leave()).catch(() => {});
        throw signal.aborted ? new KeepFailure("cancelled") : asFailure(error);
      }
    });
    this.#tell();
  }

  /** Deletes everything that was kept and the worker. @returns {Promise<void>} rejects with a KeepFailure */
  async remove() {
    await this.#alone(() => this.#leave());
    this.#tell();
  }

  get #state() {
    return `${this.#ours}state`;
  }

  get #entry() {
    return new URL("kept-state", this.#scope).href;
  }

  /** Only one page of all open ones stores or removes at a time. @param {() => Promise<void>} work */
  async #alone(work) {
    if (!this.possible) {
      throw new KeepFailure("impossible");
    }
    await navigator.locks.request(this.#ours, { ifAvailable: true }, async (lock) => {
      if (!lock) {
        throw new KeepFailure("busy");
      }
      await work();
    });
  }

  /** @param {URL} url @param {RequestCache} cache @param {AbortSignal} [signal] @returns {Promise<any>} */
  async #json(url, cache, signal) {
    const request = patient(signal);
    try {
      const response = await fetch(url, { cache, signal: request.signal });
      if (!response.ok) {
        throw new TypeError(`${url}: ${response.status}`);
      }
      return await response.json();
    } catch (error) {
      throw new KeepFailure("network", String(error));
    } finally {
      request.end();
    }
  }

  async #register() {
    try {
      const registration = await navigator.serviceWorker.register(this.#worker, { scope: this.#scope.pathname, updateViaCache: "none" });
      await active(registration);
    } catch (error) {
      throw new KeepFailure("impossible", String(error));
    }
  }

  /**
   * @param {string} name @param {List} list @param {Kept | null} before
   * @param {(done: number, all: number) => void} progress @param {AbortSignal} signal
   */
  async #fill(name, { files, bytes }, before, progress, signal) {
    const cache = await caches.open(name);
    const old = before && (await caches.open(before.cache));
    const stop = follower(signal);
    let done = 0;
    const count = (/** @type {number} */ more) => progress((done += more), bytes);
    const waiting = [...files];
    const worker = async () => {
      for (let file = waiting.shift(); file && !stop.signal.aborted; file = waiting.shift()) {
        const url = new URL(file[0], this.#scope).href;
        await cache.put(url, (await copied(old, url, file, count)) ?? (await loaded(url, file, count, stop.signal)));
      }
    };
    try {
      await Promise.all(Array.from({ length: AT_ONCE }, worker));
    } finally {
      stop.abort(); // After one failure the others need not go on.
    }
    const stored = await cache.keys();
    if (signal.aborted) {
      throw new KeepFailure("cancelled");
    }
    if (stored.length !== files.length) {
      throw new KeepFailure("full", "the browser dropped files");
    }
  }

  /** From this one write on, the new version is the kept one. @param {string} name @param {List} list */
  async #swap(name, { language, name: called, version, date, bytes, banner, missing }) {
    const here = (/** @type {string} */ html) => html.replaceAll(ROOT, this.#scope.pathname);
    /** @type {Kept} */
    const kept = {
      language, name: called, version, date, bytes, banner: here(banner), missing: here(missing),
      stored: today(), cache: name, summary: this.#summary.href,
    };
    const state = await caches.open(this.#state);
    await state.put(this.#entry, new Response(JSON.stringify(kept), { headers: { "Content-Type": "application/json" } }));
  }

  async #leave() {
    await this.#drop(() => true);
    const registration = await navigator.serviceWorker.getRegistration(this.#scope);
    if (registration?.scope === this.#scope.href) {
      await registration.unregister();
    }
  }

  /** @param {(name: string) => boolean} unwanted */
  async #drop(unwanted) {
    try {
      const names = (await caches.keys()).filter((name) => name.startsWith(this.#ours) && unwanted(name));
      await Promise.all(names.map((name) => caches.delete(name)));
    } catch (error) {
      throw new KeepFailure("impossible", String(error));
    }
  }

  /** A channel does not hear itself. */
  #tell() {
    this.#channel?.postMessage({ changed: true });
    this.dispatchEvent(new Event("change"));
  }
}

/** Fails early where the browser says that there is no room. @param {number} bytes */
async function room(bytes) {
  const { quota, usage } = (await navigator.storage?.estimate?.().catch(() => null)) ?? {};
  if (quota !== undefined && quota - (usage ?? 0) < bytes) {
    throw new KeepFailure("full", `${quota} bytes, ${usage} used`);
  }
}

/** Waits until the worker answers for the site. @param {ServiceWorkerRegistration} registration */
function active(registration) {
  const worker = registration.active ?? registration.waiting ?? registration.installing;
  return new Promise((resolve, reject) => {
    const look = () => {
      if (worker?.state === "activated") {
        resolve(undefined);
      } else if (!worker || worker.state === "redundant") {
        reject(new TypeError("the worker did not start"));
      }
    };
    worker?.addEventListener("statechange", look);
    setTimeout(() => reject(new TypeError("the worker started too late")), STALLED_MS);
    look();
  });
}

/** The same file of the version kept before. @param {Cache | null} cache @param {string} url @param {File} file @param {(more: number) => void} count */
async function copied(cache, url, [, bytes, sha256], count) {
  const copy = cache && (await cache.match(url));
  if (copy?.headers.get(HASH_HEADER) !== sha256) {
    return null;
  }
  count(bytes);
  return copy;
}

/**
 * A file from the network that is the one the list names. An intermediate cache may hold an older one, so a wrong
 * one is asked for once more past all caches.
 *
 * @param {string} url @param {File} file @param {(more: number) => void} count @param {AbortSignal} signal
 */
async function loaded(url, [path, bytes, sha256], count, signal) {
  for (const cache of /** @type {RequestCache[]} */ (["no-cache", "reload"])) {
    const { content, headers } = await download(url, cache, count, signal);
    if (content.size === bytes && (await digest(content)) === sha256) {
      headers.set(HASH_HEADER, sha256);
      return new Response(content, { headers });
    }
    count(-content.size);
  }
  throw new KeepFailure("changed", path);
}

/** @param {string} url @param {RequestCache} cache @param {(more: number) => void} count @param {AbortSignal} signal */
async function download(url, cache, count, signal) {
  const request = patient(signal);
  try {
    const response = await fetch(url, { cache, signal: request.signal });
    if (response.status === 404) {
      throw new KeepFailure("changed", url); // A newer version has taken its place.
    }
    if (!response.ok || !response.body) {
      throw new TypeError(`${url}: ${response.status}`);
    }
    /** @type {Uint8Array<ArrayBuffer>[]} */
    const parts = [];
    const reader = response.body.getReader();
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      request.renew();
      parts.push(chunk.value);
      count(chunk.value.byteLength);
    }
    const headers = new Headers(response.headers);
    // The body is stored as it is after decompression, and for every request.
    ["Content-Encoding", "Content-Length", "Vary"].forEach((name) => headers.delete(name));
    return { content: new Blob(parts), headers };
  } finally {
    request.end();
  }
}

/** A controller that stops with a signal too, also when that was given before; AbortSignal.any is too new. @param {AbortSignal} [signal] */
function follower(signal) {
  const controller = new AbortController();
  const stop = () => controller.abort();
  if (signal?.aborted) {
    stop();
  }
  signal?.addEventListener("abort", stop, { once: true });
  return controller;
}

/** Ends a request when nothing has come for a while or the reader cancels. @param {AbortSignal} [signal] */
function patient(signal) {
  const controller = follower(signal);
  const stop = () => controller.abort();
  let timer = setTimeout(stop, STALLED_MS);
  const renew = () => {
    clearTimeout(timer);
    timer = setTimeout(stop, STALLED_MS);
  };
  const end = () => clearTimeout(timer);
  return { signal: controller.signal, renew, end };
}

/** @param {Blob} content */
async function digest(content) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", await content.arrayBuffer()));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {unknown} error */
function asFailure(error) {
  if (error instanceof KeepFailure) {
    return error;
  }
  const full = error instanceof DOMException && error.name === "QuotaExceededError";
  const refused = error instanceof DOMException && ["SecurityError", "InvalidStateError", "NotAllowedError"].includes(error.name);
  return new KeepFailure(full ? "full" : refused ? "impossible" : "network", String(error));
}
