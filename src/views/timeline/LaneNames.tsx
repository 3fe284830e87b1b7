import { nameOf } from '../../store/words';
import { useSession, useVerbs } from '../shared/useSession';
import { LaneSign } from './LaneSign';
import { isShared, type Lanes, laneY } from './lanes';

/** The servers' names, each with its edge of colour; they stay while time is panned. */
export function LaneNames({ lanes, width }: { lanes: Lanes; width: number }) {
  const nodes = useSession((state) => state.moment.world.nodes);
  const clerks = useSession((state) => state.moment.world.clerks);
  const everybody = [...nodes, ...clerks];
  const height = Math.min(lanes.gap > 0 ? lanes.gap * 0.7 : 32, 30 * lanes.type);
  return (
    <g className="tl-names">
      <rect className="tl-names-ground" width={width} height={lanes.height} />
      {lanes.observer !== null && (
        <text className="tl-name-chosen" x={8} y={lanes.observer} dy="0.35em">
          chosen
        </text>
      )}
      {everybody
        .filter(({ address }) => lanes.addresses.includes(address))
        .map(({ address, status }) => (
          <LaneName
            key={address}
            address={address}
            status={status}
            y={laneY(lanes, address)}
            more={isShared(lanes, address, everybody.length) ? '…' : ''}
            height={height}
            width={width}
            type={lanes.type}
          />
        ))}
      <text className="tl-unit" x={width - 8} y={lanes.bottom + 15 * lanes.type} textAnchor="end">
        ms
      </text>
    </g>
  );
}

interface LaneNameProps {
  readonly address: number;
  readonly status: string;
  readonly y: number;
  /** Said behind the name of a lane that several share. */
  readonly more: string;
  readonly height: number;
  readonly width: number;
  readonly type: number;
}

/** For the pointer; by the keyboard a server is selected in the cluster. */
function LaneName({ address, status, y, more, height, width, type }: LaneNameProps) {
  const session = useVerbs();
  const isLit = useSession(({ hover, selection }) =>
    [hover, selection].some((thing) => thing?.kind === 'server' && thing.server === address),
  );
  const thing = { kind: 'server', server: address } as const;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    <g
      className={`tl-name tl-name-${status}`}
      data-lit={isLit || undefined}
      data-server={address}
      transform={`translate(0 ${y})`}
      onClick={(event) => {
        event.stopPropagation();
        session.select(thing);
      }}
      onPointerEnter={() => session.hover(thing)}
      onPointerLeave={() => session.hover(null)}
    >
      <rect className="tl-name-ground" y={-height / 2} width={width - 2} height={height} rx={4} />
      <rect
        className="tl-name-edge"
        x={4}
        y={-height / 2}
        width={3}
        height={height}
        rx={1.5}
        style={{ fill: `var(--server-${address}, var(--ink-3))` }}
      />
      <text x={14 * type} dy="0.35em">
        {nameOf(address)}
        {more}
      </text>
      {status !== 'up' && (
        <g transform={`translate(${width - 13 * type} ${12 * type}) scale(${type})`}>
          <title>{status === 'crashed' ? 'down' : 'paused'}</title>
          <LaneSign kind={status === 'crashed' ? 'crash' : 'pause'} />
        </g>
      )}
    </g>
  );
}
