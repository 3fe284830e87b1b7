import { digestHex, digestText, EMPTY_DIGEST } from '../../base/digest';
import { canonicalText } from '../../base/json';
import type { Scenario } from '../format';
import { fileOfScenario } from '../format/encode';
import type { Moment } from '../run';

/** Identifies a moment, world and script's cue: equal moments, equal digests, in Node and in every browser. */
export function digestOfMoment({ world, cue }: Moment): string {
  return digestOf({ world, cue });
}

/** Identifies all of a scenario that its run hangs on: another title or summary is the same scenario. */
export function digestOfScenario(scenario: Scenario): string {
  const { cluster, script } = fileOfScenario(scenario);
  return digestOf({ cluster, script });
}

function digestOf(value: unknown): string {
  return digestHex(digestText(EMPTY_DIGEST, canonicalText(value)));
}
