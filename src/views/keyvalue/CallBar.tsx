import { type FormEvent, useState } from 'react';
import type { OperationKind } from '../../kv';
import { makeCall } from '../../store/keyValue';
import { nameOf } from '../../store/words';
import { useSession, useVerbs } from '../shared/useSession';

/** Issues calls by hand, and starts a workload. */
export function CallBar() {
  const session = useVerbs();
  const clerks = useSession((state) => state.moment.world.clerks);
  const servers = useSession((state) => state.moment.world.nodes);
  const asksAll = useSession(({ moment }) => moment.protocol !== 'basic');
  const [op, setOp] = useState<OperationKind>('append');
  const [error, setError] = useState<string | null>(null);

  function onCall(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const first = Number(data.get('first'));
    setError(
      makeCall(session, {
        clerk: Number(data.get('clerk')),
        op,
        key: String(data.get('key')),
        value: String(data.get('value') ?? ''),
        first: first === 0 ? null : Math.abs(first),
        only: first < 0,
      }),
    );
  }

  return (
    <form className="kv-bar" aria-label="Call by hand" onSubmit={onCall}>
      <select className="select" name="clerk" aria-label="Clerk">
        {clerks.map(({ address }) => (
          <option key={address} value={address}>
            {nameOf(address)}
          </option>
        ))}
      </select>
      <select
        className="select"
        aria-label="Operation"
        value={op}
        onChange={(event) => setOp(event.target.value as OperationKind)}
      >
        <option value="put">put</option>
        <option value="append">append</option>
        <option value="get">get</option>
      </select>
      <input
        className="kv-field mono"
        name="key"
        aria-label="Key"
        defaultValue="a"
        size={3}
        autoComplete="off"
      />
      {op !== 'get' && (
        <input
          className="kv-field mono"
          name="value"
          aria-label="Value"
          defaultValue="x"
          size={4}
          autoComplete="off"
        />
      )}
      <select className="select" name="first" aria-label="Asks" defaultValue={0}>
        <option value={0}>all servers</option>
        {/* Where there is a leader, a clerk asks all whom it asks at once: nobody is first. */}
        {!asksAll &&
          servers.map(({ address }) => (
            <option key={address} value={address}>
              {nameOf(address)} first
            </option>
          ))}
        {servers.map(({ address }) => (
          <option key={-address} value={-address}>
            only {nameOf(address)}
          </option>
        ))}
      </select>
      <button type="submit" className="button button-primary">
        Call
      </button>
      <button
        type="button"
        className="button"
        title="Let the clerks call by themselves, at a rate you choose"
        onClick={() => session.openForm({ kind: 'workload' })}
      >
        Workload…
      </button>
      {error && (
        <p className="form-error" role="alert">
          {error}
        </p>
      )}
    </form>
  );
}
