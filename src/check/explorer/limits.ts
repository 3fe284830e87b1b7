import type { Budget } from './space';

/**
 * What bounds a search. Faults are part of the model: each is counted in the state, so fewer faults mean fewer states. The
 * rest ends or trims the search.
 */
export interface Limits {
  /** BFS levels, the initial states being level 1; unlimited unless given. */
  readonly depth?: number;
  /** Distinct states, {@link DEFAULT_STATES} unless given. */
  readonly states?: number;
  /** Seconds of searching; unlimited unless given. */
  readonly seconds?: number;
  /** Memory of all tables, {@link DEFAULT_BYTES} unless given. */
  readonly bytes?: number;
  /** None unless given. */
  readonly crashes?: number;
  readonly losses?: number;
  readonly duplications?: number;
  /** Unlimited unless given: the system itself bounds them, or `within` does. */
  readonly timeouts?: number;
  readonly calls?: number;
}

export const DEFAULT_STATES = 2_000_000;
export const DEFAULT_BYTES = 256 * 1024 * 1024;

export const BUDGETS = ['crashes', 'losses', 'duplications', 'timeouts', 'calls'] as const;

/** How often something may happen in one run. */
export function allowance(limits: Limits, budget: Budget): number {
  const isFault = budget === 'crashes' || budget === 'losses' || budget === 'duplications';
  return limits[budget] ?? (isFault ? 0 : Number.POSITIVE_INFINITY);
}
