#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// Colours by kind of work: the page's functions have the kinds that the summary sums up, and flame graph, call tree and
// call graph have one colour for each, with a legend, in both themes.
import {launch} from './browser.mjs';
import {place, quiet, settled, show, write} from './page.mjs';
import {done, is, ok, testdata} from './tap.mjs';

const PROFILE = testdata('pstats/django_shop-slow-3.11.prof');
const keys = locator => locator.evaluate(list => Object.fromEntries(Array.from(list.children, item =>
  [item.textContent, getComputedStyle(item.querySelector('i')).backgroundColor])));
const go = (page, hash) => page.evaluate(hash => { location.hash = hash; }, hash).then(() => settled(page));
const rgb = hex => `rgb(${[1, 3, 5].map(at => parseInt(hex.slice(at, at + 2), 16)).join(', ')})`;

/** The first function of that kind in the call tree. */
const database = page => page.evaluate(() => {
  const {data} = window.ncalls;
  return data.tree.function.find(f => f && data.category(f) === 'database');
});

async function flame(page) {
  await go(page, '#/flame');
  await page.locator('.view.flame select').selectOption({label: 'kind of work'});
  is((await place(page)).colour, 'category', 'the flame graph is coloured by kind of work, which is in the address');
  const legend = await keys(page.locator('.view.flame .legend'));
  ok('database' in legend && 'my code' in legend && 'libraries' in legend, 'the legend has kinds, and whose the rest is', legend);
  is(new Set(Object.values(legend)).size, Object.keys(legend).length, 'each has a colour of its own');
  const painted = await page.evaluate(() => {
    const {calltree, data, flamePaint} = window.ncalls, paint = flamePaint('category'), found = {};
    const walk = node => calltree.children(node).forEach(child => {
      (found[data.category(child.fn)] ??= new Set()).add(paint.of({...child, estimated: false}));
      walk(child);
    });
    walk(calltree.down());
    return Object.fromEntries(Object.entries(found).map(([kind, colours]) => [kind, [...colours]]));
  });
  ok(painted.database.length <= 3 && painted.database.some(hex => rgb(hex) === legend.database),
    'frames of a kind have its colour, in three shades', painted.database, legend.database);
  return legend;
}

async function tree(page, legend) {
  await go(page, '#/tree?colour=category');
  delete legend['~ estimated'];
  is(await keys(page.locator('.view.tree .legend')), legend, 'the call tree has the same legend');
  const bars = await page.locator('.treegrid .row:not(.head) .bar').evaluateAll(all => all.map(bar => getComputedStyle(bar).backgroundColor));
  ok(bars.includes(legend['my code']), 'and the same colours', bars);
  await page.keyboard.press('/');
  await page.keyboard.type(await page.evaluate(f => window.ncalls.data.haystack()[f], await database(page)));
  await page.getByRole('button', {name: 'Next match'}).click();
  ok(/database/.test(await page.locator('.treegrid .chosen').innerText()), 'a kind is said, too');
  await page.keyboard.press('Escape');
}

async function graph(page, legend) {
  await go(page, '#/graph');
  const drawn = () => page.evaluate(() => Object.fromEntries(Array.from(document.querySelectorAll('svg.callgraph .function'), group =>
    [window.ncalls.data.category(+group.dataset.function) || window.ncalls.data.classOf(+group.dataset.function),
      getComputedStyle(group.querySelector('rect')).fill])));
  const heat = await drawn();
  await page.getByRole('button', {name: 'kind of work'}).click();
  is((await place(page)).palette, 'work', 'the call graph has them as a palette');
  const work = await drawn();
  is([work.database, work.mine, work.stdlib], [legend.database, legend['my code'], legend['standard library']], 'of the same colours');
  is(await keys(page.locator('.view.graph .legend[aria-label="Colours"]')), legend, 'with the same legend');
  await page.getByRole('button', {name: 'heat', exact: true}).click();
  await settled(page);
  is(await drawn(), heat, 'and gives them back');
}

async function elsewhere(page, legend) {
  await go(page, '#/summary');
  const bar = await page.locator('.split').first().evaluate(figure => Object.fromEntries(Array.from(figure.querySelectorAll('li'), item =>
    [item.children[1].textContent, getComputedStyle(item.querySelector('.key')).backgroundColor])));
  is(bar.database, legend.database, 'the bar of the summary has the same colours');
  await go(page, `#/function=${await database(page)}`);
  ok(/database/.test(await page.locator('.view.function .where').innerText()), 'a function says its kind');
}

const browser = await launch('colours by kind of work');
const path = write([PROFILE]);
for (const theme of ['light', 'dark']) {
  const page = await show(browser, path, '#/flame', {theme});
  const legend = await flame(page);
  await tree(page, legend);
  await graph(page, legend);
  await elsewhere(page, legend);
  quiet(page, theme);
  await page.context().close();
}
await browser.close();
done();
