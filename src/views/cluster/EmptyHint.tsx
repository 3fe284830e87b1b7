import { useSession } from '../shared/useSession';
import type { Point } from './geometry/plane';

/** What to do first, while nothing has happened yet. */
export function EmptyHint({ at }: { at: Point }) {
  const empty = useSession(
    (state) => state.depth === 0 && !state.playing && state.moment.world.wires.length === 0,
  );
  const call = useSession(({ moment }) => (moment.protocol === 'basic' ? 'Start…' : 'Propose…'));
  if (!empty) return null;
  return (
    <p className="empty-hint" style={{ left: at.x, top: at.y }}>
      Press Play or Step, or call
      <br />
      {call} at a server.
    </p>
  );
}
