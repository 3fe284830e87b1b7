// Makes sure that there is a Chromium for the end-to-end tests, and remembers which one.
// Nothing is trusted for merely existing: every candidate must launch and render text.
// E2E_CHROMIUM=/path/to/chromium decides the matter by hand.
import { aptChromium, playwrightDownload } from './browser/download.mjs';
import { npmChromium } from './browser/npmChromium.mjs';
import { probe } from './browser/probe.mjs';
import { recordBrowser, recordedBrowser } from './browser/record.mjs';
import { systemBrowsers } from './browser/system.mjs';

/** @typedef {import('./browser/record.mjs').Browser} Browser */

/**
 * From quick and certain to slow and doubtful. A way is tried only when all before it failed.
 * @type {{ way: string, candidates: () => Promise<Browser[]> | Browser[] }[]}
 */
const WAYS = [
  { way: 'the browser found last time', candidates: () => listOf(recordedBrowser()) },
  { way: "Playwright's own", candidates: () => [{ name: "Playwright's own Chromium" }] },
  { way: 'a browser of this system', candidates: systemBrowsers },
  { way: 'Chromium from npm', candidates: async () => listOf(await npmChromium()) },
  { way: 'Playwright download', candidates: playwrightDownload },
  { way: 'apt', candidates: aptChromium },
];

const override = process.env.E2E_CHROMIUM;
const ways = override
  ? [{ way: 'E2E_CHROMIUM', candidates: () => [{ name: override, executablePath: override }] }]
  : WAYS;

if (!(await findBrowser())) {
  console.error(
    '\nNo browser for the end-to-end tests. Install Chrome, Chromium or Edge, or set\n' +
      'E2E_CHROMIUM to the path of one, and run this again. All other tests work without.',
  );
  process.exitCode = 1;
}

async function findBrowser() {
  for (const { way, candidates } of ways) {
    for (const candidate of await candidates()) {
      const result = await probe(candidate);
      if (result.ok) {
        recordBrowser(candidate);
        console.log(`Browser for tests: ${candidate.name} (${result.version})`);
        return true;
      }
      console.log(`  ${way}: ${candidate.name}: ${result.reason}`);
    }
  }
  return false;
}

/**
 * @template T
 * @param {T | undefined} item
 * @returns {T[]}
 */
function listOf(item) {
  return item === undefined ? [] : [item];
}
