import fc from 'fast-check';
import { expect, test } from 'vitest';
import { forEachAt, getAt } from '../base/intMap';
import { type ClusterEvent, instanceTouched } from '../check/cluster';
import { type Instance, statusOf } from '../protocol/basic';
import { type Act, done, nowIn, scenario, start } from './cluster.testkit';
import { createRun, type Moment, type Run } from './run';

// Random clusters in random weather under random hands; then everything is healed and every open instance must close.

const WITHIN_MS = 20_000;
const MOST_EVENTS_AFTER = 30_000;
const CALM = { delay: [5, 15], loss: 0, replyLoss: 0, duplicate: 0 } as const;

const share = fc.constantFrom(0, 0, 0.1, 0.4);
const network = fc.record({
  delay: fc.constantFrom([5, 15], [0, 60], [10, 10], [1, 200]),
  loss: share,
  replyLoss: share,
  duplicate: share,
});

const VERBS = [
  'start',
  'start',
  'start',
  'done',
  'crash',
  'restart',
  'restart',
  'pause',
  'resume',
  'partition',
  'heal',
  'cut',
  'mend',
  'deaf',
  'hear',
  'drop',
  'hold',
  'release',
  'duplicate',
  'deliver',
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
  rest: fc.nat({ max: 8 }),
  verb: fc.constantFrom(...VERBS),
  pick: fc.nat({ max: 999 }),
  other: fc.nat({ max: 999 }),
});

const plan = fc.record({
  peers: fc.integer({ min: 1, max: 9 }),
  seed: fc.nat(),
  network,
  turns: fc.array(turn, { minLength: 10, maxLength: 60 }),
});

const at = <T>(list: readonly T[], pick: number): T | undefined => list[pick % (list.length || 1)];

