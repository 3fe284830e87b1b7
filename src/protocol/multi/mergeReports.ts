import { getAt, lastKey } from '../../base/intMap';
import { type Ballot, compareBallots } from '../ballot';
import { NO_OP, type Value } from '../value';
import type { Vote } from '../vote';
import type { Report } from './leader';
import type { Entry, LearnerContext } from './learner';

/** A slot that a new leader must propose something for. */
export interface OpenSlot extends Entry {
  /** The ballot of the highest vote reported; null for a gap, whose value is the no-op. */
  readonly reported: Ballot | null;
}

export interface Merged {
  /** Reported as chosen, and not known here. */
  readonly known: readonly Entry[];
  readonly open: readonly OpenSlot[];
  /** The last slot that anything is known of. */
  readonly last: number;
}

/**
 * What the promises of a majority say about every slot that is not executed here: chosen, accepted under which highest
 * ballot, or nothing (PMMC's pmax; CONFORMANCE MP-merge). Nothing is said about slots that everybody executed: they are
 * cleared where they are missing, not empty (BL-52).
 */
export function mergeReports(reports: readonly Report[], log: LearnerContext): Merged {
  const first = 1 + Math.max(log.executed, ...reports.map(({ cleared }) => cleared));
  const last = Math.max(
    first - 1,
    lastKey(log.decided),
    ...reports.flatMap(({ accepted, decided }) => [lastKey(accepted), lastKey(decided)]),
  );
  const known: Entry[] = [];
  const open: OpenSlot[] = [];
  for (let slot = first; slot <= last; slot++) {
    if (getAt(log.decided, slot) !== undefined) continue;
    const chosen = chosenIn(reports, slot);
    if (chosen !== undefined) known.push({ slot, value: chosen });
    else open.push({ slot, ...highestVote(reports, slot) });
  }
  return { known, open, last };
}

function chosenIn(reports: readonly Report[], slot: number): Value | undefined {
  for (const { decided } of reports) {
    const value = getAt(decided, slot);
    if (value !== undefined) return value;
  }
  return undefined;
}

function highestVote(reports: readonly Report[], slot: number) {
  const highest = reports.reduce<Vote | null>((best, { accepted }) => {
    const vote = getAt(accepted, slot);
    return vote && compareBallots(vote.ballot, best?.ballot ?? null) > 0 ? vote : best;
  }, null);
  return { value: highest?.value ?? NO_OP, reported: highest?.ballot ?? null };
}
