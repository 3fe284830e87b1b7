const WIDTH = 16;
const FULL = 0xffff;

/** A set of small integers that knows which of its words are worth writing down. */
export interface Bits {
  add(index: number): void;
  remove(index: number): void;
  /** Writes the set to `out` from `at`, leaving out the full words before and the empty words behind; returns the end. */
  write(out: Uint16Array, at: number): number;
  /** The most that `write` writes. */
  readonly writtenAtMost: number;
}

/**
 * Operations are placed more or less in order of time, so of the set of those placed only a short window is neither all
 * ones nor all zeros, and a remembered configuration stays small however long the history is.
 */
export function createBits(size: number): Bits {
  const count = Math.ceil(size / WIDTH);
  const words = new Uint16Array(count);
  /** All words before are full. */
  let low = 0;
  /** All words from here on are empty. */
  let high = 0;

  return {
    writtenAtMost: count + 4,
    add(index) {
      const at = Math.floor(index / WIDTH);
      words[at] = (words[at] as number) | (1 << (index % WIDTH));
      high = Math.max(high, at + 1);
      while (low < count && words[low] === FULL) low++;
    },
    remove(index) {
      const at = Math.floor(index / WIDTH);
      words[at] = (words[at] as number) & ~(1 << (index % WIDTH));
      low = Math.min(low, at);
      while (high > 0 && words[high - 1] === 0) high--;
    },
    write(out, at) {
      const length = Math.max(0, high - low);
      let end = writeNumber(out, at, low);
      end = writeNumber(out, end, length);
      for (let i = 0; i < length; i++) out[end++] = words[low + i] as number;
      return end;
    },
  };
}

/** A number below 2^32 as two words. */
export function writeNumber(out: Uint16Array, at: number, value: number): number {
  out[at] = value & FULL;
  out[at + 1] = value >>> WIDTH;
  return at + 2;
}
