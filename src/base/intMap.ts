/**
 * An immutable map from non-negative integers to values, made for log positions: dense runs, out-of-order gaps, and a
 * prefix that is forgotten. Plain JSON (a sorted list of chunks), so a world that holds one can be stored and compared.
 * An update copies one chunk and the list of chunks; everything else is shared.
 */
export interface IntMap<T> {
  readonly size: number;
  readonly chunks: readonly Chunk<T>[];
}

interface Chunk<T> {
  /** The first key of the chunk; a multiple of {@link WIDTH}. */
  readonly base: number;
  readonly items: readonly (T | null)[];
}

const WIDTH = 16;
const EMPTY: IntMap<never> = { size: 0, chunks: [] };

export function emptyIntMap<T>(): IntMap<T> {
  return EMPTY;
}

/** Index of the first chunk whose base is not below `base`. */
function findChunk<T>(chunks: readonly Chunk<T>[], base: number): number {
  let low = 0;
  let high = chunks.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((chunks[middle] as Chunk<T>).base < base) low = middle + 1;
    else high = middle;
  }
  return low;
}

const baseOf = (key: number) => key - (key % WIDTH);

export function getAt<T>(map: IntMap<T>, key: number): T | undefined {
  const base = baseOf(key);
  const chunk = map.chunks[findChunk(map.chunks, base)];
  return chunk?.base === base ? (chunk.items[key - base] ?? undefined) : undefined;
}

export function setAt<T>(map: IntMap<T>, key: number, value: T): IntMap<T> {
  const base = baseOf(key);
  const index = findChunk(map.chunks, base);
  const present = map.chunks[index];
  const chunks = map.chunks.slice();
  if (present?.base !== base) {
    const items: (T | null)[] = new Array(WIDTH).fill(null);
    items[key - base] = value;
    chunks.splice(index, 0, { base, items });
    return { size: map.size + 1, chunks };
  }
  const items = present.items.slice();
  const added = items[key - base] === null ? 1 : 0;
  items[key - base] = value;
  chunks[index] = { base, items };
  return { size: map.size + added, chunks };
}

/** The map without the keys below `bound`; what it held there is no longer reachable from it. */
export function dropBelow<T>(map: IntMap<T>, bound: number): IntMap<T> {
  const first = map.chunks[0];
  if (!first || first.base >= bound) return map;
  const chunks: Chunk<T>[] = [];
  let size = 0;
  for (const chunk of map.chunks) {
    const items =
      chunk.base >= bound
        ? chunk.items
        : chunk.items.map((item, i) => (chunk.base + i < bound ? null : item));
    const held = items.reduce((count, item) => (item === null ? count : count + 1), 0);
    if (held > 0) chunks.push({ base: chunk.base, items });
    size += held;
  }
  return size === map.size ? map : { size, chunks };
}

/** Calls `visit` for every entry, keys rising. */
export function forEachAt<T>(map: IntMap<T>, visit: (value: T, key: number) => void): void {
  for (const chunk of map.chunks) {
    chunk.items.forEach((item, i) => {
      if (item !== null) visit(item, chunk.base + i);
    });
  }
}

/** The highest key, or -1 for an empty map. */
export function lastKey<T>(map: IntMap<T>): number {
  const chunk = map.chunks[map.chunks.length - 1];
  if (!chunk) return -1;
  let i = chunk.items.length - 1;
  while (i >= 0 && chunk.items[i] === null) i--;
  return chunk.base + i;
}

/** The highest key whose value is so, or -1 when none is. */
export function lastKeyWhere<T>(map: IntMap<T>, isSo: (value: T) => boolean): number {
  for (let i = map.chunks.length - 1; i >= 0; i--) {
    const { base, items } = map.chunks[i] as Chunk<T>;
    const place = items.findLastIndex((item) => item !== null && isSo(item));
    if (place >= 0) return base + place;
  }
  return -1;
}

/** The lowest key, or -1 for an empty map. */
export function firstKey<T>(map: IntMap<T>): number {
  const chunk = map.chunks[0];
  return chunk ? chunk.base + chunk.items.findIndex((item) => item !== null) : -1;
}

/** The keys whose value is another in `after` than in `before`, rising; what both share is not looked at. */
export function changedKeys<T>(before: IntMap<T>, after: IntMap<T>): number[] {
  if (before === after) return [];
  const bases = [...new Set([...before.chunks, ...after.chunks].map(({ base }) => base))];
  return bases
    .sort((a, b) => a - b)
    .flatMap((base) => changedIn(chunkAt(before, base), chunkAt(after, base), base));
}

function chunkAt<T>({ chunks }: IntMap<T>, base: number): Chunk<T> | undefined {
  const chunk = chunks[findChunk(chunks, base)];
  return chunk?.base === base ? chunk : undefined;
}

function changedIn<T>(a: Chunk<T> | undefined, b: Chunk<T> | undefined, base: number): number[] {
  if (a === b) return [];
  const keys: number[] = [];
  for (let i = 0; i < WIDTH; i++)
    if ((a?.items[i] ?? null) !== (b?.items[i] ?? null)) keys.push(base + i);
  return keys;
}
