#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// How large pages of large profiles are, and how fast: printed, for times are not tested. What is tested is their size, and
// that they answer at all. Times are the processor's in the page's main thread, the least of some runs: others may use the
// machine.
import {statSync} from 'node:fs';
import {launch} from './browser.mjs';
import {quiet, settled, show, write} from './page.mjs';
import {done, note, ok} from './tap.mjs';

const LONG = !['', '0', undefined].includes(process.env.NCALLS_LONG);
const RUNS = 3;
const CASES = [
  {functions: 20000, rows: 20000, most: 3e6},
  ...(LONG ? [{functions: 100000, rows: 100000, most: 15e6}, {functions: 1000000, rows: 100000, most: 15e6}] : []),
];

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


/** Milliseconds of the main thread since the page was asked for; a function that says those since it was called last. */
async function clock(page) {
  const session = await page.context().newCDPSession(page);
  let last = 0;
  await session.send('Performance.enable', {timeDomain: 'threadTicks'});
  return async () => {
    const {metrics} = await session.send('Performance.getMetrics');
    const now = metrics.find(metric => metric.name === 'TaskDuration').value * 1000, since = now - last;
    last = now;
    return since;
  };
}

/** Does one after the other in the page, each until it is painted. */
const painted = (page, act, values) => page.evaluate(async ([act, values]) => {
  const field = document.querySelector('input[type=search]'), grid = document.querySelector('.view.functions .grid');
  const acts = {
    go: hash => { location.hash = hash; },
    scroll: by => { grid.scrollTop += by; },
    type: text => {
      field.value = text;
      field.dispatchEvent(new Event('input', {bubbles: true}));
    },
  };
  for (const value of values) {
    acts[act](value);
    await new Promise(next => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(next)))));
  }
}, [act, values]);

/** What one of these takes, on the average; asking takes a little, too. */
async function mean(page, spent, act, values) {
  await spent();
  await painted(page, act, values);
  return await spent() / values.length;
}

/** One run of it all: {what: time}. */
async function measure(browser, path) {
  const page = await show(browser, path), spent = await clock(page), found = {};
  const loaded = () => page.evaluate(() => performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd);
  found['opened, by the clock on the wall'] = await loaded();
  await spent();
  await page.reload();
  await settled(page);
  found.opened = await spent();
  for (const view of ['functions', 'flame', 'tree', 'graph', 'summary'])
    found[`${view} is shown`] = await mean(page, spent, 'go', [`#/${view}`]);
  for (const view of ['functions', 'flame', 'tree']) {
    await painted(page, 'go', [`#/${view}`]);
    found[`a key in ${view}`] = await mean(page, spent, 'type', ['f', 'fu', 'func', 'function_', 'function_1', 'function_12', 'function_123', '']);
  }
  await painted(page, 'go', ['#/functions']);
  found['scrolled by 300 pixels'] = await mean(page, spent, 'scroll', new Array(20).fill(300));
  found['sorted by another column'] = await mean(page, spent, 'go', ['name', 'calls', 'total'].map(id => `#/functions?sort=${id}`));
  return [page, found];
}

const browser = await launch('speed of large pages');
for (const {functions, rows, most} of CASES) {
  const path = write(['-'], {input: profile(functions), maxBuffer: 1 << 30});
  const size = statSync(path).size, best = {};
  ok(size < most, `a page of ${functions} functions has ${Math.round(size / 1000)} kB, less than ${most / 1e6} MB`);
  for (let run = 0; run < (LONG ? RUNS : 1); run++) {
    const [page, found] = await measure(browser, path);
    const count = await page.evaluate(() => document.querySelector('.view.functions .grid').getAttribute('aria-rowcount'));
    if (!run) ok(+count === rows + 1, 'and as many rows as it can hold', count);
    for (const [what, time] of Object.entries(found)) best[what] = Math.min(best[what] ?? Infinity, time);
    if (!run) quiet(page, `${functions} functions`);
    await page.context().close();
  }
  for (const [what, time] of Object.entries(best)) note(`${functions} functions: ${what}: ${time.toFixed(1)} ms`);
}
await browser.close();
done();
