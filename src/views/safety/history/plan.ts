import type { Address } from '../../../base/address';
import type { Micros } from '../../../sim/time';
import type { CallView } from '../../../store/safetyCalls';

/** One call as a bar on its client's lane, in pixels. */
export interface Bar {
  readonly view: CallView;
  readonly lane: number;
  readonly from: number;
  /** Where it returned; for one that has not, the present. */
  readonly to: number;
  readonly open: boolean;
  /** Where it took effect; null for one without a place. */
  readonly point: number | null;
}

/** Where everything stands. The order of what began and ended is kept; how long it took is not. */
export interface Plan {
  readonly bars: readonly Bar[];
  readonly lanes: readonly Address[];
  readonly laneHeight: number;
  readonly ticks: readonly { readonly x: number; readonly at: Micros }[];
  readonly now: number;
  readonly width: number;
}

/** At a type of one, in pixels: a letter, what stands around words, and the least between two ends. */
const LETTER = 7.3;
const PADDING = 16;
const GAP = 14;
const TICKS_APART = 64;
const POINTS_APART = 7;
const LANE = 42;
/** So many lanes have room for what hangs below their bars. */
const FEW = 4;
const LOW_LANE = 34;

/** A call that began, or one that returned. */
interface End {
  readonly at: Micros;
  readonly index: number;
  /** Of ends at one moment: a client calls again when it has its answer, and what else begins overlaps what returns. */
  readonly rank: 0 | 1 | 2;
}

const BEGINS = 1;

/**
 * @param calls in the order in which they began
 * @param lanes one a client, from the top
 */
export function planOf(calls: readonly CallView[], lanes: readonly Address[], type: number): Plan {
  const laneHeight = (lanes.length > FEW ? LOW_LANE : LANE) * type;
  const from: number[] = [];
  const to: number[] = [];
  const ticks: { x: number; at: Micros }[] = [];
  const room = ({ words }: CallView) => (words.length * LETTER + PADDING) * type;
  let x = 0;
  for (const { index, rank, at } of endsOf(calls)) {
    x += GAP * type;
    if (rank !== BEGINS) {
      x = Math.max(x, (from[index] ?? 0) + room(calls[index] as CallView));
      to[index] = x;
    } else from[index] = x;
    if (x - (ticks.at(-1)?.x ?? Number.NEGATIVE_INFINITY) >= TICKS_APART * type)
      ticks.push({ x, at });
  }
  const open = calls.flatMap((view, i) =>
    to[i] === undefined ? [(from[i] ?? 0) + room(view)] : [],
  );
  const now = Math.max(x + GAP * type, ...open);
  const points = pointsOf(calls, from, (i) => to[i] ?? now, type);
  const bars = calls.map((view, i): Bar => {
    const lane = lanes.indexOf(view.call.clerk);
    const isOpen = to[i] === undefined;
    return {
      view,
      lane,
      from: from[i] ?? 0,
      to: to[i] ?? now,
      open: isOpen,
      point: points.get(i) ?? null,
    };
  });
  return { bars, lanes, laneHeight, ticks, now, width: now + GAP * type };
}

function endsOf(calls: readonly CallView[]): readonly End[] {
  const begun = new Set(calls.map(({ call }) => `${call.clerk} ${call.calledAt}`));
  const ends = calls.flatMap(({ call: { clerk, calledAt, returnedAt } }, index): End[] => {
    const begins: End = { at: calledAt, index, rank: BEGINS };
    if (returnedAt === null) return [begins];
    const goesOn = returnedAt > calledAt && begun.has(`${clerk} ${returnedAt}`);
    return [begins, { at: returnedAt, index, rank: goesOn ? 0 : 2 }];
  });
  return ends.sort((a, b) => a.at - b.at || a.rank - b.rank);
}

/** Each point in the middle of where the order lets it be: after all before it began, before any after it returned. */
function pointsOf(
  calls: readonly CallView[],
  from: readonly number[],
  to: (index: number) => number,
  type: number,
): ReadonlyMap<number, number> {
  const order = calls
    .map(({ number }, index) => ({ number, index }))
    .filter(({ number }) => number !== null)
    .sort((a, b) => (a.number ?? 0) - (b.number ?? 0));
  const latest: number[] = [];
  for (let i = order.length - 1, bound = Number.POSITIVE_INFINITY; i >= 0; i--) {
    bound = Math.min(bound, to(order[i]?.index ?? 0));
    latest[i] = bound;
  }
  const points = new Map<number, number>();
  let earliest = 0;
  let last = Number.NEGATIVE_INFINITY;
  for (const [i, { index }] of order.entries()) {
    earliest = Math.max(earliest, from[index] ?? 0);
    const bound = latest[i] ?? earliest;
    const middle = (earliest + bound) / 2;
    last = Math.min(bound, Math.max(middle, last + POINTS_APART * type));
    points.set(index, Math.max(from[index] ?? 0, Math.min(to(index), last)));
  }
  return points;
}
