import type { Address } from '../../base/address';
import { CLERK_BASE } from '../../store/words';

/** Where the lanes lie, in pixels. */
export interface Lanes {
  /** Servers first, then clerks: one lane each, from the top. */
  readonly addresses: readonly Address[];
  readonly height: number;
  /** The lane of what an observer sees; null when it is switched off. */
  readonly observer: number | null;
  readonly first: number;
  readonly gap: number;
  /** Below it stands the axis. */
  readonly bottom: number;
  /** Sizes follow the theme's scale of type. */
  readonly type: number;
  /** Diameter of a message's mark. */
  readonly mark: number;
}

/** Above the first lane there is room for its flags. */
const HEAD = 24;
const OBSERVER = 20;
const AXIS = 22;
const FOOT = 17;
const WIDEST_GAP = 96;
const NARROWEST_GAP = 18;

export function layLanes(
  addresses: readonly Address[],
  height: number,
  observer: boolean,
  type: number,
): Lanes {
  const bottom = Math.max(60, height - AXIS * type);
  const first = (observer ? OBSERVER + HEAD : HEAD) * type;
  const space = bottom - FOOT - first;
  const shown = addresses.slice(0, lanesThatFit(addresses, space, type));
  const rows = shown.length;
  const room = Math.max(rows * 12, space);
  const gap = rows > 1 ? Math.min(WIDEST_GAP * type, room / (rows - 1)) : 0;
  const mark = Math.max(8, Math.min(11, (gap / type) * 0.32)) * type;
  const row = observer ? 14 * type : null;
  return { addresses: shown, height, observer: row, first, gap, bottom, type, mark };
}

/** Every server has a lane; of many clerks, those that find no room share the last one. */
function lanesThatFit(addresses: readonly Address[], space: number, type: number): number {
  const servers = addresses.filter((address) => address < CLERK_BASE).length;
  return Math.max(servers + 1, 1 + Math.floor(space / (NARROWEST_GAP * type)));
}

/** Whether this lane is shared by clerks that have none of their own. */
export const isShared = ({ addresses }: Lanes, address: Address, all: number): boolean =>
  addresses.length < all && addresses[addresses.length - 1] === address;

export const laneY = ({ addresses, first, gap }: Lanes, address: Address): number => {
  const lane = addresses.indexOf(address);
  return first + (lane < 0 ? addresses.length - 1 : lane) * gap;
};

/** Who has the lane nearest to `y`, when it is near enough to be meant. */
export function laneAt(lanes: Lanes, y: number, reach: number): Address | null {
  const near = lanes.addresses.find((address) => Math.abs(laneY(lanes, address) - y) <= reach);
  return near ?? null;
}
