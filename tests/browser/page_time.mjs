#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// The page's chart in order of time: its boxes are the trace's events; wheel, drag and keys move it, which is in the address;
// a search says its share; a click opens the function; what is sampled, drawn together or not there says so.
import {readFileSync} from 'node:fs';
import {axe, launch} from './browser.mjs';
import {place, quiet, settled, show, write} from './page.mjs';
import {done, is, ok, testdata} from './tap.mjs';

const TRACE = testdata('chrometrace/viztracer-1.1.1-3.11.json');
const ROW = 20, AXIS = 24;
const range = page => page.evaluate(() => [window.ncalls.params().from ?? '', window.ncalls.params().to ?? '']);
const kept = page => page.waitForFunction(() => /from=/.test(location.hash));
const picked = async page => (await settled(page), await page.locator('.view.time .picked').innerText()).replace(/\s+/g, ' ');
const crumbs = async page => (await settled(page), await page.locator('.view.time .crumbs li').allInnerTexts()).map(text => text.replace(/^› */, '').trim());

async function values(page) {
  const events = JSON.parse(readFileSync(TRACE)).traceEvents.filter(e => e.ph === 'X'), first = Math.min(...events.map(e => e.ts));
  const shown = await page.evaluate(() => {
    const {spans, data} = window.ncalls;
    return spans.tracks.map(track => ({title: track.title, rows: Array.from({length: track.count}, (_, k) => track.first + k).map(
      i => [spans.start[i], spans.took[i], data.name(spans.fn[i])])}));
  });
  is(shown.map(track => track.title), ['MainThread', 'helper "one"'], 'each thread has its track');
  is(shown.reduce((sum, track) => sum + track.rows.length, 0), events.length, 'as many boxes as events');
  const wanted = tid => events.filter(e => e.tid === tid).sort((a, b) => a.ts - b.ts || b.dur - a.dur);
  const tids = await page.evaluate(() => window.ncalls.data.timeline.tracks.map(track => track.thread));
  is(tids.reduce((sum, tid) => sum + wanted(tid).length, 0), events.length, 'and every event is of a track');
  const word = e => e.name.split(' (')[0].split('.').at(-1); /* "str.split" is "method 'split' of 'str' objects" here */
  const wrong = tids.flatMap((tid, k) => wanted(tid).filter((e, at) => {
    const [start, took, name] = shown[k].rows[at];
    return !name.includes(word(e)) || Math.abs(start - (e.ts - first) * 1000) > 2 || Math.abs(took - e.dur * 1000) > 2;
  }));
  is(wrong, [], 'they are of the events\' functions, and begin and last as they do');
}

async function moves(page) {
  const box = await page.locator('.times').boundingBox(), x = box.x + box.width / 2, y = box.y + AXIS + 40;
  await page.mouse.move(x, y);
  await page.mouse.wheel(0, -600);
  await kept(page);
  const [from, to] = (await range(page)).map(Number), length = await page.evaluate(() => window.ncalls.spans.length);
  ok(to - from < length / 2 && Math.abs((from + to) / 2 - length / 2) < length / 100, 'the wheel enlarges around the pointer, which is in the address', from, to);
  await page.mouse.down();
  await page.mouse.move(x - 100, y, {steps: 4});
  await page.mouse.up();
  await page.waitForFunction(from => +window.ncalls.params().from > from, from);
  const moved = (await range(page)).map(Number);
  ok(Math.abs(moved[0] - from - (to - from) * 100 / (box.width - 2)) <= 2, 'dragging moves', moved, from);
  is((await place(page)).view, 'time', 'and opens nothing');
  await page.locator('.times').focus();
  await page.keyboard.press('PageUp');
  const back = page.waitForFunction(from => +window.ncalls.params().from < from, moved[0], {timeout: 10000});
  ok(await back.then(() => true, () => false), 'PgUp goes back in time', await range(page));
  await page.keyboard.press('Escape');
  await settled(page);
  is(await range(page), ['', ''], 'Escape shows all');
  await page.getByRole('button', {name: 'Larger'}).click();
  await kept(page);
  ok(await page.getByRole('button', {name: 'Show all'}).isEnabled(), 'buttons enlarge, too');
  await page.getByRole('button', {name: 'Show all'}).click();
  await settled(page);
}

async function keys(browser, page, path) {
  await page.locator('.times').focus();
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown']) await page.keyboard.press(key);
  const deep = await crumbs(page);
  is(deep.length, 4, 'arrows go down, the way there is said');
  ok((await picked(page)).startsWith(deep.at(-1)) && /starts at .* took .* self /.test(await picked(page)), 'so is the box', await picked(page));
  await page.keyboard.press('ArrowUp');
  is(await crumbs(page), deep.slice(0, 3), 'and up');
  await page.keyboard.press('Enter');
  const [from, to] = (await settled(page), await range(page)).map(Number);
  const span = await page.evaluate(() => { const i = +window.ncalls.params().at; return [window.ncalls.spans.start[i], window.ncalls.spans.start[i] + window.ncalls.spans.took[i]]; });
  ok(Math.abs(from - span[0]) <= 1 && Math.abs(to - span[1]) <= 1, 'Enter makes it as wide as all', from, to, span);
  const again = await show(browser, path, new URL(page.url()).hash);
  is([await crumbs(again), await range(again)], [await crumbs(page), await range(page)], 'the address leads there');
  await again.context().close();
  await page.goBack();
  await settled(page);
  is(await range(page), ['', ''], 'back undoes it');
  await page.goForward();
  await page.locator('.view.time .crumbs button').first().click();
  is([await crumbs(page), await range(page)], [['all'], ['', '']], 'a step of the way leads back');
  await page.locator('.times').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+Enter');
  is((await place(page)).view, 'function', 'Shift+Enter opens the function');
  await page.locator('.elsewhere').getByRole('link', {name: 'Time order'}).click();
  ok((await place(page)).at !== undefined, 'which leads to its longest call');
}

