import type * as v from 'valibot';
import { sameJson } from '../../../base/json';
import type { Cluster, Scenario } from '../../format';
import { cluster as clusterSchema, completeCluster } from '../../format/cluster';
import { below, parsed, Refusal } from '../../format/refusal';
import { type Moment, whyNot } from '../../run';
import { digestOfMoment, digestOfScenario } from '../fingerprints';
import type { Course } from '../replay';
import { whyNever } from '../whyNever';
import { type Link, type Source, shortened } from './body';
import { type EncodedLink, packLink, type Refused } from './codec';

/** A run as it is shared. `S` is what can be selected. */
export interface SharedRun<S> {
  /** As it runs. */
  readonly scenario: Scenario;
  /** The scenario of the page that it was made from, as it comes with the page; null for any other. */
  readonly origin: { readonly id: string; readonly scenario: Scenario } | null;
  readonly course: Course;
  /** The number of events before the cursor, and the moment there. */
  readonly cursor: number;
  readonly moment: Moment;
  readonly selection: S | null;
}

/** The text of a link to a run, to stand behind `#run=`; or why there is none. */
export function encodeLink<const S extends v.GenericSchema>(
  { scenario, origin, moment, ...rest }: SharedRun<v.InferOutput<S>>,
  selectionSchema: S,
): Promise<EncodedLink> {
  const check = shortened(digestOfMoment(moment));
  const { source, setUp } = sourceOf(scenario, origin);
  return packLink({ ...rest, source, setUp, check }, selectionSchema);
}

/** By its name if it is the page's own, set up in another way or not; else with all that it says. */
function sourceOf(
  scenario: Scenario,
  origin: SharedRun<unknown>['origin'],
): Pick<Link<unknown>, 'source' | 'setUp'> {
  const setUp = origin && setUpOf(scenario, origin.scenario);
  if (!setUp) return { source: { scenario }, setUp: {} };
  const source: Source = { id: origin.id, digest: shortened(digestOfScenario(origin.scenario)) };
  return { source, setUp };
}

/** The number of processes is what a script counts on: it cannot be set up in another way. */
const FIXED: readonly (keyof Cluster)[] = ['peers', 'clerks'];

/** What is set up otherwise than in the page's own scenario; null when that is another scenario altogether. */
function setUpOf(
  { cluster, script }: Scenario,
  own: Scenario,
): Readonly<Record<string, unknown>> | null {
  const changed = Object.entries(cluster).filter(
    ([key, value]) => !sameJson(value, own.cluster[key as keyof Cluster]),
  );
  const isOther = changed.some(([key]) => FIXED.includes(key as keyof Cluster));
  return isOther || !sameJson(script, own.script) ? null : Object.fromEntries(changed);
}

export interface OpenedLink {
  readonly ok: true;
  readonly scenario: Scenario;
  /** The page's own scenario is no longer what it was when the link was made. */
  readonly changed: boolean;
}

/**
 * The scenario to run for a link, with everything in the link held against it.
 * @param own the scenario of the link's id, as it comes with the page; null when the link brings its own
 */
export function openLink(link: Link<unknown>, own: Scenario | null): OpenedLink | Refused {
  try {
    return open(link, own);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ok: false, pointer: error.pointer, reason: error.reason };
  }
}

function open({ source, setUp, course }: Link<unknown>, own: Scenario | null): OpenedLink {
  const base = 'scenario' in source ? source.scenario : own;
  if (!base) throw new Refusal('/scenario/0', 'no such scenario comes with this page');
  const scenario = { ...base, cluster: setUpAs(base.cluster, setUp) };
  const refusal = whyNot(scenario);
  if (refusal) throw new Refusal(`/scenario${refusal.pointer}`, refusal.reason);
  course.deviations.forEach(({ happening }, i) => {
    const reason = whyNever(happening, scenario.cluster);
    if (reason) throw new Refusal(below('/deviations', i), reason);
  });
  const changed = 'id' in source && source.digest !== shortened(digestOfScenario(base));
  return { ok: true, scenario, changed };
}

function setUpAs(cluster: Cluster, setUp: Link<unknown>['setUp']): Cluster {
  const fixed = FIXED.find((key) => Object.hasOwn(setUp, key));
  if (fixed) throw new Refusal(below('/setUp', fixed), `the number of ${fixed} cannot be changed`);
  return completeCluster(parsed(clusterSchema, { ...cluster, ...setUp }, '/setUp'));
}

/** Whether the moment under the cursor is the very one that was shared. */
export function isAsShared(link: Link<unknown>, moment: Moment): boolean {
  return link.check === shortened(digestOfMoment(moment));
}
