import { createBits, writeNumber } from './bits';
import type { State } from './model';
import type { Problem } from './problem';

/** Lowe's memo: the configurations (placed operations, state, and whether a pending one is yet unseen) from which the search went on before. */
export interface Memo {
  /** An estimate of what is kept. */
  readonly bytes: number;
  place(operation: number): void;
  takeBack(operation: number): void;
  /** Whether the configuration is here for the first time. */
  isNew(state: State, unseen: boolean): boolean;
}

/** What a set of strings and a table of texts need for an entry, beside the characters. */
const BYTES_PER_ENTRY = 48;
const BYTES_PER_TEXT = 200;

/** A string is hashed and compared exactly and fast, so a configuration is written down as one, 16 bits a character. */
export function createMemo({ completed, calls, texts }: Problem): Memo {
  const seen = new Set<string>();
  const finished = createBits(completed);
  const pending = createBits(calls.length - completed);
  const words = new Uint16Array(2 + finished.writtenAtMost + pending.writtenAtMost);
  let bytes = 0;

  function configuration(state: State, unseen: boolean): string {
    let end = writeNumber(words, 0, 2 * (state + 1) + Number(unseen));
    end = finished.write(words, end);
    end = pending.write(words, end);
    return textOf(words, end);
  }

  return {
    get bytes() {
      return bytes + texts.size * BYTES_PER_TEXT;
    },
    place(operation) {
      if (operation < completed) finished.add(operation);
      else pending.add(operation - completed);
    },
    takeBack(operation) {
      if (operation < completed) finished.remove(operation);
      else pending.remove(operation - completed);
    },
    isNew(state, unseen) {
      const key = configuration(state, unseen);
      const before = seen.size;
      seen.add(key);
      if (seen.size === before) return false;
      bytes += BYTES_PER_ENTRY + 2 * key.length;
      return true;
    },
  };
}

/** As many characters as a call takes arguments without trouble. */
const CHUNK = 8192;

function textOf(words: Uint16Array, length: number): string {
  let text = '';
  for (let at = 0; at < length; at += CHUNK) {
    text += String.fromCharCode(...words.subarray(at, Math.min(length, at + CHUNK)));
  }
  return text;
}
