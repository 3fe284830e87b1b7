import { scaleLinear } from 'd3';
import type { Micros } from '../../sim/time';
import { fromMs, toMs } from '../../store/words';

export interface Tick {
  readonly at: Micros;
  readonly label: string;
}

/** Round moments between two times, about so many pixels apart, in milliseconds. */
export function ticksBetween(from: Micros, to: Micros, perPx: number, apart: number): Tick[] {
  const count = Math.max(2, (to - from) / perPx / apart);
  const scale = scaleLinear().domain([toMs(from), toMs(to)]);
  return scale
    .ticks(count)
    .filter((ms) => ms >= 0)
    .map((ms) => ({ at: fromMs(ms), label: formatMs(ms) }));
}

/** "1 240", "0.5": milliseconds, with a thin space between thousands. */
export function formatMs(ms: number): string {
  const [whole = '', part] = String(Math.round(ms * 100) / 100).split('.');
  const spaced = whole.replace(/\B(?=(\d{3})+$)/g, '\u202f');
  return part ? `${spaced}.${part}` : spaced;
}
