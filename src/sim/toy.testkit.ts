import { type Actor, type Effect, explain, type Self } from '../base/actor';
import type { Address } from '../base/address';
import type { SimEvent } from './events';
import { createKernel, type Kernel, type WorldConfig } from './kernel';
import type { Post } from './network';
import type { World } from './world';

/** A counter that gossips: the highest count wins, and whoever learns one says so. It knows nothing of Paxos. */
export interface Toy {
  readonly self: Address;
  readonly others: readonly Address[];
  readonly count: number;
  /** Names of the timers that fired, and senders of the acks heard, in order. */
  readonly heard: readonly string[];
}

export type Rumour = { readonly kind: 'gossip' | 'ack'; readonly count: number };

export type Request =
  | { readonly type: 'add'; readonly n: number }
  | { readonly type: 'arm'; readonly name: string; readonly after: readonly [number, number] }
  | { readonly type: 'disarm'; readonly name: string };

export type ToyWorld = World<Toy, Rumour>;
export type ToyEvent = SimEvent<Request>;

const gossip = ({ others, count }: Toy): Effect<Rumour>[] =>
  others.map((to) => ({ type: 'send', to, message: { kind: 'gossip', count } }));

export const toy: Actor<Toy, Rumour, Request> = {
  start({ address, servers }: Self, durable) {
    const others = servers.filter((server) => server !== address);
    const count = typeof durable === 'number' ? durable : 0;
    return { state: { self: address, others, count, heard: [] }, effects: [] };
  },
  receive(state, from, { kind, count }) {
    if (kind === 'ack') {
      return { state: { ...state, heard: [...state.heard, `ack of S${from}`] }, effects: [] };
    }
    if (count <= state.count) return { state, effects: [explain('toy.old', { from, count })] };
    const ack: Effect<Rumour> = { type: 'send', to: from, message: { kind: 'ack', count } };
    return { state: { ...state, count }, effects: [explain('toy.adopt', { from, count }), ack] };
  },
  timeout(state, name) {
    return { state: { ...state, heard: [...state.heard, name] }, effects: gossip(state) };
  },
  call(state, request) {
    switch (request.type) {
      case 'add': {
        const next = { ...state, count: state.count + request.n };
        return { state: next, effects: gossip(next) };
      }
      case 'arm':
        return { state, effects: [{ ...request, type: 'setTimer' }] };
      case 'disarm':
        return { state, effects: [{ type: 'cancelTimer', name: request.name }] };
    }
  },
  durable: ({ count }) => count,
};

const post: Post<Rumour> = {
  identityOf: ({ kind, count }) => 2 * count + (kind === 'ack' ? 1 : 0),
  isReply: ({ kind }) => kind === 'ack',
};

export const toyKernel: Kernel<Toy, Rumour, Request> = createKernel(toy, post);

/** While any rule is wrong, a toy keeps what it counts to itself. */
export const brokenToyKernel: Kernel<Toy, Rumour, Request> = createKernel(
  toy,
  post,
  undefined,
  () => ({ server: { ...toy, call: (state) => ({ state, effects: [] }) } }),
);

export const CALM = { delay: [5, 15], loss: 0, replyLoss: 0, duplicate: 0 } as const;

export function toyWorld(more: Partial<WorldConfig> = {}): ToyWorld {
  return toyKernel.initial({
    servers: 3,
    seed: 1,
    delivery: 'auto',
    storage: 'durable',
    weather: CALM,
    timerMs: {},
    ...more,
  });
}

/** An event that happens now, whatever the time. */
export type Act = ToyEvent extends infer E ? (E extends ToyEvent ? Omit<E, 'at'> : never) : never;

/** The world after these acts, one after the other, all in its present. */
export function having(world: ToyWorld, ...acts: readonly Act[]): ToyWorld {
  return acts.reduce((w, act) => toyKernel.step(w, { ...act, at: w.now } as ToyEvent).world, world);
}

/** What happens by itself from here, with the worlds after each event, until all is quiet. */
export function play(world: ToyWorld, most = 10_000): { event: ToyEvent; world: ToyWorld }[] {
  const steps: { event: ToyEvent; world: ToyWorld }[] = [];
  let present = world;
  for (let event = toyKernel.next(present); event; event = toyKernel.next(present)) {
    if (steps.length === most) throw new Error('this world never gets quiet');
    present = toyKernel.step(present, event).world;
    steps.push({ event, world: present });
  }
  return steps;
}

/** The world when all is quiet. */
export function quiet(world: ToyWorld): ToyWorld {
  return play(world).at(-1)?.world ?? world;
}

export const add = (node: Address, n = 1): Act => ({
  type: 'call',
  node,
  request: { type: 'add', n },
});

export const arm = (
  node: Address,
  name: string,
  after: readonly [number, number] = [10, 20],
): Act => ({ type: 'call', node, request: { type: 'arm', name, after } });

export const disarm = (node: Address, name: string): Act => ({
  type: 'call',
  node,
  request: { type: 'disarm', name },
});

export const counts = (world: ToyWorld) => world.nodes.map(({ state }) => state?.count ?? null);
export const heardAt = (world: ToyWorld, node: Address) =>
  world.nodes[node - 1]?.state?.heard ?? [];
