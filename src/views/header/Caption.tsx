import { scriptSays } from '../../store/narrator';
import { useSession } from '../shared/useSession';

/** What the scenario's author says about this moment. Its place is kept from the start, so that nothing jumps. */
export function Caption() {
  const speaks = useSession(({ scenario }) => scenario.script.some(({ verb }) => verb === 'say'));
  const text = useSession(({ moment, scenario }) => scriptSays(moment, scenario));
  if (!speaks) return null;
  return <p className="caption">{text ?? ''}</p>;
}
