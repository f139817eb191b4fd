/**
 * Loading what the check needs later: whatever makes no progress ends, and every end has a reason the page can name.
 *
 * @typedef {"network" | "timeout" | "integrity" | "outdated"} Reason a key below `ui.failed`
 */

import { Watchdog, patience } from "./patience.mjs";

/** Something did not arrive; `reason` says why, as far as a browser can tell. */
export class NotLoaded extends Error {
  /** @param {Reason} reason @param {string} message for operators, not for readers */
  constructor(reason, message) {
    super(message);
    this.name = "NotLoaded";
    this.reason = reason;
  }
}

/** @param {string} url @returns {Promise<any>} rejects with NotLoaded */
export async function json(url) {
  const content = await text(url);
  try {
    return JSON.parse(content);
  } catch {
    // So does the sign-in page of a public network answer.
    throw new NotLoaded("integrity", `${url} is not JSON`);
  }
}

/** How often a module did not arrive. @type {Map<string, number>} */
const misses = new Map();

/**
 * A module that lies beside this one.
 *
 * Some browsers remember for as long as the page lives that a module did not arrive. Another try has another address.
 *
 * @template T
 * @param {string} name @param {() => Promise<T>} first the first try, in words that a bundler understands
 * @returns {Promise<T>} rejects with NotLoaded
 */
export async function module(name, first) {
  const url = new URL(name, import.meta.url).href;
  const missed = misses.get(url) ?? 0;
  /** @type {Watchdog | undefined} */
  let watchdog;
  const stalled = new Promise((_, reject) => {
    watchdog = new Watchdog(() => patience.stall, () => reject(new NotLoaded("timeout", url)));
  });
  try {
    return /** @type {T} */ (await Promise.race([missed ? import(`${url}?try=${missed}`) : first(), stalled]));
  } catch (error) {
    misses.set(url, missed + 1);
    throw error instanceof NotLoaded ? error : new NotLoaded(await why(url), url);
  } finally {
    watchdog?.end();
  }
}

/** Why a script did not run, which browsers do not tell: what becomes of a plain download. @param {string} url @returns {Promise<Reason>} */
export async function why(url) {
  try {
    await text(url);
  } catch (error) {
    return /** @type {NotLoaded} */ (error).reason;
  }
  return "integrity"; // It arrives and is no script, or not the one that was meant.
}

/** What a file says, with a time-out that starts anew with every piece of it. @param {string} url */
async function text(url) {
  const stop = new AbortController();
  const watchdog = new Watchdog(() => patience.stall, () => stop.abort());
  try {
    const response = await fetch(url, { signal: stop.signal });
    if (!response.ok) {
      throw new NotLoaded(reasonOf(response.status), `${url}: ${response.status}`);
    }
    const reader = /** @type {ReadableStream<Uint8Array>} */ (response.body).getReader();
    const decoder = new TextDecoder();
    let content = "";
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      watchdog.feed();
      content += decoder.decode(chunk.value, { stream: true });
    }
    return content + decoder.decode();
  } catch (error) {
    if (error instanceof NotLoaded) {
      throw error;
    }
    throw new NotLoaded(stop.signal.aborted ? "timeout" : "network", `${url}: ${error}`);
  } finally {
    watchdog.end();
  }
}

/** A name that carries a hash is gone for good once a newer version of the site took its place. @param {number} status @returns {Reason} */
function reasonOf(status) {
  return status === 404 || status === 410 ? "outdated" : "network";
}
