/**
 * Starts the runtime that ships under Node and runs tests of the checker in it.
 *
 *     node suite_in_pyodide.mjs '{"module": …, "index": …, "stdlib": …, "lock": …, "checker": …, "stock": …,
 *       "project": …, "packages": …, "arguments": […]}'
 */

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

// Otherwise Node prints the minified line that threw instead of the error.
process.on("uncaughtException", (error) => {
  console.error(error.message);
  process.exit(1);
});

const job = JSON.parse(process.argv[2]);
const { loadPyodide } = await import(pathToFileURL(job.module).href);
/** @type {any} */
const python = await loadPyodide({
  indexURL: job.index,
  stdLibURL: job.stdlib,
  lockFileContents: job.lock,
  env: { HOME: "/", PYTEST_DISABLE_PLUGIN_AUTOLOAD: "1" },
});
const { FS } = python;
FS.writeFile("/lib/checker.whl", readFileSync(job.checker));
FS.writeFile("/stock.zip", readFileSync(job.stock));
FS.mkdir("/driver");
FS.writeFile("/driver/suite_in_pyodide.py", readFileSync(`${job.project}/tests/suite_in_pyodide.py`));
for (const [place, root] of [["/project", job.project], ["/packages", job.packages]]) {
  FS.mkdir(place);
  FS.mount(FS.filesystems.NODEFS, { root }, place);
}
const { path } = python.pyimport("sys");
path.append("/lib/checker.whl");
path.append("/driver");
const problems = python.pyimport("suite_in_pyodide").run(python.toPy(job.arguments));
if (problems) {
  console.error(problems);
}
process.exitCode = problems ? 1 : 0;
