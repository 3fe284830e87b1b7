import { useState } from 'react';
import { callPropose } from '../../store/calls';
import { leadersIn } from '../../store/leaderView';
import { nameOf } from '../../store/words';
import { useSession, useVerbs } from '../shared/useSession';
import { ActForm } from './ActForm';
import { ServerChoice } from './ServerChoice';
import { ValueField } from './ValueField';

/** A command for a server to have agreed on, in the next free slot. */
export function ProposeForm({ server }: { server: number }) {
  const session = useVerbs();
  const leaders = useSession(({ moment }) => leadersIn(moment).map(nameOf).join(', '));
  const [error, setError] = useState<string | null>(null);
  return (
    <ActForm
      title={`Propose at ${nameOf(server)}`}
      verb="Propose"
      error={error}
      setError={setError}
      submit={(data) => callPropose(session, Number(data.get('server')), String(data.get('value')))}
    >
      <p>
        Only a server that believes it leads takes it, and picks the slot; any other drops it. Now:{' '}
        {leaders || 'none'}.
      </p>
      <ServerChoice server={server} />
      <ValueField />
    </ActForm>
  );
}
