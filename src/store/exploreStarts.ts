import type { ClusterEvent } from '../check/cluster';
import type { Bounds, ExploreRequest } from '../scenarios/explore/contract';
import type { Moment, Run } from '../scenarios/run';
import { BEGINNING } from '../sim/history';
import type { Place } from './branching';
import type { Session } from './session';

/** Where a search starts, and how a run from there is shown. */
export interface Start {
  readonly place: Place;
  /** What leads from the place to the moment from which on all is tried. */
  readonly leadUp: readonly ClusterEvent[];
  readonly moment: Moment;
  /** "event 12" */
  readonly words: string;
}

/** The moment at this depth of the shown branch. */
function startAt(session: Session, depth: number): Start {
  const moment = session.momentAt(depth) ?? session.store.getState().moment;
  const words = depth === 0 ? 'the beginning' : `event ${depth}`;
  return { place: session.placeAt(depth), moment, leadUp: [], words };
}

export function startHere(session: Session): Start {
  return startAt(session, session.store.getState().depth);
}

/**
 * The beginning of the scenario is where its script has made its first calls: a search makes none. The rules that are
 * wrong now are wrong there.
 */
export function startAtBeginning(session: Session): Start {
  const { run } = session.shown();
  const { events, moment } = scriptOf(run, isOfHand);
  const { broken = [] } = session.store.getState().moment.world;
  const place = { run, path: [BEGINNING] };
  const words = 'the scenario’s beginning';
  if (String(broken) === String(moment.world.broken ?? []))
    return { place, leadUp: events, moment, words };
  const rules: ClusterEvent = { type: 'rules', broken, at: moment.world.now };
  return { place, leadUp: [...events, rules], moment: run.step(moment, rules).state, words };
}

/** What a search does by itself. Everything else must have been done before it starts. */
const OF_A_SEARCH: readonly ClusterEvent['type'][] = [
  'deliver',
  'fire',
  'crash',
  'restart',
  'drop',
  'duplicate',
  'hold',
  'release',
  'wait',
];

/**
 * Where a search for a shorter way to the break of a property starts, which must have been broken on the shown branch: after
 * the last call, or change of the network or the rules, before it. With the bounds that the known way keeps to.
 */
export function startBeforeBreak(
  session: Session,
  property: string,
): { readonly start: Start; readonly bounds: Bounds } | null {
  const { moment } = session.store.getState();
  const end = moment.violations.find((violation) => violation.property === property)?.step;
  if (end === undefined) return null;
  const counts = { fire: 0, crash: 0, duplicate: 0, deliver: 0 };
  let depth = end;
  for (; depth > 0; depth--) {
    const type = session.eventAt(depth)?.type;
    if (!type || (!OF_A_SEARCH.includes(type) && depth < end)) break;
    if (type in counts) counts[type as keyof typeof counts]++;
  }
  const { fire: timeouts, crash: crashes, duplicate: duplications, deliver } = counts;
  const most = timeouts + 2 * crashes + duplications + deliver;
  const bounds = { timeouts, crashes, duplications, losses: 0, depth: most, states: 4_000_000 };
  return { start: startAt(session, depth), bounds };
}

const MOST_EVENTS = 2000;

/** What the script does from the beginning on, as long as it is `wanted`. */
function scriptOf(run: Run, wanted: (event: ClusterEvent) => boolean) {
  const events: ClusterEvent[] = [];
  let moment = run.initial;
  while (events.length < MOST_EVENTS && !run.isThrough(moment)) {
    const event = run.next(moment);
    if (!event || !wanted(event)) break;
    events.push(event);
    moment = run.step(moment, event).state;
  }
  return { events, moment };
}

const isOfHand = ({ type, at }: ClusterEvent): boolean =>
  at === 0 && type !== 'deliver' && type !== 'fire' && type !== 'wait';

/** The cluster of a proof, opened in the place of what was shown. */
export function openProof(session: Session, { scenario, moment }: ExploreRequest): Start {
  session.open(scenario, null);
  const { run } = session.shown();
  const { events } = scriptOf(run, () => true);
  return { place: { run, path: [BEGINNING] }, leadUp: events, moment, words: 'its beginning' };
}
