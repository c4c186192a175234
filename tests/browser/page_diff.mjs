#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// A page with a base profile: figures with their changes are those of ncalls diff, the flame graph says what is new, gone,
// more and less, both ways; report --base and diff write the same.
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {axe, launch} from './browser.mjs';
import {place, quiet, settled, show, write} from './page.mjs';
import {done, folder, is, ncalls, ok, testdata} from './tap.mjs';

const BEFORE = testdata('pstats/django_shop-slow-3.11.prof'), AFTER = testdata('pstats/django_shop-fast-3.11.prof');

/** What the page says of all functions against the JSON of ncalls diff. */
async function figures(page) {
  const json = JSON.parse(ncalls(['diff', '-f', 'json', '--limit', 'all', BEFORE, AFTER]).stdout);
  const shown = await page.evaluate(() => Array.from({length: window.ncalls.data.count}, (_, i) => {
    const one = window.ncalls.data.fn(i + 1);
    return [one.base.calls, one.calls, one.base.self, one.self, one.base.total, one.total].join();
  }));
  const wanted = json.functions.map(f => [f.base?.calls ?? 0, f.new?.calls ?? 0, f.base?.self ?? 0, f.new?.self ?? 0,
    f.base?.total ?? 0, f.new?.total ?? 0].join()).sort();
  ok(wanted.length > 500, 'there are many functions', wanted.length);
  is(shown.sort(), wanted, 'both figures of every function are those of ncalls diff');
}

async function summary(page) {
  const text = await page.locator('.view.summary').innerText();
  const sentence = ncalls(['diff', BEFORE, AFTER]).stdout.split('\n')[0].trim();
  ok(text.toLowerCase().includes(sentence.toLowerCase().slice(0, 60)), 'it says first what ncalls diff says first', sentence, text.slice(0, 400));
  ok(text.includes('cProfile, Python 3.11') && text.includes('exact: every call was counted and timed'), 'by what it was profiled, and how certain it is');
  ok(/Findings that are gone/.test(text) && /848 Django queries/.test(text), 'and which findings are gone');
  const rows = await page.locator('.view.summary table').first().locator('tbody tr').allInnerTexts();
  ok(rows.some(row => /list_books/.test(row) && /−\d/.test(row)), 'and what changed most, with signs', rows);
}

async function flame(browser, path) {
  const page = await show(browser, path, '#/flame');
  const tree = await page.evaluate(() => {
    const {calltree, data} = window.ncalls, out = [];
    const walk = node => calltree.children(node).forEach(child => {
      out.push([data.name(child.fn), child.total, child.base.total]);
      walk(child);
    });
    walk(calltree.down());
    return out;
  });
  ok(tree.some(([name, now, base]) => name === 'get_object' && now === 0 && base > 0), 'what is gone is in the tree');
  ok(tree.some(([, now, base]) => now > 0 && base === 0), 'so is what is new');
  const said = await page.locator('.order').innerText();
  const gone = tree.filter(row => row[1] === 0).length, added = tree.filter(row => row[2] === 0).length;
  ok(said.includes(` ${added} frame`) && said.includes(`${gone} are gone`), 'how many they are is said', said, added, gone);
  const legend = await page.locator('.legend').innerText();
  ok(/− less/.test(legend) && /\+ more/.test(legend), 'the legend has signs', legend);
  await page.getByRole('button', {name: 'before'}).click();
  await settled(page);
  is((await place(page)).by, 'base', 'widths may be those of before, which is in the address');
  await page.locator('.astext summary').click();
  await page.locator('.frames:visible').last().focus();
  await page.keyboard.press('ArrowDown');
  ok(/−979 ms/.test(await page.locator('.picked').innerText()), 'a frame is said with its change', await page.locator('.picked').innerText());
  quiet(page, 'flame graph');
  await page.context().close();
}

async function others(browser, path) {
  const page = await show(browser, path, '#/functions');
  const head = await page.locator('.view.functions .grid-head').innerText();
  is((head.match(/±/g) ?? []).length, 3, 'each column of figures has one of changes');
  for (const hash of ['#/tree', '#/graph', '#/tables', '#/findings', '#/function=1']) {
    await page.evaluate(hash => { location.hash = hash; }, hash);
    await settled(page);
    if (!axe()) continue;
    await page.evaluate(axe());
    const {violations} = await page.evaluate(() => window.axe.run(document));
    ok(violations.length === 0, `${hash} can be used by everybody`, ...violations.map(v => `${v.id} ${v.nodes[0].target} ${v.nodes[0].failureSummary}`));
  }
  ok(await page.evaluate(() => /[+−]/.test(document.querySelector('.view.function').innerText)), 'one function has its changes');
  await page.setViewportSize({width: 360, height: 740});
  await page.evaluate(() => { location.hash = '#/functions'; });
  await settled(page);
  ok(await page.locator('.view.functions .change.fallen').first().isVisible(), 'changes are seen on a phone, too');
  quiet(page, 'other views');
  await page.context().close();
}

/** Samples: the base is scaled, so that its whole is that of the new profile. */
async function sampled(browser) {
  const page = await show(browser, write(['-', '--base', testdata('collapsed/busy.txt')],
    {input: readFileSync(testdata('collapsed/busy.txt'), 'utf8').replace(/ (\d+)$/gm, (_, n) => ` ${2 * n}`)}), '#/flame');
  const changes = await page.evaluate(() => {
    const {calltree} = window.ncalls, out = [];
    const walk = node => calltree.children(node).forEach(child => (out.push(Math.abs(child.total - child.base.total)), walk(child)));
    walk(calltree.down());
    return out;
  });
  ok(changes.length > 10 && Math.max(...changes) <= 1, 'twice the samples of the same program are no change', Math.max(...changes));
  await page.context().close();
}

