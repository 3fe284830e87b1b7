import { type Address, CLERK_BASE } from '../../base/address';
import type {
  ClusterCall,
  ClusterEvent,
  ClusterMessage,
  ClusterWorld,
  Observed,
} from '../../check/cluster';
import type { Reaction, Wire } from '../../check/explorer/system';
import type { Node } from '../../sim/world';
import type { ClusterKernel } from '../kernels';

/** A server or a clerk as the explorer knows it: all that is its own, its pending timers included. */
export interface Dweller extends Node<unknown> {
  /** Names, sorted: when a timer fires is what the search decides. */
  readonly timers: readonly string[];
}

/**
 * The smallest world in which one node can take a step: it is alone with the message that it gets. The kernel steps that
 * world as it steps any other, so there is one meaning of what a node does, and the explorer remembers it.
 */
export interface Miniature {
  /** Servers in order, then clerks. */
  dwellersOf(world: ClusterWorld): readonly Dweller[];
  wiresOf(world: ClusterWorld): readonly Wire<ClusterMessage>[];
  receive(dweller: Dweller, from: number, message: ClusterMessage): ClusterReaction;
  act(dweller: Dweller, event: Act): ClusterReaction;
  /** The world of these nodes, with nothing under way. */
  worldOf(dwellers: readonly Dweller[]): ClusterWorld;
  addressOf(place: number): Address;
}

export interface ClusterReaction extends Reaction<Dweller, ClusterMessage> {
  readonly extra: Observed;
}

/** What a node does without a message. */
export type Act =
  | { readonly type: 'fire'; readonly timer: string }
  | { readonly type: 'crash' | 'restart' }
  | { readonly type: 'call'; readonly request: ClusterCall };

/** Nothing is lost or late by itself: that, too, is what the search decides. */
export const CALM = { delay: [0, 0], loss: 0, replyLoss: 0, duplicate: 0 } as const;

/** @param present where the search begins: its links, its rules, its storage stay as they are */
export function createMiniature(kernel: ClusterKernel, present: ClusterWorld): Miniature {
  const servers = present.nodes.length;
  const empty: ClusterWorld = {
    ...present,
    ...{ now: 0, sent: 0, delivery: 'manual', weather: CALM },
    ...{ wires: [], held: [], timers: [] },
  };

  const placeOf = (address: Address) =>
    address > CLERK_BASE ? servers + address - CLERK_BASE - 1 : address - 1;
  const addressOf = (place: number) =>
    place < servers ? place + 1 : CLERK_BASE + 1 + place - servers;

  function dwellerIn(world: ClusterWorld, node: Node<unknown>): Dweller {
    const timers = world.timers.filter((timer) => timer.node === node.address);
    return { ...node, timers: timers.map(({ name }) => name).sort() };
  }

  function dwellersOf(world: ClusterWorld): readonly Dweller[] {
    return [...world.nodes, ...world.clerks].map((node) => dwellerIn(world, node));
  }

  function wiresOf({ wires, held }: ClusterWorld): readonly Wire<ClusterMessage>[] {
    return [...wires, ...held].map(({ from, to, message }) => {
      return { from: placeOf(from), to: placeOf(to), message };
    });
  }

  function worldOf(dwellers: readonly Dweller[]): ClusterWorld {
    const nodes = dwellers.map(({ timers: _timers, ...node }) => node);
    return {
      ...empty,
      nodes: nodes.slice(0, servers) as ClusterWorld['nodes'],
      clerks: nodes.slice(servers) as ClusterWorld['clerks'],
    };
  }

  /** Everybody else stands in as at the beginning: a node's step depends on nobody's state but its own. */
  function alone({ timers, ...node }: Dweller): ClusterWorld {
    const pending = timers.map((name) => ({ node: node.address, name, at: 0 }));
    const { address } = node;
    const [nodes, clerks] =
      address > CLERK_BASE
        ? [empty.nodes, empty.clerks.with(address - CLERK_BASE - 1, node as never)]
        : [empty.nodes.with(address - 1, node as never), empty.clerks];
    return { ...empty, nodes, clerks, timers: pending };
  }

  function happen(
    before: ClusterWorld,
    event: ClusterEvent,
    { address }: Dweller,
  ): ClusterReaction {
    const { world: after, outcome } = kernel.step(before, event);
    const node =
      address > CLERK_BASE ? after.clerks[address - CLERK_BASE - 1] : after.nodes[address - 1];
    const sent = outcome.posted
      .filter(({ fate }) => fate === 'underWay')
      .map(({ wire: { to, message } }) => ({ to: placeOf(to), message }));
    return {
      node: dwellerIn(after, node as Node<unknown>),
      sent,
      extra: { before, event, outcome, after },
    };
  }

  return {
    dwellersOf,
    wiresOf,
    worldOf,
    addressOf,
    receive(dweller, from, message) {
      const wire = { id: 1, from: addressOf(from), to: dweller.address, message };
      const wires = [{ ...wire, sentAt: 0, at: 0, copy: 0 }];
      const world = { ...alone(dweller), sent: 1, wires };
      return happen(world, { type: 'deliver', wire: 1, at: 0 }, dweller);
    },
    act(dweller, act) {
      const node = dweller.address;
      return happen(alone(dweller), { ...act, node, at: 0 }, dweller);
    },
  };
}
