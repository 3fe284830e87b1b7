import { useMemo } from 'react';
import { Region } from '../shared/Region';
import { useSession, useVerbs } from '../shared/useSession';
import { useSize } from '../shared/useSize';
import { Diagram } from './Diagram';
import { Legend } from './Legend';
import { Tools } from './Tools';
import { useOpening, ViewportProvider, viewportOf } from './useTimeline';
import './timeline.css';
import './arrows.css';

/** The space-time diagram: one lane a server, virtual time to the right, an arrow a message. */
export function Timeline() {
  const session = useVerbs();
  const viewport = useMemo(() => viewportOf(session), [session]);
  const [space, size] = useSize<HTMLDivElement>();
  // As wide as a hundred pixels in the theme's scale of type.
  const [probe, { width: hundred }] = useSize<HTMLSpanElement>();
  useOpening(viewport);
  return (
    <Region name="Timeline" tools={<Tools viewport={viewport} />}>
      <div className="tl">
        <span ref={probe} className="tl-probe" aria-hidden="true" />
        <div ref={space} className="tl-space">
          {size.height > 0 && hundred > 0 && (
            <ViewportProvider value={viewport}>
              <Diagram size={size} type={hundred / 100} />
            </ViewportProvider>
          )}
          <Empty />
        </div>
        <Legend />
      </div>
    </Region>
  );
}

/** What to do while there is nothing to see. */
function Empty() {
  const isEmpty = useSession(
    ({ depth, trace }) =>
      !trace.messages.some(({ sentDepth }) => sentDepth <= depth) &&
      trace.marks.every((m) => m.depth > depth),
  );
  const call = useSession(({ moment }) => (moment.protocol === 'basic' ? 'Start' : 'Propose'));
  return (
    isEmpty && (
      <p className="tl-empty">Nothing has been sent yet: press Play, or call {call} at a server.</p>
    )
  );
}