/** A function that was edited: its lines are told apart by their text, and each figure has its change. */
async function lines(browser) {
  const before = testdata('lprof_text/busy.txt');
  const after = readFileSync(before, 'utf8').replace(/^ +21 .*\n/m, '')
    .replace('    23       100      67924.0    679.2     64.6          kept.append([i] * 10)\n    24',
      '    22       300     167924.0    559.7     64.6          kept.append([i] * 10)\n    23       300       300.0      1.0      0.1           check(i)\n    24')
    .replace('    22       101', '    21       101');
  const page = await show(browser, write(['-', '--base', before], {input: after}), '#/lines');
  const cells = await page.locator('.view.lines section[aria-label="keep"] tbody tr').evaluateAll(
    rows => rows.map(row => Array.from(row.cells, cell => cell.textContent)));
  is(cells, [
    ['gone 21', '0', '−1', '0 s', '−486 ns', '', '', '    kept = []'],
    ['21', '101', '=', '36.0 µs', '=', '357 ns', '=', '    for i in range(n):'],
    ['22', '300', '+200', '168 µs', '+100 µs', '560 ns', '−119 ns', '        kept.append([i] * 10)'],
    ['new 23', '300', '+300', '300 ns', '+300 ns', '1 ns', '(new)', '        check(i)'],
    ['24', '1', '=', '749 ns', '=', '749 ns', '=', '    return kept'],
  ], 'lines have their changes; what is gone or new says so');
  if (axe()) {
    await page.evaluate(axe());
    const {violations} = await page.evaluate(() => window.axe.run(document));
    ok(violations.length === 0, 'lines with changes can be used by everybody', ...violations.map(v => `${v.id} ${v.nodes[0].failureSummary}`));
  }
  quiet(page, 'lines');
  await page.context().close();
}

/** What a page sums up, with its changes: that of the JSON of ncalls diff; the self of calls, that of both reports. */
async function sums(page) {
  const json = JSON.parse(ncalls(['diff', '-f', 'json', '--limit', 'all', BEFORE, AFTER]).stdout);
  const raw = await page.evaluate(() => {
    const {spending, base_spending, packages, base_packages, pareto, totals} = window.ncalls.data.raw;
    return {kinds: [base_spending, spending], packages: [base_packages, packages], pareto, totals};
  });
  for (const key of ['kinds', 'packages']) {
    const found = {};
    raw[key].forEach((rows, side) => rows.forEach(row => { (found[row.title] ??= [0, 0])[side] += row.self; }));
    const wanted = Object.fromEntries(json[key].map(row => [row.name, [row.base?.self ?? 0, row.new?.self ?? 0]]));
    is(Object.entries(found).sort(), Object.entries(wanted).sort(), `${key} have the costs of ncalls diff`);
  }
  const selves = path => JSON.parse(ncalls(['report', '-f', 'json', '--limit', 'all', path]).stdout).edges.map(e => e.self).filter(Boolean).sort();
  const shown = await page.evaluate(() => {
    const {data} = window.ncalls, out = [[], []];
    for (let k = 0; k < data.edges.count; k++) [data.edge(k).base.self, data.edge(k).self].forEach((self, side) => self && out[side].push(self));
    return out.map(list => list.sort());
  });
  is(shown, [selves(BEFORE), selves(AFTER)], 'the self of all calls, before and now, is that of both reports');
}

/** Beside every figure stands its change. */
async function everywhere(page) {
  const text = async hash => {
    await page.evaluate(hash => { location.hash = hash; }, hash);
    await settled(page);
    return page.locator('.view:not([hidden])').innerText();
  };
  const bare = await page.locator('.split li').evaluateAll(all => all.filter(item => !item.querySelector('.change')).map(item => item.textContent));
  ok(await page.locator('.split li').count() > 0, 'bars have parts');
  is(bare, [], 'no part of a bar is without its change');
  const points = await page.locator('.pareto .point').evaluateAll(all => all.map(point => !!point.querySelector('.change')));
  is(points, [true, true, true], 'nor a point of the Pareto line');
  const f = await page.evaluate(() => window.ncalls.compile('(list_books)').hits.indexOf(1));
  await text(`#/function=${f}`);
  is(await page.locator('.view.function .figures dd').evaluateAll(all => all.map(item => !!item.querySelector('.change'))), [true, true, true, true, true],
    'nor a figure of a function');
  is((await page.locator('.view.function thead').last().innerText()).replace(/\u00ad/g, '').replace(/[\s↓]+/g, ' ').trim(), 'callee calls ± amplification ± self ± cumulative ±', 'nor one of its calls');
  const said = await text('#/flame?q=sqlite3');
  ok(/together .*% of the whole, was .*%/.test(said), 'nor what a search adds up', said.match(/together[^\n]*/)?.[0]);
}

const browser = await launch('the page of a comparison');
const path = write([AFTER, '--base', BEFORE]), other = join(folder, 'diff.html');
is(ncalls(['diff', BEFORE, AFTER, '-o', other]).status, 0, 'ncalls diff writes a page');
ok(readFileSync(other).equals(readFileSync(path)), 'the one that report --base writes');
const page = await show(browser, path);
await figures(page);
await summary(page);
await sums(page);
await everywhere(page);
quiet(page, 'summary');
await flame(browser, path);
await others(browser, path);
await sampled(browser);
await lines(browser);
await browser.close();
done();
