import { type Address, CLERK_BASE } from '../base/address';
import { getAt, setAt } from '../base/intMap';
import { readOperation } from '../kv';
import { type Ballot, compareBallots, higherBallot, sameBallot } from '../protocol/ballot';
import type { Instance } from '../protocol/basic';
import { majorityOf } from '../protocol/quorum';
import type { Value } from '../protocol/value';
import type { Vote } from '../protocol/vote';
import { isClerk, noteCalls } from './calls';
import { isMulti, type LeaderServer, type Observed } from './cluster';
import {
  type BallotVotes,
  type Begun,
  type Facts,
  factsOf,
  firstInstanceOf,
  type InstanceFacts,
  type PromiseFact,
} from './ghosts';
import { positionIn, positionsAsked, positionsTouched, rolesAt, stateIn } from './reading';

export type { BallotVotes, Campaign, Choice, Facts, InstanceFacts, PromiseFact } from './ghosts';
export { factsOf, firstInstanceOf, initialFacts, isAsked, NO_FACTS } from './ghosts';

/** The facts after one more step: what was proposed, who voted, what became chosen, who learned, what is done. */
export function observe(facts: Facts, step: Observed): Facts {
  const node = step.outcome.node;
  if (node === null) return facts;
  if (isClerk(node)) return noteClerk(facts, step, node);
  let noted = noteServer(noteDone(noteCommand(facts, step), step, node), step, node);
  const touched = positionsTouched(step, node);
  const asked = positionsAsked(step, node);
  const all = asked.length === 0 ? touched : new Set([...touched, ...asked]);
  for (const at of all) noted = noteInstance(noted, step, node, at);
  return noted;
}

/** What is one for all slots: how far it executed, the ballot it runs with, the ballot it follows. */
function noteServer(facts: Facts, { before, after }: Observed, node: Address): Facts {
  const is = stateIn(after, node);
  if (!is || !isMulti(is)) return facts;
  const was = stateIn(before, node) as LeaderServer | null;
  const ran = noteCampaign(noteExecuted(facts, is, node), was, is, node);
  const { ballot } = is.acceptor.context;
  return ballot === was?.acceptor.context.ballot
    ? ran
    : notePromise(noteFollowed(ran, ballot, node), ballot, node);
}

function noteFollowed(facts: Facts, ballot: Ballot | null, node: Address): Facts {
  const before = facts.followed[node - 1] ?? null;
  return compareBallots(ballot, before) <= 0
    ? facts
    : { ...facts, followed: facts.followed.with(node - 1, ballot) };
}

function noteExecuted(facts: Facts, { learner }: LeaderServer, node: Address): Facts {
  const { executed } = learner.context;
  if (executed <= (facts.executed[node - 1] ?? 0)) return facts;
  return { ...facts, executed: facts.executed.with(node - 1, executed) };
}

function noteCampaign(
  facts: Facts,
  was: LeaderServer | null,
  is: LeaderServer,
  node: Address,
): Facts {
  const { ballot } = is.leader.context;
  const before = facts.campaigns[node - 1]?.ballot ?? null;
  // A server alone runs already when it starts, and nobody sees that step.
  const known = before === null ? null : (was?.leader.context.ballot ?? null);
  if (sameBallot(ballot, known)) return facts;
  const campaign = { ballot, before, promisers: [] };
  return { ...facts, campaigns: facts.campaigns.with(node - 1, campaign) };
}

/** Promises for an earlier ballot than its owner's latest one come late and lead to nothing. */
function notePromise(facts: Facts, ballot: Ballot | null, node: Address): Facts {
  const owner = ballot?.server ?? 0;
  const campaign = facts.campaigns[owner - 1];
  if (!campaign || !sameBallot(campaign.ballot, ballot) || campaign.promisers.includes(node))
    return facts;
  const promisers = [...campaign.promisers, node];
  return { ...facts, campaigns: facts.campaigns.with(owner - 1, { ...campaign, promisers }) };
}

function noteCommand(facts: Facts, { event }: Observed): Facts {
  if (event.type !== 'call' || event.request.type !== 'propose') return facts;
  const { value } = event.request;
  return facts.commands.includes(value)
    ? facts
    : { ...facts, commands: [...facts.commands, value] };
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
  let done = facts.done[node - 1] ?? -1;
  for (const { rule, because } of outcome.explanations)
    if (rule === 'library.done' && typeof because.seq === 'number')
      done = Math.max(done, because.seq);
  return done === facts.done[node - 1]
    ? facts
    : { ...facts, done: facts.done.with(node - 1, done) };
}

/** What a server proposed there now, and not before. */
function noteProposal(
  facts: InstanceFacts,
  step: Observed,
  node: Address,
  at: number,
): InstanceFacts {
  const known = noteAsked(facts, step, node, at);
  const proposals = proposalsOf(step, node, at);
  if (proposals.length === 0) return known;
  const fresh = proposals.filter((value) => !known.proposed.includes(value));
  if (fresh.length === 0) return known;
  return { ...known, proposed: [...known.proposed, ...new Set(fresh)] };
}

/** What a proposer or a leader asks for there, under its ballot. */
function noteAsked(known: InstanceFacts, step: Observed, node: Address, at: number) {
  const is = stateIn(step.after, node);
  if (!is) return known;
  if (!isMulti(is)) return noteProposer(known, step, node, at);
  const { ballot, proposals } = is.leader.context;
  return withAsked(known, ballot, getAt(proposals, at)?.value ?? null);
}

