import type { Micros } from '../../sim/time';
import { spaced, toMs } from '../../store/words';

/** "1 240": milliseconds in a column that says so at its head. */
export const inMsOnly = (time: Micros): string => spaced(Math.floor(toMs(time)));
