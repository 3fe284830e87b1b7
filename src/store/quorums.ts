import type { Address } from '../base/address';
import type { ClusterMessage } from '../check/cluster';
import { type Ballot, sameBallot } from '../protocol/ballot';
import type { Message as LibraryMessage } from '../protocol/basic';
import type { MessageOf } from '../protocol/multi/messages';
import { majorityOf } from '../protocol/quorum';
import type { Value } from '../protocol/value';
import type { Vote } from '../protocol/vote';
import type { Moment } from '../scenarios/run';
import { executedAsKnown, leaderServer, leaderView, reportsOn, slotView } from './leaderView';
import { isRefusal } from './messageWords';
import type { Records } from './records';
import type { Trace, TracedMessage } from './trace';

/** The answers that a message rests on: what its sender counted, whether it was right to or not. */
export interface QuorumReport {
  readonly kind: 'promise' | 'accepted';
  readonly ballot: Ballot;
  /** The slot that it is about (multi); null for an instance, and for what concerns every slot. */
  readonly slot: number | null;
  readonly majority: number;
  readonly members: readonly QuorumMember[];
}

export interface QuorumMember {
  readonly server: Address;
  /** The message that said so; null for what the sender told itself. */
  readonly message: TracedMessage | null;
  /** What its promise reported. */
  readonly report: { readonly vote: Vote | null; readonly decided: Value | null } | null;
  /** It said no, and was counted all the same: only a wrong rule does that. */
  readonly refused: boolean;
}

/** Where the answers are looked for. */
export interface Evidence {
  readonly trace: Trace;
  readonly records: Records;
  readonly servers: number;
  /** The messages without which this one would not have been sent. */
  readonly causes: ReadonlySet<number>;
}

/** The majorities behind a message; none for a message that needs none. A message about many slots may need many. */
export function quorumsBehind(sent: TracedMessage, evidence: Evidence): readonly QuorumReport[] {
  const { message } = sent;
  switch (message.kind) {
    case 'accept':
      return [libraryQuorum(sent, message, 'promise', evidence)];
    case 'decided':
      return [libraryQuorum(sent, message, 'accepted', evidence)];
    case 'p2a':
      return promisesBehind(sent, message, evidence);
    case 'heartbeat':
      return votesBehind(sent, message.ballot, [message.decidedUpTo], evidence);
    case 'decision': {
      const slots = message.values.map((_, i) => message.first + i);
      return votesBehind(sent, message.ballot, slots, evidence);
    }
    default:
      return [];
  }
}

/** A leader counted this P2B, which said no: only a wrong rule does that. */
export function isCountedWrongly({ message, ...sent }: TracedMessage, records: Records): boolean {
  if (message.kind !== 'p2b' || !isRefusal(message)) return false;
  return wasCounted({ message, ...sent }, message.slot, records);
}

/**
 * How far each server had executed, as a leader knew it when it told all to clear; null for any other message, and for a
 * leader that only repeats what an earlier one had found.
 */
export function executedBehind(sent: TracedMessage, records: Records): readonly number[] | null {
  const { message, from } = sent;
  if (message.kind !== 'heartbeat' || message.cleared === 0) return null;
  const moment = leadingMoment(sent, message.ballot, records);
  const executed = moment && executedAsKnown(leaderView(moment, from));
  return executed && Math.min(...executed) >= message.cleared ? executed : null;
}

/** The messages with these ids, oldest first. */
export function messagesOf(ids: ReadonlySet<number>, trace: Trace): TracedMessage[] {
  return [...ids].sort((a, b) => a - b).flatMap((id) => trace.messages[id - 1] ?? []);
}

// ---- the library: from among the causes -----------------------------------------------------------------------------

const COUNTING = new Set(['proposer.adoptHighest', 'proposer.proposeOwn', 'proposer.decide']);

