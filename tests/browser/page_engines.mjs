#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// The page in the other two engines: Firefox, by playwright-core's WebDriver BiDi, and WebKit, by its own WebDriver. Every
// view opens and says the same as in Chromium; nothing is complained about.
import {spawn} from 'node:child_process';
import {existsSync} from 'node:fs';
import {createServer} from 'node:net';
import {pathToFileURL} from 'node:url';
import {find, module, runs} from './browser.mjs';
import {write} from './page.mjs';
import {done, ok, skip, testdata} from './tap.mjs';

const VIEWS = ['summary', 'findings', 'functions', 'flame', 'graph', 'tree', 'tables', 'function=1'];
const MINIBROWSER = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/libexec', '/usr/lib64', '/usr/lib']
  .map(folder => `${folder}/webkit2gtk-4.1/MiniBrowser`);

/* Runs in the page, so it is all in one: what each view shows, and what went wrong. */
const LOOK = `(async views => {
  const wait = ms => new Promise(next => setTimeout(next, ms));
  const wrong = [], seen = {};
  addEventListener('error', e => wrong.push('error: ' + e.message));
  addEventListener('securitypolicyviolation', e => wrong.push('policy: ' + e.violatedDirective));
  for (const view of views) {
    location.hash = '#/' + view;
    await wait(150);
    const root = document.querySelector('.view:not([hidden])');
    seen[view] = root.className + ' ' + root.innerText.length;
    if (view === 'flame') {
      const canvas = root.querySelector('.frames:not([hidden]) canvas'), c = canvas.getContext('2d');
      seen.painted = new Set(c.getImageData(0, 0, canvas.width, canvas.height).data.filter((_, i) => i % 4 === 0)).size > 4;
      document.querySelector('.frames:not([hidden])').dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowDown', bubbles: true}));
      seen.chosen = root.querySelector('.picked').innerText.length > 5;
    }
    if (view === 'graph') seen.drawn = root.querySelector('svg.callgraph').getBoundingClientRect().width > 300;
  }
  const field = document.querySelector('input[type=search]');
  location.hash = '#/functions';
  await wait(100);
  field.value = 'serialize';
  field.dispatchEvent(new Event('input', {bubbles: true}));
  await wait(400);
  seen.found = document.querySelector('.view.functions').innerText.includes('serialize') && location.hash.includes('q=serialize');
  history.back();
  await wait(200);
  seen.live = document.documentElement.classList.contains('live');
  return JSON.stringify({wrong, seen});
})(${JSON.stringify(VIEWS)})`;

function judge(name, answer) {
  const {wrong, seen} = JSON.parse(answer);
  for (const view of VIEWS) {
    const [, id, size] = (seen[view] ?? '').match(/view (\w+) (\d+)/) ?? [];
    ok(id === view.replace(/=.*/, '') && (+size > 40 || view === 'graph'), `${name}: ${view} is shown`, seen);
  }
  ok(seen.live && seen.painted && seen.chosen && seen.drawn && seen.found, `${name}: frames are painted, keys and search answer`, seen);
  ok(wrong.length === 0, `${name}: the page complains about nothing`, ...wrong);
}

async function firefox(path) {
  const program = process.env.NCALLS_FIREFOX || find(['firefox-esr', 'firefox'], runs), playwright = module('playwright-core');
  if (!program || !playwright) return skip('Firefox', program ? 'playwright-core is not installed' : 'there is no firefox');
  let browser;
  try {
    browser = await playwright.firefox.launch({channel: 'moz-firefox', executablePath: program, timeout: 60000});
  } catch (error) {
    return skip('Firefox', `it does not start: ${error.message.split('\n')[0]}`);
  }
  const page = await (await browser.newContext()).newPage();
  const wrong = [];
  page.on('pageerror', error => wrong.push(error.message));
  await page.goto(pathToFileURL(path).href);
  judge('Firefox', await page.evaluate(LOOK));
  ok(wrong.length === 0, 'Firefox: no exception', ...wrong);
  await browser.close();
}

/** A port that nobody listens on. */
const freePort = () => new Promise(next => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const {port} = server.address();
    server.close(() => next(port));
  });
});

const call = async (base, method, path, body) => {
  const answer = await (await fetch(base + path, {method, body: body && JSON.stringify(body)})).json();
  if (answer.value?.error) throw new Error(`${answer.value.error}: ${answer.value.message}`);
  return answer.value;
};

async function session(base, binary) {
  for (let patience = 60; ; patience--)
    try {
      return await call(base, 'POST', '/session', {capabilities: {alwaysMatch: {'webkitgtk:browserOptions': {binary, args: ['--automation']}}}});
    } catch (error) {
      if (!patience || /session not created/.test(error.message)) throw error;
      await new Promise(next => setTimeout(next, 250));
    }
}

async function webkit(path) {
  const driver = find(['WebKitWebDriver']), screen = find(['xvfb-run']);
  const binary = MINIBROWSER.find(existsSync);
  if (!driver || !screen || !binary) return skip('WebKit', 'WebKitWebDriver, its MiniBrowser or xvfb-run is not installed');
  const port = await freePort(), base = `http://127.0.0.1:${port}`;
  const process_ = spawn(screen, ['-a', driver, `--port=${port}`], {stdio: 'ignore', detached: true});
  const end = () => {
    try {
      process.kill(-process_.pid);
    } catch { /* it has ended */ }
  };
  let started;
  try {
    started = await session(base, binary);
  } catch (error) {
    end();
    return skip('WebKit', `it does not start: ${error.message.split('\n')[0]}`);
  }
  try {
    const at = `/session/${started.sessionId}`;
    await call(base, 'POST', `${at}/url`, {url: pathToFileURL(path).href});
    judge('WebKit', await call(base, 'POST', `${at}/execute/async`, {
      script: `const next = arguments[0]; ${LOOK}.then(next, error => next(JSON.stringify({wrong: [String(error)], seen: {}})));`, args: []}));
    await call(base, 'DELETE', at);
  } finally {
    end();
  }
}

const path = write([testdata('pstats/django_shop-slow-3.11.prof')]);
await firefox(path);
await webkit(path);
done();
