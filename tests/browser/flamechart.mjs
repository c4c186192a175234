#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// The flame chart in a real Chromium: a click shows what went on meanwhile on all threads, the axis says when, and
// Escape undoes it.
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {launch, open} from './browser.mjs';
import {done, folder, is, ncalls, ok} from './tap.mjs';

const NAMES = ['main', 'load', 'store', 'work'];

/** [frame, begin, end] in milliseconds, callers first. */
function evented(name, spans) {
  const events = spans.flatMap(([frame, begin, end], order) => [
    {type: 'O', frame, at: begin, order}, {type: 'C', frame, at: end, order: -order}]);
  events.sort((a, b) => a.at - b.at || (a.type < b.type ? -1 : a.type > b.type ? 1 : a.order - b.order));
  return {type: 'evented', name, unit: 'milliseconds', startValue: 0, endValue: 1000,
    events: events.map(({type, frame, at}) => ({type, frame, at}))};
}

const file = {$schema: 'https://www.speedscope.app/file-format-schema.json',
  shared: {frames: NAMES.map(name => ({name, file: 'app.py'}))},
  profiles: [evented('MainThread', [[0, 0, 1000], [1, 100, 300], [2, 500, 900]]),
    evented('Worker', [[3, 200, 400], [3, 750, 850]])]};

const boxes = (page, name) => page.evaluate(name => [...document.querySelectorAll('.f')]
  .filter(f => f.querySelector('title').textContent.startsWith(`${name} `) && !f.classList.contains('gone'))
  .map(f => {
    const r = f.querySelector('rect').getBoundingClientRect();
    return {x: r.x + r.width / 2, y: r.y + r.height / 2, left: r.x, width: r.width};
  }), name);
const ticks = page => page.evaluate(() => [...document.querySelectorAll('#axis text')].map(t => t.textContent));
const said = page => page.evaluate(() => [...document.querySelectorAll('text')].map(t => t.textContent).join('\n'));
const near = (a, b) => Math.abs(a - b) < 1.5;

const browser = await launch('flame charts in a browser');
const path = join(folder, 'chart.svg'), input = join(folder, 'threads.json');
writeFileSync(input, JSON.stringify(file));
ncalls(['flame', '--flamechart', input, '-o', path]);
const page = await open(browser, path);
const [all] = await boxes(page, 'all');
const before = await ticks(page);
is(before.join(), '0,0.1 s,0.2 s,0.3 s,0.4 s,0.5 s,0.6 s,0.7 s,0.8 s,0.9 s', 'the axis has round moments');
is((await boxes(page, 'work')).length, 2, 'each call is a frame by itself');
ok(near((await boxes(page, 'work'))[1].left - all.left, 0.75 * all.width), 'where it began');

const [store] = await boxes(page, 'store');
await page.mouse.click(store.x, store.y);
const work = await boxes(page, 'work');
is(work.length, 1, 'a click leaves what went on meanwhile');
ok(near(work[0].width, all.width / 4), 'on another thread, too', work[0].width);
is((await boxes(page, 'load')).length, 0, 'and nothing else');
ok(near((await boxes(page, 'main'))[0].width, all.width), 'its caller is there all the time');
const zoomed = await ticks(page);
ok(zoomed[0] === '0.50 s' && zoomed.includes('0.75 s'), 'the axis follows', zoomed.join());
await page.keyboard.press('Escape');
is((await ticks(page)).join(), before.join(), 'Escape brings back the axis');
is((await boxes(page, 'work')).length, 2, 'and the frames');

await page.locator('input').fill('work');
ok((await said(page)).includes('2 frames match, 30.0%'), 'searching says how much of the time', await said(page));
await page.keyboard.press('Escape');
await page.evaluate(() => document.querySelector('[tabindex]').focus());
await page.keyboard.press('ArrowDown');
await page.keyboard.press('ArrowDown');
ok((await said(page)).includes('store (app.py) · 400 ms, 40.0% · from 500 ms on'), 'keys go down into calls',
  await said(page));
is(page.complaints, [], 'and the page complains about nothing');
await browser.close();
done();
