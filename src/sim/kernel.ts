import type { Actor, Effect, Explanation, Step } from '../base/actor';
import { type Address, CLERK_BASE } from '../base/address';
import { ImpossibleEvent, type Outcome, type Posted, type SimEvent } from './events';
import { cutsOfPartition, withCut, withoutCut } from './links';
import { drawTimer, type Post, resend, send } from './network';
import { enqueue, removeAt, without } from './queue';
import type { Micros } from './time';
import {
  findWire,
  isHeld,
  type Node,
  nodeAt,
  type Storage,
  type Weather,
  type Wire,
  type World,
  withNode,
} from './world';

/** What a world is made of. */
export interface WorldConfig {
  readonly servers: number;
  readonly clerks?: number;
  readonly seed: number;
  readonly delivery: 'auto' | 'manual';
  readonly storage: 'durable' | 'volatile';
  readonly weather: Weather;
  readonly timerMs: Readonly<Record<string, number>>;
  readonly broken?: readonly string[];
}

/** What servers and clerks are while some rules are wrong on purpose. */
export interface WrongActors<S, M, C, K = never> {
  readonly server: Actor<S, M, C>;
  /** Absent when the rules of clerks are right. */
  readonly clerk?: Actor<K, M, C>;
}

export interface Transition<S, M, K = never> {
  readonly world: World<S, M, K>;
  readonly outcome: Outcome<M>;
}

/** The only place where time, chance and the network exist. It knows actors, and no protocol. */
export interface Kernel<S, M, C, K = never> {
  initial(config: WorldConfig): World<S, M, K>;
  /** All that could happen now without anybody's hand, in a fixed order: deliveries, then timers. */
  enabled(world: World<S, M, K>): readonly SimEvent<C>[];
  /** What happens next by itself; null when everything is quiet, or the delivery is manual. */
  next(world: World<S, M, K>): SimEvent<C> | null;
  /** The only way a world changes. @throws ImpossibleEvent when the event cannot happen in this world. */
  step(world: World<S, M, K>, event: SimEvent<C>): Transition<S, M, K>;
}

/**
 * @param actor what every server is
 * @param clerkActor what every clerk is; a world without clerks needs none
 * @param wrongActors what they are while these rules are wrong; asked at every step, so it remembers its answers
 */
