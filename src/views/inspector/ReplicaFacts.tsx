import { useMemo } from 'react';
import { type ReplicaView, replicaViews } from '../../store/keyValue';
import { useSession } from '../shared/useSession';

/** The key/value server above the library: how far it has applied, what it waits for, and what it has in hand. */
export function ReplicaFacts({ server }: { server: number }) {
  const moment = useSession((state) => state.moment);
  const replica = useMemo(
    () => replicaViews(moment).find((view) => view.server === server),
    [moment, server],
  );
  if (!replica) return null;
  const { applied, pending, entries } = replica;
  return (
    <dl className="facts">
      <div>
        <dt>applied up to</dt>
        <dd>{applied < 0 ? 'nothing' : applied}</dd>
      </div>
      <div>
        <dt>waits for</dt>
        <dd>{waiting(replica)}</dd>
      </div>
      <div>
        <dt>in hand</dt>
        <dd>{pending.length === 0 ? 'no request' : pending.join(', ')}</dd>
      </div>
      <div>
        <dt>keys</dt>
        <dd>{entries.length}</dd>
      </div>
    </dl>
  );
}

function waiting({ waitsFor }: ReplicaView): string {
  if (!waitsFor) return 'nothing';
  return waitsFor.hole ? `the hole at ${waitsFor.seq}` : `instance ${waitsFor.seq}`;
}
