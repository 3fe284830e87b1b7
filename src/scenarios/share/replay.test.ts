import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keyedHash } from '../../base/dice';
import type { ClusterEvent, ClusterOutcome } from '../../check/cluster';
import { BEGINNING, createHistory, type MomentId } from '../../sim/history';
import { start } from '../cluster.testkit';
import { createRun, type Moment, type Run } from '../run';
import { shippedIn } from '../shipped.testkit';
import { type Deviation, deviationOf, deviationsOf } from './deviations';
import { digestOfMoment } from './fingerprints';
import {
  anyCluster,
  clusterOf,
  drawnTurns,
  handEvent,
  type LateTurn,
  lateTurns,
} from './lectures.testkit';
import { type Course, doAll, doSlice, MOST_EVENTS, replay } from './replay';

type Happening = Deviation['happening'];

type Tree = ReturnType<typeof grown>;

/** A tree of moments: each turn goes on from any moment so far. */
function grown(run: Run, turns: readonly LateTurn[]) {
  const history = createHistory<Moment, ClusterEvent, ClusterOutcome>(run.initial, run);
  for (const turn of turns) {
    let moment: MomentId = (turn.pick * 1000 + turn.other) % history.size;
    for (let i = 0; i < turn.rest; i++) {
      const event = run.next(history.stateAt(moment));
      if (event) moment = history.extend(moment, event);
    }
    const event = handEvent(run, history.stateAt(moment), turn);
    if (event) history.extend(moment, event);
  }
  return history;
}

const tipsOf = (history: Tree) =>
  Array.from({ length: history.size }, (_, id) => id).filter(
    (id) => history.childrenOf(id).length === 0,
  );

/** The moments after the beginning, up to this one. */
function pathTo(history: Tree, tip: MomentId): MomentId[] {
  const path: MomentId[] = [];
  for (let at = tip; at !== BEGINNING; at = history.parentOf(at) as MomentId) path.push(at);
  return path.reverse();
}

/** What is found at these moments, asked for in this order, is what a replay from the start comes to. */
function expectReplays(run: Run, history: Tree, asked: readonly MomentId[]) {
  const wanted = new Map(asked.map((id) => [id, digestOfMoment(history.stateAt(id))]));
  const counts = { positions: 0, forks: 0, deviations: 0 };
  for (const tip of tipsOf(history)) {
    const path = pathTo(history, tip);
    const events = path.map((id) => history.eventOf(id) as ClusterEvent);
    const deviations = deviationsOf(run, events);
    for (const { depth, after } of replay(run, { deviations, length: events.length })) {
      const id = path[depth] as MomentId;
      if (!wanted.has(id)) continue;
      expect(digestOfMoment(after)).toBe(wanted.get(id));
      wanted.delete(id);
      counts.positions++;
    }
    counts.forks++;
    counts.deviations += deviations.length;
  }
  expect([...wanted.keys()].filter((id) => id !== BEGINNING)).toEqual([]);
  return counts;
}

describe('a run is its scenario and its deviations:', () => {
  test('thousands of moments of trees of forks are what a replay from the start makes of them', () => {
    const total = { positions: 0, forks: 0, deviations: 0 };
    const picks = fc.array(fc.nat({ max: 1_000_000 }), { minLength: 80, maxLength: 80 });
    fc.assert(
      fc.property(anyCluster, lateTurns(25, 25), picks, (cluster, turns, asked) => {
        const run = createRun(clusterOf(cluster), true);
        const history = grown(run, turns);
        const counts = expectReplays(
          run,
          history,
          asked.map((pick) => pick % history.size),
        );
        for (const what of ['positions', 'forks', 'deviations'] as const)
          total[what] += counts[what];
      }),
      { numRuns: 70 },
    );
    expect(total.positions).toBeGreaterThan(2_000);
    expect(total.forks).toBeGreaterThan(300);
    expect(total.deviations).toBeGreaterThan(300);
  });

  test('also in a long run, far from where its moments are kept', () => {
    const run = createRun(shippedIn('multi').load('kill-the-leader.json'), true);
    const turns = drawnTurns(12, 10, 4).map((turn) => ({ ...turn, rest: turn.rest + 300 }));
    const history = grown(run, turns);
    const asked = Array.from({ length: 400 }, (_, i) => keyedHash(i) % history.size);
    expect(Math.max(...tipsOf(history).map(history.depthOf))).toBeGreaterThan(600);
    expect(expectReplays(run, history, asked).positions).toBeGreaterThan(300);
  });

  test('nothing that happens by itself is one', () => {
    const run = createRun(clusterOf({ protocol: 'multi' }), true);
    const events = Array.from(replay(run, { deviations: [], length: 200 }), ({ event }) => event);
    expect(events).toHaveLength(200);
    expect(deviationsOf(run, events)).toEqual([]);
  });

  test('doing by hand what happens next by itself is none', () => {
    const run = createRun(clusterOf({ protocol: 'multi' }), true);
    const own = run.next(run.initial) as ClusterEvent;
    expect(deviationOf(run, run.initial, { ...own }, 0)).toBeNull();
    const later = { ...own, at: own.at + 1 };
    expect(deviationOf(run, run.initial, later, 0)).toMatchObject({ depth: 0, late: later.at });
  });
});

