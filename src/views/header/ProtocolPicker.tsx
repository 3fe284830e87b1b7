import { useSession } from '../shared/useSession';

/** Which protocol runs. One can be chosen today; the control stands where the others will. */
export function ProtocolPicker() {
  const protocol = useSession((state) => state.scenario.cluster.protocol);
  return (
    <select
      className="select header-protocol"
      aria-label="Protocol"
      value={protocol}
      onChange={() => {}}
    >
      <option value="basic">One Paxos per instance</option>
    </select>
  );
}
