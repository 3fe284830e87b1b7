import { useState } from 'react';
import { callPartition, sidesOf } from '../../store/partition';
import { nameOf } from '../../store/words';
import { useSession, useVerbs } from '../shared/useSession';
import { ActForm } from './ActForm';

const SIDES = ['A', 'B', 'C'] as const;

/** Who can still talk to whom. */
export function PartitionForm() {
  const session = useVerbs();
  const nodes = useSession((state) => state.moment.world.nodes);
  const sides = useSession((state) => sidesOf(state.moment.world).join());
  const [error, setError] = useState<string | null>(null);
  const present = sides.split(',').map(Number);
  return (
    <ActForm
      title="Partition the network"
      verb="Partition"
      error={error}
      setError={setError}
      submit={(data) =>
        callPartition(
          session,
          nodes.map(({ address }) => Number(data.get(`side-${address}`))),
        )
      }
    >
      <p>Servers talk only within their side. What is under way still arrives.</p>
      <div className="form-sides">
        {nodes.map(({ address }, i) => (
          <fieldset key={address} className="form-side">
            <legend className="visually-hidden">{nameOf(address)}</legend>
            <span aria-hidden="true">{nameOf(address)}</span>
            <span className="form-side-choice">
              {SIDES.map((side, index) => (
                <label key={side}>
                  <input
                    type="radio"
                    name={`side-${address}`}
                    value={index}
                    defaultChecked={Math.min(present[i] ?? 0, SIDES.length - 1) === index}
                  />
                  side {side}
                </label>
              ))}
            </span>
          </fieldset>
        ))}
      </div>
    </ActForm>
  );
}
