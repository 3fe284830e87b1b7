import { type RefObject, useLayoutEffect, useRef } from 'react';
import { useMedia } from '../shared/useMedia';

const FLASH_MS = 200;

/** Flashes an element once when its value changes; not when it shows something else (`of`). */
export function useFlash(value: string, of: number): RefObject<HTMLSpanElement | null> {
  const element = useRef<HTMLSpanElement>(null);
  const before = useRef({ value, of });
  const still = useMedia('(prefers-reduced-motion: reduce)');
  useLayoutEffect(() => {
    const changed = before.current.of === of && before.current.value !== value;
    before.current = { value, of };
    if (!changed || still) return;
    element.current?.animate(
      [{ backgroundColor: 'var(--flash)' }, { backgroundColor: 'transparent' }],
      FLASH_MS,
    );
  }, [value, of, still]);
  return element;
}
