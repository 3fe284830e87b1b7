import { memo } from 'react';
import type { Layout } from './geometry/layout';
import { wallPaths } from './geometry/walls';

/** The wall between the sides of a partition. */
export const Walls = memo(function Walls({ layout }: { layout: Layout }) {
  return wallPaths(layout).map((path) => (
    <g key={path} className="wall">
      <path className="wall-ground" d={path} />
      <path className="wall-line" d={path} />
    </g>
  ));
});
