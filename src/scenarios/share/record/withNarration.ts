import { fromMs } from '../../../sim/time';
import type { Scenario } from '../../format';
import { createRun } from '../../run';
import { doAll, MOST_EVENTS } from '../replay';
import { type Recording, record } from './record';
import type { Narration } from './scribe';

/** Words for a time: they stand from the last moment that is not after it. */
export interface Note {
  /** Milliseconds of virtual time. */
  readonly at: number;
  readonly text: string;
}

/** A scenario that runs by itself as this one does, event by event, and says this on its way. */
export function withNarration(scenario: Scenario, notes: readonly Note[]): Recording {
  const run = createRun(scenario, true);
  const waiting = [...notes].sort((a, b) => a.at - b.at);
  const narration: Narration[] = [];
  let moment = run.initial;
  let length = 0;
  for (; length < MOST_EVENTS && !run.isThrough(moment); length++) {
    const event = run.next(moment);
    if (!event) break;
    while (waiting[0] && fromMs(waiting[0].at) < event.at)
      narration.push({ depth: length, text: (waiting.shift() as Note).text });
    moment = run.step(moment, event).state;
  }
  narration.push(...waiting.map(({ text }) => ({ depth: length, text })));
  return doAll(record(run, { deviations: [], length }, { title: scenario.title, narration }));
}
