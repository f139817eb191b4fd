/**
 * The checker in a Web Worker: loads Python once and passes JSON text to `checker.bridge.call`.
 *
 * It boots in named steps (runtime → package → bridge → texts) and reports each. It never
 * receives Python source and never throws: whatever goes wrong becomes one `failed` message.
 * Every file of the runtime is compared with the manifest before anything in it runs.
 *
 * @typedef {"no_webassembly" | "no_worker" | "network" | "timeout" | "integrity" | "outdated" | "memory" | "stopped" | "internal"} Reason
 * @typedef {"runtime" | "package" | "bridge" | "texts" | "ready"} Step
 * @typedef {{lang: string, catalogUrl: string, namesUrl?: string | null}} Texts addresses of one language's JSON files
 * @typedef {{url: string, size: number, sha256: string}} FileEntry `size` in bytes before compression
 * @typedef {{
 *   pyodide: {version: string, index: string, lock: object, files: Record<"module" | "glue" | "engine", FileEntry>},
 *   stdlib: FileEntry,
 *   checker: FileEntry,
 *   qr: FileEntry,
 *   transfer: number,
 * }} Manifest addresses are relative to the manifest; `transfer` is in bytes under Brotli
 *
 * @typedef {{type: "start", manifestUrl: string, texts: Texts[]}} StartMessage
 * @typedef {{id: number, method: string, params: string}} RequestMessage `params` is JSON text
 * @typedef {{type: "step", step: Step, loaded: number, total: number}} StepMessage bytes of everything before compression; 0 of 0 before they are known
 * @typedef {{type: "ready", hello: string}} ReadyMessage `hello` is the bridge's greeting as JSON text
 * @typedef {{type: "failed", step: Step, reason: Reason, detail: string}} FailedMessage `detail` is for operators, not for readers
 * @typedef {{id: number, result: string}} ResultMessage `result` is the bridge's answer as JSON text
 */

/** A failure with a reason that the page can put into words. */
class Failure extends Error {
  /** @param {Reason} reason @param {string} message */
  constructor(reason, message) {
    super(message);
    this.reason = reason;
  }
}

const REPORT_EVERY_MS = 100;
// Below the page's patience with a call: a slow network must not look like a broken checker.
const QR_SECONDS = 15;

// What the network answers, also while Pyodide is given something else.
const fetchFromNetwork = self.fetch.bind(self);

/** @type {Step} */
let step = "runtime";
let over = false;
/** Takes a request as UTF-8. @type {((request: Uint8Array) => string) | undefined} */
let bridge;
const utf8 = new TextEncoder();
/** Loads what draws QR codes; known once Python runs. @type {() => Promise<any>} */
let loadQr = () => Promise.reject(new Failure("internal", "qr before Python ran"));
/** @type {Promise<any> | null} */
let qr = null;

self.onmessage = ({ data }) => {
  if (data.type === "start") {
    boot(data).catch(fail);
  } else if (data.method === "qr") {
    void answerQr(data);
  } else {
    answer(data);
  }
};

/** @param {StartMessage} start */
async function boot({ manifestUrl, texts }) {
  enter("runtime");
  canCompile();
  /** @type {Manifest} */
  const manifest = parse(decode(await download(manifestUrl)), manifestUrl);
  const base = new URL(manifestUrl, self.location.href);
  const load = (/** @type {FileEntry} */ file, /** @type {AbortSignal} */ signal) => downloadFile(file, base, signal);
  total = [...Object.values(manifest.pyodide.files), manifest.stdlib, manifest.checker].reduce((sum, { size }) => sum + size, 0);
  enter("runtime");
  // Everything small travels beside the runtime; its errors surface when it is waited for.
  const wheel = later(load(manifest.checker));
  const catalogs = later(Promise.all(texts.map(loadTexts)));

  const pyodide = await Promise.race([startPython(manifest, base), failureOf(wheel)]);

  enter("package");
  addWheel(pyodide, "checker", await wheel);

  loadQr = async () => {
    addWheel(pyodide, "qr", await load(manifest.qr, AbortSignal.timeout?.(QR_SECONDS * 1000)));
    return pyodide.pyimport("segno");
  };

  enter("bridge");
  bridge = pyodide.pyimport("checker.bridge").call;
  const hello = ask("hello", "{}");

  enter("texts");
  for (const params of await catalogs) {
    ask("load", params);
  }
  step = "ready";
  post({ type: "ready", hello });
}

