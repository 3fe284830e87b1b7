import type { Point } from './plane';

/**
 * Places on a ring for `count` servers, clockwise, in a square from -1 to 1 that they fill: the first at the top, but two
 * side by side and four in the corners, where a wide stage has the most room between them.
 */
export function ringPlaces(count: number): readonly Point[] {
  if (count === 1) return [{ x: 0, y: 0 }];
  const turn = FIRST_AT[count] ?? -90;
  const onCircle = Array.from({ length: count }, (_, i) => {
    const angle = ((turn + (360 * i) / count) * Math.PI) / 180;
    return { x: Math.cos(angle), y: Math.sin(angle) };
  });
  const fillX = filling(onCircle.map(({ x }) => x));
  const fillY = filling(onCircle.map(({ y }) => y));
  return onCircle.map(({ x, y }, i) => ({ x: fillX(x), y: HEIGHTS[count]?.[i] ?? fillY(y) }));
}

/** A circle of nine leaves its third places too little height. */
const HEIGHTS: Readonly<Record<number, readonly number[]>> = {
  9: [-1, -0.83, -0.16, 0.5, 1, 1, 0.5, -0.16, -0.83],
};

const FIRST_AT: Readonly<Record<number, number>> = { 2: 180, 4: -135 };

function filling(values: readonly number[]): (value: number) => number {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return (value) => (high - low < 1e-9 ? 0 : ((value - low) / (high - low)) * 2 - 1);
}