describe('a replay', () => {
  const run = createRun(clusterOf({}), true);
  const begun = { depth: 0, late: 0, happening: start(1, 0, 'x') as Happening };
  const course = { deviations: [begun], length: 9 };

  test('can be done in slices', () => {
    const work = replay(run, course);
    expect([doSlice(work, 4), doSlice(work, 4)]).toEqual([null, null]);
    expect(doSlice(work, 4)).toEqual(doAll(replay(run, course)));
  });

  test('is handed on event by event to whoever keeps it', () => {
    const kept: ClusterEvent[] = [];
    const ending = doAll(
      replay(run, course, (before, event) => {
        kept.push(event);
        return run.step(before, event).state;
      }),
    );
    expect(ending).toMatchObject({ depth: 9, stopped: null });
    expect(kept).toHaveLength(9);
    expect(deviationsOf(run, kept)).toEqual([begun]);
  });

  test('what is thrown for another reason than an impossible event is not kept quiet', () => {
    const broken = replay(run, course, () => {
      throw new TypeError('a mistake');
    });
    expect(() => doAll(broken)).toThrow('a mistake');
  });

  test.each<[reason: string, happening: Happening, late?: number]>([
    ['message 99 is not under way', { type: 'drop', wire: 99 }],
    ['message 4 is not held', { type: 'release', wire: 4 }],
    ['node 2 has no timer "retry 7"', { type: 'fire', node: 2, timer: 'retry 7' }],
    ['node 3 is up, not crashed', { type: 'restart', node: 3 }],
    ['there is no S4', { type: 'crash', node: 4 }],
    ['a run lasts at most 1000000000 ms', { type: 'heal' }, 1e12],
  ])('ends where something cannot happen: %s', (reason, happening, late = 0) => {
    const deviations = [begun, { depth: 3, late, happening }];
    const ending = doAll(replay(run, { deviations, length: 9 }));
    expect(ending).toMatchObject({ depth: 3, stopped: reason });
    expect(ending.moment).toEqual(doAll(replay(run, { deviations: [begun], length: 3 })).moment);
  });

  test('ends where nothing happens any more', () => {
    const ending = doAll(replay(run, { deviations: [], length: 5 }));
    expect(ending).toMatchObject({ depth: 0, stopped: 'nothing more happens by itself here' });
  });

  test('is never longer than the page was made for', () => {
    const idle = createRun(clusterOf({ protocol: 'multi', peers: 2 }), true);
    const forLong = replay(idle, { deviations: [], length: 1e9 }, (before) => before);
    expect(doAll(forLong)).toMatchObject({
      depth: MOST_EVENTS,
      stopped: 'a run has at most 100000 events',
    });
  });
});

