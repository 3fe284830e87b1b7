import type { Address } from '../../../base/address';
import { type Curve, curveBetween } from './curve';
import { type LabelPlace, labelPlace } from './labels';
import type { Layout } from './layout';

/** How messages go from one server to another: their path, and where their text stands. */
export interface Way {
  readonly curve: Curve;
  readonly label: LabelPlace;
}

/** The ways of a layout, each worked out once. */
export interface Ways {
  readonly markSize: number;
  between(from: Address, to: Address): Way;
}

const MARK = 13;
const LARGEST_MARK = 20;
/** Room for a ballot like "12.S3", in units of the text size. */
const TEXT = { width: 3, height: 1 };
const TEXT_SIZE = 12;

export function waysOf(layout: Layout, scale: number): Ways {
  const markSize = Math.min(LARGEST_MARK, Math.round(MARK * scale * Math.sqrt(layout.card.zoom)));
  const text = { width: TEXT.width * TEXT_SIZE * scale, height: TEXT.height * TEXT_SIZE * scale };
  const known = new Map<string, Way>();
  return {
    markSize,
    between(from, to) {
      const key = `${from}-${to}`;
      let way = known.get(key);
      if (!way) {
        const curve = curveBetween(layout, from, to);
        way = { curve, label: labelPlace(layout, curve, markSize, text) };
        known.set(key, way);
      }
      return way;
    },
  };
}
