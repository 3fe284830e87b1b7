import { type ReactNode, useCallback, useLayoutEffect, useRef } from 'react';
import { placement } from './timeScale';
import { useFrame, useViewport } from './useTimeline';

/** Moves and stretches what is drawn by the frame to where the view has it, outside React. */
export function Moving({ children }: { children: ReactNode }) {
  const viewport = useViewport();
  const frame = useFrame();
  const group = useRef<SVGGElement>(null);
  const place = useCallback(() => {
    const { x, k } = placement(viewport.frame().scale, viewport.view());
    const element = group.current;
    if (!element) return;
    element.setAttribute(
      'transform',
      k === 1 ? `translate(${x})` : `translate(${x}) scale(${k} 1)`,
    );
    // While stretched, marks stay round and letters are put away.
    element.classList.toggle('tl-stretched', k !== 1);
    if (k !== 1) element.style.setProperty('--tl-squeeze', String(1 / k));
  }, [viewport]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new frame is placed before it is seen
  useLayoutEffect(place, [frame, place]);
  useLayoutEffect(() => viewport.onMove(place), [viewport, place]);
  return <g ref={group}>{children}</g>;
}
