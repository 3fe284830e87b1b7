import { readItf } from '../exports/itf/read';
import { foreignOfItf } from './fromItf';
import { type ForeignRead, readForeignTrace } from './read';

/** Opens any untrusted text that may be a foreign trace: lines of an implementation, or states of a model checker. */
export function openForeignTrace(text: string): ForeignRead {
  if (!isOfStates(text)) return readForeignTrace(text);
  const read = readItf(text);
  if (read.ok) return foreignOfItf(read.trace);
  const { pointer, reason } = read;
  return { ok: false, line: 0, reason: pointer === '' ? reason : `${pointer}: ${reason}` };
}

/** Both words stand in every file of that format, and no line of the other has keys of these names. */
export function isOfStates(text: string): boolean {
  return text.includes('"vars"') && text.includes('"states"');
}
