import type { Because } from '../../base/actor';
import type { Address } from '../../base/address';
import { changedKeys, getAt, lastKey } from '../../base/intMap';
import { type Ballot, compareBallots, sameBallot } from '../../protocol/ballot';
import type { LeaderContext } from '../../protocol/multi';
import { majorityOf } from '../../protocol/quorum';
import { NO_OP, type Value } from '../../protocol/value';
import type { Vote } from '../../protocol/vote';
import type { LeaderServer, Observed } from '../cluster';
import { type BallotVotes, type Facts, factsOf } from '../facts';
import { positionIn, stateIn } from '../reading';
import { type LeaderScene, perLeaderServer, posts } from './leaderServer';
import { type Deed, type ProofPart, votesFor } from './proof';
import type { Property } from './property';

export const ballotsAreOwn = perLeaderServer(
  {
    id: 'MP-ballot-own',
    alsoKnownAs: ['SD-number-unique'],
    says: 'A server leads, or tries to, only with ballots of its own, each above all it used before, over restarts too.',
  },
  {
    concerns: ({ was, is }) =>
      is.leader.context.ballot !== null &&
      !sameBallot(is.leader.context.ballot, was?.leader.context.ballot ?? null),
    judge({ was, is, server, facts }) {
      const { ballot } = is.leader.context;
      if (!ballot || sameBallot(ballot, was?.leader.context.ballot ?? null)) return null;
      const before = facts.campaigns[server - 1]?.before ?? null;
      const stale = ballot.server !== server || compareBallots(ballot, before) <= 0;
      return stale ? { ballot, before } : null;
    },
    prove: (_step, _facts, { server, ballot, before }) => {
      const node = server as Address;
      const all = [before, ballot] as (Ballot | null)[];
      const began = (number: Ballot): Deed => ({ node, did: 'began', ballot: number, value: null });
      return { deeds: all.flatMap((number) => (number ? [began(number)] : [])) };
    },
  },
);

export const promisesReport = perLeaderServer(
  {
    id: 'MP-report',
    alsoKnownAs: ['SD-no-invention'],
    says: 'With its promise a server reports every vote it holds, every decision it knows, and how far it has cleared.',
  },
  {
    concerns: (scene) => posts(scene, ['p1b']),
    judge: ({ is, step }) => {
      const { acceptor, learner } = is;
      for (const { wire } of step.outcome.posted) {
        const { message } = wire;
        if (message.kind !== 'p1b' || !sameBallot(message.ballot, message.promised)) continue;
        const slots = [
          ...changedKeys(message.accepted, acceptor.context.accepted),
          ...changedKeys(message.decided, learner.context.decided),
        ];
        const { ballot, cleared } = message;
        const untrue = slots.length > 0 || cleared !== learner.context.cleared;
        if (untrue || !sameBallot(ballot, acceptor.context.ballot))
          return { ballot, follows: acceptor.context.ballot, slots, cleared };
      }
      return null;
    },
    prove: (step, _facts, { server, ballot, follows, slots }) => {
      const node = server as Address;
      const [slot] = slots as readonly number[];
      const deeds: Deed[] = [
        { node, did: 'promised', ballot: ballot as Ballot, value: null },
        { node, did: 'promised', ballot: follows as Ballot | null, value: null },
      ];
      const vote = slot === undefined ? null : positionIn(stateIn(step.after, node), slot)?.vote;
      if (vote) deeds.push({ node, did: 'voted', ...vote });
      return { position: slot ?? null, deeds };
    },
  },
);

/** The step in which a server begins to lead. */
function beginsToLead({ was, is }: LeaderScene): LeaderContext | null {
  if (is.leader.value !== 'leading') return null;
  const { context } = is.leader;
  const led =
    was?.leader.value === 'leading' && sameBallot(was.leader.context.ballot, context.ballot);
  return led ? null : context;
}

export const majorityFollows = perLeaderServer(
  {
    id: 'MP-quorum',
    alsoKnownAs: ['SD-quorum-distinct'],
    says: 'Whoever leads has promises for its very ballot from a majority of different servers.',
  },
  {
    concerns: (scene) => beginsToLead(scene) !== null,
    judge: (scene) => {
      const leader = beginsToLead(scene);
      if (!leader) return null;
      const promisers = scene.facts.campaigns[scene.server - 1]?.promisers ?? [];
      const counted = [...new Set(leader.reports.map(({ from }) => from))];
      const liars = counted.filter((from) => !promisers.includes(from));
      return counted.length < majorityOf(scene.step.after.nodes.length) || liars.length > 0
        ? { ballot: leader.ballot, promisers: counted, liars }
        : null;
    },
    prove: provedByPromises,
  },
);

