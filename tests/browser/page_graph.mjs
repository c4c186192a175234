#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// The page's call graph: pans and enlarges by pointer, wheel, fingers, keys and buttons, opens functions, is found from
// elsewhere, changes its palette, and its functions are those of the page's data.
import {launch} from './browser.mjs';
import {place, quiet, settled, show, write} from './page.mjs';
import {done, is, ncalls, ok, testdata} from './tap.mjs';

const PROFILE = testdata('pstats/django_shop-slow-3.11.prof');

/** Where the picture stands: left, top, scale. */
const stand = async page => (await settled(page), await page.evaluate(() => {
  const {a, e, f} = new DOMMatrix(getComputedStyle(document.querySelector('svg.callgraph')).transform);
  return {scale: a, left: e, top: f};
}));
const middle = async page => {
  const box = await page.locator('.graphbox').boundingBox();
  return [box.x + box.width / 2, box.y + box.height / 2];
};

async function names(page) {
  const shown = await page.$$eval('svg.callgraph .function', all => all.map(group => {
    const f = +group.dataset.function;
    return [group.querySelector('text').textContent, window.ncalls.data.name(f)];
  }));
  ok(shown.length > 20 && shown.every(([text, name]) => name === text || text.includes('…')), 'its functions are those of the data',
    shown.filter(([text, name]) => name !== text));
  const dot = ncalls(['graph', '-f', 'dot', PROFILE]).stdout;
  is(shown.length, (dot.match(/^ *n\d+ \[/gm) ?? []).length, 'as many as ncalls graph draws');
}

/** Wide or narrow: what the picture says of itself is beside it, not in what moves. */
async function caption(browser, path) {
  for (const width of [1300, 360]) {
    const page = await show(browser, path, '#graph', {width, height: 800});
    ok(/80 of 571 functions are shown/.test(await page.locator('.view.graph .order').innerText()), `${width}: the caption is text`);
    const places = await page.locator('.view.graph .samples svg').evaluateAll(all => all.map(one => one.getBoundingClientRect()).map(
      box => [box.left >= 0 && box.right <= innerWidth && box.width > 20, Math.round(box.right)]));
    ok(places.length >= 5 && places.every(([isSeen]) => isSeen), 'all of the key can be seen', places);
    is(await page.locator('.graphbox text.title, .graphbox text.text').count(), 0, 'nothing of it is in the picture');
    quiet(page, 'caption');
    await page.context().close();
  }
}

async function zooms(page) {
  const first = await stand(page), [x, y] = await middle(page), {y: edge} = await page.locator('.graphbox').boundingBox();
  await page.mouse.move(x, y);
  await page.mouse.wheel(0, -300);
  const larger = await stand(page);
  ok(larger.scale > first.scale * 1.4, 'the wheel enlarges', first, larger);
  const before = (y - edge - first.top) / first.scale, after = (y - edge - larger.top) / larger.scale;
  ok(Math.abs(before - after) * larger.scale < 2, 'around the pointer', before, after);
  await page.mouse.down();
  await page.mouse.move(x - 80, y - 60, {steps: 4});
  await page.mouse.up();
  const moved = await stand(page);
  ok(Math.abs(larger.top - moved.top - 60) < 2, 'dragging moves', larger, moved);
  is((await place(page)).view, 'graph', 'and opens nothing');
  await page.locator('.graphbox').focus();
  await page.keyboard.press('0');
  const all = await stand(page);
  await page.keyboard.press('+');
  ok((await stand(page)).scale > all.scale, '+ enlarges');
  await page.keyboard.press('-');
  ok(Math.abs((await stand(page)).scale - all.scale) < 0.01, '- undoes it, 0 shows all');
  await page.keyboard.press('1');
  is((await stand(page)).scale, 1, '1 is its own size');
  const {top} = await stand(page);
  await page.keyboard.press('ArrowDown');
  ok((await stand(page)).top < top, 'arrows move');
  await page.getByRole('button', {name: 'Fit: all of it'}).click();
  ok(Math.abs((await stand(page)).scale - all.scale) < 0.01, 'so do buttons');
}

/** Two fingers, as events: the browser's own would need a touch screen. */
async function pinch(page) {
  const before = await stand(page), [x, y] = await middle(page);
  await page.evaluate(([x, y]) => {
    const box = document.querySelector('.graphbox');
    const send = (type, id, at) => box.dispatchEvent(new PointerEvent(type, {bubbles: true, pointerId: id, pointerType: 'touch', clientX: at, clientY: y}));
    send('pointerdown', 11, x - 20);
    send('pointerdown', 12, x + 20);
    send('pointermove', 12, x + 60);
    send('pointerup', 11, x - 20);
    send('pointerup', 12, x + 60);
  }, [x, y]);
  ok((await stand(page)).scale > before.scale * 1.5, 'two fingers enlarge');
}

async function functions(browser, path) {
  const page = await show(browser, path, '#graph');
  const f = await page.evaluate(() => +document.querySelectorAll('svg.callgraph .function')[2].dataset.function);
  await page.locator(`[data-function="${f}"]`).first().click();
  is(await place(page), {view: 'function', id: String(f)}, 'a click opens the function');
  await page.goBack();
  is((await place(page)).view, 'graph', 'back leads here');
  await page.locator(`svg.callgraph a:has([data-function="${f}"])`).focus();
  await page.keyboard.press('Enter');
  is(await place(page), {view: 'function', id: String(f)}, 'so does Enter');
  const again = await show(browser, path, `#graph?f=${f}&palette=red-green`);
  const seen = await again.evaluate(f => {
    const box = document.querySelector('.graphbox').getBoundingClientRect();
    const node = document.querySelector(`[data-function="${f}"] rect`).getBoundingClientRect();
    return node.left > box.left && node.right < box.right && node.top >= box.top && node.bottom < box.bottom;
  }, f);
  ok(seen && await again.locator('.asked-for').count() === 1, 'an address may ask for a function, which is shown');
  const fill = page => page.evaluate(f => getComputedStyle(document.querySelector(`[data-function="${f}"] rect`)).fill, f);
  const green = await fill(again);
  await again.getByRole('button', {name: 'heat'}).click();
  await settled(again);
  ok(await fill(again) !== green && !(await place(again)).palette, 'and for the other palette');
  await again.keyboard.press('/');
  await again.keyboard.type('as_sql');
  ok(await again.locator('svg.callgraph .hit').count() > 0, 'a search marks what it finds');
  quiet(again, 'an address');
  quiet(page, 'functions');
}

const browser = await launch('the call graph of the page');
const path = write([PROFILE]);
const page = await show(browser, path, '#graph');
await names(page);
await zooms(page);
await pinch(page);
quiet(page, 'pan and zoom');
await functions(browser, path);
await caption(browser, path);
await browser.close();
done();
