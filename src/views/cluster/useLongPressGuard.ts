import { type MouseEvent, type PointerEvent, useRef } from 'react';

/** A finger that rests this long asks for the menu; lifting it is no click. */
const LONG_PRESS_MS = 600;

/** Handlers for a stage on whose parts a long press opens a menu. */
export function useLongPressGuard() {
  const pressedAt = useRef<number | null>(null);
  return {
    onPointerDownCapture(event: PointerEvent) {
      pressedAt.current = event.pointerType === 'touch' ? event.timeStamp : null;
    },
    onClickCapture(event: MouseEvent) {
      const since = pressedAt.current;
      pressedAt.current = null;
      if (since === null || event.timeStamp - since < LONG_PRESS_MS) return;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}
