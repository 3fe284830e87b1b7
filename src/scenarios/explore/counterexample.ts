import type { ClusterEvent } from '../../check/cluster';
import type { Scenario, Step } from '../format';
import { MAX_TITLE } from '../format/limits';
import type { Moment, Run } from '../run';
import { stepOf } from '../share/record/stepOf';

/**
 * A scenario that plays the script as far as it was played, then what was found, step by step, and expects what came of
 * it. What must never hold in the script is left out: that it does may be what was found.
 * @throws Error when a script has no word for an event of the run
 */
export function counterexample(
  { scenario, step }: Pick<Run, 'scenario' | 'step'>,
  from: Moment,
  events: readonly ClusterEvent[],
  end: Step | null,
): Scenario {
  const found: Step[] = [];
  let moment = from;
  for (const event of events) {
    const written = stepOf(event, moment.world);
    if (typeof written === 'string') throw new Error(written);
    found.push(written);
    moment = step(moment, event).state;
  }
  const played = scenario.script.filter(({ verb }) => verb !== 'never');
  const script = [...played, ...found, ...(end ? [end] : [])];
  return {
    ...scenario,
    title: `Counterexample: ${scenario.title}`.slice(0, MAX_TITLE),
    script,
    origin: script.map((_, i) => `/script/${i}`),
  };
}
