import { type RefObject, useLayoutEffect, useRef } from 'react';

const FLASH_MS = 200;
const STILL = '(prefers-reduced-motion: reduce)';

/** Flashes an element once when its value changes; not when it shows something else (`of`). */
export function useFlash(value: string, of: number): RefObject<HTMLSpanElement | null> {
  const element = useRef<HTMLSpanElement>(null);
  const before = useRef({ value, of });
  useLayoutEffect(() => {
    const changed = before.current.of === of && before.current.value !== value;
    before.current = { value, of };
    if (!changed || matchMedia(STILL).matches) return;
    element.current?.animate(
      [{ backgroundColor: 'var(--flash)' }, { backgroundColor: 'transparent' }],
      FLASH_MS,
    );
  }, [value, of]);
  return element;
}
