#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// The flame graph in a real Chromium: zoom, search, keys and reset do what they say, a name is never run, and without
// scripts the picture is whole.
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {launch, open} from './browser.mjs';
import {done, folder, is, ncalls, ok} from './tap.mjs';

const STACKS = `main;view;query;execute 50
main;view;query;</title><script>alert(1)</script> 10
main;view;render;render;render 20
main;job;query 15
main;"quoted" & <b>bold</b> 4
other 1
`;

/** What is asked of a frame: its place, whether it is gone ... */
const frame = (page, name) => page.evaluate(name => {
  const f = [...document.querySelectorAll('.f')].find(f => f.querySelector('title').textContent.startsWith(`${name} `));
  const r = f.querySelector('rect').getBoundingClientRect();
  return {x: r.x + r.width / 2, y: r.y + r.height / 2, width: r.width, classes: [...f.classList],
    label: f.textContent, focused: document.activeElement === f};
}, name);
const visible = page => page.evaluate(() => document.querySelectorAll('.f:not(.gone)').length);
const said = page => page.evaluate(() => [...document.querySelectorAll('text')].map(t => t.textContent).join('\n'));

async function zoom(page) {
  const all = await visible(page);
  const whole = (await frame(page, 'main')).width;
  const {x, y} = await frame(page, 'view');
  await page.mouse.click(x, y);
  const view = await frame(page, 'view');
  const root = await page.evaluate(() => document.querySelector('.f rect').getBoundingClientRect().width);
  ok(Math.abs(view.width - root) < 1.5, 'a click makes a frame as wide as all of it', view.width);
  ok(Math.abs((await frame(page, 'render')).width / view.width - 20 / 80) < 0.01, 'and what stands on it keeps its part');
  ok((await frame(page, 'job')).classes.includes('gone'), 'what does not is gone');
  ok((await frame(page, 'main')).classes.includes('up'), 'what it stands on stays');
  ok((await frame(page, 'execute')).label.includes('execute'), 'names are fitted anew');
  ok(view.focused, 'and the keys go on from the frame');
  await page.keyboard.press('Escape');
  ok(Math.abs((await frame(page, 'main')).width - whole) < 0.01 && await visible(page) === all, 'Escape undoes it');
}

async function search(page) {
  const hits = () => page.locator('.hit').count();
  await page.keyboard.press('/');
  is(await page.evaluate(() => document.activeElement.tagName.toLowerCase()), 'input', '/ goes to the search');
  await page.keyboard.insertText('query');
  is(await hits(), 2, 'every match is marked');
  ok((await said(page)).includes('2 frames match, 75.0%'), 'their share is said', await said(page));
  const input = page.locator('input');
  await input.fill('render');
  ok((await said(page)).includes('3 frames match, 20.0%'), 'frames on one another count once', await said(page));
  await input.fill('[(');
  ok((await said(page)).includes('nothing matches'), 'half an expression is only what it says');
  await page.locator('button').first().click();
  ok(await input.evaluate(i => i.value) === '' && await hits() === 0, 'reset clears the search');
}

async function keys(page) {
  const focused = async name => (await frame(page, name)).focused;
  is(await page.locator('[tabindex]').count(), 1, 'one frame can be reached with Tab');
  await page.evaluate(() => document.querySelector('[tabindex]').focus());
  await page.keyboard.press('ArrowDown');
  ok(await focused('main'), 'an arrow goes down to the caller');
  await page.keyboard.press('ArrowUp');
  ok(await focused('view'), 'or up to the widest frame on this one');
  await page.keyboard.press('ArrowRight');
  ok(await focused('job'), 'or to its neighbour');
  ok((await said(page)).includes('job · 15 samples'), 'which is said below', await said(page));
  await page.keyboard.press('Enter');
  ok((await frame(page, 'view')).classes.includes('gone'), 'Enter zooms');
  await page.keyboard.press('Escape');
}

const browser = await launch('flame graphs in a browser');
const path = join(folder, 'flame.svg'), base = join(folder, 'base.raw');
writeFileSync(base, STACKS.replace('execute 50', 'execute 40').replace('job;query', 'job;ask')
  .replace('other 1', 'other 11'));
for (const more of [[], ['--icicle'], ['--base', base]]) {
  const result = ncalls(['flame', '-o', path, ...more, '-'], {input: STACKS});
  is(result.status, 0, `drawn ${more[0] ?? ''}`);
  const page = await open(browser, path);
  ok(await page.evaluate(() => document.documentElement.classList.contains('live')), 'the script runs');
  if (!more.length) {
    await zoom(page);
    await search(page);
    await keys(page);
  } else if (more.includes('--base')) {
    await zoom(page);
    ok((await said(page)).includes('costs more (+)'), 'a difference has a key');
  }
  is(await page.locator('script').count(), 1, 'no name is a script');
  is(page.complaints, [], 'and the page complains about nothing');
  await page.context().close();
}
writeFileSync(join(folder, 'page.html'), '<img src=flame.svg>');
const page = await open(browser, join(folder, 'page.html'));
const [width, height] = await page.evaluate(() => (i => [i.naturalWidth, i.naturalHeight])(document.querySelector('img')));
ok(width === 1200 && height > 100, 'it is a picture where scripts are off', width, height);

const graph = join(folder, 'graph.svg');
is(ncalls(['graph', '-o', graph, '-'], {input: STACKS}).status, 0, 'a call graph is drawn');
const id = '.function:nth-of-type(1)';
const drawn = await open(browser, graph);
const stroke = () => drawn.evaluate(id => getComputedStyle(document.querySelector(`${id} rect`)).stroke, id);
const before = await stroke();
await drawn.evaluate(id => document.querySelector(id).closest('a').dispatchEvent(new MouseEvent('click')), id);
ok(await stroke() !== before, 'a function that the address names is framed', before, await stroke());
ok(await drawn.evaluate(id => location.hash === `#${document.querySelector(id).id}`, id), 'and its link is that address');
is(drawn.complaints, [], 'and the picture complains about nothing');
await browser.close();
done();