function libraryQuorum(
  sent: TracedMessage,
  { ballot, seq }: LibraryMessage,
  kind: QuorumReport['kind'],
  { causes, trace, records, servers }: Evidence,
): QuorumReport {
  const members: QuorumMember[] = [];
  for (const cause of messagesOf(causes, trace)) {
    const said = cause.message;
    if (said.kind !== kind || cause.to !== sent.from) continue;
    if (said.seq !== seq || !sameBallot(said.ballot, ballot)) continue;
    if (members.some(({ server }) => server === cause.from)) continue;
    const report = said.kind === 'promise' ? { vote: said.vote, decided: null } : null;
    members.push({ server: cause.from, message: cause, report, refused: false });
  }
  const counted = records
    .recordAt(sent.sentDepth)
    ?.explanations.find(({ rule }) => COUNTING.has(rule))?.because.count;
  const itself = { server: sent.from, message: null, report: null, refused: false };
  const own = typeof counted === 'number' && counted > members.length ? [itself] : [];
  return {
    kind,
    ballot,
    slot: null,
    majority: majorityOf(servers),
    members: [...own, ...members],
  };
}

// ---- a leader: what it counted, as it stood when it sent the message ------------------------------------------------

/** What was reported about the slot of a P2A, with the promises that its leader had. */
function promisesBehind(
  sent: TracedMessage,
  { ballot, slot }: MessageOf<'p2a'>,
  evidence: Evidence,
): readonly QuorumReport[] {
  const moment = leadingMoment(sent, ballot, evidence.records);
  if (!moment) return [];
  const members = reportsOn(moment, sent.from, slot).map(({ from, vote, decided }) => {
    const isPromise = ({ message }: TracedMessage) =>
      message.kind === 'p1b' && !isRefusal(message) && sameBallot(message.ballot, ballot);
    const message = latestFrom(from, sent, evidence.trace, isPromise);
    return { server: from, message, report: { vote, decided }, refused: false };
  });
  return quorum('promise', ballot, slot, members, evidence);
}

/** The votes for the slots that a message calls decided, where its sender counted a majority of them itself. */
function votesBehind(
  sent: TracedMessage,
  ballot: Ballot,
  slots: readonly number[],
  evidence: Evidence,
): readonly QuorumReport[] {
  const moment = leadingMoment(sent, ballot, evidence.records);
  if (!moment) return [];
  return slots.flatMap((slot) => {
    const { proposal } = slotView(moment, sent.from, slot);
    if (!proposal || proposal.votes.length < proposal.majority) return [];
    const members = proposal.votes.map((voter) => {
      const isCounted = (answer: TracedMessage) =>
        isP2B(answer.message, slot) && wasCounted(answer, slot, evidence.records);
      const message = latestFrom(voter, sent, evidence.trace, isCounted);
      const refused = message !== null && isRefusal(message.message);
      return { server: voter, message, report: null, refused };
    });
    return quorum('accepted', ballot, slot, members, evidence);
  });
}

/** The moment of sending, if the sender then led, or tried to, with this ballot: a late copy proves nothing. */
function leadingMoment(
  { from, sentDepth }: TracedMessage,
  ballot: Ballot,
  records: Records,
): Moment | null {
  const moment = records.momentAt(sentDepth);
  const present = moment && leaderServer(moment, from)?.leader.context.ballot;
  return moment && present && sameBallot(present, ballot) ? moment : null;
}

/** What `from` last said to the sender of `sent`, of what it had received before. */
function latestFrom(
  from: Address,
  { from: sender, sentDepth }: TracedMessage,
  { messages }: Trace,
  isIt: (answer: TracedMessage) => boolean,
): TracedMessage | null {
  const answer = messages.findLast(
    (candidate) =>
      candidate.from === from &&
      candidate.to === sender &&
      candidate.fate === 'received' &&
      (candidate.endDepth ?? Infinity) <= sentDepth &&
      isIt(candidate),
  );
  return answer ?? null;
}

const isP2B = (message: ClusterMessage, slot: number) =>
  message.kind === 'p2b' && message.slot === slot;

/** The leader counted this very answer. */
function wasCounted({ from, endDepth }: TracedMessage, slot: number, { recordAt }: Records) {
  const counting = recordAt(endDepth ?? 0)?.explanations ?? [];
  return counting.some(
    ({ rule, because }) =>
      (rule === 'leader.countVote' || rule === 'leader.decide') &&
      because.from === from &&
      because.slot === slot,
  );
}

function quorum(
  kind: QuorumReport['kind'],
  ballot: Ballot,
  slot: number,
  members: readonly QuorumMember[],
  { servers }: Evidence,
): readonly QuorumReport[] {
  return members.length === 0
    ? []
    : [{ kind, ballot, slot, majority: majorityOf(servers), members }];
}
