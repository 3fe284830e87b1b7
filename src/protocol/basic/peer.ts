import type { Address } from '../../base/address';
import { emptyIntMap, forEachAt, getAt, type IntMap, setAt } from '../../base/intMap';
import type { Value } from '../value';
import { type AcceptorState, acceptorHolding, type Registers, UNTOUCHED } from './acceptor';
import { type LearnerState, UNAWARE } from './learner';
import { idleProposer, type ProposerState } from './proposer';

/** The three roles of one server in one instance; each is its own machine, none reads another's context. */
export interface Instance {
  readonly acceptor: AcceptorState;
  readonly proposer: ProposerState;
  readonly learner: LearnerState;
}

/** The library's peer: roles per instance, and what the mail room knows about everybody's Done. */
export interface Peer {
  readonly self: Address;
  readonly servers: readonly Address[];
  readonly retryMs: number;
  readonly instances: IntMap<Instance>;
  /** Highest Done argument known of each server, in the order of `servers`; -1 if never heard. Never decreases. */
  readonly done: readonly number[];
  /** Lowest instance not forgotten: one more than the least of `done`. */
  readonly min: number;
  /** Highest instance ever heard of; -1 at first; unaffected by forgetting. */
  readonly max: number;
}

export type Status =
  | { readonly fate: 'decided'; readonly value: Value }
  | { readonly fate: 'pending' | 'forgotten' };

/** The library's Status(seq): local, immediate, silent (CONFORMANCE 1.2). */
export function statusOf(peer: Peer, seq: number): Status {
  if (seq < peer.min) return { fate: 'forgotten' };
  const value = getAt(peer.instances, seq)?.learner.context.value ?? null;
  return value === null ? { fate: 'pending' } : { fate: 'decided', value };
}

/** Highest Done argument of this server's own application. */
export function ownDone(peer: Peer): number {
  return peer.done[peer.servers.indexOf(peer.self)] ?? -1;
}

export function newInstance(peer: Peer): Instance {
  return {
    acceptor: UNTOUCHED,
    proposer: idleProposer(peer.self, peer.servers, peer.retryMs),
    learner: UNAWARE,
  };
}

export function instanceOf(peer: Peer, seq: number): Instance {
  return getAt(peer.instances, seq) ?? newInstance(peer);
}

export function withInstance(peer: Peer, seq: number, instance: Instance): Peer {
  if (getAt(peer.instances, seq) === instance) return peer;
  return { ...peer, instances: setAt(peer.instances, seq, instance) };
}

/** The peer, having heard of `seq`. */
export function hearOf(peer: Peer, seq: number): Peer {
  return seq > peer.max ? { ...peer, max: seq } : peer;
}

/** What a crash leaves behind when the storage is kept: registers, decisions, Done. Proposers are forgotten. */
export interface DurablePeer {
  readonly instances: IntMap<Pick<Instance, 'acceptor' | 'learner'>>;
  readonly done: readonly number[];
  readonly min: number;
  readonly max: number;
}

/** @param keptOnDisk what of an acceptor's registers is on the disk */
export function keepDurable(
  { instances, done, min, max }: Peer,
  keptOnDisk: (registers: Registers) => Registers,
): DurablePeer {
  let kept = emptyIntMap<Pick<Instance, 'acceptor' | 'learner'>>();
  forEachAt(instances, ({ acceptor, learner }, seq) => {
    const registers = keptOnDisk(acceptor.context);
    const left = registers === acceptor.context ? acceptor : acceptorHolding(registers);
    kept = setAt(kept, seq, { acceptor: left, learner });
  });
  return { instances: kept, done, min, max };
}

export function revive(blank: Peer, durable: DurablePeer): Peer {
  let instances = emptyIntMap<Instance>();
  forEachAt(durable.instances, (kept, seq) => {
    instances = setAt(instances, seq, { ...newInstance(blank), ...kept });
  });
  return { ...blank, ...durable, instances };
}
