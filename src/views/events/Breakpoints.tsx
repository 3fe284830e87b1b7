import { X } from 'lucide-react';
import { protocolWords } from '../../store/protocolWords';
import { breakpointName } from '../../store/runUntil';
import { useSession, useVerbs } from '../shared/useSession';

/** Where the run stops: a chip each, which takes it away; nothing while there are none. */
export function Breakpoints() {
  const { removeBreakpoint } = useVerbs();
  const breakpoints = useSession((state) => state.breakpoints);
  const words = useSession(({ moment }) => protocolWords(moment.protocol));
  if (breakpoints.length === 0) return null;
  return (
    <ul className="breakpoints" aria-label="Breakpoints">
      {breakpoints.map((breakpoint) => {
        const name = breakpointName(breakpoint, words);
        return (
          <li key={name}>
            <button
              type="button"
              className="button breakpoint"
              aria-label={`Remove breakpoint: ${name}`}
              title="A breakpoint: the run stops here. A click removes it."
              onClick={() => removeBreakpoint(breakpoint)}
            >
              {name} <X size={12} aria-hidden="true" />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
