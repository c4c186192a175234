#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// The page's call tree: the heaviest way is open, rows open and close by pointer and keys, only what is seen is in the
// page, figures are those of the JSON, search steps from match to match, and its state is in the address.
import {launch} from './browser.mjs';
import {place, quiet, settled, show, write} from './page.mjs';
import {done, is, ncalls, ok, testdata} from './tap.mjs';

const PROFILE = testdata('pstats/django_shop-slow-3.11.prof');

/** Rows that are in the page: level, name, total, self, calls. */
const rows = async page => (await settled(page), await page.$$eval('.treegrid .rows .row', all => all.map(row => ({
  level: +row.ariaLevel, open: row.getAttribute('aria-expanded'), chosen: row.getAttribute('aria-selected') === 'true',
  name: row.querySelector('.fname b')?.textContent, cells: [...row.querySelectorAll('.number')].map(cell => cell.textContent.trim()),
}))));
const chosen = async page => (await rows(page)).find(row => row.chosen)?.name;

async function figures(page) {
  const json = JSON.parse(ncalls(['report', '-f', 'json', '--limit', 'all', PROFILE]).stdout);
  const [list] = json.functions.filter(f => f.name === 'list_books');
  const row = (await rows(page)).find(row => row.name === 'list_books');
  const said = await page.evaluate(f => {
    const {format, data} = window.ncalls;
    return [`${format.cost(f.total)} ${format.share(f.total, data.whole)}`, format.cost(f.self), format.count(f.calls)];
  }, list);
  is(row.cells, said, 'a row says what the JSON says');
  is((await rows(page)).slice(0, 5).map(row => row.name), ['inner', '__call__', 'inner', '_get_response', 'list_books'],
    'the heaviest way is open');
}

async function keys(page) {
  await page.locator('.treegrid').focus();
  await page.keyboard.press('Home');
  is(await chosen(page), 'inner', 'Home goes to the first row');
  for (let at = 0; at < 4; at++) await page.keyboard.press('ArrowDown');
  is(await chosen(page), 'list_books', 'arrows go down');
  await page.keyboard.press('ArrowLeft');
  const closed = await rows(page);
  is(closed.find(row => row.chosen).open, 'false', 'Left closes');
  ok(!closed.some(row => row.name === 'serialize'), 'what was below is gone');
  await page.keyboard.press('ArrowLeft');
  is(await chosen(page), '_get_response', 'Left again goes out');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  is(await chosen(page), 'serialize', 'Right opens, then goes in');
  const active = await page.locator('.treegrid').getAttribute('aria-activedescendant');
  is(await page.locator(`#${active}`).getAttribute('aria-level'), '6', 'a screen reader is told which row, and its level');
  await page.keyboard.press('Enter');
  ok((await place(page)).view === 'function', 'Enter opens the function');
  await page.goBack();
  is((await place(page)).view, 'tree', 'and back leads here');
}

async function pointer(page, path) {
  const row = page.locator('.treegrid .rows .row', {hasText: 'serialize'}).first();
  await row.locator('.twist').click();
  ok(!(await rows(page)).some(row => row.name === '__get__'), 'a click closes');
  await row.locator('.twist').click();
  ok((await rows(page)).some(row => row.name === '__get__'), 'and opens');
  const again = await show(page.context().browser(), path, new URL(page.url()).hash);
  is(await chosen(again), 'serialize', 'the address leads to the row');
  await again.context().close();
}

async function search(page) {
  await page.keyboard.press('/');
  await page.keyboard.type('as_sql');
  const count = await page.evaluate(() => window.ncalls.calltree.count(window.ncalls.calltree.down(), window.ncalls.query, () => 0).nodes);
  ok((await page.locator('.view.tree .found').innerText()).endsWith(`of ${count} matches`), 'a search counts its matches');
  await page.locator('.treegrid').focus();
  await page.keyboard.press('n');
  const first = (await place(page)).path;
  is([await chosen(page), await page.locator('.view.tree .found').innerText()], ['as_sql', `1 of ${count} matches`], 'n goes to the first');
  await page.keyboard.press('n');
  ok(await chosen(page) === 'as_sql' && (await place(page)).path !== first, 'and to the next, opened as far as needed');
  await page.keyboard.press('p');
  is((await place(page)).path, first, 'p goes back');
  await page.locator('input[type=search]').fill('');
}

async function callers(browser, path) {
  const page = await show(browser, path, '#tree?mode=up');
  const json = JSON.parse(ncalls(['report', '-f', 'json', '--limit', 'all', PROFILE]).stdout);
  const costs = json.functions.sort((a, b) => b.self - a.self);
  const first = await page.evaluate(() => (node => [node.fn, node.total])(window.ncalls.calltree.children(window.ncalls.calltree.up())[0]));
  is(first[0], costs[0].id, 'what costs most itself stands first');
  is(first[1], costs[0].self, 'with all of it');
  const more = await page.evaluate(() => {
    const {calltree, data} = window.ncalls, self = data.column('self'), wrong = [];
    const fits = node => calltree.children(node).reduce((sum, child) => (fits(child), sum + child.total), 0) <= node.total + 1 || wrong.push(data.name(node.fn));
    calltree.children(calltree.up()).forEach(node => node.total === self[node.fn] && fits(node) || wrong.push(data.name(node.fn)));
    return wrong;
  });
  is(more, [], 'every function has what was measured, and its callers no more');
  is((await rows(page))[0].name, await page.evaluate(fn => window.ncalls.data.name(fn), first[0]), 'in the first row');
  quiet(page, 'callers');
  await page.context().close();
}

/** However large the tree is, the page holds what is seen. */
async function large(browser) {
  const stacks = Array.from({length: 4000}, (_, i) => `main;f${i % 200};g${i} ${1}`).join('\n');
  const page = await show(browser, write(['-'], {input: stacks}), '#tree');
  await page.locator('.treegrid').focus();
  await page.keyboard.press('*');
  await settled(page);
  const total = +await page.locator('.treegrid').getAttribute('aria-rowcount');
  const seen = (await rows(page)).length;
  ok(total > 1000 && seen < 100, 'of many rows only those that are seen are in the page', total, seen);
  await page.keyboard.press('End');
  ok((await rows(page)).at(-1).chosen, 'the last one can be reached');
  const calls = page.locator('.treegrid .head .calls');
  ok(await calls.count() === 1 && !await calls.isVisible(), 'where nobody counted there is no column of calls');
  quiet(page, 'many rows');
  await page.context().close();
}

const browser = await launch('the call tree of the page');
const path = write([PROFILE]);
const page = await show(browser, path, '#tree');
await figures(page);
await keys(page);
await pointer(page, path);
await search(page);
quiet(page, 'clicks and keys');
await callers(browser, path);
await large(browser);
await browser.close();
done();
