import { chromium } from 'playwright-core';
import { launchOptions } from './record.mjs';

/**
 * Launches the browser and lets it lay out some text. A file that exists proves nothing: libraries
 * may be missing, and without usable fonts every word is zero pixels wide and layout tests lie.
 * @param {import('./record.mjs').Browser} candidate
 * @returns {Promise<{ ok: true, version: string } | { ok: false, reason: string }>}
 */
export async function probe(candidate) {
  let browser;
  try {
    browser = await chromium.launch({ ...launchOptions(candidate), timeout: 30_000 });
    const page = await browser.newPage();
    await page.setContent('<span>A majority is enough</span>');
    const width = await page.locator('span').evaluate((span) => span.getBoundingClientRect().width);
    if (!(width > 0)) return { ok: false, reason: 'it renders text without any width (no fonts?)' };
    return { ok: true, version: browser.version() };
  } catch (error) {
    return { ok: false, reason: firstTellingLine(error) };
  } finally {
    await browser?.close().catch(() => {});
  }
}

/** @param {unknown} error */
function firstTellingLine(error) {
  const text = error instanceof Error ? error.message : String(error);
  const lines = text.split('\n').map((line) => line.trim());
  const missingLibrary = lines.find((line) => line.includes('error while loading shared'));
  return missingLibrary ?? lines.find((line) => line !== '') ?? 'unknown reason';
}
