#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// The page's flame graph: exact sums from whole stacks, both ways and around one function; zoom, keys, search and
// permalinks; what is reconstructed says so.
import {launch} from './browser.mjs';
import {place, quiet, settled, show, write} from './page.mjs';
import {done, is, ncalls, ok, testdata} from './tap.mjs';

const ROW = 20;

/** "a;b;c 7" lines as a tree of sums: {"a;b": 7}, frames of a stack in this order. */
function sums(stacks, order) {
  const out = {};
  for (const [frames, cost] of stacks) {
    const all = order(frames);
    for (let size = 1; size <= all.length; size++) {
      const key = all.slice(0, size).join(';');
      out[key] = (out[key] ?? 0) + cost;
    }
  }
  return out;
}

/** The same as the page has it: below one of its roots. */
const tree = (page, root, argument) => page.evaluate(([root, argument]) => {
  const {calltree, data} = window.ncalls, out = {};
  const from = calltree[root](argument && window.ncalls.compile(argument).hits.indexOf(1));
  const walk = (node, way) => {
    const here = node.fn ? [...way, data.name(node.fn)] : way;
    if (node.fn) out[here.join(';')] = node.total;
    calltree.children(node).forEach(child => walk(child, here));
  };
  walk(from, []);
  return out;
}, [root, argument]);

const sorted = object => Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Topmost frames of `name`, and what is above and below them. */
function around(stacks, name) {
  const found = stacks.map(([frames, cost]) => [frames, cost, frames.indexOf(name)]).filter(row => row[2] >= 0);
  return [found.map(([frames, cost, at]) => [frames.slice(0, at + 1), cost]),
    found.map(([frames, cost, at]) => [frames.slice(at), cost])];
}

async function exact(browser) {
  const stacks = [[['main', 'view', 'query', 'execute'], 50], [['main', 'view', 'query'], 10],
    [['main', 'view', 'render', 'render', 'render'], 20], [['main', 'job', 'query'], 15], [['other'], 5]];
  const page = await show(browser, write(['-'], {input: stacks.map(([f, n]) => `${f.join(';')} ${n}\n`).join('')}), '#flame');
  const forward = frames => frames, back = frames => [...frames].reverse();
  is(sorted(await tree(page, 'down')), sorted(sums(stacks, forward)), 'callees have the sums of the stacks');
  is(sorted(await tree(page, 'up')), sorted(sums(stacks, back)), 'so have callers');
  for (const name of ['query', 'render']) {
    const [above, below] = around(stacks, name);
    is(sorted(await tree(page, 'below', name)), sorted(sums(below, forward)), `so has what ${name} calls, in a sandwich`);
    is(sorted(await tree(page, 'above', name)), sorted(sums(above, back)), `and who called ${name}`);
  }
  ok(!(await page.locator('.view.flame').innerText()).includes('estimated'), 'nothing is called estimated');
  quiet(page, 'whole stacks');
  await page.context().close();
}

const crumbs = async page => (await settled(page), await page.locator('.crumbs li').allInnerTexts()).map(text => text.replace(/^› */, '').trim());

async function clickRow(page, row) {
  const box = await page.locator('.frames:visible').last().boundingBox();
  await page.mouse.click(box.x + 30, box.y + row * ROW + ROW / 2);
  await settled(page);
}

async function moves(browser) {
  const path = write([testdata('pstats/django_shop-slow-3.11.prof')]);
  const page = await show(browser, path, '#flame');
  is(await crumbs(page), ['all'], 'first all is shown');
  await clickRow(page, 5);
  is(await crumbs(page), ['all', 'inner', '__call__', 'inner', '_get_response', 'list_books'], 'a click zooms, the way there is said');
  const zoomed = await place(page);
  await clickRow(page, 6);
  is((await crumbs(page)).at(-1), 'serialize', 'and again');
  await page.goBack();
  is(await place(page), zoomed, 'back undoes one step');
  is((await crumbs(page)).at(-1), 'list_books', 'of the picture, too');
  await page.goForward();
  is((await crumbs(page)).at(-1), 'serialize', 'forward does it again');
  const again = await show(browser, path, new URL(page.url()).hash);
  is(await crumbs(again), await crumbs(page), 'the address of what is seen leads there');
  await again.context().close();
  await page.locator('.crumbs button').nth(1).click();
  is((await crumbs(page)).at(-1), 'inner', 'a step of the way leads back');
  await page.getByRole('button', {name: 'Show all'}).click();
  is(await crumbs(page), ['all'], 'Show all shows all');
  await keys(page);
  await hover(page);
  quiet(page, 'clicks and keys');
  await page.context().close();
}

