import { partFingerprint } from '../fingerprint';
import { allowance, BUDGETS, type Limits } from '../limits';
import type { Budget, Fingerprint } from '../space';

/** Counts in the row how often each bounded kind of step was taken. What is unlimited or forbidden takes no place in it. */
export interface Budgets {
  /** How many counts a row has. */
  readonly slots: number;
  /** Where the count of a budget stands; {@link UNLIMITED} or {@link FORBIDDEN} when it is not counted. */
  slotOf(budget: Budget): number;
  /** The allowance of a counted budget. */
  most(slot: number): number;
  /** The part of a row's fingerprint. */
  part(slot: number, count: number): Fingerprint;
}

export const UNLIMITED = -1;
export const FORBIDDEN = -2;

export function createBudgets(limits: Limits): Budgets {
  const counted = BUDGETS.filter((budget) => isCounted(allowance(limits, budget)));
  const parts: Fingerprint[][] = counted.map(() => []);
  const slots = new Map(BUDGETS.map((budget) => [budget, slotFor(budget)]));

  function slotFor(budget: Budget): number {
    const most = allowance(limits, budget);
    if (isCounted(most)) return counted.indexOf(budget);
    return most > 0 ? UNLIMITED : FORBIDDEN;
  }

  return {
    slots: counted.length,
    slotOf: (budget) => slots.get(budget) as number,
    most: (slot) => allowance(limits, counted[slot] as Budget),
    part(slot, count) {
      const its = parts[slot] as Fingerprint[];
      its[count] ??= partFingerprint(counted[slot] as Budget, String(count));
      return its[count];
    },
  };
}

function isCounted(most: number): boolean {
  return most > 0 && most !== Number.POSITIVE_INFINITY;
}
