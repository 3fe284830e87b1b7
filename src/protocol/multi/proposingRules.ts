import { type Effect, explain } from '../../base/actor';
import type { Address } from '../../base/address';
import { dropBelow, emptyIntMap, getAt, type IntMap, lastKey, setAt } from '../../base/intMap';
import type { Outbox } from '../../base/stepper';
import { type Ballot, compareBallots, sameBallot } from '../ballot';
import { majorityOf } from '../quorum';
import type { Value } from '../value';
import type { ClearEvent } from './acceptor';
import { type ElectionRules, promises, toEach, withReport } from './electionRules';
import type {
  LeaderContext,
  LeaderEvent,
  PromiseEvent,
  Proposal,
  ProposeEvent,
  ReplyEvent,
  VoteEvent,
  With,
} from './leader';
import type { LearnerContext } from './learner';
import { HERE, type Letter } from './letters';
import { MERGE_RULES, type Merged, type MergeRules, mergeReports } from './mergeReports';
import type { Message } from './messages';
import { HEARTBEAT } from './settings';

/** All that the proposer of a server has to judge. */
export type LeaderRules = ElectionRules & ProposingRules;

type Ruling = Partial<LeaderContext> & Outbox<Letter>;
type Effects = Effect<Letter>[];

/** A P2A without a majority of answers is sent again after so many heartbeats: longer than a round trip takes. */
const BEATS_TO_RESEND = 3;
/** A laggard is taught so many slots at once; its next heartbeat reply asks for more. */
const MOST_TAUGHT = 64;

// ---- decisions ----------------------------------------------------------------------------------------------------

/** What a leader has to judge. */
export interface ProposingRules {
  readonly merge: MergeRules;
  /** The first slot for a new command of a leader that has just taken this over. */
  firstFree(merged: Merged, log: LearnerContext): number;
  /** The P2B is a vote for what this leader asks for now. */
  isVote(leader: LeaderContext, event: VoteEvent): boolean;
  votesNeeded(servers: number): number;
  /** The acceptor has not adopted this leader's ballot, and must see its P1A. */
  isUnaware(leader: LeaderContext, event: VoteEvent | ReplyEvent): boolean;
  /** The P2A has waited long enough for a majority to be sent again. */
  isOverdue(leader: LeaderContext, proposal: Proposal): boolean;
  /** Up to which slot the leader tells the others that all is decided. */
  decidedUpTo(log: LearnerContext): number;
  /** Up to which slot everything may be cleared, by what these servers said to have executed, this one included. */
  clearable(executedBy: readonly number[]): number;
}

export const PROPOSING_RULES: ProposingRules = {
  merge: MERGE_RULES,
  // Behind everything that is taken over (BL-48).
  firstFree: ({ last }) => last + 1,
  // It answers the present ballot's P2A of this slot, and says accepted (BL-07, BL-41, BL-42).
  isVote: (leader, { ballot, accepted }) => sameBallot(ballot, leader.ballot) && accepted,
  votesNeeded: majorityOf,
  // It refused because its own ballot is lower: the P1A never reached it (CONFORMANCE 4.11, "useless replies").
  isUnaware: (leader, { ballot, promised }) =>
    sameBallot(ballot, leader.ballot) && compareBallots(promised, leader.ballot) < 0,
  isOverdue: ({ beat: nth }, { sentAtBeat }) => nth - sentAtBeat >= BEATS_TO_RESEND,
  decidedUpTo: ({ executed }) => executed,
  // Whoever has not said so counts as 0 (BL-50, BL-51).
  clearable: (executedBy) => Math.min(...executedBy),
};

// ---- guards -------------------------------------------------------------------------------------------------------

export function isFirstVote(rules: LeaderRules, leader: LeaderContext, event: VoteEvent): boolean {
  const proposal = getAt(leader.proposals, event.slot);
  return (
    proposal !== undefined &&
    rules.isVote(leader, event) &&
    !rules.isCounted(proposal.votes, event.from)
  );
}

