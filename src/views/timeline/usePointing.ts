import type { FocusEvent, KeyboardEvent, MouseEvent, PointerEvent, RefObject } from 'react';
import { MESSAGE_ACTIONS } from '../../store/actions';
import { pressOn } from '../../store/keys';
import type { PageSession } from '../../store/page';
import { fateAt } from '../../store/trace';
import { type Arrow, linesOf } from './arrow';
import { nearestLine } from './nearest';
import { lookOf } from './scene';
import { placement } from './timeScale';
import type { TipHands, TipPlace } from './useTip';
import type { Viewport } from './viewport';

type Standing = readonly { readonly id: number; readonly arrow: Arrow }[];

/** What stands where of the messages that are no elements. */
export type CrowdArrows = RefObject<{ readonly plain: Standing; readonly faint: Standing }>;

interface PointingOptions {
  readonly session: PageSession;
  readonly viewport: Viewport;
  readonly tips: TipHands;
  readonly standing: CrowdArrows;
  /** The left edge of time inside the diagram. */
  readonly left: number;
  activate(id: number): void;
}

/** What is only hinted at has to be meant more exactly, for it lies everywhere. */
const REACH = { plain: 7, faint: 3 };

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

  /** Heartbeats that are only hinted at lie everywhere: the pointer may pass over them, and nothing is lit. */
  function ask(place: TipPlace): void {
    const { trace, preferences } = session.store.getState();
    const message = trace.messages[place.id - 1];
    tips.ask(place, message !== undefined && lookOf(message, preferences.heartbeats) === 'faint');
  }

  /** A message of the crowd near a point of the diagram; one that is only hinted at where there is no other. */
  function crowdAt(x: number, y: number): number | null {
    const { plain, faint } = standing.current;
    if (plain.length === 0 && faint.length === 0) return null;
    const place = placement(viewport.frame().scale, viewport.view());
    const point = { x: (x - left - place.x) / place.k, y };
    return (
      nearestLine(plain.flatMap(pieces), point, REACH.plain) ??
      nearestLine(faint.flatMap(pieces), point, REACH.faint)
    );
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
      if (id !== null && event.pointerType !== 'touch') ask({ id, ...pointIn(event) });
    },
    onPointerOut(event: PointerEvent) {
      if (messageOf(event.target) !== messageOf(event.relatedTarget)) tips.leave();
    },
    /** The pointer is over a message that is no element. */
    ask,
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

const pieces = ({ id, arrow }: Standing[number]) => linesOf(id, arrow);

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
