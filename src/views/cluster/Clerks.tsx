import { memo } from 'react';
import { nameOf } from '../../store/words';
import { FIRST_CLERK } from './geometry/curve';
import type { Layout } from './geometry/layout';

/** The clerks, in a row outside the ring: they call servers and are no part of the agreement. */
export const Clerks = memo(function Clerks({ layout }: { layout: Layout }) {
  const { width, height } = layout.clerk;
  return layout.clerks.map(({ x, y }, i) => {
    const address = FIRST_CLERK + i;
    return (
      <g key={address} className="clerk" transform={`translate(${x} ${y})`}>
        <rect x={-width / 2} y={-height / 2} width={width} height={height} rx={height / 2} />
        <text dy="0.36em" textAnchor="middle">
          {nameOf(address)}
        </text>
      </g>
    );
  });
});
