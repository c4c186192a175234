#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// The page's summary, findings, functions, one function, lines and tables: figures are those of the JSON, sorting,
// filters, search, addresses, back, keys and colours do what they say, whatever the names in the profile are.
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {axe, launch, open} from './browser.mjs';
import {place, quiet, settled, show, write} from './page.mjs';
import {done, folder, is, ncalls, ok, skip, testdata} from './tap.mjs';

const PROFILE = testdata('pstats/django_shop-slow-3.11.prof');
const json = (...args) => JSON.parse(ncalls(['report', '-f', 'json', ...args]).stdout);

/** Names and figures of the rows that are in the grid, in the order in which they stand. */
const rows = async page => (await settled(page), await page.$$eval('.grid-row', all => all
  .map(row => ({at: +row.getAttribute('aria-rowindex'), name: row.querySelector('.fname b').textContent,
    cells: [...row.querySelectorAll('[role=gridcell]')].map(cell => cell.textContent.trim())}))
  .sort((a, b) => a.at - b.at)));
const names = async page => (await rows(page)).map(row => row.name);
const head = (page, text) => page.locator('.grid-head button', {hasText: text});
const said = page => page.locator('.filters .count').textContent();

async function summary(page, all) {
  const text = await page.locator('.view.summary').innerText();
  ok(text.includes('cProfile, Python 3.11') && text.includes('exact: every call was counted and timed'),
    'the summary says what was profiled, by what, and how certain it is');
  const share = await page.evaluate(([a, b]) => window.ncalls.format.cost(a), [all.totals.self]);
  ok(text.includes(`${share}; `), 'and the total', text.slice(0, 400));
  const bar = page.locator('.split .bar').first();
  const parts = (await bar.getAttribute('aria-label')).split(': ')[1].split(', ');
  is(await page.locator('.split').first().locator('li').count(), parts.length, 'each colour of the bar has its words');
  ok(/functions? holds? 50%|functions hold 95%/.test(text.replace(/\s+/g, ' ')), 'the Pareto line is there');
  const own = all.functions.filter(f => f.class === 'mine').sort((a, b) => b.total - a.total || a.id - b.id);
  is(await page.locator('.rows[aria-label="Your functions by cumulative"] .fname b').allTextContents(), own.slice(0, 8).map(f => f.name),
    'my functions with all that they call are on it, the dearest first');
  await page.locator('.cards.brief .card').first().click();
  is((await place(page)).view, 'findings', 'a finding on it leads to its card');
}

async function findings(page, all) {
  const cards = page.locator('.finding');
  is(await cards.count(), all.findings.length, 'each finding is a card');
  const [first] = all.findings, card = cards.first();
  const text = (await card.innerText()).replace(/\s+/g, ' ');
  for (const part of [first.rule, first.name, first.severity, first.message, first.fix])
    ok(text.includes(part.replace(/\s+/g, ' ')), `it says ${part.slice(0, 40)}`, text);
  ok(await card.locator('pre').count() === 1, 'and shows the fix as code');
  const arrows = () => card.locator('.chain .arrow span:first-child').allTextContents();
  is((await arrows()).slice(0, 3), first.path.slice(0, 3).map(step => String(step.calls)), 'the evidence has the calls on its arrows');
  await card.locator('.chain button').click();
  is((await arrows()).length, first.path.length, 'all of it at a click');
  const elsewhere = await card.locator('.elsewhere a').allTextContents();
  for (const title of ['Functions', 'Flame graph', 'Call graph', 'Call tree']) ok(elsewhere.includes(title), `shown in: ${title}`, elsewhere);
  await card.locator('.elsewhere a', {hasText: 'Functions'}).click();
  is((await rows(page)).length > 0 && await page.locator('.grid-row.current .fname b').textContent(), 'list_books', 'a link to the table chooses its row');
  await page.goBack();
  await card.locator('.where a').click();
  is((await place(page)).view, 'function', 'the function that is blamed is a link');
}

