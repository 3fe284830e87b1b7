/**
 * The fingerprints met so far: open addressing over two lanes, because `Set` and `Map` end at 2^24 entries and weigh
 * several times as much.
 */
export interface Visited {
  readonly size: number;
  readonly bytes: number;
  /** The bytes to allocate before so many more have room; 0 mostly. */
  growthFor(more: number): number;
  /** Makes room for so many more. */
  reserve(more: number): void;
  has(high: number, low: number): boolean;
  /** False when it was there already. There must be room. */
  add(high: number, low: number): boolean;
}

const SMALLEST = 1 << 10;
const MOST_FULL = 0.7;

export function createVisited(): Visited {
  let mask = SMALLEST - 1;
  let highs = new Int32Array(SMALLEST);
  let lows = new Int32Array(SMALLEST);
  let size = 0;

  /** Where it is, or the empty place where it belongs. */
  function placeOf(high: number, low: number): number {
    let at = high & mask;
    while ((highs[at] as number) !== high || (lows[at] as number) !== low) {
      if (((highs[at] as number) | (lows[at] as number)) === 0) return at;
      at = (at + 1) & mask;
    }
    return at;
  }

  function capacityFor(count: number): number {
    let capacity = mask + 1;
    while (count > capacity * MOST_FULL) capacity *= 2;
    return capacity;
  }

  function resize(capacity: number): void {
    const [oldHighs, oldLows] = [highs, lows];
    mask = capacity - 1;
    highs = new Int32Array(capacity);
    lows = new Int32Array(capacity);
    for (let i = 0; i < oldHighs.length; i++) {
      const [high, low] = [oldHighs[i] as number, oldLows[i] as number];
      if ((high | low) === 0) continue;
      const at = placeOf(high, low);
      highs[at] = high;
      lows[at] = low;
    }
  }

  return {
    get size() {
      return size;
    },
    get bytes() {
      return highs.byteLength + lows.byteLength;
    },
    growthFor(more) {
      const capacity = capacityFor(size + more);
      return capacity === mask + 1 ? 0 : capacity * 8;
    },
    reserve(more) {
      const capacity = capacityFor(size + more);
      if (capacity !== mask + 1) resize(capacity);
    },
    has(high, low) {
      return ((highs[placeOf(high, low)] as number) | (lows[placeOf(high, low)] as number)) !== 0;
    },
    add(high, low) {
      const at = placeOf(high, low);
      if (((highs[at] as number) | (lows[at] as number)) !== 0) return false;
      highs[at] = high;
      lows[at] = low;
      size++;
      return true;
    },
  };
}
