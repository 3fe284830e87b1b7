import { type TouchEvent, useRef } from 'react';

/** A finger that rests this long asks for the menu; lifting it is no click. */
const LONG_PRESS_MS = 600;

/** Handlers for a stage on whose parts a long press opens a menu: lifting the finger neither clicks nor moves the focus. */
export function useLongPressGuard() {
  const touchedAt = useRef(0);
  return {
    onTouchStart(event: TouchEvent) {
      touchedAt.current = event.timeStamp;
    },
    onTouchEnd(event: TouchEvent) {
      if (event.timeStamp - touchedAt.current >= LONG_PRESS_MS) event.preventDefault();
    },
  };
}
