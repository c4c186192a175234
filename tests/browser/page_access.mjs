#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// For everybody: axe-core finds nothing in any view, light or dark, with high contrast, on a phone; every view can be
// reached and left by keys; on paper and without scripts the tables are there.
import {axe, launch, open} from './browser.mjs';
import {place, quiet, settled, show, write} from './page.mjs';
import {done, is, ok, skip, testdata} from './tap.mjs';

const PROFILES = ['findings/deepcopy-per-item/3.11.prof', 'speedscope/py-spy-0.4.3-3.13.json', 'lprof/busy.lprof'];
const LOOKS = [
  {name: 'light', theme: 'light', width: 1300},
  {name: 'dark', theme: 'dark', width: 1300, rules: ['color-contrast']},
  {name: 'a phone', theme: 'light', width: 360, height: 740},
];

const views = page => page.evaluate(() => window.ncalls.views().filter(view => view.title).map(view => view.id));

async function accuse(page, rules) {
  const {violations} = await page.evaluate(rules => window.axe.run(document, {
    resultTypes: ['violations'], ...(rules ? {runOnly: rules} : {}),
  }), rules);
  return violations.map(v => `${v.id} (${v.impact}): ${v.nodes.slice(0, 3).map(n => `${n.target} ${n.failureSummary}`).join(' | ')}`);
}

async function inspect(browser, path, name, look) {
  const page = await show(browser, path, '', look);
  await page.evaluate(axe());
  for (const id of [...await views(page), 'function=1']) {
    await page.evaluate(id => { location.hash = id; }, id);
    await settled(page);
    const found = await accuse(page, look.rules);
    ok(found.length === 0, `${name}, ${look.name}: ${id} can be used by everybody`, ...found);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    ok(wide <= 0, `${name}, ${look.name}: ${id} is no wider than the screen`, `${wide} pixels`);
  }
  quiet(page, `${name}, ${look.name}`);
  await page.context().close();
}

async function contrast(browser, path) {
  const page = await show(browser, path);
  for (let at = 0; at < 3; at++) await page.keyboard.press('t');
  is(await page.evaluate(() => document.documentElement.dataset.theme), 'contrast', 't turns to high contrast');
  await page.evaluate(axe());
  for (const id of await views(page)) {
    await page.evaluate(id => { location.hash = id; }, id);
    await settled(page);
    const found = await accuse(page, ['color-contrast']);
    ok(found.length === 0, `high contrast: ${id} can be used by everybody`, ...found);
  }
  await page.context().close();
}

async function keys(browser, path) {
  const page = await show(browser, path);
  const wanted = await page.evaluate(() => window.ncalls.views().filter(v => v.key && v.title).map(v => [v.key, v.id]));
  is(new Set(wanted.map(([key]) => key)).size, wanted.length, 'no two views have the same key');
  for (const [key, id] of wanted) {
    await page.keyboard.press('g');
    await page.keyboard.press(key);
    is((await place(page)).view, id, `g ${key} goes to ${id}`);
  }
  await page.keyboard.press('?');
  const list = await page.locator('dialog').innerText();
  ok(wanted.every(([key]) => list.includes(`g ${key}`)), '? lists them all', list);
  await page.keyboard.press('Escape');
  ok(await page.locator('dialog[open]').count() === 0, 'Escape closes the list');
  const seen = new Set();
  for (let at = 0; at < 60; at++) {
    await page.keyboard.press('Tab');
    const {outline, tag} = await page.evaluate(() => {
      const node = document.activeElement, style = getComputedStyle(node);
      return {outline: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0, tag: `${node.tagName} ${node.className}`};
    });
    if (!outline && !/^BODY/.test(tag)) seen.add(tag);
  }
  is([...seen], [], 'what has the focus can be seen');
  quiet(page, 'keys');
  await page.context().close();
}

