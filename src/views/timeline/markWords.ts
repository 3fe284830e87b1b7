import type { Moment } from '../../scenarios/run';
import { protocolWords } from '../../store/protocolWords';
import type { Mark } from '../../store/trace';
import { formatBallot, nameOf } from '../../store/words';
import type { LaneMark } from './laneMarks';
import { type Lanes, laneY } from './lanes';
import { MARK_STEP, markSize } from './markSize';
import { type TimeScale, xOf } from './timeScale';

type Protocol = Moment['protocol'];

/** A mark where it is drawn, with what is written beside it. */
export interface WrittenMark extends LaneMark {
  /** Its moment on its lane, and how far beside it stands, for others of the same moment. */
  readonly x: number;
  readonly y: number;
  readonly beside: number;
  /** Empty where there is no room, or nothing to write. */
  readonly text: string;
}

/** A sign reaches so far to its left; its text begins so far from its middle, and so far above the lane. */
const SIGN = 9;
export const TEXT_AT = { x: 11, y: -8.5 };
const LETTER = 7.3;

/** Signs shrink where lanes lie close together, letters do not. */
export const textWidth = (text: string, { type }: Lanes): number => text.length * LETTER * type;

/**
 * Marks of one server and moment stand side by side. Instances that were started and ballots that lead are always
 * written, others where no later mark is in the way.
 */
export function writeMarks(
  marks: readonly LaneMark[],
  protocol: Protocol,
  scale: TimeScale,
  lanes: Lanes,
): WrittenMark[] {
  const size = markSize(lanes.gap, lanes.type);
  const ends = new Map<string, number>();
  const stand = (one: LaneMark) => {
    const { kind, server, at } = one.mark;
    const moment = `${server}/${at}`;
    const beside = ends.get(moment) ?? 0;
    const words = ALWAYS.has(kind) ? textWidth(wishOf(one, protocol), lanes) : 0;
    ends.set(moment, beside + MARK_STEP * size + words);
    return { ...one, x: xOf(scale, at), y: laneY(lanes, server), beside };
  };

  const next = new Map<number, number>();
  const write = (standing: ReturnType<typeof stand>): WrittenMark => {
    const { mark, x, beside } = standing;
    const end = next.get(mark.server) ?? Number.POSITIVE_INFINITY;
    next.set(mark.server, x + beside);
    const wish = wishOf(standing, protocol);
    const room = end - x - beside - (TEXT_AT.x + SIGN) * size;
    const isWritten = ALWAYS.has(mark.kind) || textWidth(wish, lanes) <= room;
    return { ...standing, text: isWritten ? wish : '' };
  };
  return marks.map(stand).reverse().map(write).reverse();
}

const ALWAYS = new Set<Mark['kind']>(['start', 'lead']);

/** What would best be written beside it. */
function wishOf({ mark, last }: LaneMark, protocol: Protocol): string {
  const { kind, seq, ballot = null } = mark;
  if (kind === 'start') return String(seq);
  if (kind === 'lead' || kind === 'elect') return formatBallot(ballot);
  if (kind !== 'decide' || protocol === 'basic') return '';
  return seq === last ? String(seq) : `${seq}–${last}`;
}

/** "S1 leads with 1.S1", "S2 knows what is decided: slots 3 to 5". */
export function tellMark({ mark, last }: LaneMark, protocol: Protocol): string {
  const { kind, server, seq, ballot = null } = mark;
  const { position } = protocolWords(protocol);
  const places = seq === last ? `${position} ${seq}` : `${position}s ${seq} to ${last}`;
  const tried = formatBallot(ballot);
  const does: Readonly<Record<Mark['kind'], string>> = {
    start: `starts ${places}`,
    done: `is done up to ${places}`,
    retry: `tries again: ${places}`,
    decide: `knows what is decided: ${places}`,
    forget: `${protocol === 'basic' ? 'forgets' : 'clears'} up to ${places}`,
    crash: 'crashes',
    restart: 'restarts',
    pause: 'is paused',
    resume: 'goes on',
    poll: 'looks at Status',
    elect: `runs phase 1 with ${tried}`,
    lead: `leads with ${tried}`,
    stepDown: `gives up ${tried}`,
  };
  return `${nameOf(server)} ${does[kind]}`;
}
