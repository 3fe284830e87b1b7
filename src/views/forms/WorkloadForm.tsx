import { useState } from 'react';
import { startWorkload } from '../../store/keyValue';
import { nameOf } from '../../store/words';
import { useSession, useVerbs } from '../shared/useSession';
import { ActForm } from './ActForm';
import { NumberField } from './NumberField';

const ALL = 0;

/** Mixed calls of one clerk or of all, at a chosen rate over a chosen number of keys. */
export function WorkloadForm() {
  const session = useVerbs();
  const clerks = useSession((state) => state.moment.world.clerks);
  const [error, setError] = useState<string | null>(null);
  return (
    <ActForm
      title="Start a workload"
      verb="Start"
      error={error}
      setError={setError}
      submit={(data) => {
        const number = (name: string) => Number(String(data.get(name)).replace(',', '.'));
        const chosen = number('clerk');
        const making = clerks
          .map(({ address }) => address)
          .filter((address) => chosen === ALL || address === chosen);
        const load = { calls: number('calls'), perSecond: number('rate'), keys: number('keys') };
        const refusals = making.map((clerk) => startWorkload(session, { clerk, ...load }));
        return refusals.find((refusal) => refusal !== null) ?? null;
      }}
    >
      <p>Gets, puts and appends in a mixed order, each call after the answer to the one before.</p>
      <label>
        Clerk
        <select name="clerk" defaultValue={ALL}>
          <option value={ALL}>every clerk</option>
          {clerks.map(({ address }) => (
            <option key={address} value={address}>
              {nameOf(address)}
            </option>
          ))}
        </select>
      </label>
      <NumberField name="calls" label="Calls of each clerk" value={10} />
      <NumberField name="rate" label="Calls a second (virtual time)" value={2} />
      <NumberField name="keys" label="Keys" value={3} />
    </ActForm>
  );
}
