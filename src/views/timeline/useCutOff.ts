import { type RefObject, useEffect } from 'react';
import { placement } from './timeScale';
import { useViewport } from './useTimeline';

/** Hides words that the left edge would cut: a ballot without its beginning would be another one. */
export function useCutOff(diagram: RefObject<SVGSVGElement | null>): void {
  const viewport = useViewport();
  useEffect(() => {
    const words = [...(diagram.current?.querySelectorAll<SVGElement>('[data-left]') ?? [])].map(
      (word) => ({ word, left: Number(word.dataset.left) }),
    );
    const hide = () => {
      const { x, k } = placement(viewport.frame().scale, viewport.view());
      for (const { word, left } of words) word.toggleAttribute('data-cut', left * k + x < 0);
    };
    hide();
    return viewport.onMove(hide);
  });
}
