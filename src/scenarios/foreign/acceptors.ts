import { acceptGuard, promisesKept } from '../../check/properties/acceptors';
import { type Ballot, compareBallots, sameBallot } from '../../protocol/ballot';
import { shortValue } from '../../protocol/sentences';
import type { Vote } from '../../protocol/vote';
import type { SeenVote } from './ledger';
import { type Break, broken, type ForeignProperty, type Scene } from './property';
import { ballotText, type ForeignStep, isOwn, peerName } from './trace';
import { at, boundText, inPlace, voteText } from './words';

/** What acceptors may not do: judged by their own account only, for others may hear of it in another order. */

export const keepsPromises: ForeignProperty = {
  id: promisesKept.id,
  says: 'An acceptor never goes back on a promise: it promises nothing below what binds it already.',
  when: 'before',
  judge({ trace, step, ledger }) {
    const { act, peer, position, ballot } = step;
    if (act !== 'promise' || ballot === null || !isOwn(step)) return null;
    const bound = ledger.bound(peer, position);
    if (!bound || compareBallots(ballot, bound.ballot) >= 0) return 'holds';
    return broken(
      `${peerName(trace, peer)} promises ${ballotText(ballot)}${inPlace(trace, position)}, although ${boundText(bound)} ${at(trace, bound.line)}.`,
      bound.line,
    );
  },
};

export const acceptsAtOrAbove: ForeignProperty = {
  id: acceptGuard.id,
  says: acceptGuard.says,
  when: 'before',
  judge({ trace, step, ledger }) {
    const { act, peer, position, ballot } = step;
    if (act !== 'accepted' || ballot === null || !isOwn(step)) return null;
    const bound = ledger.bound(peer, position);
    if (!bound || compareBallots(ballot, bound.ballot) >= 0) return 'holds';
    return broken(
      `${peerName(trace, peer)} accepts ${ballotText(ballot)}${inPlace(trace, position)}, although ${boundText(bound)} ${at(trace, bound.line)}.`,
      bound.line,
    );
  },
};

export const reportsItsVote: ForeignProperty = {
  id: 'SD-no-invention',
  says: 'A promise reports the latest vote of its acceptor, as it was given.',
  when: 'before',
  judge(scene) {
    const { step, ledger } = scene;
    const { act, peer, votes, cleared } = step;
    if (act !== 'promise' || !isOwn(step)) return null;
    const own = ledger.ownVotes(peer);
    const gone = Math.max(cleared ?? -1, ledger.clearedBy(peer));
    for (const vote of votes) {
      if (vote.position <= gone) continue;
      const given = own.get(vote.position);
      const isNew = !given || compareBallots(vote.ballot, given.ballot) > 0;
      // Somebody who does not write down its votes can have given any.
      const isWrong = isNew ? ledger.writesVotes(peer) : !isSameVote(vote, given);
      if (isWrong) return misreport(scene, vote, given);
    }
    const told = new Set(votes.map((vote) => vote.position));
    for (const place of dueIn(scene)) {
      const given = own.get(place);
      if (given && !told.has(place)) return silence(scene, place, given);
    }
    return 'holds';
  },
};

/** Where a vote must be reported. With Multi-Paxos it may be cleared, and only the promise can say which are. */
function dueIn({ step, ledger }: Scene): readonly number[] {
  if (step.position !== null) return [step.position];
  return step.cleared === null ? [] : ledger.votesAbove(step.peer, step.cleared);
}

function isSameVote(vote: Vote, given: SeenVote): boolean {
  return (
    sameBallot(vote.ballot, given.ballot) && (given.value === null || given.value === vote.value)
  );
}

function misreport(
  { trace, step }: Scene,
  vote: ForeignStep['votes'][number],
  given: SeenVote | undefined,
): Break {
  const said = `${peerName(trace, step.peer)} reports that it accepted ${shortValue(vote.value)} at ${ballotText(vote.ballot)}${inPlace(trace, vote.position)}`;
  return given
    ? broken(
        `${said}, but its latest vote there was ${voteText(given)} ${at(trace, given.line)}.`,
        given.line,
      )
    : broken(`${said}, but this trace shows no such vote of it.`);
}

function silence({ trace, step }: Scene, position: number, given: SeenVote): Break {
  return broken(
    `${peerName(trace, step.peer)} promises ${ballotText(step.ballot as Ballot)}${inPlace(trace, position)} and reports no vote, although it accepted ${voteText(given)} ${at(trace, given.line)}.`,
    given.line,
  );
}
