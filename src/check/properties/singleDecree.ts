import type { Because } from '../../base/actor';
import { compareBallots, sameBallot } from '../../protocol/ballot';
import type { Value } from '../../protocol/value';
import type { Vote } from '../../protocol/vote';
import { type Facts, factsOf, type InstanceFacts } from '../facts';
import { ACCEPTORS } from './acceptors';
import { choicesOf, type Deed, type ProofPart, votersOf, votesFor } from './proof';
import { BOTH, type Property } from './property';
import { PROPOSERS } from './proposers';
import { perInstance } from './scenes';

/** The first of all that was chosen or learned that `matches`. */
function find(known: InstanceFacts, matches: (held: { value: Value }) => boolean) {
  return known.chosen.find(matches) ?? known.learned.find(matches);
}

/** All that was chosen there, and who took what for decided. */
function outcomes(facts: Facts, seq: number): ProofPart {
  const deeds = factsOf(facts, seq).learned.map(({ server, value }): Deed => {
    return { node: server, did: 'learned', ballot: null, value };
  });
  return { quorums: choicesOf(facts, seq), deeds };
}

const provedByOutcomes = (_step: unknown, facts: Facts, { seq }: Because) =>
  outcomes(facts, seq as number);

export const agreement = perInstance(
  {
    id: 'SD-agreement',
    alsoKnownAs: ['R1'],
    says: 'At most one value is ever chosen in an instance, and all who learn learn the same.',
    protocols: BOTH,
  },
  {
    concerns: ({ chose, learned }) => chose || learned,
    judge({ known }) {
      const [first] = known.chosen.length > 0 ? known.chosen : known.learned;
      if (!first) return null;
      const other = find(known, ({ value }) => value !== first.value);
      return other ? { values: [first.value, other.value] } : null;
    },
    prove: provedByOutcomes,
  },
);

export const validity = perInstance(
  {
    id: 'SD-validity',
    says: 'Only a value that somebody proposed is chosen or learned.',
    protocols: BOTH,
  },
  {
    concerns: ({ chose, learned }) => chose || learned,
    judge({ known }) {
      const strange = find(known, ({ value }) => !known.proposed.includes(value));
      return strange ? { value: strange.value } : null;
    },
    prove: provedByOutcomes,
  },
);

export const learnedIsChosen = perInstance(
  {
    id: 'SD-learned-chosen',
    says: 'What a server believes decided has been chosen by a majority.',
    protocols: BOTH,
  },
  {
    concerns: ({ learned }) => learned,
    judge({ known }) {
      const early = known.learned.find(
        ({ value }) => !known.chosen.some((choice) => choice.value === value),
      );
      return early ? { learner: early.server, value: early.value } : null;
    },
    prove: (_step, facts, { seq, value }) => ({
      ...outcomes(facts, seq as number),
      // Whoever did vote for it: too few in every ballot.
      quorums: factsOf(facts, seq as number)
        .ballots.filter((votes) => votes.value === value)
        .map(votesFor),
    }),
  },
);

export const decidedIsFinal = perInstance(
  { id: 'SD-stability', says: 'A decided value never changes.', protocols: BOTH },
  {
    concerns: ({ was, is }) => (was?.decided ?? null) !== null && is !== undefined,
    judge({ was, is }) {
      const [old, now] = [was?.decided ?? null, is?.decided ?? null];
      return is && old !== null && old !== now ? { before: old, after: now } : null;
    },
    prove: provedByOutcomes,
  },
);

export const oneValuePerBallot = perInstance(
  {
    id: 'SD-one-value-per-n',
    alsoKnownAs: ['A4'],
    says: 'One ballot carries one value, whoever asks for it and whoever accepts it.',
    protocols: BOTH,
  },
  {
    concerns: ({ voted, proposed }) => voted || proposed,
    judge({ known, roles }) {
      const twice =
        secondValue(known.ballots) ?? (roles === undefined ? null : secondValue(known.asked));
      return twice && { ballot: twice.ballot };
    },
    prove: (_step, facts, { seq, ballot }) => {
      const { ballots, asked } = factsOf(facts, seq as number);
      const isIt = (vote: Vote) => sameBallot(vote.ballot, ballot as Vote['ballot']);
      const quorums = ballots.filter(isIt).map(votesFor);
      return { quorums, deeds: asked.filter(isIt).map(askedBy) };
    },
  },
);

const askedBy = ({ ballot, value }: Vote): Deed => {
  return { node: ballot.server, did: 'asked', ballot, value };
};

/** A vote that stands beside another one of its ballot. */
function secondValue(votes: readonly Vote[]): Vote | null {
  for (let i = 1; i < votes.length; i++) {
    const vote = votes[i] as Vote;
    for (let j = 0; j < i; j++) if (sameBallot((votes[j] as Vote).ballot, vote.ballot)) return vote;
  }
  return null;
}

export const chosenIsAdopted = perInstance(
  {
    id: 'SD-future',
    alsoKnownAs: ['A5'],
    says: 'Once a value is chosen, all that is asked for or accepted at a higher ballot is that value.',
    protocols: BOTH,
  },
  {
    concerns: ({ voted, proposed, known }) => (voted || proposed) && known.chosen.length > 0,
    judge({ known, roles }) {
      for (const choice of known.chosen) {
        // What leaders of Multi-Paxos ask for is MP-safe-command's.
        const other =
          otherAbove(known.ballots, choice) ?? (roles && otherAbove(known.asked, choice));
        if (other)
          return {
            chosen: choice.value,
            at: choice.ballot,
            ballot: other.ballot,
            value: other.value,
          };
      }
      return null;
    },
    prove: (_step, facts, { seq, chosen, at, ballot, value }) => {
      const position = seq as number;
      const [low, high] = [{ ballot: at, value: chosen } as Vote, { ballot, value } as Vote];
      const quorums = [votersOf(facts, position, low), votersOf(facts, position, high)];
      return { quorums, deeds: [askedBy(high)] };
    },
  },
);

function otherAbove(votes: readonly Vote[], choice: Vote): Vote | undefined {
  for (const vote of votes)
    if (vote.value !== choice.value && compareBallots(vote.ballot, choice.ballot) > 0) return vote;
  return undefined;
}

/** What must be true of every position by itself. */
export const SINGLE_DECREE: readonly Property[] = [
  agreement,
  validity,
  learnedIsChosen,
  decidedIsFinal,
  ...ACCEPTORS,
  oneValuePerBallot,
  chosenIsAdopted,
  ...PROPOSERS,
];
