import type { Preemption } from '../../protocol/multi';
import { POLICIES, PROTOCOLS, type Protocol } from '../../store/protocols';
import { useSession, useVerbs } from '../shared/useSession';

const PROTOCOL_HINT =
  'The same clients, faults and seed under another protocol; a script that is written for one protocol makes way for a story of the other';
const POLICY_HINT = 'What a leader or a candidate does when it sees a higher ballot than its own';

/** Which protocol runs, and what its leaders do when they are preempted. */
export function ProtocolPicker() {
  const { runUnder } = useVerbs();
  const { protocol, preemption } = useSession((state) => state.scenario.cluster);
  return (
    <>
      <select
        className="select header-protocol"
        aria-label="Protocol"
        title={PROTOCOL_HINT}
        value={protocol}
        onChange={(event) => void runUnder(event.target.value as Protocol)}
      >
        {PROTOCOLS.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      {protocol === 'multi' && (
        <select
          className="select header-policy"
          aria-label="When preempted"
          title={POLICY_HINT}
          value={preemption}
          onChange={(event) => void runUnder(protocol, event.target.value as Preemption)}
        >
          {POLICIES.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
    </>
  );
}