/** Fails at once where Pyodide would wait for ever: when the page's policy forbids to compile. */
function canCompile() {
  try {
    new WebAssembly.Module(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
  } catch (error) {
    throw asFailure(error, "no_webassembly");
  }
}

/**
 * Starts Pyodide from the files of the manifest.
 *
 * Pyodide would load its engine and its library itself, one after the other, unchecked and
 * without a word on progress, and it waits for ever when the engine cannot be loaded or compiled.
 * So both are loaded here, at once, and handed over when Pyodide asks for them.
 *
 * @param {Manifest} manifest @param {URL} base
 */
async function startPython({ pyodide: { index, lock, files }, stdlib }, base) {
  const { fetch } = self;
  const { instantiateStreaming } = WebAssembly;
  const at = (/** @type {string} */ url) => new URL(url, base).href;

  const engine = later(compileEngine(files.engine, base));
  const library = later(downloadFile(stdlib, base));
  /** @type {(imports: WebAssembly.Imports) => void} */
  let take = () => {};
  const instance = later(new Promise((resolve) => (take = resolve)).then(async (imports) =>
    WebAssembly.instantiate(await engine, /** @type {WebAssembly.Imports} */ (imports))));

  self.fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    switch (url) {
      case at(files.engine.url):
        return new Response(); // What was compiled of it comes below.
      case at(stdlib.url):
        return new Response(await successOf(library)); // Of a failure the race below hears; Pyodide would not wait for it.
      default:
        return await fetchFromNetwork(input, init);
    }
  };
  WebAssembly.instantiateStreaming = async (_source, imports) => {
    take(imports ?? {});
    return { module: await engine, instance: await instance };
  };
  try {
    const python = later(startPyodide(files, base, {
      indexURL: at(index),
      packageBaseUrl: at(index),
      stdLibURL: at(stdlib.url),
      lockFileContents: lock,
    }));
    return await Promise.race([python, ...[engine, library, instance].map(failureOf)]);
  } finally {
    self.fetch = fetch;
    WebAssembly.instantiateStreaming = instantiateStreaming;
  }
}

/**
 * Imports Pyodide's two scripts once they are compared with the manifest: an import has no check
 * of its own, but it takes from the browser's cache what was loaded a moment ago.
 *
 * @param {Manifest["pyodide"]["files"]} files @param {URL} base @param {object} options of `loadPyodide`
 */
async function startPyodide({ module, glue }, base, options) {
  await Promise.all([module, glue].map((file) => downloadFile(file, base)));
  // Pyodide imports its glue itself and gets this very copy; here a failure is understood.
  const [{ loadPyodide }] = await Promise.all([module, glue].map(({ url }) => importModule(new URL(url, base).href)));
  return await loadPyodide(options);
}

/** A script that has just arrived whole; what does not run of it has a wrong label. @param {string} url */
async function importModule(url) {
  try {
    return await import(url);
  } catch (error) {
    throw asFailure(error, "integrity");
  }
}

/**
 * Compiles the engine while it arrives, and gives it away only if it is the one of the manifest.
 *
 * A fetch with `integrity` would check it as well, but would begin to compile after the last byte.
 *
 * @param {FileEntry} file @param {URL} base
 */
async function compileEngine(file, base) {
  const response = await request(new URL(file.url, base).href);
  const copy = response.clone();
  const compiled = later(WebAssembly.compileStreaming(asWasm(response)));
  await verify(await readAll(copy, file), file);
  try {
    return await compiled;
  } catch (error) {
    throw error instanceof WebAssembly.CompileError ? asFailure(error, "no_webassembly") : error;
  }
}

/** Makes the modules of a wheel importable from where they lie. @param {any} pyodide @param {string} name @param {Uint8Array} content */
function addWheel(pyodide, name, content) {
  const path = `/lib/${name}.whl`;
  pyodide.FS.writeFile(path, content);
  pyodide.pyimport("sys").path.append(path);
}

/** Browsers compile only what is labelled as WebAssembly; some servers do not know the label. @param {Response} response */
function asWasm(response) {
  const label = { "Content-Type": "application/wasm" };
  return response.headers.get("Content-Type") === label["Content-Type"]
    ? response
    : new Response(response.body, { headers: label });
}

/** The texts of one language as the JSON text of the bridge's `load`. @param {Texts} texts */
async function loadTexts({ lang, catalogUrl, namesUrl }) {
  const [catalog, names] = await Promise.all([
    download(catalogUrl).then(decode),
    namesUrl ? download(namesUrl).then(decode) : "null",
  ]);
  return `{"lang":${JSON.stringify(lang)},"catalog":${catalog},"names":${names}}`;
}

/** @param {string} url @returns {Promise<Uint8Array<ArrayBuffer>>} */
async function download(url) {
  const response = await request(url);
  try {
    return new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    throw asFailure(error, "network");
  }
}

/**
 * A file of the runtime, if it is the one of the manifest.
 *
 * @param {FileEntry} file @param {URL} base @param {AbortSignal} [signal]
 */
async function downloadFile(file, base, signal) {
  const content = await readAll(await request(new URL(file.url, base).href, signal), file);
  await verify(content, file);
  return content;
}

/** @param {string} url @param {AbortSignal} [signal] */
async function request(url, signal) {
  let response;
  try {
    response = await fetchFromNetwork(url, { signal });
  } catch (error) {
    throw asFailure(error, "network");
  }
  if (!response.ok) {
    // A name that carries a hash is gone for good once a newer version of the site took its place.
    const gone = response.status === 404 || response.status === 410;
    throw new Failure(gone ? "outdated" : "network", `${url}: ${response.status}`);
  }
  return response;
}

