import { type Address, CLERK_BASE } from '../base/address';
import type { Json } from '../base/json';
import type { Micros } from './time';

/** The network's habits. Delays in milliseconds, both ends included; ratios 0..1. */
export interface Weather {
  readonly delay: readonly [minMs: number, maxMs: number];
  /** Chance that a request is lost on its way. */
  readonly loss: number;
  /** Chance that a reply is lost on its way back. */
  readonly replyLoss: number;
  /** Chance that a message that is not lost arrives twice. */
  readonly duplicate: number;
}

export type Storage = 'kept' | 'lost';

/** One server or clerk. A crashed one has no state, only what its disk kept. */
export interface Node<S> {
  readonly address: Address;
  readonly status: 'up' | 'crashed' | 'paused';
  /** Nobody can call a deaf server; it still calls others and hears their replies. */
  readonly deaf: boolean;
  readonly state: S | null;
  readonly disk: Json | null;
}

/** A message under way. */
export interface Wire<M> {
  /** Counts from 1 in the order of sending. */
  readonly id: number;
  readonly from: Address;
  readonly to: Address;
  readonly message: M;
  readonly sentAt: Micros;
  /** When it arrives by itself. */
  readonly at: Micros;
  /** Tells copies of one message apart in the dice; 0 for the original and what it causes. */
  readonly copy: number;
}

/** A pending timer of one node. */
export interface Timer {
  readonly node: Address;
  readonly name: string;
  readonly at: Micros;
}

/** One direction of one link, out of order. */
export interface Cut {
  readonly from: Address;
  readonly to: Address;
}

/** Everything there is at one moment: one immutable JSON value. `S` is a server's state, `K` a clerk's. */
export interface World<S, M, K = never> {
  readonly now: Micros;
  readonly seed: number;
  /** `manual`: nothing is delivered and no timer fires unless somebody says so. */
  readonly delivery: 'auto' | 'manual';
  readonly storage: 'durable' | 'volatile';
  readonly weather: Weather;
  readonly timerMs: Readonly<Record<string, number>>;
  /** Names of rules that are wrong on purpose, which say what actors are; absent when all are right. */
  readonly broken?: readonly string[];
  /** The servers, in the order of their addresses 1, 2, … */
  readonly nodes: readonly Node<S>[];
  /** The clerks, in the order of their addresses; they never crash. */
  readonly clerks: readonly Node<K>[];
  /** Under way, in the order in which they will arrive. */
  readonly wires: readonly Wire<M>[];
  /** Held by hand, oldest first; they arrive when released. */
  readonly held: readonly Wire<M>[];
  /** In the order in which they will fire. */
  readonly timers: readonly Timer[];
  readonly cuts: readonly Cut[];
  /** Messages sent so far. */
  readonly sent: number;
}

/** The server or clerk at an address. @throws RangeError when there is none. */
export function nodeAt<S, M, K>(world: World<S, M, K>, address: Address): Node<S | K> {
  const node =
    address > CLERK_BASE ? world.clerks[address - CLERK_BASE - 1] : world.nodes[address - 1];
  if (!node) throw new RangeError(`nobody lives at address ${address}`);
  return node;
}

export function withNode<S, M, K>(world: World<S, M, K>, node: Node<S | K>): World<S, M, K> {
  if (node.address > CLERK_BASE) {
    const clerks = world.clerks.slice();
    clerks[node.address - CLERK_BASE - 1] = node as Node<K>;
    return { ...world, clerks };
  }
  const nodes = world.nodes.slice();
  nodes[node.address - 1] = node as Node<S>;
  return { ...world, nodes };
}

/** The wire under way or held with this id. */
export function findWire<M>(world: Wires<M>, id: number): Wire<M> | undefined {
  return world.wires.find((wire) => wire.id === id) ?? world.held.find((wire) => wire.id === id);
}

export function isHeld<M>(world: Wires<M>, id: number): boolean {
  return world.held.some((wire) => wire.id === id);
}

type Wires<M> = Pick<World<never, M>, 'wires' | 'held'>;
