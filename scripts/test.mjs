// `npm test`: every check, one after the other, whatever the ones before said.
// The last line is the sum over all of them: `N passed, N failed`.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from './test/freePort.mjs';
import { playwrightTally, vitestTally } from './test/tally.mjs';

/** @typedef {import('./test/tally.mjs').Tally} Tally */

const root = fileURLToPath(new URL('..', import.meta.url));
const vitestReport = join(root, 'test-results', 'vitest.json');
const playwrightReport = join(root, 'test-results', 'playwright.json');
const total = { passed: 0, failed: 0 };

/** A check without a report of its own counts as one test. */
const oneCheck = (/** @type {boolean} */ succeeded) =>
  succeeded ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
/** Having a browser is no achievement, not having one is a failure. */
const onlyFailure = (/** @type {boolean} */ succeeded) => ({
  passed: 0,
  failed: succeeded ? 0 : 1,
});

step('Types', 'tsc -p .', oneCheck);
step('Lint and format', 'biome check --error-on-warnings', oneCheck);
step('Dead code', 'knip', oneCheck);
step(
  'Unit tests',
  `vitest run --reporter=default --reporter=json --outputFile.json=${relative(vitestReport)}`,
  (succeeded) => vitestTally(vitestReport, succeeded),
  vitestReport,
);
step('Browser', 'node scripts/ensure-browser.mjs', onlyFailure);
step(
  'End-to-end tests',
  'playwright test',
  (succeeded) => playwrightTally(playwrightReport, succeeded),
  playwrightReport,
  { E2E_PORT: String(await freePort()) },
);

process.exitCode = total.failed === 0 ? 0 : 1;
console.log(`\n${total.passed} passed, ${total.failed} failed`);

/**
 * @param {string} title
 * @param {string} command
 * @param {(succeeded: boolean) => Tally} count
 * @param {string} [report] removed first: an old report must not speak for a runner that crashed
 * @param {Record<string, string>} [env]
 */
function step(title, command, count, report, env = {}) {
  if (report !== undefined) rmSync(report, { force: true });
  console.log(`\n── ${title}: ${command}`);
  const started = Date.now();
  const [program = '', ...args] = command.split(' ');
  const result = spawnSync(program, args, {
    cwd: root,
    env: { ...process.env, ...env, PATH: pathWithLocalTools() },
    // On Windows the tools are .cmd files, which only a shell can start.
    shell: process.platform === 'win32',
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const tally = count(result.status === 0);
  total.passed += tally.passed;
  total.failed += tally.failed;
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`── ${title}: ${tally.passed} passed, ${tally.failed} failed, ${seconds} s`);
}

/** @param {string} path */
function relative(path) {
  return path.slice(root.length);
}

function pathWithLocalTools() {
  return [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
}