/** What a note says is not shown is not shown. */
async function notes(browser, path) {
  const page = await show(browser, write([path]), '#summary');
  const said = await page.locator('.note').allTextContents(), heads = await page.locator('.view.summary h2').allTextContents();
  ok(said.some(note => note.includes('not shown: ')) && !heads.some(head => said.some(note => note.includes(head))),
    'what a note says is not shown is not shown', said, heads);
  ok(heads.some(head => /^Samples by kind of work/.test(head)), 'samples have kinds of work, too', heads);
  await page.context().close();
}

/** The example is of the library that runs the queries, and of the cause. */
async function examples(browser) {
  for (const [name, part] of [['django-reverse-fk/3.13-django6.1', '.prefetch_related('], ['peewee-save-loop/3.13-peewee4.5', 'insert_many('],
    ['sqlalchemy-one-to-many/3.13-sqlalchemy2.1', 'options(selectinload(']]) {
    const page = await show(browser, write([testdata(`findings/${name}.prof.gz`)]), '#findings');
    await settled(page);
    const code = await page.locator('.finding pre').first().textContent();
    ok(code.includes(part), `${name}: the example shows ${part}`, code);
    await page.context().close();
  }
}

async function functions(page, all) {
  const by = (key, falls = true) => [...all.functions].sort((a, b) => (falls ? b[key] - a[key] : a[key] - b[key]) || a.id - b.id);
  const bare = f => f.file === '~' && f.name[0] === '<' ? `{${f.name.slice(1, -1)}}` : f.name;
  const top = list => list.slice(0, 10).map(bare);
  await page.evaluate(() => { location.hash = '#functions'; });
  is((await names(page)).slice(0, 10), top(by('self')), 'functions stand by self');
  for (const [title, key] of [['calls', 'calls'], ['primitive', 'primitive'], ['cumulative', 'total']]) {
    await head(page, title).first().click();
    is((await names(page)).slice(0, 10), top(by(key)), `a click on ${title} sorts by it`);
  }
  await head(page, 'cumulative').click();
  is((await names(page)).slice(0, 10), top(by('total', false)), 'another one the other way round');
  is(await page.locator('[role=columnheader][aria-sort]').getAttribute('aria-sort'), 'ascending', 'which a screen reader hears');
  is(await place(page), {view: 'functions', order: 'up', sort: 'total'}, 'and the address says');
  await page.evaluate(() => { location.hash = '#functions?sort=calls'; });
  const [most] = by('calls'), [row] = await rows(page);
  const wanted = await page.evaluate(f => {
    const {count, cost, each, share} = window.ncalls.format, whole = window.ncalls.data.whole;
    return [count(f.calls), count(f.primitive), cost(f.self), share(f.self, whole), each(f.self, f.calls),
      cost(f.total), share(f.total, whole), each(f.total, f.calls)];
  }, most);
  is(row.cells, wanted, 'a row has the figures of the JSON');
  is(await page.locator('.grid').getAttribute('aria-rowcount'), String(all.functions.length + 1), 'all are counted');
  ok(await page.locator('.grid-row').count() < 60, 'only those that are seen are in the page');
  await page.locator('.grid').evaluate(grid => { grid.scrollTop = grid.scrollHeight; });
  is((await rows(page)).at(-1).at, all.functions.length + 1, 'the last one is there when it is scrolled to');
}