async function pointer(page) {
  await page.evaluate(() => { location.hash = '#/time'; });
  await settled(page);
  const box = await page.locator('.times').boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + AXIS + ROW + 10);
  const tip = await page.locator('.tip:visible').innerText(), name = await page.evaluate(() => window.ncalls.data.name(window.ncalls.spans.fn[0]));
  ok(tip.startsWith(name) && /starts at 0 s · took \d+ µs · self/.test(tip), 'a pointer is told what it is on', tip);
  await page.mouse.down();
  await page.mouse.up();
  is(await place(page), {view: 'function', id: String(await page.evaluate(() => window.ncalls.spans.fn[0]))}, 'a click opens the function');
  await page.goBack();
  is((await place(page)).view, 'time', 'back leads here');
}

async function search(page) {
  await page.keyboard.press('/');
  await page.keyboard.type(await page.evaluate(() => {
    const {spans, data} = window.ncalls;
    return data.name(Array.from(spans.fn).find((fn, i) => data.classOf(fn) === 'mine' && spans.parent[i] >= 0));
  }));
  const said = await page.locator('.view.time .found').innerText();
  const wanted = await page.evaluate(() => {
    const {spans, query, format} = window.ncalls, hit = i => query.hits[spans.fn[i]];
    let count = 0, cost = 0, of = 0;
    for (let i = 0; i < spans.count; i++) {
      if (spans.parent[i] < 0) of += spans.took[i];
      if (!hit(i)) continue;
      count++;
      let at = spans.parent[i];
      while (at >= 0 && !hit(at)) at = spans.parent[at];
      if (at < 0) cost += spans.took[i];
    }
    return count && `${format.plural(count, "box matches", "boxes match")}, together ${format.share(cost, of)} of the time of all threads`;
  });
  is(said, wanted, 'a search says how many boxes match, and their share together');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.locator('.view.time .astext summary').click();
  await page.locator('.view.time .astext tbody tr').first().waitFor();
  const rows = await page.locator('.view.time .astext tbody tr').count();
  is(rows, Math.min(200, await page.evaluate(() => window.ncalls.spans.count)), 'the same is there as a table');
  await page.locator('.view.time .astext tbody button').nth(1).click();
  is((await crumbs(page)).length, 3, 'that zooms, too');
}

async function others(browser) {
  const sampled = await show(browser, write([testdata('speedscope/py-spy-0.4.3-3.13.json')]), '#/time', {theme: 'dark'});
  ok(/stretches of equal samples/.test(await sampled.locator('.view.time .order').innerText()), 'samples are called that');
  if (axe()) {
    await sampled.evaluate(axe());
    const {violations} = await sampled.evaluate(() => window.axe.run(document));
    ok(violations.length === 0, 'it can be used by everybody', ...violations.map(v => `${v.id} ${v.nodes[0].failureSummary}`));
  }
  await sampled.evaluate(() => { location.hash = '#/summary'; });
  await sampled.getByRole('link', {name: 'see what ran when'}).click();
  is((await place(sampled)).view, 'time', 'the summary leads to it');
  quiet(sampled, 'samples');
  const none = await show(browser, write([testdata('pstats/django_shop-slow-3.11.prof')]), '#/flame');
  ok(/no order of time\. This profile keeps none/.test(await none.locator('.view.flame .order').innerText()), 'where there is none, the flame graph says so');
  is(await none.getByRole('link', {name: 'Time order'}).count(), 0, 'and there is no such view');
  const events = Array.from({length: 30000}, (_, i) => ({name: `f (a.py:${i % 7 + 1})`, cat: 'FEE', ph: 'X', pid: 1, tid: 1, ts: 2 + i * 3, dur: i % 1000 ? 0.1 : 2.9}));
  events.push({name: 'main (a.py:9)', cat: 'FEE', ph: 'X', pid: 1, tid: 1, ts: 1, dur: 100000});
  const many = await show(browser, write(['-'], {input: JSON.stringify({traceEvents: events})}), '#/time');
  const counts = await many.evaluate(() => {
    const {calls, count, merges} = window.ncalls.spans;
    return [calls, merges.slice(0, count).reduce((sum, n) => sum + (n || 1), 0)];
  });
  is(counts, [30001, 30001], 'of many calls none is lost');
  const {merged} = await many.evaluate(() => window.ncalls.data.timeline);
  ok(merged > 0 && (await many.locator('.view.time .order').innerText()).includes(`${merged.toLocaleString('en')} of 30,001 calls took less than`), 'those that are drawn together are counted');
  quiet(many, 'many calls');
  for (const page of [sampled, none, many]) await page.context().close();
}

const browser = await launch('the chart in order of time');
const path = write([TRACE]);
const page = await show(browser, path, '#/time');
await values(page);
await moves(page);
await keys(browser, page, path);
await pointer(page);
await search(page);
quiet(page, 'moving about');
await others(browser);
await browser.close();
done();
