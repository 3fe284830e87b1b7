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
  /** How much larger messages are drawn than the theme says. */
  readonly zoom: number;
  between(from: Address, to: Address): Way;
}

const MARK = 13;
/** Room for a ballot like "12.S3", in units of the text size. */
const TEXT = { width: 3, height: 1 };
const TEXT_SIZE = 12;

export function waysOf(layout: Layout, scale: number): Ways {
  // Larger cards want larger messages, but there is more room around them, too. No text below the theme's smallest.
  const zoom = Math.max(1 / scale, Math.sqrt(layout.card.zoom));
  const markSize = Math.round(MARK * scale * zoom);
  const textSize = TEXT_SIZE * scale * zoom;
  const text = { width: TEXT.width * textSize, height: TEXT.height * textSize };
  const known = new Map<string, Way>();
  return {
    markSize,
    zoom,
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
