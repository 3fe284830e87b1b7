import fc from 'fast-check';
import * as v from 'valibot';
import { keyedHash } from '../../base/dice';
import { type Digest, digestHex, EMPTY_DIGEST } from '../../base/digest';
import type { ClusterEvent } from '../../check/cluster';
import { scenario } from '../cluster.testkit';
import type { Scenario } from '../format';
import { at, HANDS, handAct, networkOf, type Turn, times, turnOf } from '../random.testkit';
import { callFor } from '../randomClerks.testkit';
import { createRun, type Moment, type Run } from '../run';
import { digestStep } from '../verdict';
import { type ClusterHappening, deviationsOf } from './deviations';
import type { SharedRun } from './link/share';
import type { Course } from './replay';

// Runs in which hands interfere: what is shared, recorded and replayed.

const VERBS = [...HANDS, ...times(6, 'ask' as const), ...times(2, 'workload' as const)] as const;
type Verb = (typeof VERBS)[number];

/** A turn, and how much of the time until the next event passes before it, in per cent. */
export interface LateTurn extends Turn<Verb> {
  readonly late: number;
}

/** Any turns: up to so many, with up to so many events before each. */
export function lateTurns(most: number, mostRest: number): fc.Arbitrary<LateTurn[]> {
  const late = fc.oneof(fc.constant(0), fc.nat({ max: 99 }));
  const turn = fc.tuple(turnOf(VERBS, mostRest), late);
  return fc.array(
    turn.map(([given, percent]) => ({ ...given, late: percent })),
    { minLength: 1, maxLength: most, size: 'max' },
  );
}

/** So many turns, drawn from a seed. */
export function drawnTurns(count: number, mostRest: number, seed: number): LateTurn[] {
  return Array.from({ length: count }, (_, i) => {
    const draw = (concern: string, most: number) => keyedHash(seed, i, concern) % (most + 1);
    return {
      verb: VERBS[draw('verb', VERBS.length - 1)] as Verb,
      rest: draw('rest', mostRest),
      pick: draw('pick', 999),
      other: draw('other', 999),
      late: draw('plays', 1) * draw('late', 99),
    };
  });
}

/** A cluster of either protocol, with clerks or without. */
export const anyCluster = fc.record({
  protocol: fc.constantFrom('basic', 'multi'),
  peers: fc.integer({ min: 1, max: 5 }),
  clerks: fc.integer({ min: 0, max: 3 }),
  seed: fc.nat(),
  network: networkOf([1, 3], 0.3),
  delivery: fc.constantFrom('auto', 'auto', 'auto', 'manual'),
});

export const clusterOf = (drawn: object): Scenario => scenario([], drawn);

function handOn(moment: Moment, turn: LateTurn): ClusterHappening | null {
  const { world } = moment;
  const { verb, pick, other } = turn;
  if (verb !== 'ask' && verb !== 'workload')
    return handAct(world, { ...turn, verb }) as ClusterHappening | null;
  if (world.clerks.length === 0) return askServer(moment, turn);
  const one = callFor(moment, pick, other) as Extract<ClusterHappening, { type: 'call' }>;
  if (verb === 'ask' || one.request.type !== 'call') return one;
  const { call } = one.request;
  const calls = Array.from({ length: 1 + (other % 4) }, (_, i) => ({ ...call, pauseMs: 1 + i }));
  return { ...one, request: { type: 'workload', calls } };
}

function askServer({ world, protocol }: Moment, { pick, other }: LateTurn) {
  const server = at(
    world.nodes.filter(({ status }) => status === 'up'),
    pick,
  );
  if (!server) return null;
  const call = { type: 'call', node: server.address } as const;
  const value = `v${pick}`;
  if (protocol === 'multi') return { ...call, request: { type: 'propose', value } as const };
  const seq = other % 7;
  const isDone = other % 5 === 0;
  return {
    ...call,
    request: isDone ? ({ type: 'done', seq } as const) : ({ type: 'start', seq, value } as const),
  };
}

/** The event of a hand: in the present, or later, but not after what happens next by itself. */
export function handEvent(run: Run, moment: Moment, turn: LateTurn): ClusterEvent | null {
  const happening = handOn(moment, turn);
  if (!happening) return null;
  const { now } = moment.world;
  const gap = Math.max(0, (run.next(moment)?.at ?? now + 50_000) - now - 1);
  return { ...happening, at: now + Math.floor((gap * turn.late) / 100) } as ClusterEvent;
}

/** A run under hands, from its beginning to its last moment. */
export interface Lecture {
  readonly run: Run;
  readonly events: readonly ClusterEvent[];
  /** One more than there are events. */
  readonly moments: readonly Moment[];
  readonly course: Course;
  /** The hash of the event log, as a verdict has it. */
  readonly hash: string;
}

/** So many things happen by themselves, then a hand acts, and so on. */
export function lectureOn(
  given: Scenario,
  turns: readonly LateTurn[],
  mostEvents = 100_000,
): Lecture {
  const run = createRun(given, true);
  const events: ClusterEvent[] = [];
  const moments: Moment[] = [run.initial];
  let digest: Digest = EMPTY_DIGEST;
  const present = () => moments[moments.length - 1] as Moment;

  function happen(event: ClusterEvent | null): boolean {
    if (!event || events.length >= mostEvents) return false;
    const { state, record } = run.step(present(), event);
    events.push(event);
    moments.push(state);
    digest = digestStep(digest, event, record);
    return true;
  }

  for (const turn of turns) {
    for (let i = 0; i < turn.rest && happen(run.next(present())); i++);
    happen(handEvent(run, present(), turn));
  }
  const course = { deviations: deviationsOf(run, events), length: events.length };
  return { run, events, moments, course, hash: digestHex(digest) };
}

/** What can be selected in these tests. */
export const thing = v.strictObject({ kind: v.literal('server'), server: v.number() });

export const SELECTED = { kind: 'server', server: 1 } as const;

/** The lecture as it is shared with the cursor after so many events. */
export function sharedAt(
  { run, moments, course }: Lecture,
  cursor: number,
  origin: SharedRun<unknown>['origin'] = null,
): SharedRun<v.InferOutput<typeof thing>> {
  return {
    scenario: run.scenario,
    origin,
    course,
    cursor,
    moment: moments[cursor] as Moment,
    selection: SELECTED,
  };
}
