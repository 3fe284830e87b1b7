import type { Row } from '../space';
import { createNumbers } from './numbers';
import { createRowStore } from './rowStore';

/** The states still to be expanded. Only here do rows exist; of an expanded state nothing but its fingerprint stays. */
export interface Frontier {
  readonly size: number;
  readonly bytes: number;
  /** The bytes to allocate before so many more rows of at most this length have room; 0 mostly. */
  growthFor(rows: number, length: number): number;
  /** @param level how many steps from the beginning, plus one */
  put(row: Row, state: number, level: number): void;
  /** Takes the next state out: its row into `row`. There must be one. */
  take(row: Row): Taken;
}

/** Reused from state to state. */
export interface Taken {
  state: number;
  level: number;
}

/** First in, first out. The levels put must never fall. */
export function createQueue(): Frontier {
  let [now, later] = [createShelf(), createShelf()];
  let next = 0;
  let from = 0;
  const taken: Taken = { state: 0, level: 0 };

  function turnOver(): void {
    now.cut();
    [now, later] = [later, now];
    next = 0;
    from = 0;
  }

  return {
    get size() {
      return now.size - next + later.size;
    },
    get bytes() {
      return now.bytes + later.bytes;
    },
    growthFor: (rows, length) => later.growthFor(rows, length),
    put: (row, state, level) => later.add(row, state, level),
    take(row) {
      if (next === now.size) turnOver();
      const to = now.end(next);
      now.read(from, to, row);
      taken.state = now.state(next);
      taken.level = now.level(next);
      from = to;
      next++;
      return taken;
    },
  };
}

/** Last in, first out. */
export function createStack(): Frontier {
  const shelf = createShelf();
  const taken: Taken = { state: 0, level: 0 };
  return {
    get size() {
      return shelf.size;
    },
    get bytes() {
      return shelf.bytes;
    },
    growthFor: (rows, length) => shelf.growthFor(rows, length),
    put: (row, state, level) => shelf.add(row, state, level),
    take(row) {
      const last = shelf.size - 1;
      const from = last === 0 ? 0 : shelf.end(last - 1);
      shelf.read(from, shelf.end(last), row);
      taken.state = shelf.state(last);
      taken.level = shelf.level(last);
      shelf.dropLast(from);
      return taken;
    },
  };
}

/** Rows one behind the other, each with its state, its level, and where it ends. */
function createShelf() {
  const rows = createRowStore();
  const [states, levels, ends] = [createNumbers(), createNumbers(), createNumbers()];
  const columns = [states, levels, ends];
  return {
    get size() {
      return ends.length;
    },
    get bytes() {
      return columns.reduce((sum, column) => sum + column.bytes, rows.bytes);
    },
    growthFor(count: number, length: number): number {
      return rows.growthFor(count * length) + 3 * ends.growthFor(count);
    },
    add(row: Row, state: number, level: number): void {
      rows.push(row);
      states.push(state);
      levels.push(level);
      ends.push(rows.length);
    },
    read: rows.read,
    state: states.at,
    level: levels.at,
    end: ends.at,
    dropLast(from: number): void {
      rows.cut(from);
      for (const column of columns) column.pop();
    },
    cut(): void {
      rows.cut(0);
      for (const column of columns) column.cut(0);
    },
  };
}