async function keys(page) {
  const said = async () => (await settled(page), await page.locator('.picked').innerText()).replace(/\s+/g, ' ');
  await page.locator('.frames:visible').last().focus();
  await page.keyboard.press('Home');
  for (let at = 0; at < 6; at++) await page.keyboard.press('ArrowDown');
  ok((await said()).startsWith('serialize mine books/views.py:6'), 'arrows go from frame to frame, which is said', await said());
  ok(/total 972 ms \(96\.4%\)/.test(await said()), 'with its figures', await said());
  await page.keyboard.press('ArrowRight');
  ok(!(await said()).startsWith('serialize'), 'to the neighbour');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  is((await crumbs(page)).at(-1), 'serialize', 'Enter zooms');
  await page.keyboard.press('Backspace');
  is((await crumbs(page)).at(-1), 'list_books', 'Backspace goes one out');
  await page.keyboard.press('Escape');
  is(await crumbs(page), ['all'], 'Escape all the way');
  await page.keyboard.press('s');
  ok((await place(page)).mode === 'sandwich' && (await page.locator('.frames:visible').count()) === 2, 's makes a sandwich');
  is((await crumbs(page))[0], 'serialize', 'of the chosen frame');
  is(await page.getByRole('button', {name: 'sandwich', exact: true}).getAttribute('aria-pressed'), 'true', 'which its button says');
  await page.keyboard.press('c');
  await settled(page);
  await page.keyboard.press('c');
  is((await place(page)).mode, 'up', 'c turns to callers');
  await page.getByRole('button', {name: 'Show all'}).click();
  await settled(page);
  await clickRow(page, 6);
  await page.getByRole('button', {name: 'sandwich', exact: true}).click();
  await settled(page);
  is([(await place(page)).mode, (await crumbs(page))[0]], ['sandwich', 'serialize'], 'the button makes one of the chosen frame, too');
  await page.getByRole('button', {name: 'callees'}).click();
  await page.locator('.frames:visible').last().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+Enter');
  is((await place(page)).view, 'function', 'Shift+Enter opens the function');
  await page.goBack();
}

async function hover(page) {
  const box = await page.locator('.frames:visible').last().boundingBox();
  await page.mouse.move(box.x + 30, box.y + 5 * ROW + 10);
  const tip = await page.locator('.tip').innerText();
  ok(/^list_books\nbooks\/views\.py:14/.test(tip), 'a pointer is told what it is on', tip);
  await page.mouse.move(1, 1);
  ok(await page.locator('.tip').isHidden(), 'and no more when it is gone');
}

/** What a search says, and how many frames of the tree have the name. */
async function search(browser) {
  const page = await show(browser, write([testdata('speedscope/py-spy-0.4.3-3.13.json')]), '#flame');
  const names = await page.evaluate(() => Array.from({length: window.ncalls.data.count}, (_, i) => window.ncalls.data.name(i + 1)));
  const name = names.find(n => /^[a-z]\w{3,}$/.test(n));
  await page.keyboard.press('/');
  await page.keyboard.type(name);
  const said = await page.locator('.view.flame .found').innerText();
  const wanted = await page.evaluate(() => {
    const {calltree, query, format} = window.ncalls;
    let frames = 0, cost = 0;
    const walk = (node, inside) => {
      const hit = Boolean(query.hits[node.fn]);
      frames += hit;
      if (hit && !inside) cost += node.total;
      calltree.children(node).forEach(child => walk(child, inside || hit));
    };
    walk(calltree.down(), false);
    return `${format.plural(frames, 'frame matches', 'frames match')}, together ${format.share(cost, calltree.whole)} of the whole`;
  });
  is(said, wanted, `a search for ${name} says how many frames match, and their share together`);
  await page.waitForURL(url => new RegExp(`[?&]q=${name}(&|$)`).test(url.hash)); /* when the keys come to rest */
  is((await place(page)).q, name, 'it is in the address');
  await page.keyboard.press('Escape');
  is(await page.locator('.view.flame .found').innerText(), '', 'Escape ends it');
  quiet(page, 'search');
  await page.context().close();
}

/** Frames whose callers share them are marked, and only those. */
async function estimated(browser) {
  const page = await show(browser, write([testdata('pstats/django_shop-slow-3.11.prof')]), '#flame');
  const text = await page.locator('.view.flame').innerText();
  ok(/estimated: reconstructed/.test(text) && /~ estimated/.test(text), 'what is reconstructed says so, with a key for its hatching');
  const json = JSON.parse(ncalls(['report', '-f', 'json', '--limit', 'all', testdata('pstats/django_shop-slow-3.11.prof')]).stdout);
  const totals = new Map(json.functions.map(f => [f.id, f.total]));
  const nodes = await page.evaluate(() => {
    const {calltree} = window.ncalls, out = [];
    const walk = node => calltree.children(node).forEach(child => (out.push([child.fn, child.total, child.estimated]), walk(child)));
    walk(calltree.down());
    return out;
  });
  const measured = nodes.filter(row => !row[2]);
  ok(measured.length > 10 && measured.every(([fn, total]) => total <= totals.get(fn)), 'no measured frame costs more than its function');
  ok(nodes.some(row => row[2]), 'some are divided among callers');
  const list = page.locator('.astext');
  await list.locator('summary').click();
  const first = (await list.locator('tbody tr').first().innerText()).replace(/\s+/g, ' ');
  ok(first.includes('inner') && first.includes('1.01 s'), 'the same is there as a table', first);
  await list.locator('tbody button').first().click();
  is((await crumbs(page)).at(-1), 'inner', 'that zooms, too');
  quiet(page, 'estimates');
  await page.context().close();
}

const browser = await launch('the flame graph of the page');
await exact(browser);
await moves(browser);
await search(browser);
await estimated(browser);
await browser.close();
done();
