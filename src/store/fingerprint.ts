import type { Scenario } from '../scenarios/format';
import { runToVerdict } from '../scenarios/verdict';

/** The hash of a scenario's event log, left to itself, as `npm run scenario` prints it. */
export function fingerprintOf(scenario: Scenario): string {
  return runToVerdict(scenario).hash;
}
