import type { Micros } from './time';

interface Due {
  readonly at: Micros;
}

/** The queue with `item` put behind everything due no later; queues stay sorted by `at`, then by arrival. */
export function enqueue<T extends Due>(queue: readonly T[], item: T): readonly T[] {
  let low = 0;
  let high = queue.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((queue[middle] as T).at <= item.at) low = middle + 1;
    else high = middle;
  }
  return queue.toSpliced(low, 0, item);
}

/** The queue without the item at `index`. */
export function removeAt<T>(queue: readonly T[], index: number): readonly T[] {
  return queue.toSpliced(index, 1);
}

/** The queue without the items that match; the same array when none does. */
export function without<T>(queue: readonly T[], matches: (item: T) => boolean): readonly T[] {
  return queue.some(matches) ? queue.filter((item) => !matches(item)) : queue;
}
