import type { ClusterEvent, ClusterOutcome } from '../../check/cluster';
import type { Scenario } from '../format';
import { createRun, type Moment } from '../run';
import { MOST_EVENTS } from '../share/replay';

/** One event of a run: what happened, what it did, and the moment after it. */
export interface RecordedStep {
  readonly event: ClusterEvent;
  readonly outcome: ClusterOutcome;
  readonly after: Moment;
}

/** A run that is over: what every export is made of. The page makes it of a branch, the command line of a scenario. */
export interface RecordedRun {
  readonly scenario: Scenario;
  readonly initial: Moment;
  readonly steps: readonly RecordedStep[];
}

/** A step with the moment before it: what a sentence about it needs. */
export interface ToldStep extends RecordedStep {
  readonly before: Moment;
}

/** The one sentence that says what a step did. The page's narrator is one; the exports know none. */
export type Teller = (step: ToldStep) => string;

/** Runs a scenario until its script has ended, or nothing more happens. */
export function recordRun(scenario: Scenario, mostEvents = MOST_EVENTS): RecordedRun {
  const run = createRun(scenario);
  const steps: RecordedStep[] = [];
  let moment = run.initial;
  while (!run.isThrough(moment) && steps.length < mostEvents) {
    const event = run.next(moment);
    if (event === null) break;
    const { state, record } = run.step(moment, event);
    steps.push({ event, outcome: record, after: state });
    moment = state;
  }
  return { scenario, initial: run.initial, steps };
}

export function finalMoment({ initial, steps }: RecordedRun): Moment {
  return steps.at(-1)?.after ?? initial;
}

/** Every step with the moment before it, in order. */
export function* toldSteps({ initial, steps }: RecordedRun): Generator<ToldStep, void, void> {
  let before = initial;
  for (const step of steps) {
    yield { before, ...step };
    before = step.after;
  }
}