export function completesVotes(
  rules: LeaderRules,
  leader: LeaderContext,
  event: With<VoteEvent>,
): boolean {
  const votes = (getAt(leader.proposals, event.slot)?.votes.length ?? 0) + 1;
  const open = !isDecided(event.log, event.slot);
  const needed = rules.votesNeeded(leader.servers.length);
  return open && isFirstVote(rules, leader, event) && votes >= needed;
}

export function answersThis(leader: LeaderContext, { ballot }: ReplyEvent): boolean {
  return sameBallot(ballot, leader.ballot);
}

/** The command is proposed or decided already: the client only asks again (CS 505 deck; CONFORMANCE 3.1). */
export function isKnown(leader: LeaderContext, { value, log }: With<ProposeEvent>): boolean {
  return slotOf(leader, log, value) !== null;
}

// ---- taking over --------------------------------------------------------------------------------------------------

/**
 * A majority follows this ballot. What they report is learned if it is known to be chosen and proposed again if it was
 * only accepted; a gap below it gets a no-op, for nothing after a gap could ever be executed (BL-45 to BL-48).
 */
export function lead(rules: LeaderRules, leader: LeaderContext, event: With<PromiseEvent>): Ruling {
  const { from, log } = event;
  const ballot = leader.ballot as Ballot;
  const reports = withReport(leader, event);
  const merged = mergeReports(reports, log, rules.merge);
  const { known, open } = merged;
  const next = rules.firstFree(merged, log);
  const told = open.map(({ slot, value, reported }) =>
    reported
      ? explain('leader.adopt', { slot, value, ballot, reported })
      : explain('leader.fillGap', { slot, ballot }),
  );
  const proposals = open.reduce<IntMap<Proposal>>(
    (all, { slot, value, reported }) => setAt(all, slot, fresh(value, reported, 0)),
    emptyIntMap(),
  );
  const facts = { ...promises(leader, from, ballot, reports), open: open.length, next };
  return {
    reports,
    proposals,
    nextSlot: next,
    beat: 0,
    executedBy: leader.servers.map(() => 0),
    outbox: [
      explain('leader.lead', facts),
      ...told,
      ...(known.length > 0 ? [here({ kind: 'learn', entries: known })] : []),
      ...open.flatMap(({ slot, value }) => ask(rules, leader, slot, value, log)),
      beatLater(leader),
    ],
  };
}

// ---- proposing ----------------------------------------------------------------------------------------------------

/** The next free slot, at once: commands are agreed on concurrently. */
export function propose(
  rules: LeaderRules,
  leader: LeaderContext,
  { value, log }: With<ProposeEvent>,
): Ruling {
  const slot = Math.max(leader.nextSlot, lastKey(log.decided) + 1);
  const ballot = leader.ballot as Ballot;
  return {
    proposals: setAt(leader.proposals, slot, fresh(value, null, leader.beat)),
    nextSlot: slot + 1,
    outbox: [
      explain('leader.propose', { slot, value, ballot }),
      ...ask(rules, leader, slot, value, log),
    ],
  };
}

export function proposeNothing(leader: LeaderContext, { value, log }: With<ProposeEvent>): Ruling {
  const slot = slotOf(leader, log, value);
  const decided = slot !== null && isDecided(log, slot);
  return { outbox: [explain('leader.proposeNothing', { value, slot, decided })] };
}

/** Its client asks every server, and so the leader too. */
export function dropRequest(leader: LeaderContext, { value }: ProposeEvent): Ruling {
  return { outbox: [explain('leader.dropRequest', { value, seen: leader.seen })] };
}

// ---- votes --------------------------------------------------------------------------------------------------------

export function countVote(leader: LeaderContext, event: VoteEvent): Ruling {
  const proposals = withVote(leader, event);
  return { proposals, outbox: [explain('leader.countVote', votes(leader, proposals, event))] };
}

