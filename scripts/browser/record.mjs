// Where the browser that was found is remembered, so that the next run need not look again.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * A way to launch a Chromium. Without a path Playwright uses its own download.
 * @typedef {{ name: string, executablePath?: string, env?: Record<string, string> }} Browser
 */

const root = fileURLToPath(new URL('../..', import.meta.url));
export const cacheFolder = join(root, 'node_modules', '.cache', 'paxoscope-browser');
const recordFile = join(cacheFolder, 'browser.json');

/**
 * The recorded browser; undefined when there is none or the record is damaged. Never throws: the
 * Playwright configuration calls this, and tools read that file on machines without a browser.
 * @returns {Browser | undefined}
 */
export function recordedBrowser() {
  try {
    const browser = JSON.parse(readFileSync(recordFile, 'utf8'));
    if (browser.executablePath !== undefined && !existsSync(browser.executablePath)) return;
    return browser;
  } catch {
    return undefined;
  }
}

/** @param {Browser} browser */
export function recordBrowser(browser) {
  mkdirSync(cacheFolder, { recursive: true });
  // Written aside and renamed, so that a reader never sees half a record.
  const draft = `${recordFile}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(browser, null, 2)}\n`);
  renameSync(draft, recordFile);
}

/**
 * Playwright launch options for a browser. Its sandbox and /dev/shm flags are left to Playwright,
 * which already chooses what works as root and in containers.
 * @param {Browser | undefined} browser
 */
export function launchOptions(browser) {
  if (browser === undefined) return {};
  const { executablePath, env } = browser;
  return {
    ...(executablePath === undefined ? {} : { executablePath }),
    ...(env === undefined ? {} : { env: { ...definedVariables(), ...env } }),
  };
}

/** @returns {Record<string, string>} */
function definedVariables() {
  /** @type {Record<string, string>} */
  const variables = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (value !== undefined) variables[name] = value;
  }
  return variables;
}
