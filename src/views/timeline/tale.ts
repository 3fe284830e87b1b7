import type { ClusterMessage } from '../../check/cluster';
import type { Ballot } from '../../protocol/ballot';
import type { Value } from '../../protocol/value';
import type { Vote } from '../../protocol/vote';
import type { Micros } from '../../sim/time';
import { around, type Entry, entriesOf } from '../../store/slotLists';
import type { TracedMessage } from '../../store/trace';
import {
  formatBallot,
  isRefusal,
  nameOf,
  nameOfMessage,
  shortValue,
  slotWords,
  toMs,
} from '../../store/words';
import type { Flight } from './arrow';
import { formatMs } from './ticks';

/** One fact about a message: what it is called, and what it is. */
export type TaleLine = readonly [name: string, text: string];

const ENDS: Readonly<Record<Exclude<TracedMessage['fate'], 'underWay'>, string>> = {
  received: 'received',
  dropped: 'dropped',
  lost: 'lost',
  cut: 'lost at a cut link',
  deaf: 'lost: the receiver is deaf',
  crashed: 'lost: the receiver was down',
};

/** "prepare 1.S1, S1 to S3, instance 0", and what became of it once it is no longer under way. */
export function accessibleName(message: TracedMessage, fate: TracedMessage['fate']): string {
  const name = nameOfMessage(message);
  return fate === 'underWay' ? name : `${name}, ${ENDS[fate]}`;
}

/** What a message says, of many slots about those around `focus`, and how it fared. */
export function taleOf(
  { message: traced, fate, endedAt, heldAt }: Flight,
  focus: number,
): TaleLine[] {
  const { message, sentAt } = traced;
  const until =
    fate === 'underWay'
      ? heldAt === null
        ? 'under way'
        : `held since ${moment(heldAt)}`
      : ENDS[fate];
  const took = endedAt !== null && endedAt > sentAt ? ` ${moment(endedAt)}` : '';
  return [...saysOf(message, focus), ['sent', moment(sentAt)], ['then', `${until}${took}`]];
}

/** "S1 → S3, instance 0"; "S3 → S2, slots 2 to 4". */
export function wayOf({ from, to, message }: TracedMessage): string {
  const way = `${nameOf(from)} → ${nameOf(to)}`;
  const about = 'seq' in message ? `instance ${message.seq}` : slotWords(message);
  return about ? `${way}, ${about}` : way;
}

function saysOf(message: ClusterMessage, focus: number): TaleLine[] {
  switch (message.kind) {
    case 'accept':
    case 'decided':
      return [['value', shortValue(message.value)]];
    case 'promise':
      return [['its vote', voteOf(message.vote)]];
    case 'reject':
      return [['promised', formatBallot(message.promised)]];
    case 'request': {
      const { op, key, value } = message.operation;
      return [['asks', op === 'get' ? `get ${key}` : `${op} ${key}: ${shortValue(value)}`]];
    }
    case 'reply':
      return [['result', message.result === null ? 'none' : shortValue(message.result)]];
    case 'p1b':
      return isRefusal(message)
        ? [['says', 'refused'], follows(message.promised)]
        : [
            follows(message.promised),
            ['reports', listOf(entriesOf(message.accepted), focus, voteOf)],
            ...knows(entriesOf(message.decided), focus),
          ];
    case 'p2a':
      return [['value', shortValue(message.value)], decidedUpTo(message)];
    case 'p2b':
      return [['says', message.accepted ? 'accepted' : 'refused'], follows(message.promised)];
    case 'heartbeat':
      return [decidedUpTo(message), ['executed', `by everybody up to ${upTo(message.cleared)}`]];
    case 'heartbeat-reply':
      return [['executed', `up to ${upTo(message.executed)}`]];
    case 'decision':
      return knows(
        message.values.map((value, i) => [message.first + i, value] as const),
        focus,
      );
    default:
      return [];
  }
}

const follows = (ballot: Ballot | null): TaleLine => ['follows', formatBallot(ballot)];

const decidedUpTo = (message: { readonly decidedUpTo: number }): TaleLine => [
  'decided',
  `up to ${upTo(message.decidedUpTo)}`,
];

/** What its sender knows to be decided. */
const knows = (decided: readonly Entry<Value>[], focus: number): TaleLine[] =>
  decided.length === 0 ? [] : [['decided', listOf(decided, focus, shortValue)]];

const upTo = (slot: number): string => (slot === 0 ? 'nothing' : `slot ${slot}`);

/** "slot 2: B at 1.S2, slot 3: ∅ at 1.S2 and 4 others". */
function listOf<T>(all: readonly Entry<T>[], focus: number, words: (entry: T) => string): string {
  if (all.length === 0) return 'no vote';
  const { entries, earlier, later } = around(all, focus);
  const list = entries.map(([slot, entry]) => `slot ${slot}: ${words(entry)}`).join(', ');
  const others = earlier + later;
  return others === 0 ? list : `${list} and ${others} other${others > 1 ? 's' : ''}`;
}

function voteOf(vote: Vote | null): string {
  return vote ? `${shortValue(vote.value)} at ${formatBallot(vote.ballot)}` : 'none yet';
}

const moment = (time: Micros): string => `${formatMs(Math.round(toMs(time) * 10) / 10)} ms`;
