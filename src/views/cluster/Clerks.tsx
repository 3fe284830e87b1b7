import { memo } from 'react';
import { nameOf } from '../../store/words';
import { FIRST_CLERK } from './geometry/curve';
import type { Layout } from './geometry/layout';

/** The clerks, in a row outside the ring: they call servers and are no part of the agreement. */
export const Clerks = memo(function Clerks({ layout }: { layout: Layout }) {
  const { height } = layout.clerk;
  const [one, other] = layout.clerks;
  // Many clerks stand closer than their names are wide: then they are numbers only.
  const room = one && other ? other.x - one.x - 2 : layout.clerk.width;
  const width = Math.min(layout.clerk.width, room);
  return layout.clerks.map(({ x, y }, i) => {
    const address = FIRST_CLERK + i;
    return (
      <g key={address} className="clerk" transform={`translate(${x} ${y})`}>
        <rect x={-width / 2} y={-height / 2} width={width} height={height} rx={height / 2} />
        <text dy="0.36em" textAnchor="middle">
          {width < layout.clerk.width ? nameOf(address).slice(1) : nameOf(address)}
        </text>
      </g>
    );
  });
});
