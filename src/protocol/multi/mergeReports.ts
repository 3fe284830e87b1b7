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

/** What has to be judged when a new leader reads the reports of its majority. */
export interface MergeRules {
  /** The first slot that they say something about. */
  firstTold(reports: readonly Report[], log: LearnerContext): number;
  /** What one of them knows to be chosen there. */
  chosenIn(reports: readonly Report[], slot: number): Value | undefined;
  /** The vote whose value must be asked for there; null when the leader is free. */
  voteToKeep(reports: readonly Report[], slot: number): Vote | null;
  /** A slot without any vote below the last one is asked for, too. */
  fillsGaps: boolean;
  /** What it gets. */
  filler: Value;
}

export const MERGE_RULES: MergeRules = {
  // Nothing is said about slots that everybody executed: they are cleared where they are missing, not empty (BL-52).
  firstTold: (reports, { executed }) =>
    1 + Math.max(executed, ...reports.map(({ cleared }) => cleared)),
  chosenIn,
  voteToKeep: highestVote,
  fillsGaps: true,
  // A command that no client gave and that changes nothing.
  filler: NO_OP,
};

/**
 * What the promises of a majority say about every slot that is not executed here: chosen, accepted under which highest
 * ballot, or nothing (PMMC's pmax; CONFORMANCE MP-merge).
 */
export function mergeReports(
  reports: readonly Report[],
  log: LearnerContext,
  rules: MergeRules = MERGE_RULES,
): Merged {
  const first = rules.firstTold(reports, log);
  const last = Math.max(
    first - 1,
    lastKey(log.decided),
    ...reports.flatMap(({ accepted, decided }) => [lastKey(accepted), lastKey(decided)]),
  );
  const known: Entry[] = [];
  const open: OpenSlot[] = [];
  for (let slot = first; slot <= last; slot++) {
    if (getAt(log.decided, slot) !== undefined) continue;
    const chosen = rules.chosenIn(reports, slot);
    const vote = rules.voteToKeep(reports, slot);
    if (chosen !== undefined) known.push({ slot, value: chosen });
    else if (vote) open.push({ slot, value: vote.value, reported: vote.ballot });
    else if (rules.fillsGaps) open.push({ slot, value: rules.filler, reported: null });
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

function highestVote(reports: readonly Report[], slot: number): Vote | null {
  return reports.reduce<Vote | null>((best, { accepted }) => {
    const vote = getAt(accepted, slot);
    return vote && compareBallots(vote.ballot, best?.ballot ?? null) > 0 ? vote : best;
  }, null);
}
