import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import type { Size } from './geometry/plane';

export interface Measured {
  readonly stage: Size;
  /** The theme's text scale. */
  readonly scale: number;
}

/** The ruler is this wide at text scale 1. */
const RULER = 100;

/** The size of the stage and of its text, kept up to date. `ruler` goes on an element of class "ruler" inside it. */
export function useStage(): {
  readonly stage: RefObject<HTMLDivElement | null>;
  readonly ruler: RefObject<HTMLSpanElement | null>;
  readonly measured: Measured | null;
} {
  const stage = useRef<HTMLDivElement>(null);
  const ruler = useRef<HTMLSpanElement>(null);
  const [measured, setMeasured] = useState<Measured | null>(null);
  useLayoutEffect(() => {
    const [box, rule] = [stage.current, ruler.current];
    if (!box || !rule) return;
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = box;
      if (width > 0 && height > 0)
        setMeasured({ stage: { width, height }, scale: rule.offsetWidth / RULER });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    observer.observe(rule);
    return () => observer.disconnect();
  }, []);
  return { stage, ruler, measured };
}
