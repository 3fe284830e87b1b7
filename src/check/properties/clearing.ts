import { firstKey, type IntMap } from '../../base/intMap';
import { type LeaderScene, perLeaderServer } from './leaderServer';
import { dropsOnlyTheUnneeded, neverBackwards } from './library';
import { type About, BOTH, type Property } from './property';

// Garbage collection, of both protocols.

/** One property of which each protocol has its own form; what is said of each is nothing where the other runs. */
function inBothForms(
  about: Pick<About, 'id' | 'says'>,
  library: Property,
  leaders: Property,
): Property {
  return {
    ...about,
    protocols: BOTH,
    scope: 'server',
    of: 'server',
    concerns: (step, facts) => library.concerns(step, facts) || leaders.concerns(step, facts),
    judge: (step, facts) => library.judge(step, facts) ?? leaders.judge(step, facts),
  };
}

const clearsOnlyTheExecuted = perLeaderServer(
  { id: 'GC-needed', says: 'A slot is cleared only when every server has executed it.' },
  {
    concerns: (scene) => clears(scene) || announces(scene),
    judge({ is, facts, step }) {
      const bound = Math.min(...facts.executed);
      const { executed } = facts;
      const { cleared } = is.learner.context;
      if (cleared > bound) return { cleared, bound, executed };
      for (const { wire } of step.outcome.posted) {
        const { message } = wire;
        const isAnnounced = message.kind === 'heartbeat' || message.kind === 'p1b';
        if (isAnnounced && message.cleared > bound)
          return { announced: message.cleared, bound, executed };
      }
      return null;
    },
  },
);

const clears = ({ is, kept }: LeaderScene) =>
  is.learner.context.cleared !== (kept?.learner.context.cleared ?? 0);

const announces = ({ step }: LeaderScene) =>
  step.outcome.posted.some(
    ({ wire: { message } }) =>
      (message.kind === 'heartbeat' || message.kind === 'p1b') && message.cleared > 0,
  );

export const neededIsKept = inBothForms(
  {
    id: 'GC-needed',
    says: 'Nothing is forgotten, or said to be forgettable, before every server is done with it.',
  },
  dropsOnlyTheUnneeded,
  clearsOnlyTheExecuted,
);

const boundOnlyRises = perLeaderServer(
  { id: 'GC-monotone', says: 'The slot up to which a log is cleared never goes down.' },
  {
    concerns: clears,
    judge({ is, kept }) {
      const [cleared, before] = [is.learner.context.cleared, kept?.learner.context.cleared ?? 0];
      return cleared < before ? { cleared, before } : null;
    },
  },
);

export const boundsOnlyRise = inBothForms(
  { id: 'GC-monotone', says: 'Done, Min and Max, and the bound of a cleared log, never decrease.' },
  neverBackwards,
  boundOnlyRises,
);

export const clearedIsGone = perLeaderServer(
  {
    id: 'GC-no-repropose',
    says: 'Nothing of a cleared slot is kept, voted for or proposed, and no slot comes back.',
  },
  {
    concerns: (scene) => {
      const { is, changed, asks } = scene;
      const { cleared } = is.learner.context;
      if (clears(scene) || is.acceptor.context.cleared !== cleared) return true;
      const anew = changed.length > 0 || asks.length > 0;
      return (
        cleared > 0 && (anew || is.leader.context.reports !== scene.was?.leader.context.reports)
      );
    },
    judge({ kept, is }) {
      const { acceptor, learner, leader } = is;
      const { cleared } = learner.context;
      const before = kept?.learner.context.cleared ?? 0;
      if (cleared < before) return { cleared, before };
      if (acceptor.context.cleared !== cleared)
        return { cleared, acceptorCleared: acceptor.context.cleared };
      const { proposals, reports } = leader.context;
      const first = Math.min(
        firstIn(learner.context.decided),
        firstIn(acceptor.context.accepted),
        firstIn(proposals),
        ...reports.map(({ accepted, decided }) => Math.min(firstIn(accepted), firstIn(decided))),
      );
      return first <= cleared ? { cleared, slot: first } : null;
    },
  },
);

function firstIn<T>(map: IntMap<T>): number {
  return map.size === 0 ? Number.POSITIVE_INFINITY : firstKey(map);
}

export const CLEARING: readonly Property[] = [neededIsKept, boundsOnlyRise, clearedIsGone];