/** Who really follows the ballot with which the server leads, and whom it counted. */
function provedByPromises({ after }: Observed, facts: Facts, { server }: Because): ProofPart {
  const state = stateIn(after, server as Address) as LeaderServer;
  const { ballot, reports } = state.leader.context;
  const acceptors = facts.campaigns[(server as Address) - 1]?.promisers ?? [];
  const counted = reports.map(({ from }) => from);
  if (!ballot) return { nodes: counted };
  const rising = [...acceptors].sort((a, b) => a - b);
  return { quorums: [{ did: 'promised', ballot, value: null, acceptors: rising }], nodes: counted };
}

/**
 * What was reported is worked out from the history of votes: after its promise an acceptor votes in no lower ballot, so
 * what it held then are its highest votes below the new one. Only what it knew to be chosen is read in the report itself.
 */
export const takesOverWhatWasReported = perLeaderServer(
  {
    id: 'MP-merge',
    alsoKnownAs: ['SD-P2c'],
    says: 'A new leader asks for the value of the highest ballot reported in each slot, for a no-op in each gap, and for nothing above.',
  },
  {
    concerns: (scene) => beginsToLead(scene) !== null,
    judge: (scene) => {
      const leader = beginsToLead(scene);
      const ballot = leader?.ballot;
      if (!leader || !ballot) return null;
      const { is, kept, facts } = scene;
      const { nextSlot, reports, proposals } = leader;
      const promisers = reports.map(({ from }) => from);
      const executed = kept?.learner.context.executed ?? 0;
      const first = 1 + Math.max(executed, ...reports.map(({ cleared }) => cleared));
      const last = Math.max(
        first - 1,
        kept ? lastKey(kept.learner.context.decided) : 0,
        ...reports.map(({ decided }) => lastKey(decided)),
        lastVoted(facts, promisers, ballot),
      );
      if (nextSlot !== last + 1 || lastKey(proposals) > last) return { next: nextSlot, last };
      for (let slot = first; slot <= last; slot++) {
        const asked = getAt(proposals, slot)?.value ?? null;
        if (asked === null && getAt(is.learner.context.decided, slot) !== undefined) continue;
        const expected = valueFor(facts, slot, promisers, ballot);
        if (asked !== expected) return { slot, asked, expected };
      }
      return null;
    },
    prove(step, facts, because) {
      const part = provedByPromises(step, facts, because);
      const { slot, asked, server } = because;
      const [promised] = part.quorums ?? [];
      if (typeof slot !== 'number' || !promised) return part;
      const votes = votesBelow(facts, slot, promised.acceptors, promised.ballot).map(votesFor);
      const value = (asked ?? null) as Value | null;
      const deed: Deed = { node: server as Address, did: 'asked', ballot: promised.ballot, value };
      return { ...part, quorums: [promised, ...votes], deeds: [deed] };
    },
  },
);

/** What a leader of this ballot must ask for there. */
function valueFor(
  facts: Facts,
  slot: number,
  promisers: readonly Address[],
  ballot: Ballot,
): Value {
  const chosen = factsOf(facts, slot).chosen.find(
    (choice) => compareBallots(choice.ballot, ballot) < 0,
  );
  const highest = votesBelow(facts, slot, promisers, ballot).reduce<Vote | null>(
    (best, vote) => (compareBallots(vote.ballot, best?.ballot ?? null) > 0 ? vote : best),
    null,
  );
  return (chosen ?? highest)?.value ?? NO_OP;
}

function votesBelow(
  facts: Facts,
  slot: number,
  promisers: readonly Address[],
  ballot: Ballot,
): readonly BallotVotes[] {
  return factsOf(facts, slot).ballots.filter(
    (votes) =>
      compareBallots(votes.ballot, ballot) < 0 &&
      votes.acceptors.some((acceptor) => promisers.includes(acceptor)),
  );
}

/** The last slot in which one of them had voted; 0 for none. */
function lastVoted(facts: Facts, promisers: readonly Address[], ballot: Ballot): number {
  let slot = lastKey(facts.instances);
  while (slot > 0 && votesBelow(facts, slot, promisers, ballot).length === 0) slot--;
  return Math.max(slot, 0);
}

/** Phase 1. */
export const ELECTION: readonly Property[] = [
  ballotsAreOwn,
  promisesReport,
  majorityFollows,
  takesOverWhatWasReported,
];
