import { nameOf } from '../../store/words';
import { useSession } from '../shared/useSession';

/** At which server. */
export function ServerChoice({ server }: { server: number }) {
  const nodes = useSession((state) => state.moment.world.nodes);
  return (
    <label>
      Server
      <select name="server" defaultValue={server}>
        {nodes.map(({ address, status }) => (
          <option key={address} value={address} disabled={status !== 'up'}>
            {nameOf(address)}
            {status === 'up' ? '' : ` (${status})`}
          </option>
        ))}
      </select>
    </label>
  );
}
