import { compareBallots } from '../../protocol/ballot';
import type { ForeignStep, ForeignTrace } from './trace';

/** What one peer showed of one instance or slot. */
export interface ForeignCell {
  readonly state: 'promised' | 'accepted' | 'decided';
  /** The ballot of what it promised or accepted last; the value that it accepted or took to be decided. */
  readonly ballot: ForeignStep['ballot'];
  readonly value: string | null;
}

/** The cells that the steps up to and with `until` (a place, from 0) show; by {@link cellKey}. */
export function logAt({ steps }: ForeignTrace, until: number): ReadonlyMap<string, ForeignCell> {
  const cells = new Map<string, ForeignCell>();
  const asked = new Map<string, string | null>();
  for (const step of steps.slice(0, until + 1)) {
    const { act, position, ballot, value, peer, from } = step;
    if (position === null) continue;
    if (act === 'accept') asked.set(voteKey(step), value);
    const key = cellKey(peer, position);
    const before = cells.get(key);
    if (act === 'decide')
      cells.set(key, { state: 'decided', ballot: before?.ballot ?? null, value });
    if (peer !== from || before?.state === 'decided') continue;
    if (act === 'accepted')
      cells.set(key, {
        state: 'accepted',
        ballot,
        value: value ?? asked.get(voteKey(step)) ?? null,
      });
    else if (act === 'promise' && !before)
      cells.set(key, { state: 'promised', ballot, value: null });
    else if (act === 'promise' && before?.state === 'promised' && above(step, before))
      cells.set(key, { ...before, ballot });
  }
  return cells;
}

export function cellKey(peer: number, position: number): string {
  return `${peer}/${position}`;
}

function above({ ballot }: ForeignStep, before: ForeignCell): boolean {
  return ballot !== null && (before.ballot === null || compareBallots(ballot, before.ballot) > 0);
}

function voteKey({ position, ballot }: ForeignStep): string {
  return JSON.stringify([position, ballot]);
}

/** Every instance or slot that the trace speaks of, ascending. */
export function positionsOf({ steps }: ForeignTrace): number[] {
  const all = new Set(steps.flatMap(({ position }) => position ?? []));
  return [...all].sort((a, b) => a - b);
}
