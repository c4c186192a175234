// SPDX-License-Identifier: MIT
// What the browser tests share with no browser: TAP, and running ncalls. (Not executable: no test.)
import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

let count = 0;
let failed = 0;

/** One test. Diagnostics are printed when it fails. */
export function ok(holds, text, ...diagnostics) {
  console.log(`${holds ? 'ok' : 'not ok'} ${++count} - ${text}`);
  if (holds) return true;
  failed++;
  for (const it of diagnostics)
    for (const line of (typeof it === 'string' ? it : JSON.stringify(it) ?? 'undefined').split('\n')) note(line);
  return false;
}

/** The same value, however deep. */
export function is(got, wanted, text) {
  const [a, b] = [got, wanted].map(v => JSON.stringify(v));
  return ok(a === b, text, `got ${a}`, `not ${b}`);
}

export function skip(text, why) {
  console.log(`ok ${++count} - ${text} # SKIP ${why}`);
}

export function note(line) {
  console.log(`# ${line}`);
}

/** The plan, last; ends the script. */
export function done() {
  console.log(`1..${count}`);
  process.exit(failed ? 1 : 0);
}

/** ncalls with these arguments; has status, stdout and stderr (text). */
export function ncalls(args, options = {}) {
  return spawnSync(process.env.ncalls, args, {encoding: 'utf8', maxBuffer: 1 << 30, ...options});
}

export const testdata = name => join(process.env.testdata, name);

/** A folder that is gone when the script ends. */
export const folder = mkdtempSync(join(tmpdir(), 'ncalls-browser.'));
process.on('exit', () => rmSync(folder, {recursive: true, force: true}));
