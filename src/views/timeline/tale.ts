import type { ClusterMessage } from '../../check/cluster';
import type { Vote } from '../../protocol/basic';
import type { Micros } from '../../sim/time';
import type { TracedMessage } from '../../store/trace';
import {
  formatBallot,
  instanceOfMessage,
  nameOf,
  nameOfMessage,
  shortValue,
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

/** What a message says, and how it fared. */
export function taleOf({ message: traced, fate, endedAt, heldAt }: Flight): TaleLine[] {
  const { message, sentAt } = traced;
  const until =
    fate === 'underWay'
      ? heldAt === null
        ? 'under way'
        : `held since ${moment(heldAt)}`
      : ENDS[fate];
  const took = endedAt !== null && endedAt > sentAt ? ` ${moment(endedAt)}` : '';
  return [...saysOf(message), ['sent', moment(sentAt)], ['then', `${until}${took}`]];
}

/** "S1 → S3, instance 0". */
export function wayOf({ from, to, message }: TracedMessage): string {
  const seq = instanceOfMessage(message);
  return `${nameOf(from)} → ${nameOf(to)}${seq === null ? '' : `, instance ${seq}`}`;
}

function saysOf(message: ClusterMessage): TaleLine[] {
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
    default:
      return [];
  }
}

function voteOf(vote: Vote | null): string {
  return vote ? `${shortValue(vote.value)} at ${formatBallot(vote.ballot)}` : 'none yet';
}

const moment = (time: Micros): string => `${formatMs(Math.round(toMs(time) * 10) / 10)} ms`;
