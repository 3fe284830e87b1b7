/** From two 32-bit integers to a non-negative one: open addressing over one typed array. */
export interface PairMap {
  readonly bytes: number;
  /** -1 when there is none. */
  get(a: number, b: number): number;
  /** The pair must be new. */
  add(a: number, b: number, value: number): void;
}

const SMALLEST = 1 << 10;
const MOST_FULL = 0.6;
const WIDTH = 3;

export function createPairMap(): PairMap {
  let mask = SMALLEST - 1;
  // Triples (a, b, value + 1); the third is 0 where the place is empty.
  let table = new Int32Array(SMALLEST * WIDTH);
  let size = 0;

  function placeOf(a: number, b: number): number {
    let hash = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b);
    hash ^= hash >>> 15;
    let slot = hash & mask;
    for (;;) {
      const at = slot * WIDTH;
      if ((table[at + 2] as number) === 0) return at;
      if ((table[at] as number) === a && (table[at + 1] as number) === b) return at;
      slot = (slot + 1) & mask;
    }
  }

  function put(a: number, b: number, mark: number): void {
    const at = placeOf(a, b);
    table[at] = a;
    table[at + 1] = b;
    table[at + 2] = mark;
  }

  function grow(): void {
    const old = table;
    mask = 2 * mask + 1;
    table = new Int32Array((mask + 1) * WIDTH);
    for (let at = 0; at < old.length; at += WIDTH) {
      const mark = old[at + 2] as number;
      if (mark !== 0) put(old[at] as number, old[at + 1] as number, mark);
    }
  }

  return {
    get bytes() {
      return table.byteLength;
    },
    get: (a, b) => (table[placeOf(a, b) + 2] as number) - 1,
    add(a, b, value) {
      if (++size > (mask + 1) * MOST_FULL) grow();
      put(a, b, value + 1);
    },
  };
}
