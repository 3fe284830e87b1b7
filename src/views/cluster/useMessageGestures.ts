import {
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  useEffect,
  useState,
} from 'react';
import { MESSAGE_ACTIONS } from '../../store/actions';
import { pressOn } from '../../store/keys';
import type { Thing } from '../../store/things';
import { useVerbs } from '../shared/useSession';
import { isSelectKey } from './selectKey';

const PRESS = ['Enter', ' ', 'Delete', 'Backspace'];

/**
 * What pointer and keyboard do to messages, for the group that holds them: a click drops, Shift selects, hovering lights
 * up. `aimed` is the message that a click would drop.
 */
export function useMessageGestures(ids: readonly number[]) {
  const session = useVerbs();
  const [aimed, setAimed] = useState<number | null>(null);

  function aim(id: number | null): void {
    setAimed(id);
    session.hover(id === null ? null : thing(id));
  }

  // A message that arrives under the pointer is no longer hovered, though no pointer left it.
  const gone = aimed !== null && !ids.includes(aimed);
  useEffect(() => {
    if (!gone) return;
    setAimed(null);
    session.hover(null);
  }, [gone, session]);

  function drop(id: number): void {
    MESSAGE_ACTIONS.find((action) => action.id === 'drop')?.perform(session, id);
  }

  function onClick(event: MouseEvent) {
    const id = messageAt(event.target);
    if (id === null) return;
    if (event.shiftKey) session.select(thing(id));
    else drop(id);
  }

  function onKeyDown(event: KeyboardEvent) {
    const id = messageAt(event.target);
    if (id === null || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isSelectKey(event, session)) session.select(thing(id));
    else if (PRESS.includes(event.key)) drop(id);
    else if (!pressOn(session, MESSAGE_ACTIONS, id, event.key)) return;
    event.preventDefault();
  }

  return {
    aimed,
    handlers: {
      onClick,
      onKeyDown,
      onPointerOver: (event: PointerEvent) => aim(messageAt(event.target)),
      onPointerOut: (event: PointerEvent) => messageAt(event.relatedTarget) === null && aim(null),
      onFocus: (event: FocusEvent) =>
        event.target.matches(':focus-visible') && aim(messageAt(event.target)),
      onBlur: () => aim(null),
    },
  };
}

const thing = (id: number): Thing => ({ kind: 'message', id });

function messageAt(target: EventTarget | null): number | null {
  const id =
    target instanceof Element ? target.closest('[data-wire]')?.getAttribute('data-wire') : null;
  return id ? Number(id) : null;
}
