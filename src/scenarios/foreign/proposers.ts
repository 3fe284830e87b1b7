import { oneValuePerBallot } from '../../check/properties/singleDecree';
import { type Ballot, compareBallots } from '../../protocol/ballot';
import { shortValue } from '../../protocol/sentences';
import type { SeenPromise, SeenVote } from './ledger';
import { broken, type ForeignProperty, type Scene } from './property';
import { ballotText, isAboutVotes, isBare, NOBODY, peerName } from './trace';
import { at, inPlace, names, voteText } from './words';

/** What proposers may not do. */

export const ballotsAreOwn: ForeignProperty = {
  id: 'SD-number-unique',
  says: 'No two proposers ever use the same ballot.',
  when: 'before',
  judge({ trace, step, ledger }) {
    const { act, from, position, ballot } = step;
    if ((act !== 'prepare' && act !== 'accept') || from === null || ballot === null) return null;
    const name = peerName(trace, from);
    if (!isBare(ballot) && ballot.server !== from)
      return broken(
        `${name} asks under ${ballotText(ballot)}, a ballot of ${peerName(trace, ballot.server)}.`,
      );
    const owner = ledger.owner(ballot, position);
    if (!owner || owner.peer === from) return 'holds';
    return broken(
      `${name} asks under ballot ${ballotText(ballot)}${inPlace(trace, position)}, which ${peerName(trace, owner.peer)} uses too ${at(trace, owner.line)}.`,
      owner.line,
    );
  },
};

export const oneValue: ForeignProperty = {
  id: oneValuePerBallot.id,
  says: oneValuePerBallot.says,
  when: 'before',
  judge({ trace, step, ledger }) {
    const { position, ballot, value } = step;
    if (!isAboutVotes(step) || position === null || ballot === null || value === null) return null;
    const seen = ledger.at(position).ballots.get(ballotText(ballot))?.values;
    if (!seen || seen.size === 0 || seen.has(value)) return 'holds';
    const [other, line] = [...seen][0] as [string, number];
    return broken(
      `Ballot ${ballotText(ballot)} carries ${shortValue(value)}${inPlace(trace, position)}, and ${shortValue(other)} too ${at(trace, line)}.`,
      line,
    );
  },
};

/** What a proposer that asks for votes must have: its first word about a value at one ballot. */
interface Asking {
  readonly ballot: Ballot;
  readonly position: number;
  readonly value: string;
  readonly promises: readonly SeenPromise[];
}

function askingIn({ step, ledger }: Scene): Asking | null {
  const { act, position, ballot, value } = step;
  if (act !== 'accept' || position === null || ballot === null || value === null) return null;
  // Below ballots of round 0 there is none: they need no promise.
  if (ballot.round === 0) return null;
  const isAskedAgain = ledger.at(position).ballots.get(ballotText(ballot))?.asked.has(value);
  if (isAskedAgain) return null;
  return { ballot, position, value, promises: ledger.promises(ballot, position) };
}

export const hasMajority: ForeignProperty = {
  id: 'SD-quorum-distinct',
  says: 'A proposer asks for votes only after a majority of acceptors has promised its ballot.',
  when: 'before',
  judge(scene) {
    const asking = askingIn(scene);
    const { trace, step, ledger } = scene;
    if (!asking) return null;
    const { ballot, position, value, promises } = asking;
    if (promises.length >= ledger.majority) return 'holds';
    const who =
      promises.length === 0
        ? 'nobody'
        : `only ${names(
            trace,
            promises.map(({ acceptor }) => acceptor),
          )}`;
    return broken(
      `${peerName(trace, step.from ?? NOBODY)} asks for ${shortValue(value)} at ${ballotText(ballot)}${inPlace(trace, position)}, but ${who} of the ${ledger.majority} it needs ${promises.length > 1 ? 'have' : 'has'} promised that.`,
      ...promises.map(({ line }) => line),
    );
  },
};

/** Whichever majority of the promises it went by, its value is right if it is right for one of them. */
export const adoptsTheHighest: ForeignProperty = {
  id: 'SD-P2c',
  says: 'A proposer asks for the value of the highest vote that its majority reported; only if none was, for its own.',
  when: 'before',
  judge(scene) {
    const asking = askingIn(scene);
    const { trace, step, ledger } = scene;
    if (!asking || asking.promises.length < ledger.majority) return null;
    const { ballot, position, value, promises } = asking;
    const votes = promises.map(({ acceptor, line, votes: reported }) => {
      const vote = reported.get(position);
      const counts = vote !== undefined && compareBallots(vote.ballot, ballot) < 0;
      return { acceptor, line, vote: counts ? vote : null };
    });
    const below = (limit: Ballot | null) =>
      votes.filter(({ vote }) => compareBallots(vote?.ballot ?? null, limit) <= 0).length;
    const isFree = below(null) >= ledger.majority;
    const isRight = votes.some(
      ({ vote }) => vote?.value === value && below(vote.ballot) >= ledger.majority,
    );
    if (isFree || isRight) return 'holds';
    const highest = votes.reduce((a, b) => {
      return compareBallots(b.vote?.ballot ?? null, a.vote?.ballot ?? null) > 0 ? b : a;
    });
    return broken(
      `${peerName(trace, step.from ?? NOBODY)} asks for ${shortValue(value)} at ${ballotText(ballot)}${inPlace(trace, position)}, although ${peerName(trace, highest.acceptor)} reported that it accepted ${voteText(highest.vote as SeenVote)} ${at(trace, highest.line)}.`,
      highest.line,
    );
  },
};