/** A majority voted in this ballot: the value is chosen. The others hear of it by the next P2A or heartbeat. */
export function decide(leader: LeaderContext, event: VoteEvent): Ruling {
  const { slot } = event;
  const proposals = withVote(leader, event);
  const { value } = getAt(proposals, slot) as Proposal;
  return {
    proposals,
    preempted: 0,
    outbox: [
      explain('leader.decide', { ...votes(leader, proposals, event), value }),
      here({ kind: 'learn', entries: [{ slot, value }] }),
    ],
  };
}

export function sendP1A(leader: LeaderContext, event: VoteEvent): Ruling {
  return { attempts: leader.attempts + 1, outbox: askToAdopt(leader, event) };
}

export function ignoreVote(leader: LeaderContext, event: VoteEvent): Ruling {
  const { from, ballot, slot, accepted, promised } = event;
  const facts = { from, ballot, slot, accepted, promised, present: leader.ballot };
  return { outbox: [explain('leader.ignoreVote', facts)] };
}

// ---- keeping all in step ------------------------------------------------------------------------------------------

/** "I am alive", with how far all is decided and cleared; and once more the P2As that found no majority. */
export function beat(rules: LeaderRules, leader: LeaderContext, { log }: LeaderEvent): Ruling {
  const [ballot, nth] = [leader.ballot as Ballot, leader.beat + 1];
  const decidedUpTo = rules.decidedUpTo(log);
  const { proposals, asked, effects } = resend(rules, { ...leader, beat: nth }, log);
  const bound = clearable(rules, leader, log);
  const cleared = Math.max(log.cleared, bound);
  return {
    beat: nth,
    proposals,
    outbox: [
      explain('leader.beat', { ballot, decidedUpTo, cleared }),
      ...(asked.length > 0 ? [explain('leader.resend', { ballot, slots: asked })] : []),
      ...(bound > log.cleared ? [here({ kind: 'clear', bound })] : []),
      ...toEach(others(leader), { kind: 'heartbeat', ballot, decidedUpTo, cleared, beat: nth }),
      ...effects,
      beatLater(leader),
    ],
  };
}

/** What a follower has executed says what it lacks, and what everybody can forget. */
export function keepInStep(
  rules: LeaderRules,
  leader: LeaderContext,
  event: With<ReplyEvent>,
): Ruling {
  const { from, executed, log } = event;
  const index = leader.servers.indexOf(from);
  const executedBy = leader.executedBy.with(
    index,
    Math.max(executed, leader.executedBy[index] ?? 0),
  );
  const bound = clearable(rules, { ...leader, executedBy }, log);
  const unaware = rules.isUnaware(leader, event);
  return {
    executedBy,
    attempts: leader.attempts + (unaware ? 1 : 0),
    outbox: [
      explain('leader.noteExecuted', { from, executed, bound, cleared: log.cleared }),
      ...(unaware ? askToAdopt(leader, event) : []),
      ...teach(leader, event),
      ...(bound > log.cleared ? [here({ kind: 'clear', bound })] : []),
    ],
  };
}

/** Nothing is left of a cleared slot, in what others reported neither. */
export function clear(leader: LeaderContext, { bound }: ClearEvent): Ruling {
  const first = bound + 1;
  return {
    proposals: dropBelow(leader.proposals, first),
    reports: leader.reports.map(({ accepted, decided, ...report }) => {
      return {
        ...report,
        accepted: dropBelow(accepted, first),
        decided: dropBelow(decided, first),
      };
    }),
    outbox: [],
  };
}

// ---- parts --------------------------------------------------------------------------------------------------------

const others = ({ servers, self }: LeaderContext) => servers.filter((server) => server !== self);

function fresh(value: Value, reported: Ballot | null, sentAtBeat: number): Proposal {
  return { value, reported, votes: [], attempts: 1, sentAtBeat };
}

function ask(
  rules: LeaderRules,
  { servers, ballot }: LeaderContext,
  slot: number,
  value: Value,
  log: LearnerContext,
): Effects {
  const decidedUpTo = rules.decidedUpTo(log);
  const message = { kind: 'p2a', ballot: ballot as Ballot, slot, value, decidedUpTo } as const;
  return toEach(servers, { ...message, attempt: 0 });
}

