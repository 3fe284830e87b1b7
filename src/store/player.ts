import { fromMs } from '../sim/time';
import type { Branch } from './branch';
import type { Clock, Frames } from './clock';

/** Advances virtual time while the session plays, and lets the clock glide to a moment that was jumped to. */
export interface Player {
  start(): void;
  /** The cursor was moved: the clock goes to its moment at once. */
  settle(): void;
}

export interface PlayerOptions {
  readonly frames: Frames;
  readonly clock: Clock;
  branch(): Branch;
  /** Virtual seconds per real second. */
  speed(): number;
  isPlaying(): boolean;
  /** The cursor moved by itself. */
  moved(): void;
  violated(): void;
  /** Why playing must stop at the event under the cursor; null when it need not. */
  stopAt(): string | null;
  stopped(told: string): void;
}

/** A hidden tab or a slow machine must not make time leap: longer frames count as this many milliseconds. */
const LONGEST_FRAME_MS = 100;
/** At high speed many events fall into one frame; more than this would make it late. */
const MOST_EVENTS_A_FRAME = 400;

export function createPlayer(options: PlayerOptions): Player {
  const { frames, clock } = options;
  let running = false;
  let last: number | null = null;

  function frame(milliseconds: number): void {
    if (!options.isPlaying()) {
      running = false;
      return;
    }
    const elapsed = Math.min(LONGEST_FRAME_MS, last === null ? 0 : milliseconds - last);
    last = milliseconds;
    advance(clock.now() + fromMs(elapsed * options.speed()));
    frames.request(frame);
  }

  function advance(target: number): void {
    const branch = options.branch();
    const brokenBefore = branch.moment.violations.length;
    let moved = 0;
    let stop: string | null = null;
    let next = branch.upcoming();
    while (next && next.at <= target && moved < MOST_EVENTS_A_FRAME) {
      branch.forward();
      moved++;
      stop = options.stopAt();
      if (stop !== null || branch.moment.violations.length > brokenBefore) break;
      next = branch.upcoming();
    }
    const behind = next !== null && next.at <= target;
    // Quiet: nothing will happen by itself, so there is no time to pass.
    if (next !== null || moved > 0)
      clock.set(behind || next === null ? branch.moment.world.now : target);
    if (moved > 0) options.moved();
    if (stop !== null) options.stopped(stop);
    else if (branch.moment.violations.length > brokenBefore) options.violated();
  }

  return {
    start() {
      if (running) return;
      running = true;
      last = null;
      frames.request(frame);
    },
    settle: () => clock.set(options.branch().moment.world.now),
  };
}
