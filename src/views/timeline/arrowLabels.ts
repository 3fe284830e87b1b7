import type { Micros } from '../../sim/time';
import { tagOf } from '../../store/words';
import { type Arrow, arrowAt, type Flight } from './arrow';
import { type Box, type Letters, movingPlace, type Place, placeLabels, type Wish } from './labels';
import type { PlacedMark } from './laneMarks';
import { type Lanes, laneY } from './lanes';
import { MARK_STEP, markSize } from './markSize';
import { type TimeScale, xOf } from './timeScale';

const LETTER = 7.3;
const LINE = 13;
/** With more messages than this under way, their ballots would only cover one another. */
const MOST_FLYING = 30;
const PAUSE_SIGN = 10;
const END_OF_TIME = Number.MAX_SAFE_INTEGER;

/** Where the ballots stand beside the heads. */
export function labelArrows(
  flights: readonly Flight[],
  marks: readonly PlacedMark[],
  scale: TimeScale,
  lanes: Lanes,
  now: Micros,
): ReadonlyMap<number, Place> {
  const letters: Letters = { height: LINE * lanes.type, mark: lanes.mark / 2 };
  const arrows = new Map(flights.map((flight) => [flight, wholeArrow(flight, scale, lanes)]));
  const lines = [...arrows].map(([{ message }, { points, head }]) => ({
    id: message.id,
    from: points[0] ?? head,
    to: points[1] ?? head,
  }));
  const ended = flights.filter(({ fate }) => fate !== 'underWay').toSorted(byEnd);
  const wishes = ended.flatMap((flight) => wishOf(flight, arrows.get(flight), lanes) ?? []);
  const taken = marks.map((mark) => markBox(mark, scale, lanes));
  const flying = flights.filter(({ fate }) => fate === 'underWay').slice(0, MOST_FLYING);
  const heads = flying.map((flight) => ({
    id: flight.message.id,
    y: arrowAt(flight, now, scale, lanes).head.y,
    place: movingPlace(letters, flight.heldAt === null ? 0 : PAUSE_SIGN),
  }));
  const moving = apart(heads, letters.height).map(({ id, place }): [number, Place] => [id, place]);
  return new Map([...placeLabels(wishes, taken, lines, letters), ...moving]);
}

/** Those that fit below one another, for all heads that move stand at the present. The older have the first choice. */
function apart<H extends { readonly y: number }>(heads: readonly H[], height: number): H[] {
  const kept: H[] = [];
  for (const head of heads) {
    if (kept.every(({ y }) => Math.abs(y - head.y) >= height * 0.85)) kept.push(head);
  }
  return kept;
}

/** The arrow with all it has still before it. */
function wholeArrow(flight: Flight, scale: TimeScale, lanes: Lanes): Arrow {
  const until = flight.fate === 'underWay' ? flight.arrivesAt : END_OF_TIME;
  return arrowAt(flight, until, scale, lanes);
}

function byEnd(a: Flight, b: Flight): number {
  return (a.message.endDepth ?? 0) - (b.message.endDepth ?? 0) || a.message.id - b.message.id;
}

function wishOf({ message }: Flight, arrow: Arrow | undefined, lanes: Lanes): Wish | null {
  if (!arrow) return null;
  const width = tagOf(message.message).length * LETTER * lanes.type;
  return { id: message.id, head: arrow.head, side: message.to >= message.from ? 1 : -1, width };
}

function markBox({ mark, nth }: PlacedMark, scale: TimeScale, lanes: Lanes): Box {
  const size = markSize(lanes.gap, lanes.type);
  const x = xOf(scale, mark.at) + nth * MARK_STEP * size;
  const y = laneY(lanes, mark.server);
  const letters = mark.kind === 'start' ? 10 + String(mark.seq).length * LETTER : 0;
  return {
    left: x - 9 * size,
    right: x + (9 + letters) * size,
    top: y - 21 * size,
    bottom: y - 3 * size,
  };
}
