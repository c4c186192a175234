// SPDX-License-Identifier: MIT
// The HTML page of `ncalls report` for the tests of its views. (Not executable: no test.)
import {join} from 'node:path';
import {open} from './browser.mjs';
import {folder, ncalls, ok} from './tap.mjs';

let number = 0;

/** Writes the page of these inputs and options; its path. */
export function write(args, options = {}) {
  const path = join(folder, `page${++number}.html`);
  const result = ncalls(['report', ...args, '-o', path], options);
  if (result.status !== 0) throw new Error(`ncalls report ${args.join(' ')}: ${result.stderr}`);
  return path;
}

/** Opens it at a view. */
export async function show(browser, path, hash = '', options = {}) {
  const page = await open(browser, path, {hash, ...options});
  try {
    await page.waitForFunction(() => document.documentElement.classList.contains('live'), null, {timeout: 60000});
  } catch (error) {
    throw new Error(['the page does not start', ...page.complaints].join('\n'), {cause: error});
  }
  return page;
}

/** What the hash says: {view, id, key: value}. */
export async function place(page) {
  await settled(page);
  const [head, rest = ''] = decodeURIComponent(new URL(page.url()).hash).replace(/^#\/?/, '').split('?');
  const [view, id] = head.split('=');
  return {view, ...(id ? {id} : {}), ...Object.fromEntries(new URLSearchParams(rest))};
}

/** The hash is followed in a task of its own, canvases are painted in the next frame. */
export const settled = page => page.evaluate(() => new Promise(done =>
  setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(() => done())))));

/** Nothing went wrong on this page until now. */
export function quiet(page, what) {
  ok(page.complaints.length === 0, `${what}: the page complains about nothing and asks for nothing`, ...page.complaints);
}
