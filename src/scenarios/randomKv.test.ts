import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CLERK_BASE } from '../base/address';
import { forEachAt } from '../base/intMap';
import { type CallFact, historyOf } from '../check/calls';
import type { ClusterEvent } from '../check/cluster';
import { checkHistory } from '../check/linearizability/check';
import { NO_OP, readOperation } from '../kv';
import { type Act, nowIn, scenario } from './cluster.testkit';
import { createRun, type Moment, type Run } from './run';

// Random clusters, clerks and hands; then all is healed, every call must return, and all replicas must be equal.

const WITHIN_MS = 60_000;
const MOST_EVENTS_AFTER = 30_000;
const CALM = { delay: [5, 15], loss: 0, replyLoss: 0, duplicate: 0 } as const;
const KEYS = ['a', 'b', '__proto__'] as const;
const OPS = ['get', 'put', 'append', 'append'] as const;

const share = fc.constantFrom(0, 0, 0.1, 0.3);
const network = fc.record({
  delay: fc.constantFrom([5, 15], [0, 60], [10, 10], [1, 3]),
  loss: share,
  replyLoss: share,
  duplicate: share,
});

const VERBS = [
  ...new Array<'call'>(8).fill('call'),
  'crash',
  'restart',
  'restart',
  'pause',
  'resume',
  'partition',
  'heal',
  'deaf',
  'hear',
  'cut',
  'drop',
  'duplicate',
  'hold',
  'fire',
  'weather',
] as const; // prettier-ignore

/** A hand: let so many things happen by themselves, then do this, to whatever the picks point at. */
interface Turn {
  readonly rest: number;
  readonly verb: (typeof VERBS)[number];
  readonly pick: number;
  readonly other: number;
}

const turn: fc.Arbitrary<Turn> = fc.record({
  rest: fc.nat({ max: 25 }),
  verb: fc.constantFrom(...VERBS),
  pick: fc.nat({ max: 999 }),
  other: fc.nat({ max: 999 }),
});

const plan = fc.record({
  peers: fc.oneof(
    { weight: 5, arbitrary: fc.integer({ min: 1, max: 5 }) },
    { weight: 1, arbitrary: fc.integer({ min: 6, max: 9 }) },
  ),
  clerks: fc.integer({ min: 1, max: 5 }),
  seed: fc.nat(),
  network,
  turns: fc.array(turn, { minLength: 8, maxLength: 40 }),
});

const at = <T>(list: readonly T[], pick: number): T | undefined => list[pick % (list.length || 1)];

/** Some of the servers, in some order. */
function serversFor(peers: number, pick: number): number[] {
  const first = pick % peers;
  const count = 1 + ((pick >> 4) % peers);
  return Array.from({ length: count }, (_, i) => 1 + ((first + i) % peers));
}

/** A call whose value no other call has, so that a history tells as much as it can. */
function callFor({ world, facts }: Moment, pick: number, other: number): Act {
  const node = CLERK_BASE + 1 + (pick % world.clerks.length);
  const op = at(OPS, other) ?? 'get';
  const key = at(KEYS, (pick >> 3) % 5) ?? 'a';
  const value = op === 'get' ? '' : `${facts.calls.length}.${pick}.${other} `;
  const servers = serversFor(world.nodes.length, other);
  return { type: 'call', node, request: { type: 'call', call: { op, key, value, servers } } };
}

