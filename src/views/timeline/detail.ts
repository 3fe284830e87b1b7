/** How messages are drawn: each its own element, one path for all of a kind, or only how many there are. */
export type Detail = 'elements' | 'paths' | 'density';

const MOST_ELEMENTS = 150;
const MOST_LINES = 2_000;
/** Coming back to more detail needs this much room, so that the picture does not flicker at the border. */
const BACK = 0.8;

/** Chosen by the number of messages in view (measured: docs on rendering). */
export function detailFor(count: number, previous: Detail): Detail {
  if (count > MOST_LINES * (previous === 'density' ? BACK : 1)) return 'density';
  if (count > MOST_ELEMENTS * (previous === 'elements' ? 1 : BACK)) return 'paths';
  return 'elements';
}
