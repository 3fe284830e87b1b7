import { useState } from 'react';
import { fingerprintOf } from '../../store/fingerprint';
import { useSession } from '../shared/useSession';

/** The scenario's whole event log in sixteen digits: the same on every machine, as the command line prints it. */
export function RunHash() {
  const scenario = useSession((state) => state.scenario);
  const [hash, setHash] = useState<string | null>(null);
  return (
    <p className="run-hash">
      The same scenario gives the same run everywhere.{' '}
      {hash === null ? (
        <button type="button" className="button" onClick={() => setHash(fingerprintOf(scenario))}>
          Fingerprint of this one
        </button>
      ) : (
        <output className="mono" aria-label="Fingerprint">
          {hash}
        </output>
      )}
    </p>
  );
}
