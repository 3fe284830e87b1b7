import type { Address } from '../../base/address';

/** Where the lanes lie, in pixels. */
export interface Lanes {
  readonly servers: number;
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

export function layLanes(servers: number, height: number, observer: boolean, type: number): Lanes {
  const bottom = Math.max(60, height - AXIS * type);
  const first = (observer ? OBSERVER + HEAD : HEAD) * type;
  const room = Math.max(servers * 12, bottom - FOOT - first);
  const gap = servers > 1 ? Math.min(WIDEST_GAP * type, room / (servers - 1)) : 0;
  const mark = Math.max(8, Math.min(11, gap * 0.3)) * Math.sqrt(type);
  const row = observer ? 14 * type : null;
  return { servers, height, observer: row, first, gap, bottom, type, mark };
}

export const laneY = (lanes: Lanes, server: Address): number =>
  lanes.first + (server - 1) * lanes.gap;

/** The server whose lane is nearest to `y`, when it is near enough to be meant. */
export function laneAt(lanes: Lanes, y: number, reach: number): Address | null {
  const nearest = lanes.gap > 0 ? Math.round((y - lanes.first) / lanes.gap) : 0;
  const server = Math.max(0, Math.min(lanes.servers - 1, nearest)) + 1;
  return Math.abs(laneY(lanes, server) - y) <= reach ? server : null;
}
