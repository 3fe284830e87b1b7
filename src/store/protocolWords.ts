import type { Moment } from '../scenarios/run';
import type { Cell } from './cells';

/** The words in which the two labs differ (CURRICULUM, vocabulary skins). */
export interface ProtocolWords {
  /** A place in the log. */
  readonly position: 'instance' | 'slot';
  readonly Position: 'Instance' | 'Slot';
  /** The number of the first one. */
  readonly first: 0 | 1;
  /** What a server knows of one. */
  readonly states: Readonly<Record<Cell['state'], string>>;
}

const LIBRARY: ProtocolWords = {
  position: 'instance',
  Position: 'Instance',
  first: 0,
  states: {
    untouched: 'untouched',
    promised: 'promised',
    accepted: 'accepted',
    decided: 'decided',
    forgotten: 'forgotten',
  },
};

/** DSLabs calls CHOSEN what a server knows to be chosen. */
const LEADER: ProtocolWords = {
  position: 'slot',
  Position: 'Slot',
  first: 1,
  states: {
    untouched: 'empty',
    promised: 'empty',
    accepted: 'accepted',
    decided: 'chosen',
    forgotten: 'cleared',
  },
};

export function protocolWords(protocol: Moment['protocol']): ProtocolWords {
  return protocol === 'basic' ? LIBRARY : LEADER;
}
