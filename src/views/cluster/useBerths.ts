import type { Wire } from '../../sim/world';
import { useSession } from '../shared/useSession';
import { type Berth, berthOf } from './berths';

/** Where messages stand aside for each other, at the moment under the cursor. */
export function useBerths(): (wire: Pick<Wire<unknown>, 'id'>) => Berth {
  const messages = useSession(({ trace }) => trace.messages);
  const manual = useSession(({ moment }) => moment.world.delivery === 'manual');
  const heartbeats = useSession(({ preferences }) => preferences.heartbeats === 'full');
  return ({ id }) => berthOf(messages, id, { manual, heartbeats });
}
