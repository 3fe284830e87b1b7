import { useState } from 'react';
import { callStart, freshInstance } from '../../store/calls';
import { nameOf } from '../../store/words';
import { useSession, useVerbs } from '../shared/useSession';
import { ActForm } from './ActForm';
import { ServerChoice } from './ServerChoice';
import { ValueField } from './ValueField';

/** Start(instance, value) at a server. */
export function StartForm({ server }: { server: number }) {
  const session = useVerbs();
  const fresh = useSession((state) => freshInstance(state.moment));
  const selected = useSession(({ selection }) =>
    selection && 'seq' in selection ? selection.seq : null,
  );
  const [error, setError] = useState<string | null>(null);
  return (
    <ActForm
      title={`Start at ${nameOf(server)}`}
      verb="Start"
      error={error}
      setError={setError}
      submit={(data) => {
        return callStart(
          session,
          Number(data.get('server')),
          String(data.get('seq')),
          String(data.get('value')),
        );
      }}
    >
      <ServerChoice server={server} />
      <label>
        Instance
        <input name="seq" inputMode="numeric" defaultValue={selected ?? fresh} autoComplete="off" />
      </label>
      <ValueField />
    </ActForm>
  );
}
