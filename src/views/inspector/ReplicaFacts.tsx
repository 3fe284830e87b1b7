import { useMemo } from 'react';
import { type ReplicaView, replicaViews } from '../../store/keyValue';
import { protocolWords } from '../../store/protocolWords';
import { useSession } from '../shared/useSession';

/** The key/value service above a server: how far it has applied, what it waits for, and what it has in hand. */
export function ReplicaFacts({ server }: { server: number }) {
  const moment = useSession((state) => state.moment);
  const replica = useMemo(
    () => replicaViews(moment).find((view) => view.server === server),
    [moment, server],
  );
  const { position, first } = protocolWords(moment.protocol);
  if (!replica) return null;
  const { applied, pending, entries } = replica;
  return (
    <dl className="facts">
      <div>
        <dt>applied up to</dt>
        <dd>{applied < first ? 'nothing' : applied}</dd>
      </div>
      <div>
        <dt>waits for</dt>
        <dd>{waiting(replica, position)}</dd>
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

function waiting({ waitsFor }: ReplicaView, position: string): string {
  if (!waitsFor) return 'nothing';
  return waitsFor.hole ? `the hole at ${waitsFor.seq}` : `${position} ${waitsFor.seq}`;
}
