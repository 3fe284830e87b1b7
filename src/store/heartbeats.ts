import type { ClusterEvent, ClusterOutcome } from '../check/cluster';
import { isHeartbeat } from './messageWords';

/** What the rules of a heartbeat say when it brings nothing new. */
const NOTHING_NEW: ReadonlySet<string> = new Set([
  'leader.beat',
  'learner.report',
  'leader.noteExecuted',
]);

const TIMERS: ReadonlySet<string> = new Set(['heartbeat', 'heartbeatCheck']);

/** A heartbeat, its answer or a check that changes nothing anybody would look for: there are very many of them. */
export function isRoutine(event: ClusterEvent, outcome: ClusterOutcome): boolean {
  if (!outcome.explanations.every(({ rule }) => NOTHING_NEW.has(rule))) return false;
  if (event.type === 'fire') return TIMERS.has(event.timer);
  return (
    event.type === 'deliver' && outcome.ended !== null && isHeartbeat(outcome.ended.wire.message)
  );
}
