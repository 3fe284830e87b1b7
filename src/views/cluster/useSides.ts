import { useMemo } from 'react';
import { partitionOf } from '../../store/groups';
import { useSession } from '../shared/useSession';
import type { Sides } from './geometry/sides';

/** The sides of the present partition; the same object until it changes. */
export function useSides(): Sides {
  const text = useSession(({ moment }) => JSON.stringify(partitionOf(moment.world)));
  return useMemo(() => JSON.parse(text) as Sides, [text]);
}
