/*
 * Serves what a reader has kept on this phone (adr/0017-kept-on-the-phone.md).
 *
 * It stores nothing itself: overrides/assets/checker/keep-store.mjs fills a cache and, once that is complete, writes
 * one entry that names it. Pages come from the network first, and a kept copy says from when it is. Files with a
 * hash in their name never change and come from the cache first. Without that entry the worker removes itself.
 *
 * A classic script, because Firefox runs no modules as service workers.
 */

"use strict";

const SCOPE = new URL(self.registration.scope);
// The names of storage are those of keep-store.mjs. One address may hold several sites, each below its own folder.
const OURS = `keep:${SCOPE.pathname}:`;
const STATE = `${OURS}state`;
const PATIENCE_MS = 4000;
// How long a page that stored when it was left may take until it is gone.
const LEAVING_MS = 20_000;
const ASK_EVERY_MS = 15 * 60 * 1000;
// The rule of overrides/hooks/hosting.py: below assets/ such a name never changes its content.
const HASHED = /\/assets\/(?:.*[/.-])?[0-9a-f]{8,64}[/.]/;
// Who asks so wants the network's answer: keep-store.mjs, when it stores or looks for a newer version.
const BYPASS = ["no-store", "reload", "no-cache"];

let asked = -Infinity;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || !url.href.startsWith(SCOPE.href) || request.headers.has("range")) {
    return;
  }
  if (request.mode === "navigate") {
    event.respondWith(page(request));
    event.waitUntil(tidy(event.resultingClientId).catch(() => {}));
  } else if (BYPASS.includes(request.cache)) {
    // The network answers, or nobody.
  } else if (HASHED.test(url.pathname)) {
    event.respondWith(kept(request).then((copy) => copy ?? fetch(request)));
  } else {
    event.respondWith(networkFirst(request, () => kept(request)).then(({ answer }) => answer));
  }
});

/** A page from the network, else its kept copy with the day of that copy, else a page that says what is kept. */
async function page(request) {
  const state = await read();
  if (!state) {
    return fetch(request);
  }
  try {
    const { answer, copy } = await networkFirst(request, () => kept(address(request), state.cache));
    return copy ? dated(copy, state) : answer;
  } catch {
    return html(state.missing, 503);
  }
}

/** A page is stored under its folder, without what stands behind a question mark. */
function address({ url }) {
  const { origin, pathname } = new URL(url);
  return origin + pathname.replace(/\/index\.html$/, "/");
}

/**
 * `answer` is what to show, `copy` the same when it is a kept copy; rejects when there is neither. The network is
 * asked, not the browser's cache: what that holds for a few minutes would come without its day.
 */
async function networkFirst({ url, redirect }, find) {
  const network = fetch(url, { cache: "no-cache", redirect });
  const first = await Promise.race([network.catch(() => null), sleep(PATIENCE_MS)]);
  if (first && first.status < 500) {
    return { answer: first };
  }
  const copy = await find();
  return copy ? { answer: copy, copy } : { answer: await network };
}

/** A kept file; null when there is none or the browser refuses to look. */
async function kept(request, cacheName) {
  try {
    return (await caches.match(request, { cacheName })) ?? null;
  } catch {
    return null;
  }
}

/** Says on the page itself from when it is, so that no copy is shown without its day. */
async function dated(copy, { banner }) {
  if (!copy.headers.get("Content-Type")?.startsWith("text/html")) {
    return copy;
  }
  const text = await copy.text();
  return html(text.replace(/<main\b[^>]*>/, (main) => main + banner), 200, copy.headers);
}

function html(text, status, headers = {}) {
  const all = new Headers(headers);
  all.set("Content-Type", "text/html; charset=utf-8");
  return new Response(text, { status, headers: all });
}

/** The entry that says what is kept; null when nothing is complete. */
async function read() {
  try {
    const entry = await caches.match(new URL("kept-state", SCOPE), { cacheName: STATE });
    return entry ? await entry.json() : null;
  } catch {
    return null;
  }
}

/**
 * Removes what was left half stored, obeys when the site withdraws the offer, and deletes the version before this one
 * once no page but the opened one is left that may need its files.
 */
async function tidy(opened) {
  if (!(await idle())) {
    return;
  }
  const state = await read();
  if (!state || (await withdrawn(state))) {
    await leave();
    return;
  }
  await sleep(PATIENCE_MS); // The page that was left still counts until the opened one has replaced it.
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const now = await read();
  if (now && windows.every(({ id }) => id === opened) && !(await storing())) {
    await drop((name) => name !== STATE && name !== now.cache);
  }
}

/**
 * Whether no page is storing or removing. A page that was left while it stored ends only after the next one has been
 * asked for, so this waits for it.
 */
async function idle() {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), LEAVING_MS);
  try {
    await navigator.locks.request(OURS, { mode: "shared", signal: patience.signal }, () => {});
    return true;
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

/** Whether a page is storing or removing at this moment. */
async function storing() {
  const { held } = await navigator.locks.query();
  return held.some(({ name }) => name === OURS);
}

/** Whether the site says that nothing may be kept any more; without an answer it does not. */
async function withdrawn({ summary }) {
  if (Date.now() - asked < ASK_EVERY_MS) {
    return false;
  }
  try {
    const { keep } = await (await fetch(summary, { cache: "no-store" })).json();
    asked = Date.now();
    return keep === false;
  } catch {
    return false;
  }
}

async function leave() {
  await drop(() => true);
  await self.registration.unregister();
  new BroadcastChannel(OURS).postMessage({ changed: true });
}

async function drop(unwanted) {
  const names = (await caches.keys()).filter((name) => name.startsWith(OURS) && unwanted(name));
  await Promise.all(names.map((name) => caches.delete(name)));
}

function sleep(ms) {
  return new Promise((resolve) => setTimeout(() => resolve(null), ms));
}
