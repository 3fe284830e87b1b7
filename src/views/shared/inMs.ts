import type { Micros } from '../../sim/time';
import { spaced, toMs } from '../../store/words';

/** "1 240 ms". */
export const inMs = (time: Micros): string => `${spaced(Math.floor(toMs(time)))}\u00a0ms`;
