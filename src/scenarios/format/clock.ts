import { fromMs, toMs } from '../../sim/time';
import { Refusal } from './refusal';
import type { Step } from './types';

/** Checks that time never runs backwards, as far as that is known without running the script. */
export function createClock(): (step: Step, pointer: string) => void {
  let earliest = 0;
  return (step, pointer) => {
    if (step.at !== undefined) {
      if (fromMs(step.at) < earliest) {
        throw new Refusal(
          `${pointer}/at`,
          `time would run backwards: it is at least ${toMs(earliest)} ms here, found ${step.at}`,
        );
      }
      earliest = fromMs(step.at);
    }
    if (step.verb === 'run' && 'ms' in step.arg) earliest += fromMs(step.arg.ms);
  };
}
