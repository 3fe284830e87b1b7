import { type RefObject, useLayoutEffect } from 'react';
import { placement } from './timeScale';
import { useViewport } from './useTimeline';

/** Hides words that the left edge would cut: a ballot without its beginning would be another one. */
export function useCutOff(diagram: RefObject<SVGSVGElement | null>): void {
  const viewport = useViewport();
  useLayoutEffect(() => {
    // Words of a message that is under way again lie at no fixed place any more, and are never cut.
    const found = diagram.current?.querySelectorAll<SVGElement>('[data-left], [data-cut]') ?? [];
    const words = [...found].map((word) => ({ word, left: Number(word.dataset.left) }));
    const hide = () => {
      const { x, k } = placement(viewport.frame().scale, viewport.view());
      for (const { word, left } of words) word.toggleAttribute('data-cut', left * k + x < 0);
    };
    hide();
    return viewport.onMove(hide);
  });
}
