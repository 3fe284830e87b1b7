import { isClerk } from './calls';
import type { Observed } from './cluster';
import { isMulti } from './cluster';
import type { Facts } from './facts';
import { CLEARING } from './properties/clearing';
import { KEY_VALUE } from './properties/keyValue';
import { LIBRARY } from './properties/library';
import { LOGS } from './properties/logs';
import { MULTI } from './properties/multi';
import { proofOf } from './properties/proof';
import type { Property, Protocol, Violation } from './properties/property';
import { SINGLE_DECREE } from './properties/singleDecree';
import { SOMETIMES, type Sometimes } from './properties/sometimes';
import { serviceOf, stateIn } from './reading';

/** Every safety property (CONFORMANCE 6.1 to 6.4), judged after every event. */
export const PROPERTIES: readonly Property[] = [
  ...SINGLE_DECREE,
  ...LIBRARY,
  ...MULTI,
  ...LOGS,
  ...CLEARING,
  ...KEY_VALUE,
];

/** Whether the property of this id goes by this name, its own or another one of CONFORMANCE. */
export function goesBy(id: string, name: string): boolean {
  const property = PROPERTIES.find((known) => known.id === id);
  return id === name || (property?.alsoKnownAs ?? []).includes(name);
}

/** What was put to the test so far; counted in steps of the run, the first of which is step 1. */
export interface Judged {
  /** All that happened, environment included. */
  readonly steps: number;
  /** For each of {@link PROPERTIES}: the step that last put it to the test; 0 for none yet. */
  readonly lastAt: readonly number[];
  /** For each of {@link PROPERTIES}: how many steps did. */
  readonly times: readonly number[];
  /** For each of {@link SOMETIMES}: the step in which it first came true; 0 for not yet. */
  readonly reached: readonly number[];
}

/** The verdict on a run so far. */
export interface Judgement {
  /** In the order in which they came; each property once, at its first break. */
  readonly violations: readonly Violation[];
  readonly judged: Judged;
}

export const NOT_JUDGED: Judgement = {
  violations: [],
  judged: {
    steps: 0,
    lastAt: PROPERTIES.map(() => 0),
    times: PROPERTIES.map(() => 0),
    reached: SOMETIMES.map(() => 0),
  },
};

/** A property and its place in {@link PROPERTIES}; all of one shape, for they are gone through at every step. */
interface Placed {
  readonly place: number;
  readonly property: Property;
  readonly concerns: Property['concerns'];
}

/** The properties that can apply to steps of one kind. */
function placed(applies: (property: Property) => boolean): readonly Placed[] {
  return PROPERTIES.flatMap((property, place) =>
    applies(property) ? [{ place, property, concerns: property.concerns }] : [],
  );
}

const ofServers = (protocol: Protocol) =>
  placed(({ of, protocols }) => of === 'server' && protocols.includes(protocol));

const ofLoneServers = (protocol: Protocol) =>
  ofServers(protocol).filter(({ property }) => !property.needsClerks);

const SERVED = { basic: ofServers('basic'), multi: ofServers('multi') };
const ALONE = { basic: ofLoneServers('basic'), multi: ofLoneServers('multi') };
const CLERKS = placed(({ of }) => of === 'clerk');
const NOBODY: readonly Placed[] = [];

function propertiesFor({ outcome: { node }, after }: Observed): readonly Placed[] {
  if (node === null) return NOBODY;
  if (isClerk(node)) return CLERKS;
  const state = stateIn(after, node);
  if (!state) return NOBODY;
  const lists = serviceOf(state) === null ? ALONE : SERVED;
  return isMulti(state) ? lists.multi : lists.basic;
}

/** The verdict with one more step; `facts` are those after it. */
export function judgeStep(before: Judgement, step: Observed, facts: Facts): Judgement {
  const { judged } = before;
  let { violations } = before;
  const steps = judged.steps + 1;
  let [lastAt, times] = [judged.lastAt as number[], judged.times as number[]];
  for (const { place, property, concerns } of propertiesFor(step)) {
    if (!concerns(step, facts)) continue;
    if (lastAt === judged.lastAt) [lastAt, times] = [lastAt.slice(), times.slice()];
    lastAt[place] = steps;
    times[place] = (times[place] as number) + 1;
    const violation = isBroken(violations, property) ? null : judgeBy(property, step, facts, steps);
    if (violation) violations = [...violations, violation];
  }
  const reached = nowReached(judged.reached, step, facts, steps);
  return { violations, judged: { steps, lastAt, times, reached } };
}

function isBroken(violations: readonly Violation[], { id }: Property): boolean {
  return violations.length > 0 && violations.some(({ property }) => property === id);
}

function judgeBy(
  property: Property,
  step: Observed,
  facts: Facts,
  steps: number,
): Violation | null {
  const because = property.judge(step, facts);
  if (!because) return null;
  const proof = proofOf(step, because, property.prove?.(step, facts, because) ?? {});
  return { property: property.id, because, event: step.event, step: steps, proof };
}

function nowReached(
  before: readonly number[],
  step: Observed,
  facts: Facts,
  steps: number,
): readonly number[] {
  const isServed = step.after.clerks.length > 0;
  let reached = before;
  for (let i = 0; i < SOMETIMES.length; i++) {
    if (before[i] !== 0) continue;
    const sometimes = SOMETIMES[i] as Sometimes;
    if (sometimes.needsClerks && !isServed) continue;
    if (sometimes.comesTrue(step, facts)) reached = reached.with(i, steps);
  }
  return reached;
}

/** The violations so far, with those of this step added. */
export function judge(
  violations: readonly Violation[],
  step: Observed,
  facts: Facts,
): readonly Violation[] {
  return judgeStep({ ...NOT_JUDGED, violations }, step, facts).violations;
}