/** Every P2A still open that was last sent some heartbeats ago goes to those who have not voted. */
function resend(rules: LeaderRules, leader: LeaderContext, log: LearnerContext) {
  const effects: Effects = [];
  const asked: number[] = [];
  let { proposals } = leader;
  for (let slot = log.executed + 1; slot < leader.nextSlot; slot++) {
    const proposal = getAt(proposals, slot);
    if (!proposal || isDecided(log, slot)) continue;
    if (!rules.isOverdue(leader, proposal)) continue;
    const { value, attempts, votes: voters } = proposal;
    const message: Message = {
      kind: 'p2a',
      ballot: leader.ballot as Ballot,
      slot,
      value,
      decidedUpTo: rules.decidedUpTo(log),
      attempt: attempts,
    };
    asked.push(slot);
    effects.push(
      ...toEach(
        leader.servers.filter((server) => !voters.includes(server)),
        message,
      ),
    );
    const again = { ...proposal, attempts: attempts + 1, sentAtBeat: leader.beat };
    proposals = setAt(proposals, slot, again);
  }
  return { proposals, asked, effects };
}

function askToAdopt(leader: LeaderContext, { from, promised }: VoteEvent | ReplyEvent): Effects {
  const { ballot, attempts } = leader;
  return [
    explain('leader.sendP1A', { to: from, ballot, promised }),
    ...toEach([from], { kind: 'p1a', ballot: ballot as Ballot, attempt: attempts }),
  ];
}

/** A server that has executed less than it was told is decided lacks values: it gets them. */
function teach({ ballot }: LeaderContext, event: With<ReplyEvent>): Effects {
  const { from, executed, decidedUpTo, log, beat: nth } = event;
  const first = executed + 1;
  const last = Math.min(decidedUpTo, executed + MOST_TAUGHT);
  const values: Value[] = [];
  for (let slot = first; slot <= last; slot++) {
    const value = getAt(log.decided, slot);
    if (value === undefined) break;
    values.push(value);
  }
  if (values.length === 0) return [];
  const message: Message = { kind: 'decision', ballot: ballot as Ballot, first, values, beat: nth };
  return [
    explain('leader.teach', { to: from, first, last: first + values.length - 1 }),
    ...toEach([from], message),
  ];
}

function clearable(
  rules: LeaderRules,
  { servers, self, executedBy }: LeaderContext,
  log: LearnerContext,
): number {
  return rules.clearable(
    servers.map((server, i) => (server === self ? log.executed : (executedBy[i] ?? 0))),
  );
}

function isDecided({ decided, executed }: LearnerContext, slot: number): boolean {
  return slot <= executed || getAt(decided, slot) !== undefined;
}

/** Where this command is proposed or decided; null when it is nowhere. */
function slotOf(leader: LeaderContext, log: LearnerContext, value: Value): number | null {
  const last = Math.max(leader.nextSlot - 1, lastKey(log.decided));
  for (let slot = last; slot > log.cleared; slot--) {
    const held = getAt(log.decided, slot) ?? getAt(leader.proposals, slot)?.value;
    if (held === value) return slot;
  }
  return null;
}

function withVote({ proposals }: LeaderContext, { slot, from }: VoteEvent): IntMap<Proposal> {
  const proposal = getAt(proposals, slot) as Proposal;
  return setAt(proposals, slot, { ...proposal, votes: [...proposal.votes, from] });
}

function votes({ servers }: LeaderContext, proposals: IntMap<Proposal>, event: VoteEvent) {
  const { from, ballot, slot, accepted } = event;
  const count = getAt(proposals, slot)?.votes.length ?? 0;
  return { from, ballot, slot, accepted, count, majority: majorityOf(servers.length) };
}

const here = (message: Letter): Effect<Letter> => ({ type: 'send', to: HERE as Address, message });

function beatLater({ pace: { heartbeat } }: LeaderContext): Effect<Letter> {
  return { type: 'setTimer', name: HEARTBEAT, after: [heartbeat, heartbeat] };
}
