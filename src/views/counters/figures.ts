import type { Micros } from '../../sim/time';
import { spaced } from '../../store/words';
import { inMs } from '../shared/inMs';

/** What stands where there is no number yet. */
export const NONE = '–';

/** "1 012.5". */
export function oneDecimal(number: number | null): string {
  if (number === null) return NONE;
  const [whole, tenths] = number.toFixed(1).split('.');
  return `${spaced(Number(whole))}.${tenths}`;
}

export const lasting = (time: Micros | null | undefined): string =>
  time === null || time === undefined ? NONE : inMs(time);
