import { useRef } from 'react';
import { toMs } from '../../store/words';
import { useClock, useSession, useVerbs } from '../shared/useSession';

const inMs = (time: number) => Math.floor(toMs(time)).toLocaleString('en').replaceAll(',', ' ');

/** The drawn moment and the number of the event under the cursor, which another can be asked for. */
export function ClockFace() {
  const { openForm } = useVerbs();
  const time = useRef<HTMLSpanElement>(null);
  const depth = useSession((state) => state.depth);
  const length = useSession((state) => state.length);
  useClock((now) => {
    if (time.current) time.current.textContent = inMs(now);
  });
  return (
    <span className="playback-clock">
      t = <span ref={time} className="playback-time" /> ms <span aria-hidden="true">·</span>{' '}
      <button
        type="button"
        className="playback-jump"
        aria-label={`event ${depth}, go to event`}
        title="Go to an event or a time (G)"
        onClick={() => openForm({ kind: 'goTo' })}
      >
        event {depth}
      </button>
      <span className="playback-length"> of {length}</span>
    </span>
  );
}
