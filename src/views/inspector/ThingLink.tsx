import type { ReactNode } from 'react';
import type { Thing } from '../../store/things';
import { useVerbs } from '../shared/useSession';

/** Words that stand for a thing: pointing lights it everywhere, a click selects it. */
export function ThingLink({ thing, children }: { thing: Thing; children: ReactNode }) {
  const { select, hover } = useVerbs();
  return (
    <button
      type="button"
      className="link"
      onClick={() => select(thing)}
      onPointerEnter={() => hover(thing)}
      onPointerLeave={() => hover(null)}
      onFocus={() => hover(thing)}
      onBlur={() => hover(null)}
    >
      {children}
    </button>
  );
}
