import { memo } from 'react';
import type { Address } from '../../base/address';
import { nameOf } from '../../store/words';
import { curveBetween, linkPath, pathOf } from './geometry/curve';
import type { Layout } from './geometry/layout';

interface LinksProps {
  readonly layout: Layout;
}

/** A faint line between every two servers; its context menu cuts and mends. */
export const Links = memo(function Links({ layout }: LinksProps) {
  return pairsOf(layout.middles.length).map(([a, b]) => (
    <g key={`${a}-${b}`} className="link" data-menu={`link:${a}-${b}`}>
      <title>{`${nameOf(a)} – ${nameOf(b)}: right click to cut or mend`}</title>
      <path className="link-hit" d={linkPath(layout, a, b)} />
      <path
        className="link-line"
        data-parted={areParted(layout, a, b)}
        d={linkPath(layout, a, b)}
      />
    </g>
  ));
});

/** Where what a server says to itself travels, too: the way it takes. */
export const Loops = memo(function Loops({ layout }: LinksProps) {
  return layout.middles
    .map((_, i) => i + 1)
    .map((server) => (
      <path key={server} className="link-line" d={pathOf(curveBetween(layout, server, server))} />
    ));
});

function pairsOf(count: number): [Address, Address][] {
  const servers = Array.from({ length: count }, (_, i) => i + 1);
  return servers.flatMap((a) =>
    servers.filter((b) => b > a).map((b): [Address, Address] => [a, b]),
  );
}

function areParted({ sides }: Layout, a: Address, b: Address): boolean {
  return sides !== null && !sides.some((side) => side.includes(a) && side.includes(b));
}