/** What the hand does in this world, or null when there is nothing it could be done to. */
function actFor(moment: Moment, { verb, pick, other }: Turn): Act | null {
  const { world } = moment;
  const servers = world.nodes.map(({ address }) => address);
  const everybody = [...servers, ...world.clerks.map(({ address }) => address)];
  const node = at(servers, pick) as number;
  const onServer = (type: 'crash' | 'restart' | 'pause' | 'resume', ...from: string[]) => {
    const among = world.nodes.filter(({ status }) => from.includes(status));
    const found = at(among, pick);
    return found ? ({ type, node: found.address } as const) : null;
  };
  const onWire = (type: 'drop' | 'duplicate' | 'hold') => {
    const wire = at(world.wires, pick);
    return wire ? ({ type, wire: wire.id } as const) : null;
  };
  switch (verb) {
    case 'call':
      return callFor(moment, pick, other);
    case 'crash':
      return onServer(verb, 'up', 'paused');
    case 'restart':
      return onServer(verb, 'crashed');
    case 'pause':
      return onServer(verb, 'up');
    case 'resume':
      return onServer(verb, 'paused');
    case 'partition': {
      // Now and then the clerks belong to a side, too.
      const parted = other % 3 === 0 ? everybody : servers;
      const groups = [0, 1].map((g) => parted.filter((a) => (pick >> (a % 8)) % 2 === g));
      return { type: 'partition', groups };
    }
    case 'heal':
      return { type: 'heal' };
    case 'deaf':
    case 'hear':
      return { type: verb, nodes: [node] };
    case 'cut': {
      const to = at(everybody, other) as number;
      return node === to ? null : { type: 'cut', link: { from: node, to } };
    }
    case 'drop':
    case 'duplicate':
    case 'hold':
      return onWire(verb);
    case 'fire': {
      const timers = world.timers.filter(
        (t) => t.node > CLERK_BASE || world.nodes[t.node - 1]?.status === 'up',
      );
      const timer = at(timers, pick);
      return timer ? { type: 'fire', node: timer.node, timer: timer.name } : null;
    }
    case 'weather':
      return {
        type: 'weather',
        weather: { ...CALM, loss: (pick % 4) / 10, replyLoss: (other % 4) / 10, duplicate: 0.2 },
      };
  }
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const part of Object.values(value)) deepFreeze(part);
  return value;
}

/** Walks a run and checks every step of the way. */
class Walk {
  moment: Moment;
  steps = 0;
  private readonly run: Run;

  constructor(run: Run) {
    this.run = run;
    this.moment = deepFreeze(run.initial);
  }

  /** Lets the next thing happen by itself; false when all is quiet. */
  natural(): boolean {
    const event = this.run.next(this.moment);
    if (event) this.step(event);
    return event !== null;
  }

  act(act: Act): void {
    this.step(nowIn(this.moment.world, act));
  }

  private step(event: ClusterEvent): void {
    const before = this.moment;
    // Everything is frozen before it is used, so that a handler that writes to what it was given throws.
    const { state, record } = this.run.step(before, deepFreeze(event));
    this.moment = deepFreeze(state);
    if (state.violations.length > 0) throw new Error(JSON.stringify(state.violations));
    if (this.steps++ % 41 === 0) this.expectPure(before, event, { state, record });
  }

  /** The same step again, on a copy that shares nothing, tells the same. */
  private expectPure(before: Moment, event: ClusterEvent, told: object): void {
    const copy = deepFreeze(JSON.parse(JSON.stringify(before)) as Moment);
    const anew = JSON.stringify(this.run.step(copy, event));
    if (anew !== JSON.stringify(told)) expect(JSON.parse(anew)).toEqual(told);
  }

  /** Everything back as it was meant to be. */
  heal(): void {
    for (const { address, status } of this.moment.world.nodes) {
      if (status === 'crashed') this.act({ type: 'restart', node: address });
      if (status === 'paused') this.act({ type: 'resume', node: address });
    }
    this.act({ type: 'heal' });
    this.act({ type: 'weather', weather: CALM });
    for (const { id } of this.moment.world.held) this.act({ type: 'release', wire: id });
  }

  /** Until nothing happens any more, which takes a bounded number of events and a bounded time. */
  untilQuiet(): void {
    const deadline = this.moment.world.now + WITHIN_MS * 1000;
    for (let events = 0; this.natural(); events++) {
      if (events > MOST_EVENTS_AFTER) throw new Error('this cluster never gets quiet');
      if (this.moment.world.now > deadline) throw new Error(`not quiet after ${WITHIN_MS} ms`);
    }
  }
}

/** What was chosen, instance after instance. */
function logOf({ facts }: Moment): (string | undefined)[] {
  const log: (string | undefined)[] = [];
  forEachAt(facts.instances, ({ chosen }, seq) => {
    log[seq] = chosen[0]?.value;
  });
  return Array.from(log);
}

const tagOf = ({ clerk, id }: { clerk: number; id: number }) => `${clerk}.${id}`;

/** The log's meaning, worked out apart from src/kv and src/check: a map, and each operation's result, each counted once. */
function meaningOf(log: readonly (string | undefined)[]) {
  const map = new Map<string, string>();
  const results = new Map<string, string | null>();
  for (const entry of log) {
    const operation = readOperation(entry ?? '');
    if (!operation || results.has(tagOf(operation))) continue;
    const { op, key, value } = operation;
    const before = map.get(key) ?? null;
    results.set(tagOf(operation), op === 'get' ? before : '');
    if (op === 'put') map.set(key, value);
    if (op === 'append') map.set(key, `${before ?? ''}${value}`);
  }
  return { map, results };
}

