#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// How large pages of large profiles are, and how fast: printed, for times are not tested. What is tested is their size, and
// that they answer at all.
import {statSync} from 'node:fs';
import {launch} from './browser.mjs';
import {quiet, settled, show, write} from './page.mjs';
import {done, note, ok} from './tap.mjs';

const LONG = !['', '0', undefined].includes(process.env.NCALLS_LONG);
const CASES = [{functions: 20000, most: 3 << 20}, ...(LONG ? [{functions: 1000000, most: 15 << 20}] : [])];

/** Every function calls four others, as marshalled pstats would have it; here in the pstats text of callgrind. */
function profile(functions) {
  const out = ['version: 1', 'creator: test', 'events: ns'];
  for (let at = 0; at < functions; at++) {
    out.push(`fl=/srv/app/package${at % 97}/module${at % 1009}.py`, `fn=function_${at}`, `${at % 2000 + 1} ${1000 + (at * 7919) % 100000}`);
    for (const to of [2 * at + 1, 2 * at + 2, (at * 31 + 7) % functions, (at * 17 + 3) % functions])
      if (to > at && to < functions)
        out.push(`cfi=/srv/app/package${to % 97}/module${to % 1009}.py`, `cfn=function_${to}`, `calls=${1 + at % 9} ${to % 2000 + 1}`,
          `${at % 2000 + 1} ${2000 + (to * 104729) % 90000}`);
  }
  return `${out.join('\n')}\n`;
}

/** Until the page answers a key, from the moment that its address was asked for. */
async function opened(browser, path) {
  const begin = performance.now();
  const page = await show(browser, path, '#/functions');
  await settled(page);
  return [page, performance.now() - begin, await page.evaluate(() => performance.getEntriesByType('navigation')[0].loadEventEnd)];
}

/** The longest task of a key in the search, of each of these letters. */
const typing = (page, text) => page.evaluate(async text => {
  const field = document.querySelector('input[type=search]'), times = [];
  for (let size = 1; size <= text.length; size++) {
    const begin = performance.now();
    field.value = text.slice(0, size);
    field.dispatchEvent(new Event('input', {bubbles: true}));
    times.push(performance.now() - begin);
    await new Promise(next => requestAnimationFrame(() => setTimeout(next)));
  }
  return times;
}, text);

const browser = await launch('speed of large pages');
for (const {functions, most} of CASES) {
  const path = write(['-'], {input: profile(functions), maxBuffer: 1 << 30});
  const size = statSync(path).size;
  ok(size < most, `a page of ${functions} functions has ${Math.round(size / 1024)} KiB, less than ${most >> 20} MiB`);
  const [page, all, load] = await opened(browser, path);
  const found = await page.evaluate(() => window.ncalls.data.count);
  ok(found > 1000, 'and its functions', found);
  const times = await typing(page, 'function_12');
  note(`${functions} functions: loaded in ${Math.round(load)} ms, first frame after ${Math.round(all)} ms with the browser's own; ` +
    `keys in the search ${times.map(t => t.toFixed(1)).join(', ')} ms`);
  for (const view of ['flame', 'tree', 'graph', 'summary', 'functions']) {
    const took = await page.evaluate(view => {
      const begin = performance.now();
      location.hash = `#/${view}`;
      return new Promise(next => addEventListener('hashchange', () => requestAnimationFrame(() => setTimeout(() => next(performance.now() - begin))), {once: true}));
    }, view);
    note(`${functions} functions: ${view} is shown after ${Math.round(took)} ms`);
  }
  quiet(page, `${functions} functions`);
  await page.context().close();
}
await browser.close();
done();
