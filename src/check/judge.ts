import type { Observed } from './cluster';
import type { Facts } from './facts';
import { KEY_VALUE } from './properties/keyValue';
import { LIBRARY } from './properties/library';
import { LOGS } from './properties/logs';
import { MULTI } from './properties/multi';
import type { Property, Violation } from './properties/property';
import { SINGLE_DECREE } from './properties/singleDecree';

/** Every safety property (CONFORMANCE 6.1 to 6.4), judged after every event; a property of one protocol says nothing of another. */
export const PROPERTIES: readonly Property[] = [
  ...SINGLE_DECREE,
  ...LIBRARY,
  ...MULTI,
  ...LOGS,
  ...KEY_VALUE,
];

/** The violations so far, with those of this step added; each property is reported once, at its first break. */
export function judge(
  violations: readonly Violation[],
  step: Observed,
  facts: Facts,
): readonly Violation[] {
  if (step.outcome.node === null) return violations;
  let all = violations;
  for (const property of PROPERTIES) {
    if (all.length > 0 && all.some((violation) => violation.property === property.id)) continue;
    const because = property.judge(step, facts);
    if (because) all = [...all, { property: property.id, because, event: step.event }];
  }
  return all;
}
