import type { KeyboardEvent } from 'react';
import type { Viewport } from './viewport';

const PAN = 80;
const ZOOM = 1.4;

/** Keys of the diagram as a whole; `move` goes to the next or the previous message. */
export function diagramKeys(viewport: Viewport, move: (by: 1 | -1) => void, leave: () => boolean) {
  return (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey) return;
    const done = event.key === 'Escape' ? leave() : press(event, viewport, move);
    if (!done) return;
    event.preventDefault();
    event.stopPropagation();
  };
}

function press(
  { key, altKey, shiftKey }: KeyboardEvent,
  viewport: Viewport,
  move: (by: 1 | -1) => void,
): boolean {
  const way = WAYS[key];
  if (way) {
    const steps = altKey || way.upright;
    if (!steps && !shiftKey) return false;
    if (steps) move(way.by);
    else viewport.pan(way.by * PAN);
    return true;
  }
  if (altKey) return false;
  if (key === '+' || key === '=') viewport.zoom(1 / ZOOM);
  else if (key === '-' || key === '_') viewport.zoom(ZOOM);
  else if (key === '0') viewport.fit();
  else return false;
  return true;
}

const WAYS: Readonly<Record<string, { by: 1 | -1; upright: boolean }>> = {
  ArrowRight: { by: 1, upright: false },
  ArrowLeft: { by: -1, upright: false },
  ArrowDown: { by: 1, upright: true },
  ArrowUp: { by: -1, upright: true },
};
