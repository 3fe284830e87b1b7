import { Scissors } from 'lucide-react';
import { memo } from 'react';
import type { Cut } from '../../sim/world';
import { at, curveBetween, pathOf, pointAt } from './geometry/curve';
import type { Layout } from './geometry/layout';
import { minus, plus, times, unit } from './geometry/plane';

const ARROW = 6;
const SIGN = 14;

/** Directions of single links that are cut, each broken in the middle; those of a partition are shown by its wall. */
export const CutLinks = memo(function CutLinks({
  layout,
  cuts,
}: {
  layout: Layout;
  cuts: readonly Cut[];
}) {
  if (layout.sides) return null;
  return cuts.map(({ from, to }) => {
    const curve = curveBetween(layout, from, to);
    const middle = pointAt(curve, 0.5);
    const ahead = unit(minus(curve.end, curve.bend));
    const wing = times({ x: -ahead.y, y: ahead.x }, ARROW * 0.6);
    const back = minus(curve.end, times(ahead, ARROW));
    return (
      <g key={`${from}-${to}`} className="cut-link">
        <path d={pathOf(curve)} pathLength={100} strokeDasharray="38 24 38" />
        <path d={`M${at(plus(back, wing))}L${at(curve.end)}L${at(minus(back, wing))}`} />
        <Scissors x={middle.x - SIGN / 2} y={middle.y - SIGN / 2} width={SIGN} height={SIGN} />
      </g>
    );
  });
});
