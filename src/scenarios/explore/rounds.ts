import { forEachAt } from '../../base/intMap';
import { isMulti, type ServerState } from '../../check/cluster';

/** The highest round that a server has run with; 0 for none, and for whoever is down or a clerk. */
export function highestRound(state: ServerState | null): number {
  if (state === null) return 0;
  if (isMulti(state)) return state.leader.context.ballot?.round ?? 0;
  let highest = 0;
  forEachAt(state.instances, ({ proposer }) => {
    highest = Math.max(highest, proposer.context.ballot?.round ?? 0);
  });
  return highest;
}
