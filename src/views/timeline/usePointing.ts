import type { FocusEvent, KeyboardEvent, MouseEvent, PointerEvent, RefObject } from 'react';
import { MESSAGE_ACTIONS } from '../../store/actions';
import { pressOn } from '../../store/keys';
import type { PageSession } from '../../store/page';
import { fateAt } from '../../store/trace';
import type { Arrow } from './arrow';
import { nearestLine } from './nearest';
import { placement } from './timeScale';
import type { TipHands } from './useTip';
import type { Viewport } from './viewport';

/** What stands where of the messages that are no elements. */
export type CrowdArrows = RefObject<readonly { readonly id: number; readonly arrow: Arrow }[]>;

interface PointingOptions {
  readonly session: PageSession;
  readonly viewport: Viewport;
  readonly tips: TipHands;
  readonly standing: CrowdArrows;
  /** The left edge of time inside the diagram. */
  readonly left: number;
  activate(id: number): void;
}

const REACH = 7;

/** Messages under the pointer and the keyboard. One place listens for all of them. */
export function pointing({ session, viewport, tips, standing, left, activate }: PointingOptions) {
  const isUnderWay = (id: number): boolean => {
    const { trace, depth } = session.store.getState();
    const message = trace.messages[id - 1];
    return message !== undefined && fateAt(message, depth) === 'underWay';
  };

  function click(id: number, shift: boolean): void {
    tips.hide();
    if (shift || !isUnderWay(id)) session.select({ kind: 'message', id });
    else drop(session, id);
  }

  /** A message of the crowd near a point of the diagram. */
  function crowdAt(x: number, y: number): number | null {
    if (standing.current.length === 0) return null;
    const place = placement(viewport.frame().scale, viewport.view());
    const point = { x: (x - left - place.x) / place.k, y };
    const lines = standing.current.map(({ id, arrow: { points, head } }) => ({
      id,
      from: points[0] ?? head,
      to: head,
    }));
    return nearestLine(lines, point, REACH);
  }

  return {
    click,
    crowdAt,
    onClick(event: MouseEvent) {
      const id = messageOf(event.target);
      if (id === null) return;
      event.stopPropagation();
      click(id, event.shiftKey);
    },
    onPointerOver(event: PointerEvent) {
      const id = messageOf(event.target);
      if (id !== null && event.pointerType !== 'touch') tips.ask({ id, ...pointIn(event) });
    },
    onPointerOut(event: PointerEvent) {
      if (messageOf(event.target) !== messageOf(event.relatedTarget)) tips.leave();
    },
    onFocus(event: FocusEvent) {
      const id = messageOf(event.target);
      if (id === null) return;
      activate(id);
      if (event.target.matches(':focus-visible')) tips.tell({ id, ...headIn(event.target) });
    },
    onBlur: () => tips.leave(),
    onKeyDown(event: KeyboardEvent) {
      const id = messageOf(event.target);
      if (id === null || event.altKey || event.ctrlKey || event.metaKey) return;
      if (event.key === 'Enter') click(id, event.shiftKey);
      else if (event.key === 'Delete' && isUnderWay(id)) drop(session, id);
      else if (event.shiftKey || !pressOn(session, MESSAGE_ACTIONS, id, event.key)) return;
      event.preventDefault();
      event.stopPropagation();
    },
  };
}

function drop(session: PageSession, id: number): void {
  MESSAGE_ACTIONS.find((action) => action.id === 'drop')?.perform(session, id);
}

/** The message that an element belongs to. */
export function messageOf(target: EventTarget | null): number | null {
  const element = target instanceof Element ? target.closest<SVGElement>('[data-message]') : null;
  return element ? Number(element.dataset.message) : null;
}

export function pointIn({
  clientX,
  clientY,
  currentTarget,
}: {
  clientX: number;
  clientY: number;
  currentTarget: EventTarget;
}) {
  const box = boxOf(currentTarget);
  return { x: clientX - box.left, y: clientY - box.top };
}

function headIn(element: Element) {
  const box = boxOf(element);
  const head = element.querySelector('.tl-head-mark')?.getBoundingClientRect() ?? box;
  return { x: (head.left + head.right) / 2 - box.left, y: (head.top + head.bottom) / 2 - box.top };
}

function boxOf(target: EventTarget) {
  const body = target instanceof Element ? target.closest('.tl-body') : null;
  return body?.getBoundingClientRect() ?? { left: 0, right: 0, top: 0, bottom: 0 };
}
