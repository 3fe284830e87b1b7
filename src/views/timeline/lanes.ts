import type { Address } from '../../base/address';

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

export function layLanes(
  addresses: readonly Address[],
  height: number,
  observer: boolean,
  type: number,
): Lanes {
  const rows = addresses.length;
  const bottom = Math.max(60, height - AXIS * type);
  const first = (observer ? OBSERVER + HEAD : HEAD) * type;
  const room = Math.max(rows * 12, bottom - FOOT - first);
  const gap = rows > 1 ? Math.min(WIDEST_GAP * type, room / (rows - 1)) : 0;
  const mark = Math.max(8, Math.min(11, (gap / type) * 0.32)) * type;
  const row = observer ? 14 * type : null;
  return { addresses, height, observer: row, first, gap, bottom, type, mark };
}

export const laneY = ({ addresses, first, gap }: Lanes, address: Address): number =>
  first + Math.max(0, addresses.indexOf(address)) * gap;

/** Who has the lane nearest to `y`, when it is near enough to be meant. */
export function laneAt(lanes: Lanes, y: number, reach: number): Address | null {
  const near = lanes.addresses.find((address) => Math.abs(laneY(lanes, address) - y) <= reach);
  return near ?? null;
}
