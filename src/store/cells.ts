import { type Address, nameOf } from '../base/address';
import { lastKey } from '../base/intMap';
import { factsOf } from '../check/facts';
import {
  firstKept,
  isHole,
  lastHeard,
  positionIn,
  type Remains,
  remainsOf as remainsOfNode,
} from '../check/reading';
import { type Ballot, formatBallot } from '../protocol/ballot';
import type { Value } from '../protocol/value';
import type { Moment } from '../scenarios/run';
import { protocolWords } from './protocolWords';

/** What one server knows of one instance, or of one slot. */
export interface Cell {
  readonly server: Address;
  readonly seq: number;
  readonly state: 'untouched' | 'promised' | 'accepted' | 'decided' | 'forgotten';
  readonly ballot: Ballot | null;
  readonly value: Value | null;
  /** A majority accepted a value here, and this server does not know it. */
  readonly chosenUnknown: boolean;
  /** Not decided here, while a later instance is. */
  readonly hole: boolean;
  /** The server is down; what is shown stands on its disk. */
  readonly down: boolean;
}

export function remainsOf(moment: Moment, server: Address): Remains | null {
  const node = moment.world.nodes[server - 1];
  return node ? remainsOfNode(node) : null;
}

export function cellAt(moment: Moment, server: Address, seq: number): Cell {
  const remains = remainsOf(moment, server);
  const down = moment.world.nodes[server - 1]?.status === 'crashed';
  const base = baseOf(remains, seq);
  const known = base.state === 'decided' || base.state === 'forgotten';
  const chosenUnknown = !known && factsOf(moment.facts, seq).chosen.length > 0;
  const hole = !known && remains !== null && isHole(remains, seq);
  return { server, seq, ...base, chosenUnknown, hole, down };
}

function baseOf(remains: Remains | null, seq: number) {
  if (remains && seq < firstKept(remains))
    return { state: 'forgotten', ballot: null, value: null } as const;
  const { promised = null, vote = null, decided = null } = positionIn(remains, seq) ?? {};
  if (decided !== null)
    return { state: 'decided', ballot: vote?.ballot ?? null, value: decided } as const;
  if (vote) return { state: 'accepted', ballot: vote.ballot, value: vote.value } as const;
  if (promised) return { state: 'promised', ballot: promised, value: null } as const;
  return { state: 'untouched', ballot: null, value: null } as const;
}

/** "S2, instance 3, accepted 1.S1: x" or "S2, slot 3, chosen: x", with what else the cell shows. */
export function cellName(cell: Cell, protocol: Moment['protocol']): string {
  const { position, states } = protocolWords(protocol);
  const { server, seq, state, ballot, value, chosenUnknown, hole, down } = cell;
  const at = state === 'promised' || state === 'accepted' ? ` ${formatBallot(ballot)}` : '';
  const what = value === null ? '' : `: ${value}`;
  const more = [
    chosenUnknown && 'chosen but not known here',
    hole && 'hole',
    down && 'server down',
  ];
  return [
    `${nameOf(server)}, ${position} ${seq}, ${states[state]}${at}${what}`,
    ...more.filter(Boolean),
  ].join(', ');
}

/** The highest instance or slot anything is known of anywhere; below the first one for none. */
export function highestInstance(moment: Moment): number {
  const heard = moment.world.nodes.map((_, i) => {
    const remains = remainsOf(moment, i + 1);
    return remains ? lastHeard(remains) : -1;
  });
  return Math.max(lastKey(moment.facts.instances), ...heard);
}
