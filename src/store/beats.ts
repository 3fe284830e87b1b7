import type { Scenario } from '../scenarios/format';

/** How the arrow keys and a clicker move: from one `say` of the script to the next, or from event to event. */
export type Stepping = 'beats' | 'events';

/** One `say` of the unrolled script: a lecturer tells a story from beat to beat. */
export interface Beat {
  /** Its place in the script. */
  readonly step: number;
  readonly text: string;
}

export function beatsOf({ script }: Scenario): readonly Beat[] {
  return script.flatMap((step, index) =>
    step.verb === 'say' ? [{ step: index, text: step.arg.text }] : [],
  );
}

/** How a scenario is stepped when it is opened. */
export function steppingOf(scenario: Scenario): Stepping {
  const wanted = scenario.playback?.step === 'beats';
  return wanted && scenario.script.some(({ verb }) => verb === 'say') ? 'beats' : 'events';
}

/**
 * Notes at which depth of a branch each beat begins. A script never leaves a `say` out, whatever else a lenient one
 * passes over, so what is reached are always the first so many beats. One event can begin several: they share its depth.
 */
export function createBeatLog(beats: readonly Beat[]) {
  const depths: number[] = [];
  return {
    /** Of every beat that the branch has reached, the depth of its first moment. */
    depths: depths as readonly number[],
    /** At `depth`, the script has last said its step `saying`. */
    append(depth: number, saying: number | null): void {
      while (
        depths.length < beats.length &&
        (beats[depths.length] as Beat).step <= (saying ?? -1)
      ) {
        depths.push(depth);
      }
    },
    cutBack(depth: number): void {
      while (depths.length > 0 && (depths[depths.length - 1] as number) > depth) depths.pop();
    },
  };
}

/** The beat that a depth belongs to: the last that has begun; -1 before the first. */
export function beatAt(depths: readonly number[], depth: number): number {
  return depths.findLastIndex((begin) => begin <= depth);
}

/** The first of the beats that begin together with this one: a story that comes along leaves none of them unsaid. */
export function firstTogether(depths: readonly number[], beat: number): number {
  let first = beat;
  while (first > 0 && depths[first - 1] === depths[beat]) first--;
  return first;
}

/** Where a story goes back to: the beginning of its beat or, from there, the beat before; -1 is the start. */
export function beatBefore(depths: readonly number[], depth: number, beat: number): number {
  const first = depths[0] === 0 ? 0 : -1;
  return depth > (depths[beat] ?? 0) ? beat : Math.max(first, beat - 1);
}
