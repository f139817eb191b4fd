/*
 * The kill switch: published as sw.js while `extra.offline` in mkdocs.yml is false. Browsers that have the worker
 * fetch this one in its place; it deletes what the worker kept and removes itself. It answers no request.
 */

"use strict";

const OURS = `keep:${new URL(self.registration.scope).pathname}:`;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(leave()));

async function leave() {
  const names = (await caches.keys()).filter((name) => name.startsWith(OURS));
  await Promise.all(names.map((name) => caches.delete(name)));
  await self.registration.unregister();
  new BroadcastChannel(OURS).postMessage({ changed: true });
}