function withAsked(known: InstanceFacts, ballot: Ballot | null, value: Value | null) {
  if (ballot === null || value === null) return known;
  for (const vote of known.asked)
    if (vote.value === value && sameBallot(vote.ballot, ballot)) return known;
  return { ...known, asked: [...known.asked, { ballot, value }] };
}

const NONE: readonly Value[] = [];

/** The value given to Start, by the application or by the replica; the value a leader asks for. */
function proposalsOf(
  { before, after, event }: Observed,
  node: Address,
  at: number,
): readonly Value[] {
  const is = stateIn(after, node);
  if (is && isMulti(is)) {
    const asked = getAt(is.leader.context.proposals, at)?.value;
    return asked === undefined ? NONE : [asked];
  }
  const called =
    event.type === 'call' && event.request.type === 'start' ? [event.request.value] : NONE;
  const own = rolesAt(is, at)?.proposer.context.own ?? null;
  if (own === null) return called;
  const earlier = rolesAt(stateIn(before, node), at)?.proposer.context.own ?? null;
  return own === earlier ? called : [...called, own];
}

// ---- phase 1 of the library ---------------------------------------------------------------------------------------

/** A proposer's ballots, the promises given in this step, and what it asks for: in its own mind, and in its messages. */
function noteProposer(before: InstanceFacts, step: Observed, node: Address, at: number) {
  const was = rolesAt(stateIn(step.before, node), at);
  const is = rolesAt(stateIn(step.after, node), at);
  if (!is) return before;
  let known = before;
  if (is.proposer !== was?.proposer) {
    const { ballot, value } = is.proposer.context;
    if (ballot && !sameBallot(ballot, was?.proposer.context.ballot ?? null))
      known = noteBegun(known, ballot, node);
    known = withAsked(known, ballot, value);
  }
  if (isOwnPromise(is, was)) known = withPromise(known, is.acceptor.context.promised, node);
  for (const { wire } of step.outcome.posted) {
    const { message } = wire;
    if (!('seq' in message) || message.seq !== at) continue;
    if (message.kind === 'promise') known = withPromise(known, message.ballot, node);
    else if (message.kind === 'accept') known = withAsked(known, message.ballot, message.value);
  }
  return known;
}

/** A server's promise to itself is no message. */
function isOwnPromise({ acceptor, proposer }: Instance, was: Instance | undefined): boolean {
  const { promised } = acceptor.context;
  return (
    promised !== null &&
    promised !== was?.acceptor.context.promised &&
    sameBallot(promised, proposer.context.ballot)
  );
}

function noteBegun(known: InstanceFacts, ballot: Ballot, proposer: Address): InstanceFacts {
  const index = known.begun.findIndex((begun) => begun.proposer === proposer);
  const before = known.begun[index];
  if (!before) return { ...known, begun: [...known.begun, { proposer, ballot, again: false }] };
  const begun: Begun = {
    proposer,
    ballot: higherBallot(ballot, before.ballot),
    again: before.again || compareBallots(ballot, before.ballot) <= 0,
  };
  return { ...known, begun: known.begun.with(index, begun) };
}

function withPromise(
  known: InstanceFacts,
  ballot: Ballot | null,
  acceptor: Address,
): InstanceFacts {
  if (ballot === null) return known;
  for (const given of known.promises)
    if (given.acceptor === acceptor && sameBallot(given.ballot, ballot)) return known;
  const vote = votedBelow(known, acceptor, ballot);
  const kept = known.promises.filter((given) => !isOvertaken(given, known, acceptor, ballot));
  return { ...known, promises: [...kept, { ballot, acceptor, vote }] };
}

/**
 * A promise to the same proposer, for a lower ballot in which it never asked for anything: nothing will be asked of it any
 * more. A proposer that tries for ever must not leave a promise a round behind.
 */
function isOvertaken(
  given: PromiseFact,
  { asked }: InstanceFacts,
  acceptor: Address,
  ballot: Ballot,
): boolean {
  return (
    given.acceptor === acceptor &&
    given.ballot.server === ballot.server &&
    compareBallots(given.ballot, ballot) < 0 &&
    !asked.some((vote) => sameBallot(vote.ballot, given.ballot))
  );
}

/** The highest vote below this ballot that an acceptor ever gave. */
function votedBelow(known: InstanceFacts, acceptor: Address, ballot: Ballot): Vote | null {
  let highest: BallotVotes | null = null;
  for (const votes of known.ballots) {
    if (compareBallots(votes.ballot, ballot) >= 0 || !votes.acceptors.includes(acceptor)) continue;
    if (compareBallots(votes.ballot, highest?.ballot ?? null) > 0) highest = votes;
  }
  return highest && { ballot: highest.ballot, value: highest.value };
}

// ---- votes and decisions ------------------------------------------------------------------------------------------

function noteRoles(
  known: InstanceFacts,
  { before, after }: Observed,
  node: Address,
  at: number,
): InstanceFacts {
  const was = positionIn(stateIn(before, node), at);
  const is = positionIn(stateIn(after, node), at);
  if (!is) return known;
  const voted = is.vote && is.vote !== was?.vote ? noteVote(known, is.vote, node, after) : known;
  if (is.decided === null || is.decided === was?.decided) return voted;
  return { ...voted, learned: [...voted.learned, { server: node, value: is.decided }] };
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
