import { firstWhere } from '../../store/firstWhere';
import type { Mark } from '../../store/trace';
import type { TimeWindow } from './inView';

/** A mark, for several of its kind where one event made them. */
export interface LaneMark {
  readonly mark: Mark;
  /** The last of several positions that it speaks of. */
  readonly last: number | null;
}

/** With more marks than this in view, only those keep theirs that change what a server is. */
const MOST = 240;

const LASTING = new Set<Mark['kind']>(['crash', 'restart', 'pause', 'resume', 'lead', 'stepDown']);

/** The marks between two times, up to a depth. */
export function marksIn(
  marks: readonly Mark[],
  depth: number,
  { from, to }: TimeWindow,
): LaneMark[] {
  const markAt = (i: number) => marks[i] as Mark;
  const first = firstWhere(marks.length, (i) => markAt(i).at >= from);
  const last = firstWhere(marks.length, (i) => markAt(i).at > to || markAt(i).depth > depth);
  const seen = marks.slice(first, Math.max(first, last));
  const shown = seen.length > MOST ? seen.filter(({ kind }) => LASTING.has(kind)) : seen;
  return together(shown);
}

/** What one event lets one server learn of positions in a row is one mark, from the first to the last of them. */
function together(marks: readonly Mark[]): LaneMark[] {
  const groups: { mark: Mark; last: number | null }[] = [];
  for (const mark of marks) {
    const before = groups[groups.length - 1];
    if (before && goesOn(before, mark)) before.last = mark.seq;
    else groups.push({ mark, last: mark.seq });
  }
  return groups;
}

function goesOn({ mark: first, last }: LaneMark, mark: Mark): boolean {
  return (
    mark.kind === 'decide' &&
    first.kind === 'decide' &&
    first.depth === mark.depth &&
    last !== null &&
    mark.seq === last + 1
  );
}
