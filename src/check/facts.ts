import { type Address, CLERK_BASE } from '../base/address';
import { emptyIntMap, getAt, type IntMap, setAt } from '../base/intMap';
import { type Operation, readOperation } from '../kv';
import { sameBallot } from '../protocol/ballot';
import type { Instance, Peer, Vote } from '../protocol/basic';
import { majorityOf } from '../protocol/quorum';
import type { Value } from '../protocol/value';
import type { Micros } from '../sim/time';
import { type CallFact, isClerk, noteCalls } from './calls';
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
  /** Every call of every clerk, in the order in which they began. */
  readonly calls: readonly CallFact[];
  /** For each clerk, for each of its calls, the lowest instance it was chosen in; -1 for none yet. */
  readonly firstInstances: readonly (readonly number[])[];
}

const NO_FACTS: InstanceFacts = { proposed: [], ballots: [], chosen: [], learned: [] };

export function initialFacts(servers: number, clerks = 0): Facts {
  return {
    instances: emptyIntMap(),
    done: new Array<number>(servers).fill(-1),
    calls: [],
    firstInstances: Array.from({ length: clerks }, () => []),
  };
}

export function factsOf(facts: Facts, seq: number): InstanceFacts {
  return getAt(facts.instances, seq) ?? NO_FACTS;
}

/** The lowest instance in which this operation was chosen; -1 while it was not. */
export function firstInstanceOf(
  facts: Facts,
  { clerk, id }: Pick<Operation, 'clerk' | 'id'>,
): number {
  return facts.firstInstances[clerk - CLERK_BASE - 1]?.[id - 1] ?? -1;
}

/** The facts after one more step: what was proposed, who voted, what became chosen, who learned, what is done. */
export function observe(facts: Facts, step: Observed): Facts {
  const node = step.outcome.node;
  if (node === null) return facts;
  if (isClerk(node)) return noteClerk(facts, step, node);
  const noted = noteDone(facts, step, node);
  const seq = instanceTouched(step);
  if (seq !== null) return noteInstance(noted, step, node, seq);
  return startedBy(step, node).reduce(
    (known, started) => noteInstance(known, step, node, started),
    noted,
  );
}

/** The instances that a replica's own calls of Start touched: those whose proposer has another ballot now. */
function startedBy({ before, after, outcome }: Observed, node: Address): number[] {
  const seqs = outcome.explanations.flatMap(({ rule, because: { seq } }) =>
    rule === 'proposer.start' && typeof seq === 'number' ? [seq] : [],
  );
  const [was, is] = [before.nodes[node - 1]?.state, after.nodes[node - 1]?.state];
  return seqs.filter((seq) => rolesAt(was, seq) !== rolesAt(is, seq));
}

function noteInstance(facts: Facts, step: Observed, node: Address, seq: number): Facts {
  const known = factsOf(facts, seq);
  const changed = noteRoles(noteProposal(known, step, node, seq), step, node, seq);
  if (changed === known) return facts;
  const noted = { ...facts, instances: setAt(facts.instances, seq, changed) };
  return changed.chosen.length > known.chosen.length
    ? noteFirstInstance(noted, changed, seq)
    : noted;
}

function noteFirstInstance(facts: Facts, { chosen }: InstanceFacts, seq: number): Facts {
  const operation = readOperation(chosen[chosen.length - 1]?.value ?? '');
  if (!operation) return facts;
  const before = firstInstanceOf(facts, operation);
  if (before >= 0 && before <= seq) return facts;
  const firstInstances = facts.firstInstances.map((instances, i) => {
    if (i !== operation.clerk - CLERK_BASE - 1) return instances;
    const known = Array.from(
      { length: Math.max(instances.length, operation.id) },
      (_, k) => instances[k] ?? -1,
    );
    known[operation.id - 1] = seq;
    return known;
  });
  return { ...facts, firstInstances };
}

function noteClerk(facts: Facts, { before, after, outcome }: Observed, node: Address): Facts {
  const index = node - CLERK_BASE - 1;
  const [was, is] = [before.clerks[index]?.state, after.clerks[index]?.state];
  if (!was || !is || was === is) return facts;
  const received = outcome.ended?.how === 'received' ? outcome.ended.wire : null;
  const reply =
    received?.message.kind === 'reply'
      ? { from: received.from, result: received.message.result }
      : null;
  const calls = noteCalls(facts.calls, { before: was, after: is, at: after.now, reply });
  return calls === facts.calls ? facts : { ...facts, calls };
}

function noteDone(facts: Facts, { outcome }: Observed, node: Address): Facts {
  const said = outcome.explanations.flatMap(({ rule, because: { seq } }) =>
    rule === 'library.done' && typeof seq === 'number' ? [seq] : [],
  );
  if (said.length === 0) return facts;
  return {
    ...facts,
    done: facts.done.map((old, i) => (i === node - 1 ? Math.max(old, ...said) : old)),
  };
}

/** What Start was called with, by the application or by the replica: the proposer's own value. */
function noteProposal(
  known: InstanceFacts,
  { before, after, event }: Observed,
  node: Address,
  seq: number,
): InstanceFacts {
  const called =
    event.type === 'call' && event.request.type === 'start' ? event.request.value : null;
  const is = rolesAt(after.nodes[node - 1]?.state, seq)?.proposer.context.own ?? null;
  const was = rolesAt(before.nodes[node - 1]?.state, seq)?.proposer.context.own ?? null;
  const values = [called, is === was ? null : is].filter(
    (value) => value !== null && !known.proposed.includes(value),
  );
  return values.length === 0
    ? known
    : { ...known, proposed: [...known.proposed, ...new Set(values as Value[])] };
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
