import { canonicalText } from '../../base/json';
import type { Action, ActorSystem, Reaction, Wire } from './system';

/** For each step of a run the steps that must come before it: earlier ones of its place, and the sending of its message. */
export function causesOf<N, M, G>(
  system: ActorSystem<N, M, G>,
  path: readonly Action<M>[],
): number[][] {
  const nodes = [...system.nodes];
  const lastAt = new Map<number, number>();
  /** Who sent the copies under way of each message; -1: under way from the beginning. */
  const senders = new Map<string, number[]>();
  for (const wire of system.wires) send(wire, -1);

  function send({ from, to, message }: Wire<M>, step: number): void {
    const key = canonicalText([from, to, message]);
    senders.set(key, [...(senders.get(key) ?? []), step]);
  }

  /** The sender of the oldest copy, which is taken off the network. */
  function senderOf({ from, to, message }: Wire<M>): number {
    return senders.get(canonicalText([from, to, message]))?.shift() ?? -1;
  }

  function happens(place: number, reaction: Reaction<N, M> | null, step: number): void {
    lastAt.set(place, step);
    if (reaction === null) return;
    nodes[place] = reaction.node;
    for (const { to, message } of reaction.sent) send({ from: place, to, message }, step);
  }

  function causes(action: Action<M>, step: number): number[] {
    if (action.type === 'move') {
      const { place, move } = action;
      const before = lastAt.get(place) ?? -1;
      happens(place, system.move(place, nodes[place] as N, move), step);
      return [before];
    }
    const sender = senderOf(action);
    if (action.type === 'lose') return [sender];
    if (action.type === 'duplicate') {
      send(action, sender);
      send(action, step);
      return [sender];
    }
    const { from, to, message } = action;
    const before = lastAt.get(to) ?? -1;
    happens(to, system.receive(to, nodes[to] as N, from, message), step);
    return [before, sender];
  }

  return path.map((action, step) => causes(action, step).filter((cause) => cause >= 0));
}

/**
 * The steps in another order in which each still comes after its causes, and as soon after the last of them as it can: one
 * thread of the story is told before the next begins.
 */
export function readingOrder(causes: readonly (readonly number[])[]): number[] {
  const order: number[] = [];
  const placeInOrder = new Map<number, number>();
  const left = new Set(causes.keys());

  /** When the last cause was told; -1 for a step without causes. */
  function freshness(step: number): number {
    return Math.max(-1, ...(causes[step] ?? []).map((cause) => placeInOrder.get(cause) as number));
  }

  while (left.size > 0) {
    const ready = [...left].filter((step) =>
      causes[step]?.every((cause) => placeInOrder.has(cause)),
    );
    const next = ready.reduce((best, step) => (freshness(step) > freshness(best) ? step : best));
    placeInOrder.set(next, order.push(next) - 1);
    left.delete(next);
  }
  return order;
}
