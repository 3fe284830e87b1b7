// `npm run screenshots`: takes the pictures under docs/ of the built page, three sizes in three themes.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { build, preview } from 'vite';
import { launchOptions, recordedBrowser } from './browser/record.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const docs = join(root, 'docs');

const SIZES = ['1280x720', '1440x900', '390x844'];
const THEMES = ['light', 'dark', 'projector'];

/** Where the opening is most telling: a value has just been chosen, and no server knows it. */
const OPENING_EVENT = 174;

/** Beats of the story that a lecturer tells of one append, by the number of the event. */
const STORY = 'life-of-an-append';

mkdirSync(docs, { recursive: true });
await build({ root, logLevel: 'warn' });
const server = await preview({
  root,
  logLevel: 'warn',
  preview: { host: '127.0.0.1', port: 4390 },
});
const address = server.resolvedUrls?.local[0] ?? 'http://127.0.0.1:4390/';
const browser = await chromium.launch(launchOptions(recordedBrowser()));

try {
  for (const size of SIZES) {
    for (const theme of THEMES) await opening(size, theme);
  }
  await story();
  await takeover();
  await bugLab();
} finally {
  await browser.close();
  await server.close();
}
process.exit();

/** @param {string} size @param {string} hash */
async function open(size, hash) {
  const [width = 1280, height = 720] = size.split('x').map(Number);
  const page = await browser.newPage({ viewport: { width, height }, reducedMotion: 'reduce' });
  await page.goto(`${address}#paused&${hash}`);
  await page.getByRole('button', { name: 'Step', exact: true }).waitFor();
  await page.evaluate(() => document.fonts.ready);
  return page;
}

/** @param {import('playwright-core').Page} page @param {number} event */
async function goTo(page, event) {
  await page.getByRole('button', { name: 'Go to end' }).click();
  await page.getByRole('slider', { name: 'Position' }).fill(String(event));
}

/** @param {string} size @param {string} theme */
async function opening(size, theme) {
  const page = await open(size, `theme=${theme}`);
  await goTo(page, OPENING_EVENT);
  await page.screenshot({ path: join(docs, `${theme}-${size}.png`) });
  await page.close();
}

/** One picture a caption: the life of one append, told without leaving the first screen. */
async function story() {
  const page = await open('1280x720', `theme=light&scenario=${STORY}`);
  let told = '';
  for (let beat = 1; ; ) {
    const caption = (await page.locator('.caption').textContent()) ?? '';
    if (caption !== told) {
      told = caption;
      await page.screenshot({ path: join(docs, `append-${beat++}.png`) });
    }
    const before = await page.getByRole('slider', { name: 'Position' }).inputValue();
    await page.getByRole('button', { name: 'Step', exact: true }).click();
    if ((await page.getByRole('slider', { name: 'Position' }).inputValue()) === before) break;
  }
  await page.close();
}

/** A new leader has decided a later slot before an earlier one: the hole that it must fill. */
async function takeover() {
  const page = await open('1280x720', 'theme=light&scenario=multi/hole-takeover');
  for (let beat = 1; beat < 6; beat++)
    await page.getByRole('button', { name: 'Next beat' }).click();
  await page.getByText('Beat 6 of').waitFor();
  await page.screenshot({ path: join(docs, 'hole-takeover.png') });
  await page.close();
}

/** Two values are chosen: the proof of it, and its servers, messages and votes lit everywhere. */
async function bugLab() {
  const page = await open('1440x900', 'theme=light&scenario=bugs/keep-own-value');
  const next = page.getByRole('button', { name: 'Next beat' });
  // From the first of four beats to the last, and on to the end of the script.
  for (let press = 0; press < 4; press++) await next.click();
  await page.getByText('Beat 4 of').waitFor();
  await page.getByRole('button', { name: 'Proof', exact: true }).first().click();
  await page.screenshot({ path: join(docs, 'bug-lab.png') });
  await page.close();
}
