import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright-core';
import { build, preview } from 'vite';
import { launchOptions, recordedBrowser } from '../scripts/browser/record.mjs';
import { type Line, report } from './report';

// `npm run bench:frames`: how evenly the built page draws while its worker searches at full speed, beside the same page
// without a search: standing still, as while one waits for a finding, and playing, which asks for much more.

const SECONDS = 6;
const root = fileURLToPath(new URL('..', import.meta.url));

await build({ root, logLevel: 'warn' });
const server = await preview({
  root,
  logLevel: 'warn',
  preview: { host: '127.0.0.1', port: 4391 },
});
const address = server.resolvedUrls?.local[0] ?? 'http://127.0.0.1:4391/';
const browser = await chromium.launch(launchOptions(recordedBrowser()));

/** The time between pictures, milliseconds, rising; and the longest stretch in which the page did nothing else. */
function frames(page: Page): Promise<{ gaps: number[]; longest: number }> {
  return page.evaluate(async (seconds) => {
    const gaps: number[] = [];
    let longest = 0;
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
    });
    observer.observe({ type: 'longtask' });
    const end = performance.now() + 1000 * seconds;
    let last = performance.now();
    while (last < end) {
      const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
      gaps.push(now - last);
      last = now;
    }
    observer.disconnect();
    return { gaps: gaps.slice(1).sort((a, b) => a - b), longest };
  }, SECONDS);
}

const p95 = (sorted: readonly number[]) => sorted[Math.floor(0.95 * sorted.length)] ?? 0;

async function search(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Explore', exact: true }).click();
  await page.getByText('What may happen').click();
  await page.getByRole('textbox', { name: 'Timers that fire' }).fill('8');
  await page.getByText('How far to look').click();
  await page.getByRole('textbox', { name: 'States' }).fill('100000000');
  await page.getByRole('textbox', { name: 'Seconds' }).fill('600');
  await page.getByRole('button', { name: 'Explore', exact: true }).click();
  await page.getByRole('button', { name: 'Stop' }).waitFor();
}

async function measured(what: string, isSearching: boolean, isPlaying: boolean): Promise<Line[]> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await page.goto(`${address}#paused&scenario=opening`);
  await page.getByRole('button', { name: 'Step', exact: true }).waitFor();
  if (isSearching) await search(page);
  if (isPlaying) await page.getByRole('button', { name: 'Play', exact: true }).click();
  const { gaps, longest } = await frames(page);
  await page.close();
  return [
    {
      what: `${what}: p95 between pictures`,
      reached: p95(gaps),
      unit: 'ms',
      target: 20,
      atMost: true,
    },
    { what: '  longest task', reached: longest, unit: 'ms', target: 50, atMost: true },
  ];
}

report([
  ...(await measured('standing', false, false)),
  ...(await measured('standing, searching', true, false)),
  ...(await measured('playing', false, true)),
  ...(await measured('playing, searching', true, true)),
]);
await browser.close();
await server.close();
process.exit();
