import type { Address } from '../../base/address';
import { nameOf } from '../../store/words';
import { useSession } from '../shared/useSession';
import { ThingLink } from './ThingLink';

/** A server's name that leads to what it knows of the instance; a clerk's name. */
export function PlaceLink({ address, seq }: { address: Address; seq: number | null }) {
  const servers = useSession((state) => state.moment.world.nodes.length);
  if (address > servers) return nameOf(address);
  const thing =
    seq === null
      ? ({ kind: 'server', server: address } as const)
      : ({ kind: 'cell', server: address, seq } as const);
  return <ThingLink thing={thing}>{nameOf(address)}</ThingLink>;
}
