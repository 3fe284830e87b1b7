import { sameJson } from '../../../base/json';
import type { ClusterEvent } from '../../../check/cluster';
import { type Micros, toMs } from '../../../sim/time';
import { actOf } from '../../acts';
import type { Scenario, Step } from '../../format';
import { kernelFor } from '../../kernels';
import type { Moment, Run } from '../../run';
import type { Ending, Replayed } from '../replay';
import { stepOf } from './stepOf';

/** Words for a moment of a run: for the one after so many events. */
export interface Narration {
  readonly depth: number;
  readonly text: string;
}

/** Writes a script while a run is played: acts with their times, and words at their moments. */
export interface Scribe {
  /** Takes down an event; a text says why no script can say it. */
  note(played: Replayed): string | null;
  /** The whole script, up to the last moment. */
  end(ending: Ending): readonly Step[];
}

/** @param narration rising by its depth */
export function createScribe(
  { scenario, sameEvent, initial }: Run,
  narration: readonly Narration[],
): Scribe {
  const kernel = kernelFor(scenario.cluster);
  const steps: Step[] = [];
  /** The number of events after which the script stands where it is written so far. */
  let written = 0;
  let narrated = 0;
  let previous: Replayed | null = null;
  /** What the scenario says at the present moment. */
  let said = wordsBetween(scenario, 0, initial.cue.step);

  /**
   * Leads the script to this moment: by counting the events, unless to wait for its time leads there as well. Then that
   * is what comes back, for the next step.
   * @param step what comes, if it is an act
   */
  function reach(depth: number, now: Micros, step?: Step): { at: number } | null {
    if (written === depth) return null;
    const waits = previous !== null && timeLeadsBehind(previous, now, step);
    if (!waits) steps.push({ verb: 'run', arg: { events: depth - written } });
    written = depth;
    return waits ? { at: toMs(now) } : null;
  }

  function speak(depth: number, { world }: Moment): void {
    const words = said;
    said = [];
    for (let next = narration[narrated]; next && next.depth <= depth; next = narration[narrated]) {
      words.push({ verb: 'say', arg: { text: next.text } });
      narrated++;
    }
    for (const { at: _at, ...step } of words)
      steps.push({ ...step, ...reach(depth, world.now) } as Step);
  }

  function write({ depth, before: { world }, event }: Replayed): string | null {
    const step = event.type === 'wait' ? WAIT : stepOf(event, world);
    if (typeof step === 'string') return step;
    if (event.at === world.now) reach(depth, world.now, step);
    steps.push({ ...step, at: toMs(event.at) });
    written = depth + 1;
    return null;
  }

  return {
    note(played) {
      const { depth, before, event, after } = played;
      speak(depth, before);
      const own = kernel.next(before.world);
      const isOwn = own !== null && sameEvent(own, event);
      const refused = isOwn ? null : (whyUnsayable(event, own, before) ?? write(played));
      if (refused !== null) return refused;
      previous = played;
      said = wordsBetween(scenario, before.cue.step, after.cue.step);
      return null;
    },
    end({ depth, moment }) {
      speak(depth, moment);
      const time = reach(depth, moment.world.now);
      if (time) steps.push({ ...WAIT, ...time });
      return steps;
    },
  };
}

/** With a time: lets time pass to it. */
const WAIT: Step = { verb: 'run', arg: { ms: 0 } };

/** Whether waiting for this time leads to the moment after the event, and not to one before it. */
function timeLeadsBehind({ before, event }: Replayed, now: Micros, step?: Step): boolean {
  if (before.world.now === now) return false;
  // What happens by itself would be taken for an act that is the same.
  const act = step && actOf(step, { ...before.world, now });
  return !(act && 'event' in act && sameJson(act.event, event));
}

/** @param own what would have happened by itself */
function whyUnsayable(
  event: ClusterEvent,
  own: ClusterEvent | null,
  { world }: Moment,
): string | null {
  if (event.at === world.now)
    return event.type === 'wait' ? 'a script cannot wait for no time at all' : null;
  return own && own.at <= event.at ? 'a script cannot let time pass over what is due' : null;
}

/** What the script said on its way from one step to another. */
function wordsBetween({ script }: Scenario, from: number, to: number): Step[] {
  return script.slice(from, to).filter(({ verb }) => WORDS.includes(verb));
}

const WORDS: readonly Step['verb'][] = ['say', 'ask', 'note'];