async function filters(page, all) {
  await page.evaluate(() => { location.hash = '#functions'; });
  await settled(page);
  const mine = all.functions.filter(f => f.class === 'mine');
  await page.locator('.filters input').check();
  is((await rows(page)).length, mine.length, 'only mine');
  await page.locator('.filters input').uncheck();
  await page.locator('.filters select').selectOption('django');
  ok((await said(page)).startsWith(`${all.functions.filter(f => f.package === 'django').length} of `), 'by package', await said(page));
  is((await place(page)).package, 'django', 'which is in the address');
  await page.locator('.filters select').selectOption('');
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  await page.keyboard.type('serialize');
  const matching = test => all.functions.filter(f => test.test(`${f.file}:${f.line}(${f.name})`)).length;
  ok((await names(page)).includes('serialize') && await said(page) !== '', '/ goes to the search, which filters');
  await page.waitForURL(/q=serialize(&|$)/); /* when the keys come to rest */
  is((await place(page)).q, 'serialize', 'the address has it');
  ok(await page.locator('nav [data-view=findings] .hits').textContent() === '1', 'tabs say what they have of it');
  await page.locator('.search input').fill('/__(get|set)__\\)/');
  ok((await said(page)).startsWith(`${matching(/__(get|set)__\)/)} of `), 'a regular expression', await said(page));
  await page.locator('.search input').fill('/[(/');
  ok((await page.locator('.found').textContent()).includes('regular expression'), 'half of one is only what it says');
  await page.locator('.search input').fill('');
  is((await rows(page)).length > 20, true, 'without a search all are back');
}

async function detail(page, all) {
  const f = all.functions.find(each => each.name === 'serialize');
  await page.evaluate(() => { location.hash = '#functions?q=serialize'; });
  await settled(page);
  await page.locator('.grid').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  is((await place(page)).view, 'function', 'Enter opens a function');
  await page.evaluate(id => { location.hash = `#function=${id}`; }, f.id);
  await settled(page);
  is(await page.locator('.view.function h1').textContent(), 'serialize', 'its number in the JSON is its address');
  const said = await page.locator('.said-here').allTextContents(), through = all.findings.filter(each => each.path.some(step => step.function === f.name));
  ok(through.length > 0 && said.length === through.length && said.every((text, i) => text.includes(through[i].message) && text.includes('goes through here')),
    'what a finding proves it by says so', said);
  for (const [end, other, at] of [['caller', 'callee', 0], ['callee', 'caller', 1]]) {
    const edges = all.edges.filter(e => e[other] === f.id).sort((a, b) => b.total - a.total);
    const table = page.locator('.view.function .rows').nth(at);
    is(await table.locator('tbody tr').count(), edges.length, `its ${end}s are there`);
    const wanted = await page.evaluate(([e, calls]) => {
      const {cost, format = window.ncalls.format} = {};
      return [format.calls(e.calls, e.primitive), format.ratio(e.calls, calls), format.cost(e.self), format.cost(e.total)];
    }, [edges[0], all.functions[edges[0].caller - 1].calls]);
    is((await table.locator('tbody tr').first().locator('td').allTextContents()).slice(0, 4), wanted, 'calls, amplification, self, cumulative');
    await table.locator('thead button', {hasText: 'calls'}).click();
    is(await table.locator('th[aria-sort]').textContent().then(t => t.slice(0, 5)), 'calls', 'sorted by what is clicked');
  }
  await page.locator('.view.function .rows').first().locator('a').first().click();
  await settled(page);
  is(await page.locator('.view.function h1').textContent(), 'list_books', 'a caller is a click away');
  await page.goBack();
  await settled(page);
  is(await page.locator('.view.function h1').textContent(), 'serialize', 'back leads back');
  await page.goForward();
  await settled(page);
  is(await page.locator('.view.function h1').textContent(), 'list_books', 'and forward forward');
  await page.evaluate(() => { location.hash = '#function=123456'; });
  await settled(page);
  ok((await page.locator('.view.function').innerText()).includes('No such function'), 'a number that nobody has is said');
}

async function keys(page) {
  await page.evaluate(() => { location.hash = '#summary'; });
  await settled(page);
  for (const [key, view] of [['f', 'functions'], ['n', 'findings'], ['s', 'summary'], ['b', 'tables']]) {
    await page.keyboard.press('g');
    await page.keyboard.press(key);
    is((await place(page)).view, view, `g ${key} goes to ${view}`);
  }
  await page.keyboard.press('?');
  const list = page.locator('dialog.keys');
  ok(await list.isVisible() && (await list.innerText()).includes('search'), '? lists the keys');
  await page.keyboard.press('Escape');
  ok(!await list.isVisible(), 'Escape closes the list');
  const themes = [];
  for (let i = 0; i < 4; i++) {
    await page.keyboard.press('t');
    themes.push(await page.evaluate(() => document.documentElement.dataset.theme || ''));
  }
  is(themes, ['light', 'dark', 'contrast', ''], 't turns the colours');
  await page.evaluate(() => { location.hash = '#functions'; });
  await settled(page);
  await page.locator('.grid').focus();
  await page.keyboard.press('End');
  const active = await page.locator('.grid').getAttribute('aria-activedescendant');
  is(await page.locator(`#${active}`).getAttribute('aria-selected'), 'true', 'End goes to the last row, which is told');
}

