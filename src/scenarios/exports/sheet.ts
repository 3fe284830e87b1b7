import { MAX_BYTES } from '../format/limits';

/** What an export came to. What does not fit is left out at the end, and the numbers say so. */
export interface Exported {
  readonly text: string;
  /** How many entries (events of the run, or of its clients' history) are in it, out of how many. */
  readonly told: number;
  readonly of: number;
}

/** No export is longer, in UTF-8: what can be read back is read by a door that takes no more. */
export const MAX_EXPORT = MAX_BYTES;

/** A text that grows piece by piece and never beyond its bound. */
export interface Sheet {
  /** False, and nothing is added, when the piece does not fit any more. */
  add(piece: string): boolean;
  text(): string;
}

export function createSheet(mostBytes: number): Sheet {
  const pieces: string[] = [];
  let bytes = 0;
  return {
    add(piece) {
      const size = utf8Length(piece);
      if (bytes + size > mostBytes) return false;
      bytes += size;
      pieces.push(piece);
      return true;
    },
    text: () => pieces.join(''),
  };
}

const encoder = new TextEncoder();

export function utf8Length(text: string): number {
  return encoder.encode(text).length;
}
