/**
 * Runs the checker in Pyodide under Node, the way `worker.mjs` runs it in the browser.
 *
 * Reads a job as JSON from standard input and writes what came of it as JSON to standard output:
 * the answer to each request, the image of each QR code, what Python says when it breaks, and
 * the modules of the standard library that were loaded for the check and then for the QR codes, and the very first.
 *
 * @typedef {{
 *   module: string, index: string, stdlib: string, lock: object, checker: string, qr: string,
 *   requests: string[], codes: string[],
 * }} Job paths of files, and texts
 */

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

// Pyodide throws some errors where nobody can catch them.
process.on("uncaughtException", (error) => {
  console.error(error.message);
  process.exit(1);
});

/** @type {Job} */
const job = JSON.parse(readFileSync(0, "utf8"));
const { loadPyodide } = await import(pathToFileURL(job.module).href);
const python = await loadPyodide({ indexURL: job.index, stdLibURL: job.stdlib, lockFileContents: job.lock });
const sys = python.pyimport("sys");

/** @param {string} name @param {string} path */
function add(name, path) {
  const place = `/lib/${name}.whl`;
  python.FS.writeFile(place, readFileSync(path));
  sys.path.append(place);
}

/**
 * Paths inside the standard library of the modules loaded from it so far, or before another one had been loaded;
 * frozen ones only pretend to lie there.
 *
 * @param {string} [until]
 */
function loaded(until) {
  const home = "/lib/python313.zip/";
  const found = [];
  for (const name of sys.modules.keys()) {
    if (name === until) {
      break;
    }
    const file = sys.modules.get(name)?.__spec__?.origin;
    if (file?.startsWith(home)) {
      found.push(file.slice(home.length).replace(/\.pyc$/, ".py"));
    }
  }
  return found.sort();
}

add("checker", job.checker);
const bridge = python.pyimport("checker.bridge");
const answers = job.requests.map((request) => bridge.call(request));
let thrown = "";
try {
  bridge.call();
} catch (error) {
  thrown = error.message;
}
const check = loaded();
const first = loaded("site"); // It looks for `sitecustomize` when it has been loaded.

add("qr", job.qr);
const codes = job.codes.map((text) => {
  const code = python.pyimport("segno").make.callKwargs(text, { error: "m", micro: false });
  return code.svg_inline.callKwargs({ omitsize: true });
});

// Whoever reads may be slower than a pipe is long, so the process ends by itself.
process.stdout.write(JSON.stringify({ answers, codes, thrown, modules: { check, qr: loaded(), first } }));
