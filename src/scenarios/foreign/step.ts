import { addressOf, nameOf } from '../../base/address';
import { type Ballot, compareBallots } from '../../protocol/ballot';
import type { Micros } from '../../sim/time';
import { Refusal } from '../format/refusal';
import { KINDS, type RawBallot, type RawLine, type RawPeer, type RawValue } from './lines';
import { bareBallot, type ForeignAct, type ForeignStep } from './trace';

/** What a line tells. @throws Refusal when it was written down by neither end of its message. */
export function stepOf(raw: RawLine, line: number, at: Micros): ForeignStep {
  const { kind, votes = [] } = raw;
  const position = raw.seq ?? raw.slot ?? null;
  const ends = endsOf(raw);
  const ballot = raw.ballot === undefined ? null : ballotOf(raw.ballot);
  const promised = raw.promised === undefined ? null : ballotOf(raw.promised);
  const own = raw.vote ? [{ slot: position ?? 0, ...raw.vote }] : [];
  const reported = [...own, ...votes].map((held) => ({
    position: held.slot,
    ballot: ballotOf(held.ballot),
    value: textOf(held.value),
  }));
  const act = actOf(raw, ballot, promised);
  return {
    line,
    at,
    act,
    kind,
    ...ends,
    position,
    ballot,
    value: raw.value === undefined ? null : textOf(raw.value),
    promised,
    votes: act === 'promise' ? reported : [],
    cleared: raw.cleared ?? null,
  };
}

/** An answer of Multi-Paxos says no, or says that its acceptor follows a higher ballot than it was asked about. */
function actOf(raw: RawLine, ballot: Ballot | null, promised: Ballot | null): ForeignAct {
  const act = (KINDS.get(raw.kind) as { readonly act: ForeignAct }).act;
  if (act !== 'promise' && act !== 'accepted') return act;
  const yes = raw.ok ?? (promised === null || compareBallots(promised, ballot) <= 0);
  return yes ? act : 'reject';
}

function endsOf(raw: RawLine): Pick<ForeignStep, 'peer' | 'from' | 'to'> {
  const peer = peerOf(raw.peer);
  const from = raw.from === undefined ? null : peerOf(raw.from);
  const to = raw.to === undefined ? null : peerOf(raw.to);
  if (from !== null && to !== null && peer !== from && peer !== to)
    throw new Refusal('/peer', `${nameOf(peer)} is neither the sender nor the receiver`);
  return { peer, from, to };
}

function peerOf(raw: RawPeer): number {
  return typeof raw === 'number' ? raw + 1 : (addressOf(raw) as number);
}

function ballotOf(raw: RawBallot): Ballot {
  if (typeof raw === 'number') return bareBallot(raw);
  const [round, server = ''] = raw.split('.');
  return { round: Number(round), server: addressOf(server) as number };
}

function textOf(raw: RawValue): string {
  return String(raw);
}
