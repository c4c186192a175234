// SPDX-License-Identifier: MIT
// A real browser, driven by playwright-core: pages that remember what they complained about. The browser is the
// system's, the package that of tests/browser/install. (Not executable: no test.)
import {spawnSync} from 'node:child_process';
import {createRequire} from 'node:module';
import {accessSync, constants} from 'node:fs';
import {delimiter, join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {done, skip} from './tap.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const PACKAGES = join(process.env.builddir, 'tests', 'npm');
const FETCHED = join(PACKAGES, 'chromium', 'run');
const require = createRequire(join(PACKAGES, 'x'));

/** The first program of these names on the PATH that `serves`. */
export function find(names, serves = () => true) {
  for (const name of names)
    for (const place of (process.env.PATH ?? '').split(delimiter))
      try {
        accessSync(join(place, name), constants.X_OK);
        if (serves(join(place, name))) return join(place, name);
      } catch {
        // not here
      }
  return null;
}

/** Whether a browser is one: Ubuntu's are scripts that want a snap, which containers do not have. */
export const runs = program => spawnSync(program, ['--version'], {stdio: 'ignore', timeout: 60000}).status === 0;

/** The package, or null where it is not installed. */
export function module(name) {
  try {
    return require(name);
  } catch {
    return null;
  }
}

/** axe-core's source, to be run in a page. */
export const axe = () => module('axe-core')?.source;

/** A Chromium: NCALLS_CHROMIUM, the system's, or what tests/browser/install fetched for want of one. Where there is
 * none, the script ends here with `what` skipped. */
export async function launch(what) {
  const program = process.env.NCALLS_CHROMIUM || find(NAMES, runs) || [FETCHED].find(runs);
  const playwright = module('playwright-core');
  if (!program || !playwright) {
    skip(what, program ? 'playwright-core is not installed: ./bootstrap check does' : 'there is no chromium');
    done();
  }
  return playwright.chromium.launch({
    executablePath: program,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
}

/** A page of a file. `page.complaints` holds what went wrong since: errors on the console, exceptions, breaches of
 * the Content-Security-Policy, dialogs, and requests for anything but the file itself. */
export async function open(browser, path, {width = 1300, height = 900, theme = 'light', hash = '', ...more} = {}) {
  const context = await browser.newContext({viewport: {width, height}, colorScheme: theme, ...more});
  context.setDefaultTimeout(30000);
  const page = await context.newPage();
  const url = pathToFileURL(path).href;
  page.complaints = [];
  const complain = text => page.complaints.push(text.slice(0, 500));
  page.on('console', m => ['error', 'warning'].includes(m.type()) && complain(`${m.type()}: ${m.text()}`));
  page.on('pageerror', e => complain(`exception: ${e.stack ?? e.message}`));
  page.on('dialog', d => (complain(`dialog: ${d.message()}`), d.dismiss()));
  page.on('request', r => r.url().split('#')[0] === url || r.url().startsWith('blob:') || complain(`request: ${r.url()}`));
  await page.goto(url + hash);
  return page;
}
