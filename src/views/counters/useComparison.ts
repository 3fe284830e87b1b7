import { useEffect, useState } from 'react';
import type { Compared, Contender } from '../../store/comparison';
import { useSession, useVerbs } from '../shared/useSession';

/** The contenders that are through, for the present moment. */
export function useComparison(): ReadonlyMap<Contender, Compared> {
  const session = useVerbs();
  const moment = useSession((state) => state.moment);
  const [through, setThrough] = useState<ReadonlyMap<Contender, Compared>>(new Map());
  // biome-ignore lint/correctness/useExhaustiveDependencies: another moment is another comparison
  useEffect(() => {
    setThrough(new Map());
    return session.compare((compared) =>
      setThrough((before) => new Map(before).set(compared.contender, compared)),
    );
  }, [session, moment]);
  return through;
}
