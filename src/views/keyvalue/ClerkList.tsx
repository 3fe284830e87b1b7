import { useMemo } from 'react';
import { type ClerkView, clerkViews } from '../../store/keyValue';
import { nameOf, toMs } from '../../store/words';
import { useSession, useVerbs } from '../shared/useSession';
import { useCallLight } from './useCallLight';

/** What each clerk waits for, and the last answer it got. */
export function ClerkList() {
  const moment = useSession((state) => state.moment);
  const clerks = useMemo(() => clerkViews(moment), [moment]);
  return (
    <ul className="kv-clerks" aria-label="Clerks">
      {clerks.map((view) => (
        <ClerkLine key={view.clerk} view={view} />
      ))}
    </ul>
  );
}

function ClerkLine({ view: { clerk, outstanding, last, queued } }: { view: ClerkView }) {
  const session = useVerbs();
  const light = useCallLight();
  const shown = outstanding ?? last;
  const servers = useSession(({ moment }) => moment.world.nodes.length);
  const lit = shown !== null && light?.clerk === clerk && light.id === shown.call.id;
  const tries = outstanding?.call.tries ?? [];
  const asked = tries[tries.length - 1];
  return (
    <li>
      <b>{nameOf(clerk)}</b>
      {shown ? (
        <button
          type="button"
          className="kv-call"
          data-lit={lit || undefined}
          onClick={() => session.select({ kind: 'call', clerk, id: shown.call.id })}
        >
          <span className="mono">{shown.words}</span>
          {outstanding && asked ? (
            <span className="kv-tries">
              asks {whom(asked.servers, servers)}
              {tries.length > 1 ? `, try ${tries.length}` : ''}
            </span>
          ) : (
            <span className="kv-tries">
              {last && `in ${took(last.call.calledAt, last.call.returnedAt)} ms`}
            </span>
          )}
        </button>
      ) : (
        <span className="kv-empty">has not called yet</span>
      )}
      {queued > 0 && <span className="kv-tries">{queued} more to come</span>}
    </li>
  );
}

/** A clerk of the library asks one at a time, one of a cluster with a leader all at once. */
function whom(asked: readonly number[], servers: number): string {
  return asked.length > 1 && asked.length === servers ? 'all' : asked.map(nameOf).join(', ');
}

function took(from: number, to: number | null): number {
  return Math.round(toMs((to ?? from) - from));
}
