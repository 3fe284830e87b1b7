import type { Address } from '../../base/address';
import { entryWords, nameOf } from '../../store/words';

/** What a card says whatever the protocol. */
export interface CommonWords {
  /** "S1, up, deaf". */
  readonly name: string;
  readonly status: 'up' | 'crashed' | 'paused';
  readonly deaf: boolean;
  /** Of the instance or slot in focus. */
  readonly state: 'untouched' | 'promised' | 'accepted' | 'decided' | 'forgotten' | 'lost';
}

export const NOTHING = '–';
/** No card has room for more; the rest is in the inspector. */
const MOST_SHOWN = 60;

export function common(
  server: Address,
  status: CommonWords['status'],
  deaf: boolean,
): Pick<CommonWords, 'name' | 'status' | 'deaf'> {
  return { name: `${nameOf(server)}, ${status}${deaf ? ', deaf' : ''}`, status, deaf };
}

/** A log entry as a card can carry it. */
export function shown(entry: string): string {
  const value = entry === '' ? '' : entryWords(entry).text;
  if (value === '') return '""';
  return value.length > MOST_SHOWN ? `${value.slice(0, MOST_SHOWN)}…` : value;
}
