import { useState } from 'react';
import { callDone } from '../../store/calls';
import { nameOf } from '../../store/words';
import { useSession, useVerbs } from '../shared/useSession';
import { ActForm } from './ActForm';
import { ServerChoice } from './ServerChoice';

/** Done(instance) at one server, or at every server that is up. */
export function DoneForm({ server }: { server: number }) {
  const session = useVerbs();
  const focus = useSession((state) => state.focus);
  const nodes = useSession((state) => state.moment.world.nodes);
  const [error, setError] = useState<string | null>(null);
  const up = nodes.filter(({ status }) => status === 'up').map(({ address }) => address);
  return (
    <ActForm
      title={`Done at ${nameOf(server)}`}
      verb="Done"
      error={error}
      setError={setError}
      submit={(data) => {
        const everywhere = data.get('everywhere') !== null;
        const servers = everywhere ? up : [Number(data.get('server'))];
        const refusals = servers.map((address) =>
          callDone(session, address, String(data.get('seq'))),
        );
        return refusals.find((refusal) => refusal !== null) ?? null;
      }}
    >
      <p>
        The application needs no instance up to this one any more. Nothing is forgotten before every
        server says so.
      </p>
      <ServerChoice server={server} />
      <label>
        Instance
        <input name="seq" inputMode="numeric" defaultValue={focus} autoComplete="off" data-focus />
      </label>
      <div className="form-side-choice">
        <label>
          <input type="checkbox" name="everywhere" /> at every server that is up
        </label>
      </div>
    </ActForm>
  );
}