/** Reads a file and counts it as progress. @param {Response} response @param {FileEntry} file */
async function readAll(response, { url, size }) {
  const content = new Uint8Array(size);
  let length = 0;
  const reader = /** @type {ReadableStream<Uint8Array>} */ (response.body).getReader();
  try {
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      if (length + chunk.value.byteLength > size) {
        throw new Failure("integrity", `${url} is longer than the manifest says`);
      }
      content.set(chunk.value, length);
      length += chunk.value.byteLength;
      loaded += chunk.value.byteLength;
      enter(step);
    }
  } catch (error) {
    throw asFailure(error, "network");
  }
  return content.subarray(0, length);
}

/**
 * Compares a download with the manifest. Browsers offer SHA-256 only on secure origins; on a
 * plain http address, where nobody could trust the manifest either, the length has to do.
 *
 * @param {Uint8Array<ArrayBuffer>} content @param {FileEntry} file
 */
async function verify(content, { url, size, sha256 }) {
  let same = content.byteLength === size;
  if (same && self.crypto?.subtle) {
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
    same = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("") === sha256;
  }
  if (!same) {
    throw new Failure("integrity", `${url} is not the file the manifest names`);
  }
}

/** Asks the bridge while booting; an error answer is a failure then. @param {string} method @param {string} params */
function ask(method, params) {
  const result = call(method, params);
  if (!("ok" in parse(result, method))) {
    throw new Failure("internal", `${method}: ${result.slice(0, 300)}`);
  }
  return result;
}

/** @param {string} method @param {string} params JSON text */
function call(method, params) {
  if (bridge === undefined) {
    throw new Failure("internal", `${method} before the bridge stood`);
  }
  return bridge(utf8.encode(`{"method":${JSON.stringify(method)},"params":${params}}`));
}

/** @param {RequestMessage} request */
function answer({ id, method, params }) {
  try {
    post({ id, result: call(method, params) });
  } catch (error) {
    // The bridge answers errors with JSON, so what is thrown means that Python itself broke.
    fail(error);
  }
}

/** A QR code as SVG. Without it everything else still works, so trouble is an answer. @param {RequestMessage} request */
async function answerQr({ id, params }) {
  try {
    qr ??= loadQr();
    const code = (await qr).make.callKwargs(JSON.parse(params).text, { error: "m", micro: false });
    const svg = code.svg_inline.callKwargs({ omitsize: true });
    code.destroy();
    post({ id, result: JSON.stringify({ ok: { svg } }) });
  } catch (error) {
    qr = null; // The next request tries again.
    post({ id, result: JSON.stringify({ error: { code: reasonOf(error), message: describe(error) } }) });
  }
}

let reported = 0;
// Of all files of the runtime together, whichever step they are for: any byte is progress.
let loaded = 0;
let total = 0;

/** Reports a step, and its bytes not too often. @param {Step} next */
function enter(next) {
  const now = performance.now();
  if (over || step === "ready" || (next === step && 0 < loaded && loaded < total && now - reported < REPORT_EVERY_MS)) {
    return;
  }
  step = next;
  reported = now;
  post({ type: "step", step, loaded, total });
}

/** @param {unknown} error */
function fail(error) {
  if (!over) {
    over = true;
    post({ type: "failed", step, reason: reasonOf(error), detail: describe(error) });
  }
}

/** @param {unknown} error @param {Reason} reason the reason unless the error has its own */
function asFailure(error, reason) {
  return error instanceof Failure ? error : new Failure(reason, describe(error));
}

/** @param {unknown} error @returns {Reason} */
function reasonOf(error) {
  if (error instanceof Failure) {
    return error.reason;
  }
  return error instanceof RangeError || /memory|MemoryError/i.test(describe(error)) ? "memory" : "internal";
}

/** The last line of an error: of a Python traceback the one that names it. @param {unknown} error */
function describe(error) {
  const message = error instanceof Error ? error.message : String(error);
  return (message.trim().split("\n").pop() ?? "").slice(0, 300);
}

/** A promise that only ever fails, when `promise` does. @param {Promise<unknown>} promise @returns {Promise<never>} */
function failureOf(promise) {
  return promise.then(() => new Promise(() => {}));
}

/** A promise that only ever succeeds, when `promise` does. @template T @param {Promise<T>} promise @returns {Promise<T>} */
function successOf(promise) {
  return promise.catch(() => new Promise(() => {}));
}

/** Lets a promise fail before anybody waits for it. @template T @param {Promise<T>} promise */
function later(promise) {
  promise.catch(() => {});
  return promise;
}

/** @param {Uint8Array} content */
function decode(content) {
  return new TextDecoder().decode(content);
}

/** @param {string} text @param {string} what */
function parse(text, what) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Failure("integrity", `${what} is not JSON`);
  }
}

/** @param {StepMessage | ReadyMessage | FailedMessage | ResultMessage} message */
function post(message) {
  self.postMessage(message);
}
