import type { Micros } from '../sim/time';

/** Something that calls back before the next picture; `requestAnimationFrame` in the page. */
export interface Frames {
  request(callback: (milliseconds: number) => void): void;
}

/** The moment that is drawn, between events too. Views follow it without re-rendering. */
export interface Clock {
  now(): Micros;
  set(time: Micros): void;
  /** @returns the way to stop following. */
  follow(listener: (now: Micros) => void): () => void;
}

export function createClock(): Clock {
  let time: Micros = 0;
  const listeners = new Set<(now: Micros) => void>();
  return {
    now: () => time,
    set(next) {
      if (next === time) return;
      time = next;
      for (const listener of listeners) listener(time);
    },
    follow(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
