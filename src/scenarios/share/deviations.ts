import type { ClusterCall, ClusterEvent } from '../../check/cluster';
import type { Happening } from '../../sim/events';
import type { Micros } from '../../sim/time';
import type { Moment, Run } from '../run';

export type ClusterHappening = Happening<ClusterCall>;

/**
 * Something that was done by hand: where the run would have gone on by itself, this happened instead. A run is its
 * scenario and its deviations.
 */
export interface Deviation {
  /** The number of events before it. */
  readonly depth: number;
  /** How long after the event before it. */
  readonly late: Micros;
  readonly happening: ClusterHappening;
}

/** What the event after the first `depth` ones is, if the run would not have done it by itself; else null. */
export function deviationOf(
  run: Run,
  before: Moment,
  event: ClusterEvent,
  depth: number,
): Deviation | null {
  const own = run.next(before);
  if (own && run.sameEvent(own, event)) return null;
  const { at, ...happening } = event;
  return { depth, late: at - before.world.now, happening: happening as ClusterHappening };
}

/** The deviations of a whole branch, which is played once for that. @throws ImpossibleEvent */
export function deviationsOf(run: Run, events: Iterable<ClusterEvent>): Deviation[] {
  const deviations: Deviation[] = [];
  let moment = run.initial;
  let depth = 0;
  for (const event of events) {
    const deviation = deviationOf(run, moment, event, depth++);
    if (deviation) deviations.push(deviation);
    moment = run.step(moment, event).state;
  }
  return deviations;
}

/** The event that a deviation is at its moment. */
export function eventOf({ late, happening }: Deviation, before: Moment): ClusterEvent {
  return { at: before.world.now + late, ...happening } as ClusterEvent;
}
