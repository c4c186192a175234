#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// Names that want to be more than names: nothing runs, nothing is asked for, no element comes of them, in any view, however
// they came in; what a search and an address say is only text, too.
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {launch} from './browser.mjs';
import {quiet, settled, show, write} from './page.mjs';
import {done, folder, is, ok} from './tap.mjs';

const HOSTILE = ['</script><img src=x onerror=alert(1)>', '<script>alert(2)</script>', '"><svg onload=alert(3)>',
  "';alert(4)//", '</style><style>body{display:none}</style>', ']]><!--', '-->', '<a href=javascript:alert(5)>x</a>',
  'javascript:alert(6)', '__proto__', 'constructor', 'hasOwnProperty', 'toString', '\u202egnp.exe', 'zero\u200bwidth',
  '\u2028\u2029', '{{7*7}}', '${alert(7)}', '%00', 'e\u0301'.repeat(500), 'https://example.org/'];
/* What a profile in JSON may have, but not in one line of text. */
const WORSE = ['a\0b', 'line\nbreak', '\ud800', 'x'.repeat(1 << 20), ' ', '', ...HOSTILE];

/** A tree of them all: each calls the next, and all of them a last one. */
function stacks() {
  return HOSTILE.map((name, at) => `${[...HOSTILE.slice(0, at + 1), 'leaf'].map(n => n.replace(/;/g, ',')).join(';')} ${at + 1}`).join('\n');
}

function speedscope() {
  const frames = WORSE.map((name, at) => ({name, file: WORSE[WORSE.length - 1 - at], line: at}));
  return JSON.stringify({
    $schema: 'https://www.speedscope.app/file-format-schema.json', shared: {frames},
    profiles: [{type: 'sampled', name: WORSE[0], unit: 'none', startValue: 0, endValue: 100,
      samples: frames.map((_, at) => frames.slice(0, at + 1).map((_, i) => i)), weights: frames.map(() => 1)}],
  });
}

const strays = page => page.evaluate(() => [...document.querySelectorAll('img, iframe, object, embed, link, base, form[action], script[src], [onerror], [onload], [href^="javascript" i], [src]')].map(n => n.outerHTML.slice(0, 100)));

async function visit(browser, path, what) {
  const page = await show(browser, path, '', {width: 1000});
  await page.evaluate(() => {
    window.ran = [];
    for (const name of ['alert', 'confirm', 'prompt', 'open', 'fetch']) window[name] = (...args) => { window.ran.push([name, ...args]); };
  });
  const [views, count, scripts] = await page.evaluate(() => [window.ncalls.views().filter(v => v.title).map(v => v.id),
    window.ncalls.data.count, document.scripts.length]);
  const places = [...views, 'flame?mode=up', 'tree?mode=up', 'flame?colour=self',
    ...Array.from({length: Math.min(count, 6)}, (_, i) => [`function=${i + 1}`, `flame?mode=sandwich&f=${i + 1}`, `tree?f=${i + 1}`]).flat(),
    'flame?path=1.2.3.99999', 'function=99999', 'function=__proto__', 'nothing', 'flame?f=%3Cimg%20src=x%3E&mode=sandwich',
    'functions?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E', 'functions?q=/(/', 'functions?package=__proto__', '%E0%A4%A'];
  for (const hash of places) {
    await page.evaluate(hash => { location.hash = `#/${hash}`; }, hash);
    await settled(page);
    if (hash === 'flame') await page.mouse.move(300, 300);
  }
  await page.keyboard.press('/');
  for (const name of HOSTILE.slice(0, 9)) await page.keyboard.insertText(name);
  await settled(page);
  is(await strays(page), [], `${what}: no name becomes an element`);
  is(await page.evaluate(() => window.ran), [], `${what}: no name runs`);
  is(await page.evaluate(() => document.scripts.length), scripts, `${what}: no script is new`);
  ok(await page.locator('body').isVisible(), `${what}: no name is a style`);
  quiet(page, what);
  await page.context().close();
}

/** What cannot be seen is shown as an escape. */
async function unseen(browser, path) {
  const page = await show(browser, path, '#/functions');
  const text = await page.evaluate(() => {
    const {data} = window.ncalls;
    return Array.from({length: data.count}, (_, i) => `${data.name(i + 1)} ${data.fn(i + 1).path}`).join(' ');
  });
  ok(!/[\0-\x1f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/.test(text), 'nothing that cannot be seen is in a name');
  ok(text.includes('\\u202e'), 'but what stands for it');
  ok(text.length < 100000, 'a name of a million letters is cut', text.length);
  await page.context().close();
}

const browser = await launch('hostile names on the page');
const profile = join(folder, 'hostile.json');
writeFileSync(profile, speedscope());
const path = write([profile]);
await visit(browser, path, 'speedscope');
await visit(browser, write(['-'], {input: stacks()}), 'stacks');
await visit(browser, write([profile, '--base', profile]), 'a comparison');
await unseen(browser, path);
await browser.close();
done();
