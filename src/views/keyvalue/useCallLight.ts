import type { CallFact } from '../../check/calls';
import { callOf } from '../../store/callLight';
import { useSession } from '../shared/useSession';

/** The call that is selected or hovered, itself or through a message of it or its instance. */
export function useCallLight(): CallFact | null {
  return useSession((state) => callOf(state.hover, state) ?? callOf(state.selection, state));
}