/** What the hand does in this world, or null when there is nothing it could be done to. */
function actFor({ world }: Moment, { verb, pick, other }: Turn): Act | null {
  const addresses = world.nodes.map(({ address }) => address);
  const node = at(addresses, pick) as number;
  const to = at(addresses, other) as number;
  const among = (...statuses: string[]) =>
    at(
      world.nodes.filter(({ status }) => statuses.includes(status)),
      pick,
    )?.address;
  const onNode = (
    type: 'crash' | 'restart' | 'pause' | 'resume',
    ...statuses: string[]
  ): Act | null => {
    const address = among(...statuses);
    return address === undefined ? null : { type, node: address };
  };
  const onWire = (
    type: 'drop' | 'hold' | 'release' | 'duplicate' | 'deliver',
    from: typeof world.wires,
  ): Act | null => {
    const wire = at(from, pick);
    return wire ? { type, wire: wire.id } : null;
  };
  const anywhere = [...world.wires, ...world.held];
  const up = among('up');
  switch (verb) {
    case 'start':
      return up === undefined ? null : start(up, other % 6, `${pick}`);
    case 'done':
      return up === undefined ? null : done(up, (other % 6) - 1);
    case 'crash':
      return onNode('crash', 'up', 'paused');
    case 'restart':
      return onNode('restart', 'crashed');
    case 'pause':
      return onNode('pause', 'up');
    case 'resume':
      return onNode('resume', 'paused');
    case 'partition':
      return {
        type: 'partition',
        groups: [0, 1, 2].map((group) => addresses.filter((a) => (pick >> a) % 3 === group)),
      };
    case 'heal':
      return { type: 'heal' };
    case 'cut':
    case 'mend':
      return node === to ? null : { type: verb, link: { from: node, to } };
    case 'deaf':
    case 'hear':
      return { type: verb, nodes: [node] };
    case 'drop':
    case 'duplicate':
      return onWire(verb, anywhere);
    case 'hold':
      return onWire(verb, world.wires);
    case 'release':
      return onWire(verb, world.held);
    case 'deliver':
      return onWire(
        verb,
        anywhere.filter(({ to: node }) => world.nodes[node - 1]?.status !== 'paused'),
      );
    case 'fire': {
      const timer = at(
        world.timers.filter((t) => world.nodes[t.node - 1]?.status === 'up'),
        pick,
      );
      return timer ? { type: 'fire', node: timer.node, timer: timer.name } : null;
    }
    case 'weather':
      return {
        type: 'weather',
        weather: { ...CALM, loss: (pick % 4) / 10, replyLoss: (other % 4) / 10 },
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
  private readonly run: Run;
  private steps = 0;
  private readonly proposed = new Map<number, Set<string>>();
  private readonly decided = new Map<number, string>();

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
    if (act.type === 'call' && act.request.type === 'start') {
      const { seq, value } = act.request;
      this.proposed.set(seq, (this.proposed.get(seq) ?? new Set()).add(value));
    }
    this.step(nowIn(this.moment.world, act));
  }

  private step(event: ClusterEvent): void {
    const before = this.moment;
    // Everything is frozen before it is used, so that a handler that writes to what it was given throws.
    const { state, record } = this.run.step(before, deepFreeze(event));
    this.moment = deepFreeze(state);
    this.expectPure(before, event, state, record);
    if (state.violations.length > 0) throw new Error(JSON.stringify(state.violations));
    const peer = record.node === null ? null : state.world.nodes[record.node - 1]?.state;
    if (!peer) return;
    const seq = instanceTouched({ event, outcome: record });
    if (seq !== null) this.noteDecision(seq, statusOf(peer, seq));
    if (peer.min > 1 + Math.min(...state.facts.done)) throw new Error(`Min ${peer.min} is too far`);
  }

  /** The same step again tells the same; now and then the whole of it, on a copy that shares nothing. */
  private expectPure(before: Moment, event: ClusterEvent, state: Moment, record: unknown): void {
    const again = this.run.step(before, event);
    if (JSON.stringify(again.record) !== JSON.stringify(record))
      expect(again.record).toEqual(record);
    if (this.steps++ % 23 > 0) return;
    const copy = deepFreeze(JSON.parse(JSON.stringify(before)) as Moment);
    const anew = JSON.stringify(this.run.step(copy, event));
    if (anew !== JSON.stringify({ state, record }))
      expect(JSON.parse(anew)).toEqual({ state, record });
  }

  /** Agreement and validity, kept apart from the properties of src/check. */
  private noteDecision(seq: number, status: ReturnType<typeof statusOf>): void {
    if (status.fate !== 'decided') return;
    if (!this.proposed.get(seq)?.has(status.value))
      throw new Error(`nobody proposed ${status.value}`);
    const known = this.decided.get(seq) ?? status.value;
    if (status.value !== known) throw new Error(`${seq}: both ${known} and ${status.value}`);
    this.decided.set(seq, status.value);
  }

  /** Every instance that some server still drives: "S1 0". */
  atWork(): string[] {
    return this.moment.world.nodes.flatMap(({ address, state }) => {
      const driven: string[] = [];
      if (state) {
        forEachAt(state.instances, ({ proposer }: Instance, seq) => {
          if (!['idle', 'decided'].includes(proposer.value)) driven.push(`S${address} ${seq}`);
        });
      }
      return driven;
    });
  }

  /** Everything back as it was meant to be, and one new instance from each server, which carries its Done to all. */
  heal(): void {
    for (const { address, status } of this.moment.world.nodes) {
      if (status === 'crashed') this.act({ type: 'restart', node: address });
      if (status === 'paused') this.act({ type: 'resume', node: address });
    }
    this.act({ type: 'heal' });
    this.act({ type: 'weather', weather: CALM });
    for (const { id } of this.moment.world.held) this.act({ type: 'release', wire: id });
    for (const { address } of this.moment.world.nodes)
      this.act(start(address, 100 + address, 'new'));
  }
}

test('200 random runs: safe at every step, pure, and live once healed', () => {
  let [steps, competed, forgot] = [0, 0, 0];
  fc.assert(
    fc.property(plan, ({ turns, ...cluster }) => {
      const walk = new Walk(createRun(scenario([], cluster)));
      for (const turn of turns) {
        for (let i = 0; i < turn.rest && walk.natural(); i++) steps++;
        const act = actFor(walk.moment, turn);
        if (act) walk.act(act);
      }
      walk.heal();
      const driven = walk.atWork();
      const deadline = walk.moment.world.now + WITHIN_MS * 1000;
      let events = 0;
      while (walk.natural() && walk.moment.world.now <= deadline) {
        if (++events > MOST_EVENTS_AFTER) throw new Error('this cluster never gets quiet');
      }
      steps += turns.length + events;
      expect(walk.atWork()).toEqual([]);
      const { nodes } = walk.moment.world;
      for (const line of driven) {
        const [server, seq] = [Number(line[1]), Number(line.slice(3))];
        const peer = nodes[server - 1]?.state;
        expect(peer && statusOf(peer, seq).fate).not.toBe('pending');
      }
      for (const { state } of nodes)
        for (const { address } of nodes)
          expect(state && statusOf(state, 100 + address)).toEqual({
            fate: 'decided',
            value: 'new',
          });
      // Ghosts that show the runs were not empty ones.
      for (let seq = 0; seq < 6; seq++) {
        const facts = getAt(walk.moment.facts.instances, seq);
        if (facts && facts.ballots.length > 1) competed++;
      }
      if (nodes.some(({ state }) => state && state.min > 0)) forgot++;
    }),
    { numRuns: 200 },
  );
  expect(steps).toBeGreaterThan(10_000);
  expect(competed).toBeGreaterThan(20);
  expect(forgot).toBeGreaterThan(2);
}, 120_000);
