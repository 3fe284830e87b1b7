import { formatBallot } from '../../store/words';
import { type Arrow, arrowAt, type Flight } from './arrow';
import { type Box, type Letters, type Place, placeLabels, restingPlace, type Wish } from './labels';
import type { PlacedMark } from './laneMarks';
import { type Lanes, laneY } from './lanes';
import { MARK_STEP, markSize } from './markSize';
import { type TimeScale, xOf } from './timeScale';

const LETTER = 7.3;
const LINE = 13;
/** With more messages than this under way, their ballots would only cover one another. */
const MOST_FLYING = 30;
const END_OF_TIME = Number.MAX_SAFE_INTEGER;

/** Where the ballots stand beside the heads. */
export function labelArrows(
  flights: readonly Flight[],
  marks: readonly PlacedMark[],
  scale: TimeScale,
  lanes: Lanes,
): ReadonlyMap<number, Place> {
  const letters: Letters = { height: LINE * lanes.type, mark: lanes.mark / 2 };
  const ended = flights.filter(({ fate }) => fate !== 'underWay').toSorted(byEnd);
  const wishes = ended.map((flight) => wishOf(flight, arrowAt(flight, END_OF_TIME, scale, lanes), lanes));
  const taken = marks.map((mark) => markBox(mark, scale, lanes));
  const flying = flights.filter(({ fate }) => fate === 'underWay');
  const resting = flying.slice(0, MOST_FLYING).map((flight): [number, Place] => {
    const wish = wishOf(flight, arrowAt(flight, flight.arrivesAt, scale, lanes), lanes);
    return [flight.message.id, restingPlace(wish, letters)];
  });
  return new Map([...placeLabels(wishes, taken, letters), ...resting]);
}

function byEnd(a: Flight, b: Flight): number {
  return (a.message.endDepth ?? 0) - (b.message.endDepth ?? 0) || a.message.id - b.message.id;
}

function wishOf({ message }: Flight, { head }: Arrow, lanes: Lanes): Wish {
  const width = formatBallot(message.message.ballot).length * LETTER * lanes.type;
  return { id: message.id, head, side: message.to >= message.from ? 1 : -1, width };
}

function markBox({ mark, nth }: PlacedMark, scale: TimeScale, lanes: Lanes): Box {
  const size = markSize(lanes.gap, lanes.type);
  const x = xOf(scale, mark.at) + nth * MARK_STEP * size;
  const y = laneY(lanes, mark.server);
  const letters = mark.kind === 'start' ? 10 + String(mark.seq).length * LETTER : 0;
  return { left: x - 9 * size, right: x + (9 + letters) * size, top: y - 21 * size, bottom: y - 3 * size };
}
