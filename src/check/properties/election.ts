import type { Address } from '../../base/address';
import { changedKeys, getAt, lastKey } from '../../base/intMap';
import { type Ballot, compareBallots, sameBallot } from '../../protocol/ballot';
import type { LeaderContext } from '../../protocol/multi';
import { majorityOf } from '../../protocol/quorum';
import { NO_OP, type Value } from '../../protocol/value';
import type { Vote } from '../../protocol/vote';
import { type Facts, factsOf } from '../facts';
import { type LeaderScene, perLeaderServer } from './leaderServer';
import type { Property } from './property';

export const ballotsAreOwn = perLeaderServer(
  'MP-ballot-own',
  'A server leads, or tries to, only with ballots of its own, each above all it used before, over restarts too.',
  ({ was, is, server, facts }) => {
    const { ballot } = is.leader.context;
    if (!ballot || sameBallot(ballot, was?.leader.context.ballot ?? null)) return null;
    const before = facts.campaigns[server - 1]?.before ?? null;
    const stale = ballot.server !== server || compareBallots(ballot, before) <= 0;
    return stale ? { ballot, before } : null;
  },
);

export const promisesReport = perLeaderServer(
  'MP-report',
  'With its promise a server reports every vote it holds, every decision it knows, and how far it has cleared.',
  ({ is, step }) => {
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
  'MP-quorum',
  'Whoever leads has promises for its very ballot from a majority of different servers.',
  (scene) => {
    const leader = beginsToLead(scene);
    if (!leader) return null;
    const promisers = scene.facts.campaigns[scene.server - 1]?.promisers ?? [];
    const counted = [...new Set(leader.reports.map(({ from }) => from))];
    const liars = counted.filter((from) => !promisers.includes(from));
    return counted.length < majorityOf(scene.step.after.nodes.length) || liars.length > 0
      ? { ballot: leader.ballot, promisers: counted, liars }
      : null;
  },
);

/**
 * What was reported is worked out from the history of votes: after its promise an acceptor votes in no lower ballot, so
 * what it held then are its highest votes below the new one. Only what it knew to be chosen is read in the report itself.
 */
export const takesOverWhatWasReported = perLeaderServer(
  'MP-merge',
  'A new leader asks for the value of the highest ballot reported in each slot, for a no-op in each gap, and for nothing above.',
  (scene) => {
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
): readonly Vote[] {
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
