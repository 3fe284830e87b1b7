import type { ReactNode } from 'react';
import { legendSigns } from '../../store/legendSigns';
import { MessageMark } from '../shared/MessageMark';
import { useSession } from '../shared/useSession';
import { LaneSign } from './LaneSign';

/** The signs of the diagram, in at most two lines: what finds no room there is the least in need of explaining. */
export function Legend() {
  const { legends, observer, heartbeats } = useSession((state) => state.preferences);
  const protocol = useSession(({ moment }) => moment.protocol);
  if (!legends) return null;
  const signs = legendSigns(protocol, { clerks: false, heartbeats: heartbeats === 'full' });
  return (
    <ul className="tl-legend" aria-label="Legend">
      {signs.map(({ sign, word }) => (
        <Sign key={sign} name={word}>
          <MessageMark sign={sign} size={10} />
        </Sign>
      ))}
      {observer && (
        <Sign name="chosen">
          <path
            className="tl-legend-chosen"
            d="M0 -7l1.9 4.6l5 .4l-3.8 3.2l1.2 4.8l-4.3 -2.6l-4.3 2.6l1.2 -4.8l-3.8 -3.2l5 -.4z"
          />
        </Sign>
      )}
      <Sign name="learned">
        <g className="tl-sign-decide">
          <path d="M0 -7.5L7.5 0L0 7.5L-7.5 0Z" />
          <path className="tl-sign-tick" d="M-3.2 0l2.3 2.4l4.2 -4.6" />
        </g>
      </Sign>
      {protocol !== 'basic' && <Reigns />}
      {protocol !== 'basic' && heartbeats === 'faded' && (
        <Sign name="heartbeats">
          <path className="tl-legend-faint" d="M-8 5L0 -5L8 5" />
        </Sign>
      )}
      <Sign name="lost">
        <path className="tl-legend-cross" d="M-4 -4l8 8M-4 4l8 -8" />
      </Sign>
      <Sign name="held">
        <path className="tl-legend-held" d="M-8 0h16" />
      </Sign>
    </ul>
  );
}

/** How a leader comes and goes. */
function Reigns() {
  return (
    <>
      <Sign name="leads">
        <rect className="tl-reign tl-reign-leading" x={-8} y={3} width={16} height={5} />
        <g transform="translate(0 9) scale(0.8)">
          <LaneSign kind="lead" />
        </g>
      </Sign>
      <Sign name="runs phase 1">
        <rect className="tl-reign tl-reign-electing" x={-8} y={5} width={16} height={3} />
        <g transform="translate(-4 9)">
          <LaneSign kind="elect" />
        </g>
      </Sign>
      <Sign name="steps down">
        <g transform="translate(0 11) scale(0.9)">
          <LaneSign kind="stepDown" />
        </g>
      </Sign>
    </>
  );
}

function Sign({ name, children }: { name: string; children: ReactNode }) {
  return (
    <li>
      <svg viewBox="-9 -9 18 18" aria-hidden="true">
        {children}
      </svg>
      {name}
    </li>
  );
}