async function tables(page) {
  await page.evaluate(() => { location.hash = '#tables'; });
  await settled(page);
  ok(await page.locator('.view.tables table').count() > 10, 'the tables that need no script are a view');
  await page.locator('.report-nav a').last().click();
  is((await place(page)).view, 'tables', 'whose links stay in it');
}

async function accessible(browser, path) {
  const source = axe();
  if (!source) return skip('axe-core finds nothing', 'axe-core is not installed: ./bootstrap check does');
  for (const theme of ['light', 'dark'])
    for (const [width, hash] of [[1300, 'summary'], [1300, 'findings'], [1300, 'functions'], [1300, 'function=1'], [1300, 'tables'],
      [360, 'summary'], [360, 'findings'], [360, 'functions'], [360, 'function=1'], [360, 'tables']]) {
      const page = await show(browser, path, `#${hash}`, {theme, width, bypassCSP: true});
      await settled(page);
      await page.evaluate(source);
      const {violations} = await page.evaluate(() => window.axe.run({resultTypes: ['violations']}));
      ok(violations.length === 0, `axe-core finds nothing: ${hash}, ${theme}, ${width} wide`,
        ...violations.map(v => `${v.id}: ${v.nodes.slice(0, 3).map(n => `${n.target} ${n.failureSummary}`.slice(0, 300)).join(' | ')}`));
      ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), 'and nothing is wider than the screen');
      await page.context().close();
    }
  const plain = join(folder, 'peek.html');
  ncalls(['peek', 'serialize', PROFILE, '-o', plain]);
  const page = await open(browser, plain, {bypassCSP: true, width: 360});
  await page.evaluate(source);
  const {violations} = await page.evaluate(() => window.axe.run({resultTypes: ['violations']}));
  ok(violations.length === 0, 'nor on a page without views', ...violations.map(v => `${v.id}: ${v.nodes[0].target} ${v.nodes[0].failureSummary}`));
}

/** All of it can be read where scripts are off. */
async function withoutScript(browser, path, all) {
  const page = await open(browser, path, {javaScriptEnabled: false});
  const text = await page.locator('#report').innerText();
  for (const part of ['Hotspots by self time', 'Callers and callees', all.findings[0].message, 'more functions'])
    ok(text.includes(part), `without a script it says ${part.slice(0, 40)}`);
  ok(await page.locator('#report table').first().isVisible(), 'in tables');
  await page.locator('#report nav a', {hasText: 'Most called'}).click();
  const {hash} = new URL(page.url());
  ok(hash !== '' && await page.locator(hash).count() === 1, 'with links between them', hash);
}

async function hostile(browser) {
  const bad = ['</script><img src=x onerror=alert(1)>', '<b onmouseover=alert(1)>', 'a\0b', 'evil\u202etxt', 'x'.repeat(1 << 20),
    '"\'`${alert(1)}', 'javascript:alert(1)', '__proto__', 'constructor', '\u2028'];
  const path = join(folder, 'hostile.folded');
  writeFileSync(path, bad.map((name, i) => `main;${name.replace(/[;\n]/g, ' ')} ${i + 1}\n`).join(''));
  const page = await show(browser, write(['--from', 'collapsed', path]));
  for (const hash of ['summary', 'findings', 'functions', 'function=1', 'function=3', 'flame', 'tree', 'tables', 'function=__proto__',
    'functions?sort=__proto__&package=constructor', 'x<img src=x onerror=alert(1)>?q=%E0%A4%A', 'functions?q=</script>']) {
    await page.evaluate(where => { location.hash = where; }, hash);
    await settled(page);
  }
  is(await page.locator('img, iframe, [onerror], [onmouseover]').count(), 0, 'hostile names are only names');
  is(await page.evaluate(() => [...document.scripts].length), 3, 'and no scripts');
  quiet(page, 'hostile names');
}

