import { useMemo, useState } from 'react';
import { type Counters, createCounting } from '../../store/counters';
import { useSession } from '../shared/useSession';

/** What the run has cost up to the cursor. */
export function useCounters(): Counters {
  const [counting] = useState(createCounting);
  const trace = useSession((state) => state.trace);
  const facts = useSession(({ moment }) => moment.facts);
  const depth = useSession((state) => state.depth);
  return useMemo(() => counting.at(trace, facts, depth), [counting, trace, facts, depth]);
}
