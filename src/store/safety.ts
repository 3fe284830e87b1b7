import { PROPERTIES } from '../check/judge';
import type { About, Violation } from '../check/properties/property';
import { SOMETIMES } from '../check/properties/sometimes';
import type { Moment } from '../scenarios/run';

/** How a property stands at a moment. */
export interface PropertyView {
  readonly id: string;
  /** One plain sentence. */
  readonly says: string;
  readonly state: 'broken' | 'holds' | 'untested';
  /** The event that broke it or, while it holds, the last one that put it to the test; null for none yet. */
  readonly at: number | null;
}

/** Properties that speak of the same part of the protocol. */
export interface PropertyGroup {
  readonly name: string;
  readonly properties: readonly PropertyView[];
}

/** Something that a run should come to now and then. */
export interface SometimesView {
  readonly id: string;
  readonly says: string;
  /** The event at which it first came true; null for not yet. */
  readonly at: number | null;
}

/** The verdict on the run up to a moment. Everything stands where it stood before: only states change from step to step. */
export interface SafetyView {
  readonly groups: readonly PropertyGroup[];
  /** In the order in which they broke. */
  readonly broken: readonly PropertyView[];
  readonly count: number;
  readonly tested: number;
  readonly sometimes: readonly SometimesView[];
}

/** By the first letters of their CONFORMANCE ids, which name the part that they come from. */
const GROUPS: readonly (readonly [name: string, prefixes: readonly string[]])[] = [
  ['Each decision by itself', ['SD']],
  ['Leaders and logs', ['MP', 'LOGS_CONSISTENT']],
  ['The library', ['LIB']],
  ['Forgetting', ['GC']],
  ['The key/value service', ['KV']],
];

export function safetyOf(moment: Moment): SafetyView {
  const views = PROPERTIES.flatMap((property, place) =>
    appliesTo(property, moment) ? [propertyView(property, place, moment)] : [],
  );
  const broken = moment.violations.flatMap(
    ({ property }) => views.find(({ id }) => id === property) ?? [],
  );
  return {
    groups: groupsOf(views),
    broken,
    count: views.length,
    tested: views.filter(({ state }) => state !== 'untested').length,
    sometimes: SOMETIMES.flatMap((sometimes, place) =>
      appliesTo(sometimes, moment)
        ? [{ id: sometimes.id, says: sometimes.says, at: moment.judged.reached[place] || null }]
        : [],
    ),
  };
}

/** The first break of each property on the way to this moment, in the order of time. */
export type { Violation } from '../check/properties/property';

export function violationOf(moment: Moment, property: string): Violation | null {
  return moment.violations.find((one) => one.property === property) ?? null;
}

/** The sentence that a property states; its id, should there be none. */
export function sentenceOf(property: string): string {
  return PROPERTIES.find(({ id }) => id === property)?.says ?? property;
}

type Applying = Pick<About, 'protocols' | 'needsClerks'>;

function appliesTo({ protocols, needsClerks }: Applying, { protocol, world }: Moment): boolean {
  return protocols.some((one) => one === protocol) && (!needsClerks || world.clerks.length > 0);
}

function propertyView({ id, says }: About, place: number, moment: Moment): PropertyView {
  const violation = violationOf(moment, id);
  if (violation) return { id, says, state: 'broken', at: violation.step };
  const last = moment.judged.lastAt[place] || null;
  return { id, says, state: last === null ? 'untested' : 'holds', at: last };
}

function groupsOf(views: readonly PropertyView[]): PropertyGroup[] {
  return GROUPS.map(([name, prefixes]) => ({
    name,
    properties: views.filter(({ id }) => prefixes.includes(prefixOf(id))),
  })).filter(({ properties }) => properties.length > 0);
}

const prefixOf = (id: string) => id.split('-')[0] ?? id;
