import { useRef } from 'react';
import type { Address } from '../../base/address';
import type { Reign } from '../../store/reigns';
import { formatBallot } from '../../store/words';
import { CROWN } from './LaneSign';
import { type Lanes, laneY } from './lanes';
import { markSize } from './markSize';
import { TEXT_AT, textWidth } from './markWords';
import { type View, xInView } from './timeScale';
import { usePresent, useViewport } from './useTimeline';

interface ReignNamesProps {
  readonly lanes: Lanes;
  readonly reigns: readonly Reign[];
}

/** Where a leader's crown stands while the beginning of its band is out of view. */
const EDGE = 13;

/** At the left edge: whose band this is that began before, and with which ballot it leads. */
export function ReignNames({ lanes, reigns }: ReignNamesProps) {
  const viewport = useViewport();
  const group = useRef<SVGGElement>(null);
  const size = markSize(lanes.gap, lanes.type);
  const widthOf = (name: string) => (EDGE + TEXT_AT.x) * size + textWidth(name, lanes) + 4;
  usePresent((present) => {
    const view = viewport.view();
    for (const element of group.current?.children ?? []) {
      const server = Number(element.getAttribute('data-server'));
      const reign = reignAtEdge(reigns, server, view, EDGE * size);
      const name = reign ? formatBallot(reign.ballot) : '';
      const end = reign?.to ? xInView(view, reign.to) : present;
      const isSeen = reign !== undefined && end > widthOf(name);
      element.setAttribute('visibility', isSeen ? 'visible' : 'hidden');
      const [ground, , text] = element.children;
      ground?.setAttribute('width', String(widthOf(name)));
      if (text) text.textContent = name;
    }
  });
  const servers = [...new Set(reigns.map(({ server }) => server))];
  return (
    <g ref={group} className="tl-reign-names">
      {servers.map((server) => (
        <g key={server} data-server={server} transform={`translate(0 ${laneY(lanes, server)})`}>
          <rect className="tl-reign-ground" y={-22 * size} height={16 * size} />
          <path
            className="tl-sign-lead"
            transform={`translate(${EDGE * size}) scale(${size})`}
            d={CROWN}
          />
          <text
            transform={`translate(${(EDGE + TEXT_AT.x) * size} ${TEXT_AT.y * size}) scale(${lanes.type})`}
          />
        </g>
      ))}
    </g>
  );
}

/** The last one of a server that began before the view, if it led. */
function reignAtEdge(
  reigns: readonly Reign[],
  server: Address,
  view: View,
  edge: number,
): Reign | undefined {
  const last = reigns.findLast(
    (reign) => reign.server === server && xInView(view, reign.from) < edge,
  );
  return last?.state === 'leading' ? last : undefined;
}
