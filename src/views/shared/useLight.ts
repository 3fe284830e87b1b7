import { useMemo } from 'react';
import { type Light, lightOf } from '../../store/light';
import { useSession, useVerbs } from './useSession';

/** What the hovered and the selected thing light up, everywhere. */
export function useLight(): { readonly hover: Light; readonly selection: Light } {
  const { eventAt } = useVerbs();
  const hovered = useSession((state) => state.hover);
  const selected = useSession((state) => state.selection);
  const trace = useSession((state) => state.trace);
  const violations = useSession((state) => state.moment.violations);
  const hover = useMemo(
    () => lightOf(hovered, trace, eventAt, violations),
    [hovered, trace, eventAt, violations],
  );
  const selection = useMemo(
    () => lightOf(selected, trace, eventAt, violations),
    [selected, trace, eventAt, violations],
  );
  return { hover, selection };
}
