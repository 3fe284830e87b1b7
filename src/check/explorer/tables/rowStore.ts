import type { Row } from '../space';

/** Rows in one growing typed array, of 16-bit numbers as long as all fit. */
export interface RowStore {
  /** The integers stored, of all rows together. */
  readonly length: number;
  readonly bytes: number;
  /** The bytes to allocate before so many more integers have room; 0 mostly. */
  growthFor(ids: number): number;
  /** Adds a row at the end. */
  push(row: Row): void;
  /** Copies a part out. */
  read(from: number, to: number, out: Row): void;
  /** Forgets all from here on; the memory stays. */
  cut(length: number): void;
}

const SMALLEST = 1 << 12;
const GROWTH = 1.5;
const SHORT_LIMIT = 0x10000;

export function createRowStore(): RowStore {
  let ids: Uint16Array | Uint32Array = new Uint16Array(SMALLEST);
  let length = 0;

  function capacityFor(more: number): number {
    const wanted = length + more;
    return wanted <= ids.length ? ids.length : Math.ceil(Math.max(wanted, ids.length * GROWTH));
  }

  function makeRoom(more: number): void {
    const capacity = capacityFor(more);
    if (capacity === ids.length) return;
    const old = ids;
    ids = old instanceof Uint16Array ? new Uint16Array(capacity) : new Uint32Array(capacity);
    ids.set(old.subarray(0, length));
  }

  /** An id has outgrown 16 bits: everything is copied once, the begun row too. */
  function widen(): void {
    ids = Uint32Array.from(ids);
  }

  return {
    get length() {
      return length;
    },
    get bytes() {
      return ids.byteLength;
    },
    growthFor(more) {
      const capacity = capacityFor(more);
      return capacity === ids.length ? 0 : capacity * ids.BYTES_PER_ELEMENT;
    },
    push(row) {
      makeRoom(row.length);
      for (let i = 0; i < row.length; i++) {
        const id = row.ids[i] as number;
        if (id >= SHORT_LIMIT && ids.BYTES_PER_ELEMENT === 2) widen();
        ids[length + i] = id;
      }
      length += row.length;
    },
    read(from, to, out) {
      if (out.ids.length < to - from) out.ids = new Uint32Array(2 * (to - from));
      for (let i = from; i < to; i++) out.ids[i - from] = ids[i] as number;
      out.length = to - from;
    },
    cut(to) {
      length = to;
    },
  };
}
