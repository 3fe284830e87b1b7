import { entryWords } from '../../store/words';

const LONGEST = 80;

/** A value short enough to be drawn and spoken; scenarios may carry whole megabytes. */
export function clipped(value: string): string;
export function clipped(value: string | null): string | null;
export function clipped(value: string | null): string | null {
  return value !== null && value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value;
}

/** A value as it stands in a cell: an operation by its sign and its owner, any other value as it is. */
export function entry(value: string): string {
  const { text, owner } = entryWords(value);
  return owner ? `${clipped(text)} ${owner}` : clipped(text);
}
