import type { Address } from '../../base/address';
import { shortValue } from '../../protocol/sentences';
import type { Bound, SeenVote } from './ledger';
import { ballotText, type ForeignTrace, peerName } from './trace';

/** The parts that the sentences about a foreign trace are made of. */

/** " in slot 3"; nothing for a promise of all slots. */
export function inPlace({ protocol }: ForeignTrace, position: number | null): string {
  if (position === null) return '';
  return ` in ${protocol === 'multi' ? 'slot' : 'instance'} ${position}`;
}

/** "(line 17)", "(lines 17, 19)". */
export function at({ unit }: ForeignTrace, ...lines: number[]): string {
  return `(${unit}${lines.length === 1 ? '' : 's'} ${lines.join(', ')})`;
}

/** "apple at 1.S1"; "at 1.S1" where nothing told the value. */
export function voteText({ ballot, value }: SeenVote): string {
  return `${value === null ? '' : `${shortValue(value)} `}at ${ballotText(ballot)}`;
}

export function names(trace: ForeignTrace, addresses: readonly Address[]): string {
  const all = addresses.map((address) => peerName(trace, address));
  return all.length < 2 ? all.join() : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}

/** "it has promised 2.S3": what binds an acceptor. */
export function boundText({ ballot, by }: Bound): string {
  switch (by) {
    case 'promise':
      return `it has promised ${ballotText(ballot)}`;
    case 'accepted':
      return `it has accepted at ${ballotText(ballot)}, which is a promise too`;
    case 'reject':
      return `it said that it had promised ${ballotText(ballot)}`;
  }
}
