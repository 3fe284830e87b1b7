import type { Branch } from './branch';
import type { Frames } from './clock';
import { protocolWords } from './protocolWords';
import {
  type Breakpoint,
  breakpointMet,
  breakpointName,
  didNotCome,
  type Goal,
  STOP_CONDITIONS,
  type Step,
} from './runUntil';

/** Few enough that a frame stays a frame. */
const EVENTS_A_FRAME = 400;

interface RunnerOptions {
  readonly frames: Frames;
  /** A run that has not reached its goal ends after so many events. */
  readonly most: number;
  branch(): Branch;
  breakpoints(): readonly Breakpoint[];
  /** What the session runs until; another one, or none, ends this run. */
  goal(): Goal | null;
  /** The cursor moved by itself. */
  moved(): void;
  /** The run is over; `told` says why, and nothing when it simply arrived. */
  ended(told: string): void;
}

/** Goes forward until a goal is reached, a portion a frame, so that the page stays alive and can end it. */
export function createRunner(options: RunnerOptions) {
  function run(goal: Goal): void {
    let left = options.most;
    function frame(): void {
      if (options.goal() !== goal) return;
      const portion = Math.min(EVENTS_A_FRAME, left);
      const told = goOn(options.branch(), goal, options.breakpoints(), portion);
      left -= portion;
      options.moved();
      if (told !== null) options.ended(told);
      else if (left > 0) options.frames.request(frame);
      else options.ended(`${didNotCome(goal)} within ${options.most} events. Ask again to go on.`);
    }
    options.frames.request(frame);
  }
  return { run };
}

/** Told of a jump, whose end is seen. */
const ARRIVED = '';

/** So many events forward at most. Returns why it stopped; null when it may go on. */
function goOn(
  branch: Branch,
  goal: Goal,
  breakpoints: readonly Breakpoint[],
  most: number,
): string | null {
  for (let i = 0; i < most; i++) {
    if (isThere(branch, goal)) return ARRIVED;
    const before = branch.moment;
    if (!branch.forward()) return `${didNotCome(goal)}: nothing is left to happen by itself.`;
    const stop = stopAt(branch, before, goal) ?? breakpointTold(branch, breakpoints);
    if (stop !== null) return stop;
  }
  return isThere(branch, goal) ? ARRIVED : null;
}

function isThere(branch: Branch, goal: Goal): boolean {
  if ('event' in goal) return branch.depth >= goal.event;
  if (!('time' in goal)) return false;
  const next = branch.upcoming();
  return next !== null && next.at > goal.time;
}

const placeOf = ({ depth }: Branch) => `event ${depth}`;

/** What of the goal happened in the event under the cursor; a broken property ends every run. */
function stopAt(branch: Branch, before: Branch['moment'], goal: Goal): string | null {
  const { depth, moment: after } = branch;
  const [event, outcome] = [branch.eventAt(depth), branch.recordAt(depth)];
  if (!event || !outcome) return null;
  const step: Step = { before, after, event, outcome, narration: branch.narrationAt(depth) };
  for (const { id, happened } of STOP_CONDITIONS) {
    const isAsked = id === 'violation' || ('condition' in goal && goal.condition === id);
    const told = isAsked ? happened(step) : null;
    if (told !== null) return `Stopped at ${placeOf(branch)}: ${told}`;
  }
  return null;
}

/** Of the first breakpoint that the event under the cursor meets; null for none. */
export function breakpointTold(branch: Branch, breakpoints: readonly Breakpoint[]): string | null {
  const { depth, trace } = branch;
  const event = branch.eventAt(depth);
  if (!event || breakpoints.length === 0) return null;
  const narration = branch.narrationAt(depth);
  const met = breakpointMet(breakpoints, { depth, event, trace, narration });
  const words = protocolWords(branch.moment.protocol);
  return met ? `Stopped at ${placeOf(branch)}: breakpoint “${breakpointName(met, words)}”.` : null;
}