function expectLinearizable({ facts }: Moment): void {
  const answer = checkHistory(historyOf(facts.calls));
  if (answer.verdict !== 'linearizable') expect({ answer, calls: facts.calls }).toBeNull();
}

const outstanding = ({ facts, world }: Moment): (CallFact | number)[] => [
  ...facts.calls.filter(({ returnedAt }) => returnedAt === null),
  ...world.clerks.flatMap(({ address, state }) => (state?.context.queue.length ? [address] : [])),
];

/** Every server hears of a new instance, and so of everything before it. */
function traffic(walk: Walk): void {
  for (const { address } of walk.moment.world.nodes) {
    const call = { op: 'get', key: 'a', value: '', servers: [address] } as const;
    walk.act({ type: 'call', node: CLERK_BASE + 1, request: { type: 'call', call } });
  }
  walk.untilQuiet();
}

/** All replicas have applied the whole log, once, and every clerk was told what the log says. */
function expectTheLog({ world, facts }: Moment, log: readonly (string | undefined)[]): void {
  expect(log.every((entry) => entry !== undefined)).toBe(true);
  const { map, results } = meaningOf(log);
  for (const { state } of world.nodes) {
    expect(state?.replica?.context.applied).toBe(log.length - 1);
    expect(new Map(state?.replica?.context.database)).toEqual(map);
  }
  for (const call of facts.calls) expect(call.result).toBe(results.get(tagOf(call)));
}

test('200 random runs: linearizable, safe at every step, pure, and live once healed', () => {
  let [steps, calls, twice, filled, forgot] = [0, 0, 0, 0, 0];
  fc.assert(
    fc.property(plan, ({ turns, ...cluster }) => {
      const walk = new Walk(createRun(scenario([], cluster)));
      for (const turn of turns) {
        for (let i = 0; i < turn.rest && walk.natural(); i++);
        const act = actFor(walk.moment, turn);
        if (act) walk.act(act);
      }
      expectLinearizable(walk.moment);
      walk.heal();
      walk.untilQuiet();
      expect(outstanding(walk.moment)).toEqual([]);
      traffic(walk);
      expect(outstanding(walk.moment)).toEqual([]);
      expectLinearizable(walk.moment);
      const log = logOf(walk.moment);
      expectTheLog(walk.moment, log);
      // Ghosts that show the runs were not empty ones.
      steps += walk.steps;
      calls += walk.moment.facts.calls.length;
      const operations = log.filter((entry) => entry !== NO_OP);
      if (new Set(operations).size < operations.length) twice++;
      if (operations.length < log.length) filled++;
      if (walk.moment.world.nodes.some(({ state }) => state && state.min > 0)) forgot++;
    }),
    { numRuns: 200 },
  );
  expect(steps).toBeGreaterThan(20_000);
  expect(calls).toBeGreaterThan(1_000);
  expect(twice).toBeGreaterThan(10);
  expect(filled).toBeGreaterThan(5);
  expect(forgot).toBeGreaterThan(50);
}, 300_000);

describe('without faults', () => {
  const calm = fc.record({
    peers: fc.integer({ min: 1, max: 9 }),
    clerks: fc.integer({ min: 1, max: 9 }),
    seed: fc.nat(),
    delay: fc.constantFrom([5, 15], [1, 3], [10, 10]),
    calls: fc.array(fc.tuple(fc.nat({ max: 999 }), fc.nat({ max: 999 })), {
      minLength: 10,
      maxLength: 25,
    }),
  });

  test('no no-op is ever chosen, however many clerks press, and every call returns', () => {
    fc.assert(
      fc.property(calm, ({ calls, delay, ...cluster }) => {
        const walk = new Walk(createRun(scenario([], { ...cluster, network: { delay } })));
        for (const [pick, other] of calls) walk.act(callFor(walk.moment, pick, other));
        walk.untilQuiet();
        expect(outstanding(walk.moment)).toEqual([]);
        const log = logOf(walk.moment);
        expect(log).not.toContain(NO_OP);
        expectTheLog(walk.moment, log);
      }),
      { numRuns: 100 },
    );
  }, 300_000);
});
