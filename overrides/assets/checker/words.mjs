/**
 * The words of sheet and cards, loaded when one is first opened, and the German beside them.
 *
 * @typedef {import("./texts.mjs").Catalog} Catalog
 * @typedef {{sheet: string, german: {texts: string, details: string, sheet: string}}} Words addresses relative to the page
 */

import { NotLoaded, json } from "./load.mjs";
import { Watchdog, patience } from "./patience.mjs";

/** @type {Map<string, Promise<Catalog>>} */
const catalogs = new Map();

/** A catalog, loaded once. @param {string} url @returns {Promise<Catalog>} rejects without a network */
export function words(url) {
  let catalog = catalogs.get(url);
  if (!catalog) {
    catalog = json(url);
    catalog.catch(() => catalogs.delete(url));
    catalogs.set(url, catalog);
  }
  return catalog;
}

/** Loads a style sheet that lies beside the modules; resolves when it applies. @param {string} name */
export function style(name) {
  if (document.querySelector(`style[data-holds~="${name}"]`)) {
    return Promise.resolve(); // The edition in one file carries it.
  }
  const href = new URL(name, import.meta.url).href;
  if (document.querySelector(`link[href="${href}"]`)) {
    return Promise.resolve();
  }
  return new Promise((resolve, reject) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = href;
    const missing = (/** @type {"network" | "timeout"} */ reason) => {
      watchdog.end();
      link.remove();
      reject(new NotLoaded(reason, href));
    };
    const watchdog = new Watchdog(() => patience.stall, () => missing("timeout"));
    link.onload = () => {
      watchdog.end();
      resolve(undefined);
    };
    link.onerror = () => missing("network");
    document.head.append(link);
  });
}
