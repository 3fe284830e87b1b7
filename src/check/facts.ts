import { type Address, CLERK_BASE } from '../base/address';
import { emptyIntMap, getAt, type IntMap, setAt } from '../base/intMap';
import { type Operation, readOperation } from '../kv';
import { type Ballot, sameBallot } from '../protocol/ballot';
import { majorityOf } from '../protocol/quorum';
import type { Value } from '../protocol/value';
import type { Vote } from '../protocol/vote';
import type { Micros } from '../sim/time';
import { type CallFact, isClerk, noteCalls } from './calls';
import { isMulti, type LeaderServer, type Observed } from './cluster';
import { positionIn, positionsAsked, positionsTouched, rolesAt, stateIn } from './reading';

/** Everybody who ever voted for one ballot's value in one instance. */
export interface BallotVotes extends Vote {
  readonly acceptors: readonly Address[];
}

/** A value that a majority accepted under one ballot, and when that became true. */
export interface Choice extends Vote {
  readonly at: Micros;
  readonly acceptors: readonly Address[];
}

/** What is true of one instance or slot and no server may see. History: it stays when acceptors overwrite their votes. */
export interface InstanceFacts {
  /** Given to Start there (library), or asked for there by a leader (multi). */
  readonly proposed: readonly Value[];
  /** What leaders asked for there, each under its ballot (multi). */
  readonly asked: readonly Vote[];
  readonly ballots: readonly BallotVotes[];
  /** Every choice ever made, oldest first; more than one value here is the end of agreement. */
  readonly chosen: readonly Choice[];
  readonly learned: readonly { readonly server: Address; readonly value: Value }[];
}

/** The latest ballot that a server ran with (multi). */
export interface Campaign {
  readonly ballot: Ballot | null;
  /** The one it ran with before, across restarts too. */
  readonly before: Ballot | null;
  /** Every acceptor that ever adopted `ballot`. */
  readonly promisers: readonly Address[];
}

/** Ghost facts, recorded beside the protocol and never inside it (CONFORMANCE 6.0). */
export interface Facts {
  readonly instances: IntMap<InstanceFacts>;
  /** Highest argument ever given to Done at each server, in order of address; -1 if never. */
  readonly done: readonly number[];
  /** The latest slot ever executed at each server (multi), in order of address; 0 if none. */
  readonly executed: readonly number[];
  /** One for each server, in order of address (multi). */
  readonly campaigns: readonly Campaign[];
  /** Commands handed straight to a server (multi), each once. */
  readonly commands: readonly Value[];
  /** Every call of every clerk, in the order in which they began. */
  readonly calls: readonly CallFact[];
  /** For each clerk, for each of its calls, the lowest instance it was chosen in; -1 for none yet. */
  readonly firstInstances: readonly (readonly number[])[];
}

const NO_FACTS: InstanceFacts = {
  proposed: [],
  asked: [],
  ballots: [],
  chosen: [],
  learned: [],
};
const NO_CAMPAIGN: Campaign = { ballot: null, before: null, promisers: [] };

export function initialFacts(servers: number, clerks = 0): Facts {
  return {
    instances: emptyIntMap(),
    done: new Array<number>(servers).fill(-1),
    executed: new Array<number>(servers).fill(0),
    campaigns: new Array<Campaign>(servers).fill(NO_CAMPAIGN),
    commands: [],
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
  return ballot === was?.acceptor.context.ballot ? ran : notePromise(ran, ballot, node);
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
  const said = outcome.explanations.flatMap(({ rule, because: { seq } }) =>
    rule === 'library.done' && typeof seq === 'number' ? [seq] : [],
  );
  if (said.length === 0) return facts;
  return {
    ...facts,
    done: facts.done.map((old, i) => (i === node - 1 ? Math.max(old, ...said) : old)),
  };
}

/** What a server proposed there now, and not before. */
function noteProposal(
  facts: InstanceFacts,
  step: Observed,
  node: Address,
  at: number,
): InstanceFacts {
  const known = noteAsked(facts, step, node, at);
  const fresh = proposalsOf(step, node, at).filter((value) => !known.proposed.includes(value));
  if (fresh.length === 0) return known;
  return { ...known, proposed: [...known.proposed, ...new Set(fresh)] };
}

/** What a leader asks for there, under its ballot. */
function noteAsked(known: InstanceFacts, { after }: Observed, node: Address, at: number) {
  const is = stateIn(after, node);
  if (!is || !isMulti(is)) return known;
  const { ballot, proposals } = is.leader.context;
  const value = getAt(proposals, at)?.value;
  if (ballot === null || value === undefined) return known;
  const isThis = (vote: Vote) => vote.value === value && sameBallot(vote.ballot, ballot);
  return known.asked.some(isThis)
    ? known
    : { ...known, asked: [...known.asked, { ballot, value }] };
}

/** The value given to Start, by the application or by the replica; the value a leader asks for. */
function proposalsOf({ before, after, event }: Observed, node: Address, at: number): Value[] {
  const [was, is] = [stateIn(before, node), stateIn(after, node)];
  if (is && isMulti(is)) {
    const asked = getAt(is.leader.context.proposals, at)?.value;
    return asked === undefined ? [] : [asked];
  }
  const called =
    event.type === 'call' && event.request.type === 'start' ? [event.request.value] : [];
  const own = rolesAt(is, at)?.proposer.context.own ?? null;
  const earlier = rolesAt(was, at)?.proposer.context.own ?? null;
  return own === null || own === earlier ? called : [...called, own];
}

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
