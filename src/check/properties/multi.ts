import { getAt } from '../../base/intMap';
import { ELECTION } from './election';
import { FOLLOWERS } from './followers';
import { perLeaderServer } from './leaderServer';
import { LEADERSHIP } from './leaders';
import type { Property } from './property';

// CONFORMANCE 6.4, with 4.7. Each is judged beside the protocol: what a role concluded is worked out anew from the facts.
// A5 and R1 for votes and for what is learned are SD-future and SD-agreement, judged on history.

/** R2, R4, and the half of R3 that is not KV-fold. */
export const executedInOrder = perLeaderServer(
  {
    id: 'MP-exec-order',
    alsoKnownAs: ['R2', 'R3', 'R4'],
    says: 'A server executes slot after slot from the first on, each only when it knows what is decided there.',
  },
  {
    concerns: ({ kept, is }) => {
      const { executed } = is.learner.context;
      return (
        executed !== (kept?.learner.context.executed ?? 0) ||
        (is.service !== undefined && is.service.applied !== executed)
      );
    },
    judge({ kept, is }) {
      const { executed, decided } = is.learner.context;
      const before = kept?.learner.context.executed ?? 0;
      if (executed < before) return { executed, before };
      for (let slot = before + 1; slot <= executed; slot++)
        if (getAt(decided, slot) === undefined) return { executed, slot };
      const applied = is.service?.applied ?? executed;
      return applied === executed ? null : { executed, applied };
    },
  },
);

/** What must be true of Multi-Paxos at every step, beyond what holds for one decree. */
export const MULTI: readonly Property[] = [
  ...FOLLOWERS,
  ...ELECTION,
  ...LEADERSHIP,
  executedInOrder,
];
