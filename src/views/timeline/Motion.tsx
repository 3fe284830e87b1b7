import type { Micros } from '../../sim/time';
import { useClock } from '../shared/useSession';

/** Draws with the clock, as long as it stands in the tree. */
export function Motion({ draw }: { draw: (now: Micros) => void }) {
  useClock(draw);
  return null;
}
