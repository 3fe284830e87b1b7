import type { Address } from '../../base/address';
import { agreement, chosenIsAdopted, learnedIsChosen } from '../../check/properties/singleDecree';
import { type Ballot, compareBallots } from '../../protocol/ballot';
import { shortValue } from '../../protocol/sentences';
import type { BallotRecord, Carried, ForeignChoice, PositionRecord } from './ledger';
import { type Break, broken, type ForeignProperty } from './property';
import {
  ballotText,
  type ForeignStep,
  type ForeignTrace,
  isAboutVotes,
  isOwn,
  peerName,
} from './trace';
import { at, inPlace, names } from './words';

/** What must be true of what is chosen, worked out from history. */

/** What a peer takes to be decided, as it says itself. */
function learnedIn(step: ForeignStep): { position: number; value: string } | null {
  const { act, position, value } = step;
  const says = act === 'decide' || (act === 'decided' && isOwn(step));
  return says && position !== null && value !== null ? { position, value } : null;
}

export const knowsOnlyTheChosen: ForeignProperty = {
  id: learnedIsChosen.id,
  says: learnedIsChosen.says,
  when: 'before',
  judge({ trace, step, ledger }) {
    const learned = learnedIn(step);
    if (!learned) return null;
    const { position, value } = learned;
    const known = ledger.at(position);
    if (known.chosen.has(value)) return 'holds';
    const best = mostVotes(known, value);
    const who = best
      ? `only ${names(trace, best.voters)} accepted it at ${ballotText(best.ballot)} ${at(trace, ...best.lines)}`
      : 'nobody accepted it';
    return broken(
      `${peerName(trace, step.peer)} takes ${shortValue(value)} to be decided${inPlace(trace, position)}, but no majority has accepted it: ${who}.`,
      ...(best?.lines ?? []),
    );
  },
};

interface Votes {
  readonly ballot: Ballot;
  readonly voters: readonly Address[];
  readonly lines: readonly number[];
}

function mostVotes({ ballots }: PositionRecord, value: string): Votes | null {
  let best: Votes | null = null;
  for (const { ballot, votes } of ballots.values()) {
    const given = votes.get(value);
    if (given && given.size > (best?.voters.length ?? 0))
      best = { ballot, voters: [...given.keys()], lines: [...given.values()] };
  }
  return best;
}

export const agrees: ForeignProperty = {
  id: agreement.id,
  says: agreement.says,
  when: 'after',
  judge({ trace, step, ledger, choice }) {
    const value = choice?.value ?? learnedIn(step)?.value;
    if (value === undefined || step.position === null) return null;
    const { chosen, learned } = ledger.at(step.position);
    const place = inPlace(trace, step.position);
    for (const other of chosen.values()) {
      if (other.value === value) continue;
      const now = choice ? 'is chosen' : `is decided for ${peerName(trace, step.peer)}`;
      return broken(
        `${shortValue(value)} ${now}${place}, although ${shortValue(other.value)} was chosen at ${ballotText(other.ballot)} ${at(trace, other.line)}.`,
        other.line,
      );
    }
    if (!learned || learned.value === value) return 'holds';
    const now = choice ? 'is chosen' : `is decided for ${peerName(trace, step.peer)}`;
    return broken(
      `${shortValue(value)} ${now}${place}, although ${peerName(trace, learned.peer)} took ${shortValue(learned.value)} to be decided ${at(trace, learned.line)}.`,
      learned.line,
    );
  },
};

/** In both directions of time: the majority at the lower ballot may also complete later. */
export const chosenStays: ForeignProperty = {
  id: chosenIsAdopted.id,
  says: chosenIsAdopted.says,
  when: 'after',
  judge({ trace, step, ledger, choice }) {
    const { position, ballot } = step;
    if (!isAboutVotes(step) || position === null || ballot === null) return null;
    const { ballots, lowest, highest } = ledger.at(position);
    if (!lowest) return null;
    const record = ballots.get(ballotText(ballot));
    const here = record && otherValue(record, lowest.value);
    const others = [here, choice === lowest && highest.find(({ value }) => value !== lowest.value)];
    for (const other of others)
      if (other && compareBallots(other.ballot, lowest.ballot) > 0)
        return bothTold(trace, position, lowest, other, step.line);
    return 'holds';
  },
};

function otherValue({ ballot, values }: BallotRecord, chosen: string): Carried | null {
  for (const [value, line] of values) if (value !== chosen) return { ballot, value, line };
  return null;
}

function bothTold(
  trace: ForeignTrace,
  position: number,
  choice: ForeignChoice,
  other: Carried,
  line: number,
): Break {
  const elsewhere = [choice.line, other.line].filter((known) => known !== line);
  const seen = (known: number) => (known === line ? '' : ` ${at(trace, known)}`);
  return broken(
    `Ballot ${ballotText(other.ballot)} carries ${shortValue(other.value)}${inPlace(trace, position)}${seen(other.line)}, although ${shortValue(choice.value)} is chosen at ${ballotText(choice.ballot)}${seen(choice.line)}, which is lower.`,
    ...elsewhere.sort((a, b) => a - b),
  );
}
