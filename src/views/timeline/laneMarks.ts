import type { Mark } from '../../store/trace';
import { firstWhere, type TimeWindow } from './inView';

/** A mark, and how many stand before it at the same place and moment. */
export interface PlacedMark {
  readonly mark: Mark;
  readonly nth: number;
}

/** With more marks than this in view, only crashes and pauses keep theirs. */
const MOST = 240;

const LASTING = new Set<Mark['kind']>(['crash', 'restart', 'pause', 'resume']);

/** The marks between two times, up to a depth. Those of one event at one server stand side by side. */
export function marksIn(
  marks: readonly Mark[],
  depth: number,
  { from, to }: TimeWindow,
): PlacedMark[] {
  const markAt = (i: number) => marks[i] as Mark;
  const first = firstWhere(marks.length, (i) => markAt(i).at >= from);
  const last = firstWhere(marks.length, (i) => markAt(i).at > to || markAt(i).depth > depth);
  const seen = marks.slice(first, Math.max(first, last));
  const shown = seen.length > MOST ? seen.filter(({ kind }) => LASTING.has(kind)) : seen;
  const counts = new Map<string, number>();
  return shown.map((mark) => {
    const place = `${mark.server}/${mark.at}`;
    const nth = counts.get(place) ?? 0;
    counts.set(place, nth + 1);
    return { mark, nth };
  });
}
