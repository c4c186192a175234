// SPDX-License-Identifier: MIT
// CPython for WebAssembly as a command: node wasm_python.mjs DIR python-arguments...
//
// DIR is where `npm install --prefix DIR pyodide@VERSION` put it (314.x is CPython 3.14, 315.x is 3.15).
// It is a real CPython with its own cProfile, on a 32-bit machine; the host's folders are seen as they are.
// Its sys.exit() ends with a traceback and status 1, whatever it is given.
// record and facts.py take such a DIR wherever they take an interpreter.

import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [dir, ...args] = process.argv.slice(2);
const OWN = ["bin", "boot", "dev", "etc", "lib", "lib32", "lib64", "proc", "run", "sbin", "sys", "usr"];

const { loadPyodide } = await import(pathToFileURL(join(dir, "node_modules/pyodide/pyodide.mjs")));
// Python makes a script's name absolute while it starts; HOME is its working folder at that time.
const python = await loadPyodide({ args, env: { PYTHONHASHSEED: "0", HOME: process.cwd() } });
for (const name of readdirSync("/")) {
  const path = "/" + name;
  if (OWN.includes(name) || !statSync(path).isDirectory()) continue;
  python.FS.mkdirTree(path);
  python.FS.mount(python.FS.filesystems.NODEFS, { root: path }, path);
}
python.FS.chdir(process.cwd());
process.exitCode = python._module._run_main();
