import type { Steps } from './space';

export function createSteps(): Steps {
  return { count: 0, ...columns(64) };
}

/** Adds a step. */
export function addStep(
  steps: Steps,
  code: number,
  high: number,
  low: number,
  broken: number,
): void {
  const at = steps.count++;
  if (at === steps.codes.length) grow(steps);
  steps.codes[at] = code;
  steps.highs[at] = high;
  // Both lanes 0 mean an empty place of the visited set.
  steps.lows[at] = (high | low) === 0 ? 1 : low;
  steps.broken[at] = broken;
}

function columns(length: number) {
  const column = () => new Int32Array(length);
  return { codes: column(), highs: column(), lows: column(), broken: column() };
}

function grow(steps: Steps): void {
  const { codes, highs, lows, broken } = steps;
  Object.assign(steps, columns(2 * codes.length));
  steps.codes.set(codes);
  steps.highs.set(highs);
  steps.lows.set(lows);
  steps.broken.set(broken);
}
