import { NO_OP, type Value } from '../protocol/value';
import type { Vote } from '../protocol/vote';
import type { ProposalView } from './leaderView';
import { around, type Entry } from './slotLists';
import { shortValue } from './values';
import { formatBallot, nameOf } from './words';

/** Entries of maps of slots as CS 505's slides write them: {2 → (B, 1.S2)}. */

/** "B"; the slides spell a no-op out. */
export const slideValue = (value: Value): string => (value === NO_OP ? NO_OP : shortValue(value));

/** "(B, 1.S2)". */
export const slideVote = ({ value, ballot }: Vote): string =>
  `(${slideValue(value)}, ${formatBallot(ballot)})`;

/** "(B, 1.S2)" with the ballot under which phase 1 reported it; what nobody reported fills a gap or is new. */
export function slideProposal({ value, reported }: ProposalView): string {
  if (reported) return slideVote({ value, ballot: reported });
  return `(${slideValue(value)}, ${value === NO_OP ? 'gap' : 'new'})`;
}

/** "[S2, S3]". */
export const slideVoters = ({ votes }: ProposalView): string => `[${votes.map(nameOf).join(', ')}]`;

/** "{… 3 more, 4 → A, 5 → B, … and 2 more}": the entries around `focus`, on one line. */
export function slideMap<T>(
  all: readonly Entry<T>[],
  focus: number,
  words: (entry: T) => string,
): string {
  const { entries, earlier, later } = around(all, focus);
  const parts = [
    ...(earlier > 0 ? [`… ${earlier} more`] : []),
    ...entries.map(([slot, entry]) => `${slot} → ${words(entry)}`),
    ...(later > 0 ? [`… and ${later} more`] : []),
  ];
  return `{${parts.join(', ')}}`;
}
