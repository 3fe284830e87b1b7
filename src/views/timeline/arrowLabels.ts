import type { Micros } from '../../sim/time';
import { type Arrow, arrowAt, type Flight, linesOf } from './arrow';
import { labelOf } from './labelOf';
import { type Box, type Letters, movingPlace, type Place, placeLabels, type Wish } from './labels';
import type { Lanes } from './lanes';
import { markSize } from './markSize';
import { textWidth, type WrittenMark } from './markWords';
import { PAD, type TimeScale, xOf } from './timeScale';

const LETTER = 7.3;
const LINE = 13;
/** With more messages than this under way, their ballots would only cover one another. */
const MOST_FLYING = 30;
const PAUSE_SIGN = 10;
/** No label is longer. */
const LONGEST = 200;
const END_OF_TIME = Number.MAX_SAFE_INTEGER;

/** Where the ballots stand beside the heads. */
export function labelArrows(
  flights: readonly Flight[],
  marks: readonly WrittenMark[],
  scale: TimeScale,
  lanes: Lanes,
  now: Micros,
): ReadonlyMap<number, Place> {
  const letters: Letters = { height: LINE * lanes.type, mark: lanes.mark / 2 };
  const arrows = new Map(flights.map((flight) => [flight, wholeArrow(flight, scale, lanes)]));
  const lines = [...arrows].flatMap(([{ message }, arrow]) => linesOf(message.id, arrow));
  const ended = flights.filter(({ fate }) => fate !== 'underWay').toSorted(byEnd);
  const wishes = ended.flatMap((flight) => wishOf(flight, arrows.get(flight), lanes) ?? []);
  const taken = [beforeTheBeginning(scale, lanes), ...marks.map((mark) => markBox(mark, lanes))];
  const flying = flights.filter(({ fate }) => fate === 'underWay').slice(0, MOST_FLYING);
  const heads = flying.map((flight) => ({
    id: flight.message.id,
    y: arrowAt(flight, now, scale, lanes).head.y,
    place: movingPlace(letters, flight.heldAt === null ? 0 : PAUSE_SIGN),
  }));
  const moving = apart(heads, letters.height).map(({ id, place }): [number, Place] => [id, place]);
  return new Map([...placeLabels(wishes, taken, lines, letters), ...moving]);
}

/** Nothing is seen of it: a label that reached into it would be cut off. */
function beforeTheBeginning(scale: TimeScale, { height }: Lanes): Box {
  const right = xOf(scale, 0) - PAD;
  return { left: right - LONGEST, right, top: 0, bottom: height };
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
  const width = labelOf(message).length * LETTER * lanes.type;
  return { id: message.id, head: arrow.head, side: message.to >= message.from ? 1 : -1, width };
}

function markBox({ x: moment, y, beside, text }: WrittenMark, lanes: Lanes): Box {
  const size = markSize(lanes.gap, lanes.type);
  const x = moment + beside;
  const words = text ? 10 * size + textWidth(text, lanes) : 0;
  return {
    left: x - 9 * size,
    right: x + 9 * size + words,
    top: y - 21 * size,
    bottom: y - 3 * size,
  };
}
