import { fateAt, type TracedMessage } from '../../store/trace';
import { isHeartbeat } from '../../store/words';
import { PARKING } from './motion';

/**
 * How a message makes way for others on its link. It is settled when the message is sent, by what is under way then, and
 * stays the same until it arrives: nothing that comes later changes it.
 */
export interface Berth {
  /** Along the way, as a share of it: where time stands still, its usual place may be taken. */
  readonly shift: number;
  /** Its text stands on the other side of the way. */
  readonly flipped: boolean;
}

/** How messages are drawn. */
export interface Drawing {
  /** Time stands still: messages wait on their way. */
  readonly manual: boolean;
  /** Others make way for heartbeats, too. */
  readonly heartbeats: boolean;
}

interface Moored {
  readonly message: TracedMessage;
  readonly place: number;
}

/** What is known of a branch's messages, as far as it was asked for; on each link those that may still be there. */
interface Harbour {
  readonly berths: Berth[];
  readonly links: Map<string, readonly Moored[]>;
}

const ALONE: Berth = { shift: 0, flipped: false };

// A branch's list of messages grows in place, and is another one after a fork.
const harbours = new WeakMap<readonly TracedMessage[], Map<string, Harbour>>();

/** The berth of a message of a branch. */
export function berthOf(messages: readonly TracedMessage[], id: number, drawing: Drawing): Berth {
  const harbour = harbourOf(messages, drawing);
  for (const message of messages.slice(harbour.berths.length, id)) moor(harbour, message, drawing);
  return harbour.berths[id - 1] ?? ALONE;
}

function harbourOf(messages: readonly TracedMessage[], { manual, heartbeats }: Drawing): Harbour {
  const known = harbours.get(messages) ?? new Map<string, Harbour>();
  harbours.set(messages, known);
  const key = `${manual} ${heartbeats}`;
  const harbour = known.get(key) ?? { berths: [], links: new Map() };
  known.set(key, harbour);
  return harbour;
}

function moor({ berths, links }: Harbour, message: TracedMessage, drawing: Drawing): void {
  if (!drawing.heartbeats && isHeartbeat(message.message)) {
    berths.push(ALONE);
    return;
  }
  const link = `${message.from}-${message.to}`;
  const there = (links.get(link) ?? []).filter((other) => isThere(other, message));
  const taken = new Set(there.map(({ place }) => place));
  const place = drawing.manual ? freeParking(message.id, taken) : freeSide(taken);
  berths.push(there.length === 0 ? ALONE : berthAt(place, message.id, drawing));
  links.set(link, [...there, { message, place }]);
}

/** Still to be seen when `message` is sent; what is lost goes some of its way, too. */
function isThere({ message }: Moored, { sentDepth }: TracedMessage): boolean {
  return message.sentDepth === sentDepth || fateAt(message, sentDepth) === 'underWay';
}

function berthAt(place: number, id: number, { manual }: Drawing): Berth {
  if (!manual) return { shift: 0, flipped: place % 2 === 1 };
  const shift = (PARKING[place % PARKING.length] ?? 0) - (PARKING[id % PARKING.length] ?? 0);
  return { shift, flipped: place % PARKING.length >= FIRST_BETWEEN };
}

/** On the move: the texts of messages that follow each other stand on one side and the other. */
function freeSide(taken: ReadonlySet<number>): number {
  for (let place = 0; ; place++) if (!taken.has(place)) return place;
}

/** Every message has a liking; if its place is taken, the next one that is free. */
function freeParking(id: number, taken: ReadonlySet<number>): number {
  const liking = id % PARKING.length;
  for (let nth = 0; nth < PARKING.length; nth++) {
    const place = (liking + nth) % PARKING.length;
    if (!taken.has(place)) return place;
  }
  return liking;
}

/** The parking places from this one on lie between others. */
const FIRST_BETWEEN = 3;
