import type { Address } from '../base/address';
import { emptyIntMap, getAt, type IntMap, setAt } from '../base/intMap';
import { sameBallot } from '../protocol/ballot';
import type { Instance, Peer, Vote } from '../protocol/basic';
import { majorityOf } from '../protocol/quorum';
import type { Value } from '../protocol/value';
import type { Micros } from '../sim/time';
import { instanceTouched, type Observed } from './cluster';

/** Everybody who ever voted for one ballot's value in one instance. */
export interface BallotVotes extends Vote {
  readonly acceptors: readonly Address[];
}

/** A value that a majority accepted under one ballot, and when that became true. */
export interface Choice extends Vote {
  readonly at: Micros;
  readonly acceptors: readonly Address[];
}

/** What is true of one instance and no server may see. History: it stays when acceptors overwrite their votes. */
export interface InstanceFacts {
  readonly proposed: readonly Value[];
  readonly ballots: readonly BallotVotes[];
  /** Every choice ever made, oldest first; more than one value here is the end of agreement. */
  readonly chosen: readonly Choice[];
  readonly learned: readonly { readonly server: Address; readonly value: Value }[];
}

/** Ghost facts, recorded beside the protocol and never inside it (CONFORMANCE 6.0). */
export interface Facts {
  readonly instances: IntMap<InstanceFacts>;
  /** Highest argument ever given to Done at each server, in order of address; -1 if never. */
  readonly done: readonly number[];
}

const NO_FACTS: InstanceFacts = { proposed: [], ballots: [], chosen: [], learned: [] };

export function initialFacts(servers: number): Facts {
  return { instances: emptyIntMap(), done: new Array<number>(servers).fill(-1) };
}

export function factsOf(facts: Facts, seq: number): InstanceFacts {
  return getAt(facts.instances, seq) ?? NO_FACTS;
}

/** The facts after one more step: what was proposed, who voted, what became chosen, who learned, what is done. */
export function observe(facts: Facts, step: Observed): Facts {
  const seq = instanceTouched(step);
  const node = step.outcome.node;
  if (seq === null || node === null) return facts;
  const noted = noteDone(facts, step, node);
  const known = factsOf(noted, seq);
  const changed = noteRoles(noteProposal(known, step), step, node, seq);
  return changed === known ? noted : { ...noted, instances: setAt(noted.instances, seq, changed) };
}

function noteDone(facts: Facts, { event }: Observed, node: Address): Facts {
  if (event.type !== 'call' || event.request.type !== 'done') return facts;
  const { seq } = event.request;
  return {
    ...facts,
    done: facts.done.map((old, i) => (i === node - 1 ? Math.max(old, seq) : old)),
  };
}

function noteProposal(known: InstanceFacts, { event }: Observed): InstanceFacts {
  if (event.type !== 'call' || event.request.type !== 'start') return known;
  const { value } = event.request;
  return known.proposed.includes(value)
    ? known
    : { ...known, proposed: [...known.proposed, value] };
}

function noteRoles(
  known: InstanceFacts,
  { before, after }: Observed,
  node: Address,
  seq: number,
): InstanceFacts {
  const was = rolesAt(before.nodes[node - 1]?.state, seq);
  const is = rolesAt(after.nodes[node - 1]?.state, seq);
  if (!is || is === was) return known;
  const vote = is.acceptor.context.vote;
  const voted =
    vote && vote !== was?.acceptor.context.vote ? noteVote(known, vote, node, after) : known;
  const value = is.learner.context.value;
  if (value === null || value === was?.learner.context.value) return voted;
  return { ...voted, learned: [...voted.learned, { server: node, value }] };
}

export function rolesAt(peer: Peer | null | undefined, seq: number): Instance | undefined {
  return peer ? getAt(peer.instances, seq) : undefined;
}

function noteVote(
  known: InstanceFacts,
  vote: Vote,
  acceptor: Address,
  after: Observed['after'],
): InstanceFacts {
  const index = known.ballots.findIndex(
    (b) => sameBallot(b.ballot, vote.ballot) && b.value === vote.value,
  );
  const earlier = known.ballots[index];
  if (earlier?.acceptors.includes(acceptor)) return known;
  const acceptors = [...(earlier?.acceptors ?? []), acceptor];
  const votes: BallotVotes = { ballot: vote.ballot, value: vote.value, acceptors };
  const ballots = earlier ? known.ballots.with(index, votes) : [...known.ballots, votes];
  // Exactly at the majority: the moment of choice; further votes add nothing to the fact.
  if (acceptors.length !== majorityOf(after.nodes.length)) return { ...known, ballots };
  return { ...known, ballots, chosen: [...known.chosen, { ...votes, at: after.now }] };
}

/** The ballot under which a value was first chosen in `seq`, or null. */
export function firstChoice(facts: Facts, seq: number): Choice | null {
  return factsOf(facts, seq).chosen[0] ?? null;
}
