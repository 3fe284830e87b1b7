import { type RefCallback, useLayoutEffect, useRef } from 'react';
import type { Micros } from '../../sim/time';
import { useClock, useVerbs } from '../shared/useSession';

/** Elements that the clock moves, by name. React mounts and unmounts them and knows nothing of their places. */
export interface Moving {
  register(key: string): RefCallback<SVGGElement>;
}

/** Calls `draw` with the elements before every picture. */
export function useMoving(
  draw: (now: Micros, element: (key: string) => SVGGElement | undefined) => void,
): Moving {
  const { clock } = useVerbs();
  const elements = useRef(new Map<string, SVGGElement>());
  const callbacks = useRef(new Map<string, RefCallback<SVGGElement>>());
  const drawAll = (now: Micros) => draw(now, (key) => elements.current.get(key));
  // Before the first picture, so that nothing appears in the corner.
  useLayoutEffect(() => drawAll(clock.now()));
  useClock(drawAll);

  function register(key: string): RefCallback<SVGGElement> {
    const known = callbacks.current.get(key);
    if (known) return known;
    const callback = (element: SVGGElement | null) => {
      if (element) {
        elements.current.set(key, element);
        callbacks.current.set(key, callback);
      } else {
        elements.current.delete(key);
        callbacks.current.delete(key);
      }
    };
    callbacks.current.set(key, callback);
    return callback;
  }
  return { register };
}
