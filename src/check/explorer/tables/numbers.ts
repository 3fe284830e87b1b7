/** A growing list of 32-bit integers. */
export interface Numbers {
  readonly length: number;
  readonly bytes: number;
  /** The bytes to allocate before so many more have room; 0 mostly. */
  growthFor(more: number): number;
  push(value: number): void;
  /** Takes the last one off. */
  pop(): number;
  at(index: number): number;
  cut(length: number): void;
}

const SMALLEST = 1 << 10;
const GROWTH = 1.5;

export function createNumbers(): Numbers {
  let values = new Int32Array(SMALLEST);
  let length = 0;

  function capacityFor(more: number): number {
    const wanted = length + more;
    if (wanted <= values.length) return values.length;
    return Math.ceil(Math.max(wanted, values.length * GROWTH));
  }

  return {
    get length() {
      return length;
    },
    get bytes() {
      return values.byteLength;
    },
    growthFor(more) {
      const capacity = capacityFor(more);
      return capacity === values.length ? 0 : capacity * values.BYTES_PER_ELEMENT;
    },
    push(value) {
      if (length === values.length) {
        const old = values;
        values = new Int32Array(capacityFor(1));
        values.set(old);
      }
      values[length++] = value;
    },
    pop: () => values[--length] as number,
    at: (index) => values[index] as number,
    cut(to) {
      length = to;
    },
  };
}
