import { type MouseEvent, type PointerEvent, useRef } from 'react';
import { lengthOf, minus, type Point, plus } from './geometry/plane';

/** Nearer than this it is a click. */
const THRESHOLD = 6;

interface CardDragOptions {
  readonly home: Point;
  readonly enabled: boolean;
  /** Called with where the card's middle is while it is dragged, and with null at the end. */
  drag(at: Point | null): void;
  drop(at: Point): void;
}

interface Grip {
  readonly pointer: number;
  readonly from: Point;
  readonly home: Point;
  dragging: boolean;
}

/** Dragging a card with mouse, pen or finger. A drag is never a click. */
export function useCardDrag({ home, enabled, drag, drop }: CardDragOptions) {
  const grip = useRef<Grip | null>(null);
  const dragged = useRef(false);

  function placeOf({ from, home: start }: Grip, event: PointerEvent): Point {
    return plus(start, minus({ x: event.clientX, y: event.clientY }, from));
  }

  function end(event: PointerEvent, dropped: boolean): void {
    const held = grip.current;
    if (held?.pointer !== event.pointerId) return;
    grip.current = null;
    if (!held.dragging) return;
    drag(null);
    if (dropped) drop(placeOf(held, event));
  }

  return {
    onPointerDown(event: PointerEvent) {
      dragged.current = false;
      if (!enabled || event.button !== 0 || !event.isPrimary) return;
      grip.current = {
        pointer: event.pointerId,
        from: { x: event.clientX, y: event.clientY },
        home,
        dragging: false,
      };
    },
    onPointerMove(event: PointerEvent) {
      const held = grip.current;
      if (held?.pointer !== event.pointerId) return;
      const at = placeOf(held, event);
      if (!held.dragging && lengthOf(minus(at, held.home)) < THRESHOLD) return;
      if (!held.dragging) event.currentTarget.setPointerCapture(event.pointerId);
      held.dragging = true;
      dragged.current = true;
      drag(at);
    },
    onPointerUp: (event: PointerEvent) => end(event, true),
    onPointerCancel: (event: PointerEvent) => end(event, false),
    onClickCapture(event: MouseEvent) {
      // A keyboard's click has no pointer behind it.
      if (!dragged.current || event.detail === 0) return;
      dragged.current = false;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}
