import type { ReactNode } from 'react';
import { inMs } from '../shared/inMs';
import { useVerbs } from '../shared/useSession';

interface MomentLinkProps {
  /** The depth of an event of this branch. */
  readonly at: number;
  /** What stands before the event: "last at", "broken at". */
  readonly children: ReactNode;
}

/** "last at event 41, 230 ms": pointing lights the event everywhere, a click goes there. */
export function MomentLink({ at, children }: MomentLinkProps) {
  const { seek, hover, eventAt } = useVerbs();
  const event = { kind: 'event', depth: at } as const;
  return (
    <button
      type="button"
      className="link safety-moment"
      onClick={() => seek(at)}
      onPointerEnter={() => hover(event)}
      onPointerLeave={() => hover(null)}
      onFocus={() => hover(event)}
      onBlur={() => hover(null)}
    >
      {children} event {at}, {inMs(eventAt(at)?.at ?? 0)}
    </button>
  );
}