export function createKernel<S, M, C, K = never>(
  actor: Actor<S, M, C>,
  post: Post<M>,
  clerkActor?: Actor<K, M, C>,
  wrongActors?: (broken: readonly string[]) => WrongActors<S, M, C, K>,
): Kernel<S, M, C, K> {
  type W = World<S, M, K>;
  type T = Transition<S, M, K>;
  type N = Node<S | K>;

  /** Whoever lives at an address; a node's state always belongs to its actor. */
  function actorOf({ broken }: W, { address }: N): Actor<S | K, M, C> {
    const wrong = broken && wrongActors?.(broken);
    const clerk = address > CLERK_BASE;
    return (clerk ? (wrong?.clerk ?? clerkActor) : (wrong?.server ?? actor)) as Actor<S | K, M, C>;
  }

  function initial({ servers, clerks = 0, ...config }: WorldConfig): W {
    const nodes = blankNodes<S>(servers, 0);
    const blankClerks = blankNodes<K>(clerks, CLERK_BASE);
    const { seed, delivery, storage, weather, timerMs, broken = [] } = config;
    const empty = { now: 0, sent: 0, wires: [], held: [], timers: [], cuts: [] };
    const blank: W = {
      ...empty,
      seed,
      delivery,
      storage,
      weather,
      timerMs,
      ...(broken.length > 0 && { broken }),
      nodes,
      clerks: blankClerks,
    };
    return [...nodes, ...blankClerks].reduce<W>((world, node) => boot(world, node).world, blank);
  }

  function step(world: W, event: SimEvent<C>): T {
    if (event.at < world.now)
      impossible(`time would run backwards, from ${world.now} to ${event.at} µs`);
    return happen(event.at === world.now ? world : { ...world, now: event.at }, event);
  }

  function happen(world: W, event: SimEvent<C>): T {
    switch (event.type) {
      case 'deliver':
        return deliver(world, wireOf(world, event.wire));
      case 'drop': {
        const wire = wireOf(world, event.wire);
        return quietly(unwire(world, wire), { ended: { wire, how: 'dropped' } });
      }
      case 'hold':
        return quietly(hold(world, wireOf(world, event.wire)));
      case 'release':
        return quietly(release(world, wireOf(world, event.wire)));
      case 'duplicate': {
        const posted: Posted<M>[] = [];
        return quietly(resend(world, post, wireOf(world, event.wire), posted), { posted });
      }
      case 'fire':
        return fire(world, event.node, event.timer);
      case 'call': {
        const node = running(world, event.node);
        return apply(world, node, actorOf(world, node).call(node.state as S, event.request), 0);
      }
      case 'crash':
        return quietly(crash(world, nodeAt(world, event.node), event.storage));
      case 'restart':
        return restart(world, nodeAt(world, event.node), event.storage);
      case 'pause':
        return quietly(
          withNode(world, { ...expectStatus(world, event.node, 'up'), status: 'paused' }),
        );
      case 'resume':
        return quietly(
          withNode(world, { ...expectStatus(world, event.node, 'paused'), status: 'up' }),
        );
      case 'partition':
        return quietly({ ...world, cuts: cutsOfPartition(world, event.groups) });
      case 'heal':
        return quietly({
          ...world,
          cuts: [],
          nodes: world.nodes.map((node) => ({ ...node, deaf: false })),
        });
      case 'deaf':
      case 'hear':
        return quietly(
          event.nodes.reduce(
            (w, a) => withNode(w, { ...nodeAt(w, a), deaf: event.type === 'deaf' }),
            world,
          ),
        );
      case 'cut':
        return quietly({ ...world, cuts: withCut(world.cuts, event.link) });
      case 'mend':
        return quietly({ ...world, cuts: withoutCut(world.cuts, event.link) });
      case 'weather':
        return quietly({ ...world, weather: event.weather });
      case 'rules':
        return quietly(withRules(world, event.broken));
      case 'wait':
        return quietly(world);
    }
  }

  // ---- messages and timers ----------------------------------------------------------------------------------------

  function wireOf(world: W, id: number): Wire<M> {
    return findWire(world, id) ?? impossible(`message ${id} is not under way`);
  }

  function unwire(world: W, wire: Wire<M>): W {
    const index = world.wires.indexOf(wire);
    if (index >= 0) return { ...world, wires: removeAt(world.wires, index) };
    return { ...world, held: world.held.filter((other) => other !== wire) };
  }

  function hold(world: W, wire: Wire<M>): W {
    if (isHeld(world, wire.id)) impossible(`message ${wire.id} is held already`);
    return { ...unwire(world, wire), held: [...world.held, wire] };
  }

  function release(world: W, wire: Wire<M>): W {
    if (!isHeld(world, wire.id)) impossible(`message ${wire.id} is not held`);
    const freed = unwire(world, wire);
    return { ...freed, wires: enqueue(freed.wires, { ...wire, at: Math.max(world.now, wire.at) }) };
  }

  function deliver(world: W, wire: Wire<M>): T {
    const rest = unwire(world, wire);
    const node = nodeAt(rest, wire.to);
    if (node.status === 'paused') impossible(`node ${node.address} is paused`);
    if (node.status === 'crashed') return quietly(rest, { ended: { wire, how: 'crashed' } });
    const received = actorOf(rest, node).receive(node.state as S, wire.from, wire.message);
    return apply(rest, node, received, wire.copy, { wire, how: 'received' });
  }

  function fire(world: W, address: Address, name: string): T {
    const index = world.timers.findIndex((timer) => timer.node === address && timer.name === name);
    if (index < 0) impossible(`node ${address} has no timer "${name}"`);
    const node = running(world, address);
    return apply(
      { ...world, timers: removeAt(world.timers, index) },
      node,
      actorOf(world, node).timeout(node.state as S, name),
      0,
    );
  }

  // ---- nodes ------------------------------------------------------------------------------------------------------

  function running(world: W, address: Address): N {
    return expectStatus(world, address, 'up');
  }

  function expectStatus(world: W, address: Address, status: N['status']): N {
    const node = nodeAt(world, address);
    return node.status === status
      ? node
      : impossible(`node ${address} is ${node.status}, not ${status}`);
  }

  /** Messages under way stay under way; timers and everything not on the disk are gone. */
  function crash(world: W, node: N, storage?: Storage): W {
    if (node.status === 'crashed') impossible(`node ${node.address} is crashed already`);
    const kept = storage ? storage === 'kept' : world.storage === 'durable';
    const disk = kept ? actorOf(world, node).durable(node.state as S) : null;
    const timers = without(world.timers, (timer) => timer.node === node.address);
    return withNode({ ...world, timers }, { ...node, status: 'crashed', state: null, disk });
  }

  function restart(world: W, node: N, storage?: Storage): T {
    if (node.status !== 'crashed')
      impossible(`node ${node.address} is ${node.status}, not crashed`);
    return boot(world, storage === 'lost' ? { ...node, disk: null } : node);
  }

  function boot(world: W, node: N): T {
    const servers = world.nodes.map(({ address }) => address);
    const self = { address: node.address, servers, timers: world.timerMs };
    const started = actorOf(world, node).start(self, node.disk ?? undefined);
    return apply(world, { ...node, status: 'up', disk: null }, started, 0);
  }

  // ---- effects ----------------------------------------------------------------------------------------------------

  /** Gives a handler's effects their meaning. `copy`: the copy of the message that caused them, 0 for anything else. */
  function apply(
    world: W,
    node: N,
    result: Step<S | K, M>,
    copy: number,
    ended: Outcome<M>['ended'] = null,
  ): T {
    const posted: Posted<M>[] = [];
    const explanations: Explanation[] = [];
    let next =
      result.state === node.state ? world : withNode(world, { ...node, state: result.state });
    for (const effect of result.effects) {
      if (effect.type === 'explain') explanations.push(effect);
      else next = applyEffect(next, node.address, effect, copy, posted);
    }
    return { world: next, outcome: { node: node.address, posted, ended, explanations } };
  }

  function applyEffect(
    world: W,
    address: Address,
    effect: Exclude<Effect<M>, Explanation>,
    copy: number,
    posted: Posted<M>[],
  ): W {
    switch (effect.type) {
      case 'send':
        return send(world, post, address, effect.to, effect.message, copy, posted);
      case 'setTimer': {
        const timer = {
          node: address,
          name: effect.name,
          at: drawTimer(world, address, effect.name, effect.after),
        };
        return { ...world, timers: enqueue(withoutTimer(world, address, effect.name), timer) };
      }
      case 'cancelTimer':
        return { ...world, timers: withoutTimer(world, address, effect.name) };
    }
  }

  function withoutTimer(world: W, address: Address, name: string) {
    const index = world.timers.findIndex((timer) => timer.node === address && timer.name === name);
    return index < 0 ? world.timers : removeAt(world.timers, index);
  }

  // ---- what may happen --------------------------------------------------------------------------------------------

  function enabled(world: W): readonly SimEvent<C>[] {
    const up = (address: Address) => nodeAt(world, address).status === 'up';
    const reachable = world.wires.filter(({ to }) => nodeAt(world, to).status !== 'paused');
    const deliveries = reachable.map(
      ({ id, at }): SimEvent<C> => ({ type: 'deliver', wire: id, at: due(world, at) }),
    );
    const timers = world.timers
      .filter(({ node }) => up(node))
      .map(
        ({ node, name, at }): SimEvent<C> => ({
          type: 'fire',
          node,
          timer: name,
          at: due(world, at),
        }),
      );
    return [...deliveries, ...timers];
  }

  function next(world: W): SimEvent<C> | null {
    if (world.delivery === 'manual') return null;
    const wire = firstOf(world.wires, ({ to }) => nodeAt(world, to).status !== 'paused');
    const timer = firstOf(world.timers, ({ node }) => nodeAt(world, node).status === 'up');
    if (timer && (!wire || timer.at < wire.at)) {
      return { type: 'fire', node: timer.node, timer: timer.name, at: due(world, timer.at) };
    }
    return wire ? { type: 'deliver', wire: wire.id, at: due(world, wire.at) } : null;
  }

  return { initial, enabled, next, step };
}

/** What fell due while its node was paused, or the clock was stopped by hand, happens at once. */
function due<S, M, K>(world: World<S, M, K>, at: Micros): Micros {
  return Math.max(world.now, at);
}

/** A world in which every rule is right does not speak of rules. */
function withRules<S, M, K>(
  { broken: _before, ...world }: World<S, M, K>,
  broken: readonly string[],
): World<S, M, K> {
  return broken.length > 0 ? { ...world, broken } : world;
}

/** Nodes that have not started yet, with the addresses after `base`. */
function blankNodes<T>(count: number, base: Address): Node<T>[] {
  return Array.from({ length: count }, (_, i) => {
    return { address: base + i + 1, status: 'crashed', deaf: false, state: null, disk: null };
  });
}

function firstOf<T>(queue: readonly T[], matches: (item: T) => boolean): T | undefined {
  const head = queue[0];
  return head === undefined || matches(head) ? head : queue.find(matches);
}

function quietly<S, M, K>(
  world: World<S, M, K>,
  { posted = [], ended = null }: Partial<Outcome<M>> = {},
): Transition<S, M, K> {
  return { world, outcome: { node: null, posted, ended, explanations: [] } };
}

function impossible(reason: string): never {
  throw new ImpossibleEvent(reason);
}
