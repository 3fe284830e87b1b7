import type { ReactNode } from 'react';
import type { MessageKind } from '../../protocol/basic';
import { MessageMark } from '../shared/MessageMark';
import { useSession } from '../shared/useSession';

const KINDS: readonly MessageKind[] = [
  'prepare',
  'promise',
  'accept',
  'accepted',
  'reject',
  'decided',
];

/** The signs of the diagram, in at most two lines. */
export function Legend() {
  const { legends, observer } = useSession((state) => state.preferences);
  if (!legends) return null;
  return (
    <ul className="tl-legend" aria-label="Legend">
      {KINDS.map((kind) => (
        <Sign key={kind} name={kind}>
          <MessageMark kind={kind} size={10} />
        </Sign>
      ))}
      <Sign name="lost, dropped">
        <path className="tl-legend-cross" d="M-4 -4l8 8M-4 4l8 -8" />
      </Sign>
      <Sign name="held">
        <path className="tl-legend-held" d="M-8 0h16" />
      </Sign>
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
    </ul>
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
