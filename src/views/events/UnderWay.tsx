import { useRef } from 'react';
import { isHeartbeat } from '../../store/words';
import { useSession } from '../shared/useSession';
import { UnderWayLine } from './UnderWayLine';
import { underWay } from './underWay';

/** Every message in flight with what can be done to it: the keyboard's and the screen reader's way to act. */
export function UnderWay() {
  const world = useSession((state) => state.moment.world);
  const list = useRef<HTMLUListElement>(null);
  const hides = useSession(({ preferences }) => preferences.heartbeats === 'hidden');
  const all = underWay(world);
  const wires = hides ? all.filter(({ message }) => !isHeartbeat(message)) : all;
  const hidden = all.length - wires.length;

  /** After an action on a line the focus goes to the same button of the next message, which takes its place. */
  function keepFocus(id: number, button: string) {
    const at = wires.findIndex((wire) => wire.id === id);
    const next = wires[at + 1] ?? wires[at - 1];
    // The line of the message may stay (held, duplicated): then the focus may stay as well.
    requestAnimationFrame(() => {
      const line = (wire: number | undefined) =>
        list.current?.querySelector<HTMLElement>(`[data-wire="${wire}"] [data-slot="${button}"]`);
      (line(id) ?? line(next?.id) ?? list.current)?.focus();
    });
  }

  return (
    <ul ref={list} className="under-way" tabIndex={-1} aria-label="Messages under way">
      {wires.map((wire) => (
        <UnderWayLine
          key={wire.id}
          wire={wire}
          now={world.now}
          onActed={(slot) => keepFocus(wire.id, slot)}
        />
      ))}
      {wires.length === 0 && hidden === 0 && (
        <li className="events-empty">No message is under way.</li>
      )}
      {hidden > 0 && (
        <li className="events-empty">
          {hidden} {hidden === 1 ? 'heartbeat' : 'heartbeats'} hidden
        </li>
      )}
    </ul>
  );
}
