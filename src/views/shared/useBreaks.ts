import { useMemo } from 'react';
import type { Violation } from '../../store/safety';
import { useSession, useVerbs } from './useSession';

/** All that breaks on this branch, be it before or after the cursor, in the order of time. */
export function useBreaks(): readonly Violation[] {
  const { momentAt } = useVerbs();
  const length = useSession((state) => state.length);
  const trace = useSession((state) => state.trace);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another branch of the same length has another trace
  return useMemo(() => momentAt(length)?.violations ?? [], [momentAt, length, trace]);
}

/** The first property to break on this branch after the cursor; null for none. */
export function useAhead(): Violation | null {
  const depth = useSession((state) => state.depth);
  return useBreaks().find(({ step }) => step > depth) ?? null;
}