/** Scripts are off: what stands there is the report with all of its tables. */
async function scriptless(browser, path) {
  const page = await open(browser, path, {javaScriptEnabled: false});
  const text = await page.locator('main').innerText();
  ok(text.includes('list_books') && await page.locator('table').count() > 5, 'without scripts the tables are there');
  ok(await page.locator('svg.callgraph').isVisible(), 'and the picture');
  ok(await page.locator('#app').count() === 0, 'and nothing that needs a script');
  quiet(page, 'without scripts');
  await page.context().close();
}

/** On paper: no bar of buttons, and what is seen is black on white. */
async function paper(browser, path) {
  const page = await show(browser, path, '#summary', {theme: 'dark'});
  await page.emulateMedia({media: 'print'});
  const [bar, ground] = await page.evaluate(() => [
    getComputedStyle(document.querySelector('header.top')).display, getComputedStyle(document.body).backgroundColor]);
  ok(bar === 'none' && ground === 'rgb(255, 255, 255)', 'on paper the page is white, without buttons', bar, ground);
  ok((await page.pdf()).length > 10000, 'and can be printed');
  await page.context().close();
}

/** Paper cannot be scrolled: it gets what is open in the tree, the first functions and no empty sheets after them, and a
 * flame graph that is as wide as it is, in the colours of paper. */
async function sheets(browser, path) {
  const page = await show(browser, path, '#tree', {theme: 'dark', height: 500});
  const print = async (hash, look) => {
    await page.evaluate(hash => { location.hash = hash; }, hash);
    await settled(page);
    await page.emulateMedia({media: 'print'});
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    const seen = await page.evaluate(look);
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    await page.emulateMedia({media: null});
    return seen;
  };
  const [rows, open, high] = await print('tree', () => {
    const grid = document.querySelector('.treegrid');
    return [grid.querySelectorAll('.row[data-at]').length, +grid.getAttribute('aria-rowcount') - 1, grid.clientHeight >= grid.scrollHeight];
  });
  ok(rows === open && rows > 20 && high, 'all that is open in the tree is on paper', rows, open, high);
  const [width, [red, green, blue], key] = await print('flame', () => {
    const canvas = document.querySelector('.frames:not([hidden]) canvas'), all = document.querySelectorAll('.legend i');
    return [canvas.offsetWidth, canvas.getContext('2d').getImageData(3, 3, 1, 1).data, getComputedStyle(all[0]).backgroundColor];
  }).then(([a, b, c]) => [a, Object.values(b), c]);
  ok(width < 720 && Math.min(red, green, blue) > 150, 'the flame graph fits on paper, which is white', width, red, green, blue);
  ok(Math.max(...key.match(/\d+/g).slice(0, 3)) > 200, 'and so is its legend', key);
  const [shown, room] = await print('functions', async () => {
    document.querySelector('.grid-body').parentElement.dispatchEvent(new Event('scroll')); /* what was under way */
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    const all = [...document.querySelectorAll('.grid-row')];
    return [Math.max(...all.map(row => row.offsetTop + row.offsetHeight)), document.querySelector('.grid-body').offsetHeight];
  });
  ok(Math.abs(shown - room) < 2, 'no empty sheets follow the functions that are printed', shown, room);
  await page.context().close();
}

const browser = await launch('the page for everybody');
const [first, ...others] = PROFILES.map(name => write([testdata(name)]));
if (axe()) {
  for (const look of LOOKS) await inspect(browser, first, 'a small profile', look);
  for (const [at, path] of others.entries()) await inspect(browser, path, PROFILES[at + 1], LOOKS[0]);
  await contrast(browser, first);
} else skip('axe-core finds nothing', 'axe-core is not installed: ./bootstrap check does');
await keys(browser, first);
await scriptless(browser, write([testdata('pstats/django_shop-slow-3.11.prof')]));
await paper(browser, first);
await sheets(browser, write([testdata('pstats/django_shop-slow-3.11.prof')]));
await browser.close();
done();
