import { memo } from 'react';
import type { Address } from '../../base/address';
import { nameOf } from '../../store/words';
import type { Layout } from './geometry/layout';

interface ClerksProps {
  readonly layout: Layout;
  readonly clerks: readonly Address[];
}

/** The clerks, in a row outside the ring: they call servers and are no part of the agreement. */
export const Clerks = memo(function Clerks({ layout, clerks }: ClerksProps) {
  const { width, height } = layout.clerk;
  return clerks.map((address, i) => {
    const { x, y } = layout.clerks[i] ?? layout.hub;
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