describe('whatever is asked for happens, or ends the replay with a reason:', () => {
  const peers = 3;
  const clerks = 2;
  const server = fc.integer({ min: 1, max: peers });
  const clerk = fc.integer({ min: 101, max: 100 + clerks });
  const anybody = fc.oneof(server, clerk);
  const far = fc.oneof(fc.nat({ max: 5 }), fc.constantFrom(999, 1_000_000_000));
  const text = fc.oneof(
    fc.string({ maxLength: 4 }),
    fc.constantFrom('__proto__', 'append("k","x") C1.1'),
  );
  const ratio = fc.constantFrom(0, 0.5, 1);
  const delay = fc.constantFrom([0, 0], [0, 1e9], [0.001, 0.25]);
  const timer = fc.constantFrom(
    'retry 0',
    'poll',
    'clerkRetry',
    'heartbeat',
    'heartbeatCheck',
    'x',
  );
  const call = fc.record({
    op: fc.constantFrom('get', 'put', 'append'),
    key: text,
    value: text,
    servers: fc.array(server, { minLength: 1, maxLength: 4 }),
    pauseMs: fc.constantFrom(0, 1, 1e9),
  });
  const of = <T extends string, F extends Record<string, fc.Arbitrary<unknown>>>(
    type: T,
    fields: F,
  ) => fc.record({ type: fc.constant(type), ...fields });
  const request = fc.oneof(
    of('start', { seq: far, value: text }),
    of('done', { seq: far }),
    of('propose', { value: text }),
    of('call', { call }),
    of('workload', { calls: fc.array(call, { maxLength: 3 }) }),
  );
  const happening = fc.oneof(
    ...(['deliver', 'drop', 'hold', 'release', 'duplicate'] as const).map((type) =>
      of(type, { wire: fc.integer({ min: 1, max: 40 }) }),
    ),
    of('fire', { node: anybody, timer }),
    { weight: 4, arbitrary: of('call', { node: anybody, request }) },
    of('crash', { node: anybody }),
    of('restart', { node: server, storage: fc.constantFrom('kept', 'lost') }),
    of('pause', { node: anybody }),
    of('resume', { node: server }),
    of('partition', { groups: fc.array(fc.uniqueArray(anybody), { maxLength: 3 }) }),
    of('heal', {}),
    of('deaf', { nodes: fc.array(anybody, { maxLength: 3 }) }),
    of('hear', { nodes: fc.array(server, { maxLength: 3 }) }),
    of('cut', { link: fc.record({ from: anybody, to: anybody }) }),
    of('mend', { link: fc.record({ from: anybody, to: anybody }) }),
    of('weather', {
      weather: fc.record({ delay, loss: ratio, replyLoss: ratio, duplicate: ratio }),
    }),
    of('wait', {}),
  ) as unknown as fc.Arbitrary<Happening>;
  const deviation = fc.record({
    rest: fc.nat({ max: 4 }),
    late: fc.constantFrom(0, 0, 0, 1, 5_000, 1e9),
    happening,
  });

  test.each(['basic', 'multi'])('under %s', (protocol) => {
    const done = { events: 0, refused: 0 };
    const set = fc.constantFrom({}, { clerks }, { clerks, delivery: 'manual' });
    const drawn = fc.array(deviation, { minLength: 1, maxLength: 40, size: 'max' });
    fc.assert(
      fc.property(set, drawn, (cluster, turns) => {
        const hostile = createRun(clusterOf({ protocol, peers, ...cluster }), true);
        const deviations: Deviation[] = [];
        let [moment, depth] = [hostile.initial, 0];
        const goOn = (length: number) => {
          const ending = doAll(replayFrom(hostile, moment, { deviations: [], length }));
          [moment, depth] = [ending.moment, depth + ending.depth];
        };
        for (const { rest, ...turn } of turns) {
          goOn(rest);
          const ending = doAll(
            replayFrom(hostile, moment, { deviations: [{ ...turn, depth: 0 }], length: 1 }),
          );
          if (ending.stopped === null) deviations.push({ ...turn, depth: depth++ });
          else done.refused++;
          moment = ending.moment;
        }
        goOn(40);
        done.events += depth;
        const again = doAll(replay(hostile, { deviations, length: depth }));
        expect(again).toMatchObject({ stopped: null, depth });
        expect(digestOfMoment(again.moment)).toBe(digestOfMoment(moment));
      }),
      { numRuns: 100 },
    );
    expect(done.events).toBeGreaterThan(2_000);
    expect(done.refused).toBeGreaterThan(1_000);
  });
});

/** As if the run had begun at this moment. */
const replayFrom = (run: Run, initial: Moment, course: Course) =>
  replay({ ...run, initial }, course);
