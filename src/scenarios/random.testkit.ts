import fc from 'fast-check';
import { expect } from 'vitest';
import { CLERK_BASE } from '../base/address';
import type { ClusterEvent, ClusterOutcome, ClusterWorld } from '../check/cluster';
import { NEEDED } from './acts';
import { type Act, nowIn } from './cluster.testkit';
import type { Moment, Run } from './run';

// What tests of random runs share: random clusters in random weather, random hands, and a walk that checks every step.

export const CALM = { delay: [5, 15], loss: 0, replyLoss: 0, duplicate: 0 } as const;

/** Weather of several kinds; `other` is one more range of delays, and `worst` how much goes wrong at the most. */
export function networkOf(other: readonly [number, number], worst: number) {
  const share = fc.constantFrom(0, 0, 0.1, worst);
  const delay = fc.constantFrom([5, 15] as const, [0, 60] as const, [10, 10] as const, other);
  return fc.record({ delay, loss: share, replyLoss: share, duplicate: share });
}

/** A hand: let so many things happen by themselves, then do this, to whatever the picks point at. */
export interface Turn<V extends string> {
  readonly rest: number;
  readonly verb: V;
  readonly pick: number;
  readonly other: number;
}

export function turnOf<V extends string>(verbs: readonly V[], mostRest: number) {
  return fc.record({
    rest: fc.nat({ max: mostRest }),
    verb: fc.constantFrom(...verbs),
    pick: fc.nat({ max: 999 }),
    other: fc.nat({ max: 999 }),
  });
}

export const times = <V>(count: number, verb: V): V[] => new Array<V>(count).fill(verb);

/** The one of the list that a pick points at. */
export const at = <T>(list: readonly T[], pick: number): T | undefined =>
  list[pick % (list.length || 1)];

/** All that a hand can do to a cluster of any kind. */
export const HANDS = [
  'crash',
  ...times(2, 'restart' as const),
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
] as const;

type Hand = (typeof HANDS)[number];

/** What the hand does in this world, or null when there is nothing it could be done to. */
export function handAct(world: ClusterWorld, { verb, pick, other }: Turn<Hand>): Act | null {
  const servers = world.nodes.map(({ address }) => address);
  const everybody = [...servers, ...world.clerks.map(({ address }) => address)];
  const node = at(servers, pick) as number;
  switch (verb) {
    case 'crash':
    case 'restart':
    case 'pause':
    case 'resume':
      return onServer(world, verb, pick);
    case 'partition':
      // Now and then the clerks belong to a side, too.
      return {
        type: 'partition',
        groups: groupsOf(other % 3 === 0 ? everybody : servers, 2 + (other % 2), pick),
      };
    case 'heal':
      return { type: 'heal' };
    case 'deaf':
    case 'hear':
      return { type: verb, nodes: [node] };
    case 'cut':
    case 'mend': {
      const to = at(everybody, other) as number;
      return node === to ? null : { type: verb, link: { from: node, to } };
    }
    case 'drop':
    case 'hold':
    case 'release':
    case 'duplicate':
    case 'deliver':
      return onWire(world, verb, pick);
    case 'fire':
      return fire(world, () => true, pick);
    case 'weather': {
      const [loss, replyLoss] = [(pick % 4) / 10, (other % 4) / 10];
      return { type: 'weather', weather: { ...CALM, loss, replyLoss, duplicate: 0.2 } };
    }
  }
}

function onServer({ nodes }: ClusterWorld, type: keyof typeof NEEDED, pick: number): Act | null {
  const from: readonly string[] = NEEDED[type];
  const found = at(
    nodes.filter(({ status }) => from.includes(status)),
    pick,
  );
  return found ? { type, node: found.address } : null;
}

function groupsOf(addresses: readonly number[], count: number, pick: number): number[][] {
  return Array.from({ length: count }, (_, group) =>
    addresses.filter((address) => (pick >> (address % 8)) % count === group),
  );
}

function onWire(
  { wires, held, nodes }: ClusterWorld,
  type: 'drop' | 'hold' | 'release' | 'duplicate' | 'deliver',
  pick: number,
): Act | null {
  const from = type === 'hold' ? wires : type === 'release' ? held : [...wires, ...held];
  const handled =
    type === 'deliver' ? from.filter(({ to }) => nodes[to - 1]?.status !== 'paused') : from;
  const wire = at(handled, pick);
  return wire ? { type, wire: wire.id } : null;
}

/** Fires one of the pending timers of this name before its time. */
export function fire(
  { timers, nodes }: ClusterWorld,
  isMeant: (name: string) => boolean,
  pick: number,
): Act | null {
  const pending = timers.filter(
    ({ node, name }) => isMeant(name) && (node > CLERK_BASE || nodes[node - 1]?.status === 'up'),
  );
  const timer = at(pending, pick);
  return timer ? { type: 'fire', node: timer.node, timer: timer.name } : null;
}

function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const part of Object.values(value)) deepFreeze(part);
  return value;
}

/** What one step told. */
export interface Told {
  readonly state: Moment;
  readonly record: ClusterOutcome;
}

/** Walks a run and checks every step of the way: it breaks no property, and it is pure. */
export class Walk {
  moment: Moment;
  steps = 0;
  protected readonly run: Run;
  private readonly copyEvery: number;

  /** @param copyEvery every so many steps one is done again, on a copy of everything */
  constructor(run: Run, copyEvery = 41) {
    this.run = run;
    this.copyEvery = copyEvery;
    this.moment = deepFreeze(run.initial);
  }

  /** Lets the next thing happen by itself; false when all is quiet. */
  natural(): boolean {
    const event = this.run.next(this.moment);
    if (event) this.step(event);
    return event !== null;
  }

  /** Lets so many things happen by themselves. */
  rest(most: number): void {
    for (let i = 0; i < most && this.natural(); i++);
  }

  /** Does this now; null for nothing to do. */
  act(act: Act | null): void {
    if (act) this.step(nowIn(this.moment.world, act));
  }

  private step(event: ClusterEvent): void {
    const before = this.moment;
    // Everything is frozen before it is used, so that a handler that writes to what it was given throws.
    const told = this.run.step(before, deepFreeze(event));
    this.moment = deepFreeze(told.state);
    const { violations } = told.state;
    if (violations.length > 0) throw new Error(JSON.stringify(violations));
    if (this.steps++ % this.copyEvery === 0) this.expectPure(before, event, told);
    this.check(before, event, told);
  }

  /** What a test wants to know of every step beside that. */
  protected check(_before: Moment, _event: ClusterEvent, _told: Told): void {}

  /** The same step again, on a copy that shares nothing, tells the same. */
  private expectPure(before: Moment, event: ClusterEvent, told: Told): void {
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
  untilQuiet(withinMs: number, mostEvents: number): void {
    const deadline = this.moment.world.now + withinMs * 1000;
    for (let events = 0; this.natural(); events++) {
      if (events > mostEvents) throw new Error('this cluster never gets quiet');
      if (this.moment.world.now > deadline) throw new Error(`not quiet after ${withinMs} ms`);
    }
  }

  /** Until this is so, which must come about by itself and in time; looked for now and then. False if it does not. */
  until(isSo: (moment: Moment) => boolean, withinMs: number): boolean {
    const deadline = this.moment.world.now + withinMs * 1000;
    while (!isSo(this.moment)) {
      if (this.moment.world.now > deadline || !this.natural()) return false;
      this.rest(9);
    }
    return true;
  }
}
