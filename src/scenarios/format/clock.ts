import { Refusal } from './refusal';
import type { Step } from './types';

/** Checks that time never runs backwards, as far as that is known without running the script. */
export function createClock(): (step: Step, pointer: string) => void {
  let earliest = 0;
  return (step, pointer) => {
    if (step.at !== undefined) {
      if (step.at < earliest) {
        throw new Refusal(
          `${pointer}/at`,
          `time would run backwards: it is at least ${earliest} ms here, found ${step.at}`,
        );
      }
      earliest = step.at;
    }
    if (step.verb === 'run') earliest += step.arg.ms;
  };
}
