import { firstKey, type IntMap } from '../../base/intMap';
import { perLeaderServer } from './leaderServer';
import type { Property } from './property';

export const clearedIsExecuted = perLeaderServer(
  'GC-needed',
  'A slot is cleared, or said to be clearable, only when every server has executed it.',
  ({ is, facts, step }) => {
    const bound = Math.min(...facts.executed);
    const { cleared } = is.learner.context;
    if (cleared > bound) return { cleared, bound };
    for (const { wire } of step.outcome.posted) {
      const { message } = wire;
      const announces = message.kind === 'heartbeat' || message.kind === 'p1b';
      if (announces && message.cleared > bound) return { announced: message.cleared, bound };
    }
    return null;
  },
);

export const clearedIsGone = perLeaderServer(
  'GC-no-repropose',
  'Nothing of a cleared slot is kept, voted for or proposed, and no slot comes back.',
  ({ kept, is }) => {
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
    return first <= cleared ? { cleared, holds: first } : null;
  },
);

function firstIn<T>(map: IntMap<T>): number {
  return map.size === 0 ? Number.POSITIVE_INFINITY : firstKey(map);
}

/** Garbage collection. */
export const CLEARING: readonly Property[] = [clearedIsExecuted, clearedIsGone];