async function lines(browser) {
  const path = testdata('lprof/busy.lprof');
  const all = json(path), page = await show(browser, write([path]), '#lines');
  await settled(page);
  const shown = await page.$$eval('.source tbody tr', all => all.length);
  is(shown, all.lines.length, 'every line is there');
  const hot = [...all.lines].sort((a, b) => b.self - a.self)[0];
  const cells = await page.evaluate(line => [...document.querySelectorAll('.source tr')].filter(tr => tr.querySelector('th').textContent === String(line.line))
    .map(tr => [...tr.querySelectorAll('td')].slice(0, 3).map(td => td.textContent)), hot);
  const wanted = await page.evaluate(l => [ncalls.format.count(l.hits), ncalls.format.cost(l.self), ncalls.format.each(l.self, l.hits)], hot);
  ok(cells.some(each => JSON.stringify(each) === JSON.stringify(wanted)), 'hits, time and time per hit are the JSON\'s', cells, wanted);
  quiet(page, 'lines');
  const text = join(folder, 'memory.txt'), line = (n, increment, code) =>
    `${String(n).padStart(6)}   27.000 MiB ${increment.toFixed(3).padStart(8)} MiB           1   ${code}\n`;
  const table = (name, increment) => 'Filename: app.py\n\nLine #    Mem usage    Increment  Occurrences   Line Contents\n' +
    `${'='.repeat(61)}\n` + line(1, 0, `def ${name}():`) + line(2, increment, '    return 1') + '\n\n';
  writeFileSync(text, table('grows', 2) + table('stays', 0).replaceAll('     1 ', '    11 ').replaceAll('     2 ', '    12 '));
  const memory = await show(browser, write([text]), '#lines');
  await settled(memory);
  const heat = await memory.$$eval('.source tbody tr', all => all.map(tr => tr.style.getPropertyValue('--heat')));
  is(heat, ['0', '1.000', '0', '0'], 'a line that took no memory is not warm, whatever was in use');
  quiet(memory, 'lines of memory');
}

/** Where calls are left out, a function does not say that it knows all of them. */
async function folded(browser) {
  const page = await show(browser, write([PROFILE, '--min-share', '1']), '#/functions');
  const rows = await page.evaluate(() => {
    const {data} = window.ncalls;
    return Array.from({length: data.count}, (_, k) => k + 1).filter(i => data.callees(i).length === 0 && data.fn(i).total > data.fn(i).self);
  });
  ok(rows.length > 0, 'callees of some are left out', rows);
  await page.evaluate(i => { location.hash = `#/function=${i}`; }, rows[0]);
  await settled(page);
  const text = await page.locator('.view.function').innerText();
  ok(/None that is on this page\./.test(text) && !/It called nothing/.test(text), 'which is not called nothing', text.slice(-400));
  ok(/Callers and callees may be missing here: \d+ of 1,005 ways/.test(text), 'but said', text.slice(-400));
  quiet(page, 'left out');
}

async function main() {
  const browser = await launch('the views of the page');
  const path = write([PROFILE]), all = json(PROFILE);
  const page = await show(browser, path);
  await summary(page, all);
  await findings(page, all);
  await examples(browser);
  await notes(browser, testdata('collapsed/busy.txt'));
  await functions(page, all);
  await filters(page, all);
  await detail(page, all);
  await keys(page);
  await tables(page);
  quiet(page, 'the views');
  await folded(browser);
  await hostile(browser);
  await lines(browser);
  await accessible(browser, path);
  await withoutScript(browser, path, all);
  await browser.close();
  done();
}

await main();
