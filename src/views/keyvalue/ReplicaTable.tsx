import { useMemo } from 'react';
import { type ReplicaView, replicaViews } from '../../store/keyValue';
import { protocolWords } from '../../store/protocolWords';
import { nameOf } from '../../store/words';
import { useSession, useVerbs } from '../shared/useSession';
import { useCallLight } from './useCallLight';

/** One row a replica: how far it has applied, what it waits for, and its map. */
export function ReplicaTable() {
  const moment = useSession((state) => state.moment);
  const { first } = protocolWords(moment.protocol);
  const replicas = useMemo(() => replicaViews(moment), [moment]);
  return (
    <table className="kv-replicas">
      <thead>
        <tr>
          <th scope="col">Replica</th>
          <th scope="col">Applied</th>
          <th scope="col">Map</th>
        </tr>
      </thead>
      <tbody>
        {replicas.map((replica) => (
          <ReplicaRow key={replica.server} replica={replica} first={first} />
        ))}
      </tbody>
    </table>
  );
}

/** @param first the number of the first position of the log. */
function ReplicaRow({ replica, first }: { replica: ReplicaView; first: number }) {
  const { server, down, applied, waitsFor, entries } = replica;
  const session = useVerbs();
  const light = useCallLight();
  return (
    <tr className={down ? 'kv-down' : undefined} data-server={server}>
      <th scope="row">
        <span className="kv-edge" data-server={server} aria-hidden="true" />
        {nameOf(server)}
      </th>
      <td>
        <span className="kv-applied">{applied < first ? '–' : applied}</span>
        {waitsFor && (
          <button
            type="button"
            className={waitsFor.hole ? 'kv-waits kv-waits-hole' : 'kv-waits'}
            onClick={() => session.select({ kind: 'cell', server, seq: waitsFor.seq })}
          >
            waits for {waitsFor.hole ? 'the hole ' : ''}
            {waitsFor.seq}
          </button>
        )}
      </td>
      <td>
        {entries.length === 0 && <span className="kv-empty">empty</span>}
        {entries.map(([key, value]) => (
          <span
            key={key}
            className="kv-entry mono"
            data-lit={light?.key === key || undefined}
            title={`${key} = ${value}`}
          >
            <b>{key}</b>={clip(value)}
          </span>
        ))}
      </td>
    </tr>
  );
}

const MOST = 18;

/** The end of a long value: that is where an append shows. */
function clip(value: string): string {
  return value.length <= MOST ? value : `…${value.slice(-MOST)}`;
}
