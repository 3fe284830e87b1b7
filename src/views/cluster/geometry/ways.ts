import type { Address } from '../../../base/address';
import { type Curve, curveBetween, curveLength } from './curve';
import { type LabelPlace, labelPlaces } from './labels';
import type { Layout } from './layout';

/** How messages go from one server to another: their path, and where their text stands. */
export interface Way {
  readonly curve: Curve;
  /** What two messages keep between them, as a share of the way. */
  readonly gap: number;
  readonly label: LabelPlace;
  /** The same for a message that makes way for another. */
  readonly flippedLabel: LabelPlace;
}

/** The ways of a layout, each worked out once. */
export interface Ways {
  readonly markSize: number;
  /** How much larger messages are drawn than the theme says. */
  readonly zoom: number;
  between(from: Address, to: Address): Way;
}

const MARK = 13;
/** From the middle of one mark to the next, in marks. */
const APART = 1.2;
/** In units of the text size. */
const LETTER = 0.6;
const TEXT_SIZE = 12;

/** @param letters room for the text of a message: a ballot like "12.S3" */
export function waysOf(layout: Layout, scale: number, letters = 5): Ways {
  // Larger cards want larger messages, but there is more room around them, too. No text below the theme's smallest.
  const zoom = Math.max(1 / scale, Math.sqrt(layout.card.zoom));
  const markSize = Math.round(MARK * scale * zoom);
  const textSize = TEXT_SIZE * scale * zoom;
  const text = { width: letters * LETTER * textSize, height: textSize };
  const known = new Map<string, Way>();
  return {
    markSize,
    zoom,
    between(from, to) {
      const key = `${from}-${to}`;
      let way = known.get(key);
      if (!way) {
        const curve = curveBetween(layout, from, to);
        const [label, flippedLabel] = labelPlaces(layout, curve, markSize, text);
        way = { curve, gap: (markSize * APART) / curveLength(curve), label, flippedLabel };
        known.set(key, way);
      }
      return way;
    },
  };
}
