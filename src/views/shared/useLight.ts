import { useMemo } from 'react';
import { type Light, lightOf } from '../../store/light';
import { useSession, useVerbs } from './useSession';

/** What the hovered and the selected thing light up, everywhere. */
export function useLight(): { readonly hover: Light; readonly selection: Light } {
  const { eventAt } = useVerbs();
  const hovered = useSession((state) => state.hover);
  const selected = useSession((state) => state.selection);
  const trace = useSession((state) => state.trace);
  const hover = useMemo(() => lightOf(hovered, trace, eventAt), [hovered, trace, eventAt]);
  const selection = useMemo(() => lightOf(selected, trace, eventAt), [selected, trace, eventAt]);
  return { hover, selection };
}
