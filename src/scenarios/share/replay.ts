import type { ClusterEvent } from '../../check/cluster';
import { ImpossibleEvent } from '../../sim/events';
import { fromMs } from '../../sim/time';
import { MAX_MS } from '../format/limits';
import type { Moment, Run } from '../run';
import { type Deviation, eventOf } from './deviations';
import { whyNever } from './whyNever';

/** How a run went: all its events, of which only those that were done by hand have to be named. */
export interface Course {
  /** Rising by their depth. */
  readonly deviations: readonly Deviation[];
  /** The number of events. */
  readonly length: number;
}

/** One event of a replay, the moment before and the moment after it. */
export interface Replayed {
  /** The number of events before it. */
  readonly depth: number;
  readonly before: Moment;
  readonly event: ClusterEvent;
  readonly after: Moment;
}

/** How a replay ended. */
export interface Ending {
  /** The number of events that were replayed. */
  readonly depth: number;
  readonly moment: Moment;
  /** Why it ended before its time; null when it is complete. */
  readonly stopped: string | null;
}

/** No run of a link is longer: a history of so many events is what the page was measured with. */
export const MOST_EVENTS = 100_000;

const LATEST = fromMs(MAX_MS);

/**
 * Plays a course again, event by event, so that whoever asks may do it in slices. An event that cannot happen ends it
 * with a reason; it never throws.
 * @param advance takes the event, and gives the moment after it: for a branch that is to keep what is replayed.
 */
export function* replay(
  run: Run,
  { deviations, length }: Course,
  advance: (before: Moment, event: ClusterEvent) => Moment = (before, event) =>
    run.step(before, event).state,
): Generator<Replayed, Ending, void> {
  const most = Math.min(length, MOST_EVENTS);
  let moment = run.initial;
  let nth = 0;
  for (let depth = 0; depth < most; depth++) {
    const deviation = deviations[nth]?.depth === depth ? deviations[nth++] : undefined;
    const event = deviation ? eventOf(deviation, moment) : run.next(moment);
    const refused = whyNot(run, event, deviation);
    const after = refused ?? attempt(() => advance(moment, event as ClusterEvent));
    if (typeof after === 'string') return { depth, moment, stopped: after };
    yield { depth, before: moment, event: event as ClusterEvent, after };
    moment = after;
  }
  const stopped = length > most ? `a run has at most ${MOST_EVENTS} events` : null;
  return { depth: most, moment, stopped };
}

function whyNot(run: Run, event: ClusterEvent | null, deviation?: Deviation): string | null {
  if (event === null) return 'nothing more happens by itself here';
  if (event.at > LATEST) return `a run lasts at most ${MAX_MS} ms`;
  return deviation ? whyNever(deviation.happening, run.scenario.cluster) : null;
}

/** The moment, or why there is none. */
function attempt(advance: () => Moment): Moment | string {
  try {
    return advance();
  } catch (error) {
    if (error instanceof ImpossibleEvent) return error.message;
    throw error;
  }
}

/** Does so many steps of a piece of work; what it came to, or null when it has more to do. */
export function doSlice<R>(work: Generator<unknown, R, void>, steps: number): R | null {
  for (let i = 0; i < steps; i++) {
    const { done, value } = work.next();
    if (done) return value;
  }
  return null;
}

/** Does a piece of work to its end. */
export function doAll<R>(work: Generator<unknown, R, void>): R {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}
