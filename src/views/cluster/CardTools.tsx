import { CheckCheck, Play } from 'lucide-react';
import { memo } from 'react';
import type { Address } from '../../base/address';
import { nameOf } from '../../store/words';
import { useVerbs } from '../shared/useSession';

/** Start and Done of one server, for pointer, keyboard and touch alike. */
export const CardTools = memo(function CardTools({ server, up }: { server: Address; up: boolean }) {
  const session = useVerbs();
  const open = (kind: 'start' | 'done') => session.openForm({ kind, server });
  return (
    <span className="card-tools">
      <button
        type="button"
        disabled={!up}
        aria-label={`Start… at ${nameOf(server)}`}
        title="Call Start here"
        onClick={() => open('start')}
      >
        <Play aria-hidden /> <span>Start…</span>
      </button>
      <button
        type="button"
        disabled={!up}
        aria-label={`Done… at ${nameOf(server)}`}
        title="Call Done here"
        onClick={() => open('done')}
      >
        <CheckCheck aria-hidden /> <span>Done…</span>
      </button>
    </span>
  );
});
