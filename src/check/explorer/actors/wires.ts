import type { Wire } from '../system';
import type { Digester } from './digester';
import { createInterner } from './interner';

/** Messages by number, each with its sender and receiver. */
export interface Wires<M> {
  readonly size: number;
  readonly bytes: number;
  /** @throws RangeError when nobody lives at `to` */
  intern(from: number, to: number, message: M): number;
  find(wire: Wire<M>): number;
  value(id: number): Wire<M>;
  /** Where it goes. */
  to(id: number): number;
  high(id: number): number;
  low(id: number): number;
}

export function createWires<M>(places: number, digester: Digester): Wires<M> {
  const wires = createInterner<Wire<M>>('wire', digester);
  const receivers: number[] = [];
  return {
    get size() {
      return wires.size;
    },
    get bytes() {
      return wires.bytes;
    },
    intern(from, to, message) {
      if (!Number.isInteger(to) || to < 0 || to >= places) {
        throw new RangeError(`a message to place ${to}, where nobody lives`);
      }
      const id = wires.intern({ from, to, message });
      receivers[id] = to;
      return id;
    },
    find: ({ from, to, message }) => wires.find({ from, to, message }),
    value: wires.value,
    to: (id) => receivers[id] as number,
    high: wires.high,
    low: wires.low,
  };
}
