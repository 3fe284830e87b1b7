import type { Address } from '../../base/address';
import { changedKeys, emptyIntMap, getAt, type IntMap } from '../../base/intMap';
import { type Ballot, compareBallots, sameBallot } from '../../protocol/ballot';
import type { Vote } from '../../protocol/vote';
import { isAsked } from '../facts';
import { type LeaderScene, perLeaderServer } from './leaderServer';
import { type Deed, votersOf } from './proof';
import type { Property } from './property';
import { sameVote } from './scenes';

// What an acceptor of Multi-Paxos promises and votes for.

export const ballotsRise = perLeaderServer(
  {
    id: 'MP-ballots-rise',
    alsoKnownAs: ['A1', 'SD-promise-monotone'],
    says: 'The ballot that an acceptor follows never goes down, over restarts too.',
  },
  {
    concerns: ({ kept, is }) =>
      is.acceptor.context.ballot !== (kept?.acceptor.context.ballot ?? null),
    judge({ kept, is, server, facts }) {
      const { ballot } = is.acceptor.context;
      const before = kept?.acceptor.context.ballot ?? null;
      if (compareBallots(ballot, before) < 0) return { ballot, before };
      // Whoever lost its disk does not know better; by the history it goes back on a promise all the same.
      const followed = facts.followed[server - 1] ?? null;
      const anew = ballot !== null && !sameBallot(ballot, before);
      return anew && compareBallots(ballot, followed) < 0 ? { ballot, before: followed } : null;
    },
    prove: (_step, _facts, { server, ballot, before }) => {
      const node = server as Address;
      const deed = (number: unknown): Deed => {
        return { node, did: 'promised', ballot: number as Ballot | null, value: null };
      };
      return { deeds: [deed(before), deed(ballot)] };
    },
  },
);

/** The votes that the acceptor gave in this step. */
function newVotes({ kept, is }: LeaderScene): readonly (readonly [slot: number, vote: Vote])[] {
  const { accepted } = is.acceptor.context;
  const before: IntMap<Vote> = kept?.acceptor.context.accepted ?? emptyIntMap();
  return changedKeys(before, accepted).flatMap((slot) => {
    const vote = getAt(accepted, slot);
    return vote && !sameVote(vote, getAt(before, slot) ?? null) ? [[slot, vote] as const] : [];
  });
}

const votes = ({ kept, is }: LeaderScene) =>
  is.acceptor.context.accepted !== kept?.acceptor.context.accepted &&
  is.acceptor.context.accepted.size > 0;

/** A2 in its strict form: a P2A alone makes nobody adopt its ballot. */
export const votesInOwnBallot = perLeaderServer(
  {
    id: 'MP-accept-guard',
    alsoKnownAs: ['A2'],
    says: 'An acceptor votes only in the very ballot that it follows already.',
  },
  {
    concerns: votes,
    judge(scene) {
      const { kept, is, server } = scene;
      const follows = is.acceptor.context.ballot;
      const followed = kept?.acceptor.context.ballot ?? null;
      for (const [slot, vote] of newVotes(scene)) {
        // A server alone runs both phases in one step.
        const ballot = vote.ballot.server === server ? follows : followed;
        if (!sameBallot(vote.ballot, ballot)) return { slot, vote, ballot };
      }
      return null;
    },
    prove: (_step, facts, { server, slot, vote, ballot }) => {
      const node = server as Address;
      const given = vote as Vote;
      const promised: Deed = {
        node,
        did: 'promised',
        ballot: ballot as Ballot | null,
        value: null,
      };
      const quorums = [votersOf(facts, slot as number, given)];
      return { quorums, deeds: [promised, { node, did: 'voted', ...given }] };
    },
  },
);

export const votesAreAskedFor = perLeaderServer(
  {
    id: 'MP-no-invention',
    alsoKnownAs: ['SD-no-invention'],
    says: 'A server votes only for what the owner of the ballot asked for.',
  },
  {
    concerns: votes,
    judge(scene) {
      for (const [slot, vote] of newVotes(scene))
        if (!isAsked(scene.facts, slot, vote.ballot, vote.value)) return { slot, vote };
      return null;
    },
    prove: (_step, _facts, { server, vote }) => {
      return { deeds: [{ node: server as Address, did: 'voted', ...(vote as Vote) }] };
    },
  },
);

export const FOLLOWERS: readonly Property[] = [ballotsRise, votesInOwnBallot, votesAreAskedFor];
