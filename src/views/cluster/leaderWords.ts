import type { Address } from '../../base/address';
import type { Moment } from '../../scenarios/run';
import {
  type Leadership,
  type LeaderView,
  leaderView,
  type SlotView,
  slotView,
} from '../../store/leaderView';
import { formatBallot, nameOf } from '../../store/words';
import { type CommonWords, common, NOTHING, shown } from './cardTexts';

/** A server of Multi-Paxos: whom it follows or whether it leads, and the slot in focus. */
export interface LeaderWords extends CommonWords {
  readonly of: 'leader';
  /** What it takes itself for; `alone`: it knows of nobody to follow. Null while it is down. */
  readonly part: 'leading' | 'electing' | 'backing off' | 'following' | 'alone' | null;
  /** "S1": whom it believes to lead. */
  readonly leader: string;
  /** Its own ballot, while it leads or tries to. */
  readonly own: string;
  /** The ballot that its acceptor has adopted. */
  readonly adopted: string;
  /** It has missed one heartbeat check; at the second in a row it stops following. */
  readonly missed: boolean;
  readonly executed: string;
  /** Its vote in the slot: ballot and value. */
  readonly votedAt: string;
  readonly value: string;
  /** What it knows to be chosen there. */
  readonly decided: string | null;
  /** What is counted, and how far: "promises" while it elects, "votes" for what it asks for in the slot. */
  readonly counted: 'promises' | 'votes' | null;
  readonly tally: string;
}

export function leaderWords(moment: Moment, server: Address, slot: number): LeaderWords {
  const view = leaderView(moment, server);
  const place = slotView(moment, server, slot);
  const { status, deaf, leadership, adopted, executed } = view;
  return {
    of: 'leader',
    ...common(server, status, deaf),
    state: stateOf(view, place),
    part: leadership && partOf(leadership),
    leader: leadership?.believes ? nameOf(leadership.believes) : NOTHING,
    own: formatBallot(leadership?.own ?? null),
    adopted: formatBallot(adopted),
    missed: (leadership?.misses ?? 0) > 0,
    executed: executed > 0 ? String(executed) : NOTHING,
    votedAt: formatBallot(place.vote?.ballot ?? null),
    value: place.vote ? shown(place.vote.value) : NOTHING,
    decided: place.decided === null ? null : shown(place.decided),
    ...tallyOf(leadership, place),
  };
}

function partOf({ part, believes }: Leadership): LeaderWords['part'] {
  return part === 'following' && believes === null ? 'alone' : part;
}

const STATES = {
  empty: 'untouched',
  accepted: 'accepted',
  chosen: 'decided',
  cleared: 'forgotten',
} as const;

function stateOf({ lost }: LeaderView, { status }: SlotView): CommonWords['state'] {
  return lost ? 'lost' : STATES[status];
}

function tallyOf(
  leadership: Leadership | null,
  { proposal, decided }: SlotView,
): Pick<LeaderWords, 'counted' | 'tally'> {
  if (leadership?.part === 'electing')
    return {
      counted: 'promises',
      tally: `${leadership.promises.length} of ${leadership.majority}`,
    };
  // Once it knows the decision, more votes change nothing.
  if (leadership?.part === 'leading' && proposal && decided === null)
    return { counted: 'votes', tally: `${proposal.votes.length} of ${proposal.majority}` };
  return { counted: null, tally: '' };
}

/** The whole card in one sentence. */
export function leaderSentence(card: LeaderWords, slot: number): string {
  const parts = [
    ...(card.part ? [partSentence(card)] : []),
    ...(card.state === 'lost' ? ['its disk is empty'] : ballotAndLog(card, slot)),
  ];
  const sentence = `${parts.join('; ')}.`;
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

function ballotAndLog(card: LeaderWords, slot: number): string[] {
  const { status, adopted, executed } = card;
  const disk = status === 'crashed' ? 'on its disk: ' : '';
  return [
    `${disk}its acceptor ${adopted === NOTHING ? 'has adopted no ballot' : `follows ${adopted}`}`,
    `slot ${slot}: ${slotSentence(card)}`,
    executed === NOTHING ? 'nothing executed' : `executed up to slot ${executed}`,
  ];
}

function partSentence({ part, leader, own, missed, counted, tally }: LeaderWords): string {
  switch (part) {
    case 'leading':
      return `believes it leads, with ${own}`;
    case 'electing':
      return `tries to lead with ${own}, ${counted} ${tally}`;
    case 'backing off':
      return 'backs off before it tries again';
    default:
      return `${part === 'alone' ? 'knows no leader' : `follows ${leader}`}${missed ? ', missed one heartbeat check' : ''}`;
  }
}

function slotSentence({ state, votedAt, value, decided, counted, tally }: LeaderWords): string {
  if (state === 'forgotten') return 'cleared';
  const parts = [
    votedAt === NOTHING ? 'accepted nothing' : `accepted ${value} at ${votedAt}`,
    ...(counted === 'votes' ? [`votes ${tally}`] : []),
    ...(decided === null ? [] : [`knows that ${decided} is chosen`]),
  ];
  return parts.join(', ');
}
