// Counts tests from the runners' JSON reports. A skipped test has not passed, and a runner that
// crashed, or failed without a failed test, is itself one failure.
import { readFileSync } from 'node:fs';

/** @typedef {{ passed: number, failed: number }} Tally */

/**
 * @param {string} reportFile
 * @param {boolean} succeeded
 * @returns {Tally}
 */
export function vitestTally(reportFile, succeeded) {
  return tallyOf(reportFile, succeeded, (report) => {
    // A file that cannot even be loaded fails without having any tests.
    const brokenFiles = report.testResults.filter(
      (/** @type {any} */ file) => file.status === 'failed' && file.assertionResults.length === 0,
    );
    return {
      passed: report.numPassedTests,
      failed: report.numFailedTests + brokenFiles.length,
    };
  });
}

/**
 * @param {string} reportFile
 * @param {boolean} succeeded
 * @returns {Tally}
 */
export function playwrightTally(reportFile, succeeded) {
  return tallyOf(reportFile, succeeded, ({ stats }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
  }));
}

/**
 * @param {string} reportFile
 * @param {boolean} succeeded
 * @param {(report: any) => Tally} count
 * @returns {Tally}
 */
function tallyOf(reportFile, succeeded, count) {
  try {
    const tally = count(JSON.parse(readFileSync(reportFile, 'utf8')));
    if (succeeded || tally.failed > 0) return tally;
    return { passed: tally.passed, failed: 1 };
  } catch {
    return { passed: 0, failed: 1 };
  }
}
