#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// Makes the README's pictures of the page anew, at three widths and in both themes:
//
//   builddir=BUILD ncalls=BUILD/ncalls testdata=testdata node doc/pictures.mjs
//
// A change of what is seen is looked at, then committed. pngquant, where
// there is one, makes them a third as large.
import {spawnSync} from 'node:child_process';
import {join} from 'node:path';
import {launch} from '../tests/browser/browser.mjs';
import {settled, show, write} from '../tests/browser/page.mjs';
import {testdata} from '../tests/browser/tap.mjs';

const SLOW = 'django_shop-slow-3.11.prof', FAST = 'django_shop-fast-3.11.prof', beside = {cwd: testdata('pstats')};
const here = new URL('.', import.meta.url).pathname;
const profile = write([SLOW], beside), difference = write([FAST, '--base', SLOW], beside);
const pictures = [
  ['page-findings', profile, '#/findings', {width: 1440, height: 560}],
  ['page-flame', profile, '#/flame', {width: 1440, height: 560, theme: 'dark'}],
  ['page-summary', profile, '#/summary', {width: 800, height: 640}],
  ['page-graph', profile, '#/graph', {width: 800, height: 640, theme: 'dark'}],
  ['page-phone', profile, '#/findings', {width: 390, height: 760}],
  ['page-phone-dark', profile, '#/functions', {width: 390, height: 760, theme: 'dark'}],
  ['page-diff', difference, '#/functions', {width: 1440, height: 480}],
];
const browser = await launch('pictures');
for (const [name, path, hash, look] of pictures) {
  const page = await show(browser, path, hash, look);
  await settled(page);
  await page.screenshot({path: join(here, `${name}.png`)});
  await page.context().close();
  spawnSync('pngquant', ['--force', '--strip', '--ext', '.png', '96', join(here, `${name}.png`)]); /* where there is one */
}
await browser.close();
