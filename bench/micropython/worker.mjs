// The check on MicroPython: sources and data come in one file and become files for Python.

const HEAP_BYTES = 32 * 1024 * 1024;

let bridge;

self.onmessage = async ({ data }) => {
  if (data.type !== "start") {
    self.postMessage({ id: data.id, result: bridge(`{"method":"${data.method}","params":${data.params}}`) });
    return;
  }
  const [{ loadMicroPython }, files, ...catalogs] = await Promise.all([
    import("./micropython.mjs"),
    read(new URL("./files.json", import.meta.url)),
    ...data.texts.map(({ catalogUrl }) => read(catalogUrl)),
  ]);
  const python = await loadMicroPython({ heapsize: HEAP_BYTES });
  for (const [path, text] of Object.entries(files)) {
    python.FS.mkdirTree(path.slice(0, path.lastIndexOf("/")) || "/");
    python.FS.writeFile(path, text);
  }
  bridge = python.pyimport("checker.bridge").call;
  const hello = bridge('{"method":"hello"}');
  data.texts.forEach(({ lang }, i) => {
    bridge(JSON.stringify({ method: "load", params: { lang, catalog: catalogs[i] } }));
  });
  self.postMessage({ type: "ready", hello });
};

async function read(url) {
  return await (await fetch(url)).json();
}
