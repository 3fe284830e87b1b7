import type { Cell } from '../../store/cells';
import type { SessionState } from '../../store/session';

type Protocol = SessionState['moment']['protocol'];

/** One sign of the legend: a state of a cell, or what cuts across the states. */
interface Sign {
  readonly state: Cell['state'] | 'chosen' | 'hole' | 'executed';
  readonly word: string;
  readonly glyph: string;
  readonly title: string;
}

const LIBRARY: readonly Sign[] = [
  {
    state: 'untouched',
    word: 'untouched',
    glyph: '·',
    title: 'This server has not heard of the instance.',
  },
  {
    state: 'promised',
    word: 'promised',
    glyph: '',
    title: 'It promised a ballot and accepted nothing.',
  },
  {
    state: 'accepted',
    word: 'accepted',
    glyph: '',
    title: 'It accepted a value at a ballot. That alone decides nothing.',
  },
  {
    state: 'chosen',
    word: 'chosen',
    glyph: '★',
    title: 'A majority accepted it, and this server does not know it yet.',
  },
  { state: 'decided', word: 'decided', glyph: '✓', title: 'This server knows what was chosen.' },
  { state: 'hole', word: 'hole', glyph: '', title: 'Not decided here, while a later instance is.' },
  {
    state: 'forgotten',
    word: 'forgotten',
    glyph: '✕',
    title: 'Below Min: every server is done with it.',
  },
];

/** In Multi-Paxos a promise is for all slots, and stands in none; `chosen` is what DSLabs calls known. */
const LEADER: readonly Sign[] = [
  {
    state: 'untouched',
    word: 'empty',
    glyph: '·',
    title: 'This server has accepted nothing in the slot.',
  },
  {
    state: 'accepted',
    word: 'accepted',
    glyph: '',
    title: 'It accepted a command at a ballot. That alone decides nothing.',
  },
  {
    state: 'chosen',
    word: 'unknown here',
    glyph: '★',
    title: 'A majority accepted it, and this server does not know it yet.',
  },
  {
    state: 'decided',
    word: 'chosen',
    glyph: '✓',
    title: 'This server knows the command to be chosen.',
  },
  {
    state: 'hole',
    word: 'hole',
    glyph: '',
    title: 'Not known to be chosen here, while a later slot is: nothing beyond it can be executed.',
  },
  {
    state: 'forgotten',
    word: 'cleared',
    glyph: '✕',
    title: 'Below the first non-cleared slot: every server has executed it.',
  },
  {
    state: 'executed',
    word: 'executed',
    glyph: '',
    title: 'The line under the cells: this server has executed every slot up to its end, in order.',
  },
];

const APPLIED: Sign = {
  state: 'executed',
  word: 'applied',
  glyph: '',
  title: 'The line under the cells: the replica has applied every instance up to its end.',
};

/** The signs that a log can show; the library executes nothing unless it serves clerks. */
export function legendOf(protocol: Protocol, clerks: boolean): readonly Sign[] {
  if (protocol !== 'basic') return LEADER;
  return clerks ? [...LIBRARY, APPLIED] : LIBRARY;
}
