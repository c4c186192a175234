#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// Nothing is cut off and nothing lies over something else, from a phone to a wide screen; where the reader has chosen
// colours (forced-colors) pictures are still pictures and what is chosen can be told.
import {launch} from './browser.mjs';
import {quiet, settled, show, write} from './page.mjs';
import {done, is, ok, testdata} from './tap.mjs';

const DJANGO = testdata('pstats/django_shop-slow-3.11.prof');

const go = async (page, hash) => {
  await page.evaluate(hash => { location.hash = hash; }, hash);
  await settled(page);
};

/** Cells of a row, left to right: [left, right, text] of what is written in each. */
const written = (page, row) => page.locator(row).first().evaluate(node => [...node.children].map(cell => {
  const range = document.createRange();
  range.selectNodeContents(cell);
  const {left, right} = range.getBoundingClientRect();
  return [left, right, cell.textContent];
}).filter(([left, right]) => right > left));

async function fits(browser, path) {
  for (const width of [360, 800, 1000, 1280, 1440]) {
    const page = await show(browser, path, '#functions', {width});
    await settled(page);
    const grid = await page.locator('.grid').evaluate(node => node.getBoundingClientRect().right);
    for (const row of ['.grid-head', '.grid-row']) {
      const cells = (await written(page, row)).slice(1);
      ok(cells.length > 1 && cells.every(([, right], i) => right <= grid && (i === 0 || cells[i - 1][1] <= cells[i][0])),
        `${width} wide: no figure of ${row} lies over another or is cut off`, cells);
    }
    if (width > 736)
      ok(await page.locator('.top nav').evaluate(nav => nav.scrollWidth <= nav.clientWidth), `${width} wide: every tab is seen`);
    await page.keyboard.press('?');
    is(await page.locator('dialog.keys').evaluate(list => [list.open, list.scrollTop]), [true, 0], `${width} wide: the list of keys is seen from its beginning`);
    await page.keyboard.press('Escape');
    await go(page, `#function=${await page.evaluate(() => window.ncalls.data.haystack().findIndex(each => each?.includes('(list_books)')))}`);
    ok(await page.$$eval('.view.function .rows', all => all.length > 1 && all.every(each => each.scrollWidth <= each.clientWidth)),
      `${width} wide: callers and callees are seen with all that is shown of them`);
    await go(page, '#graph');
    const [right, samples] = await page.evaluate(() => [innerWidth, [...document.querySelectorAll('.samples svg')].map(svg => {
      const {left, right, width} = svg.getBoundingClientRect();
      return [left, right, width, svg.getBBox().width * svg.getScreenCTM().a];
    })]);
    ok(samples.length >= 5 && samples.every(each => each[0] >= 0 && each[1] <= right && each[3] <= each[2]),
      `${width} wide: every colour of the call graph is explained in sight`, samples);
    quiet(page, `${width} wide`);
    await page.context().close();
  }
}

/** How many colours the frames of the flame graph have. */
const colours = page => page.evaluate(() => {
  const canvas = document.querySelector('.frames:not([hidden]) canvas'), seen = new Set();
  const {data} = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  for (let at = 0; at < data.length; at += 4) seen.add(data[at] << 16 | data[at + 1] << 8 | data[at + 2]);
  return seen.size;
});

async function forced(browser, path) {
  const plain = await show(browser, path, '#flame'), page = await show(browser, path, '#flame', {forcedColors: 'active'});
  await settled(plain);
  await settled(page);
  const [wanted, got] = [await colours(plain), await colours(page)];
  ok(got > wanted / 2, 'where colours are forced the flame graph has its own', got, wanted);
  const keys = await page.$$eval('.legend i:not(.hatched)', all => new Set(all.map(i => getComputedStyle(i).backgroundColor)).size);
  ok(keys > 2, 'and its legend has the same', keys);
  const grounds = selector => page.$$eval(selector, all => all.map(node => getComputedStyle(node).backgroundColor));
  is(new Set(await grounds('.choice:first-child button')).size, 2, 'the button that is pressed can be told');
  const lines = await page.$$eval('.top nav a', all => all.map(node => getComputedStyle(node).borderBottomColor));
  is(new Set(lines).size, 2, 'so can the tab that is shown', lines);
  await go(page, '#tree');
  is(await page.locator('.treegrid .row.chosen').evaluate(node => getComputedStyle(node).outlineStyle), 'solid', 'and the chosen row');
  await page.context().close();
  await plain.context().close();
}

const browser = await launch('a page that fits');
const path = write([DJANGO]);
await fits(browser, path);
await forced(browser, path);
await browser.close();
done();
