import type { Action } from '../../store/actions';
import { useSession, useVerbs } from '../shared/useSession';

/** What can be done now, as buttons; the keys stand beside the words. */
export function ActionButtons<T>({
  actions,
  target,
}: {
  actions: readonly Action<T>[];
  target: T;
}) {
  const session = useVerbs();
  const moment = useSession((state) => state.moment);
  return (
    <div className="actions">
      {actions
        .filter((action) => action.possible(moment, target))
        .map((action) => (
          <button
            key={action.id}
            type="button"
            className="button"
            title={action.hint}
            aria-label={action.label}
            aria-keyshortcuts={action.key}
            onClick={() => action.perform(session, target)}
          >
            {action.label}
            {action.key && <kbd>{action.key}</kbd>}
          </button>
        ))}
    </div>
  );
}
