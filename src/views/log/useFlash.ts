import { type RefObject, useLayoutEffect, useRef } from 'react';

const FLASH_MS = 200;

/** Lets an element flash once when what it shows changes; never when it shows something else for the first time. */
export function useFlash(ref: RefObject<HTMLElement | null>, shown: string): void {
  const last = useRef(shown);
  useLayoutEffect(() => {
    if (last.current === shown) return;
    last.current = shown;
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    ref.current?.animate(
      [{ filter: 'brightness(1.35) saturate(1.4)' }, { filter: 'none' }],
      FLASH_MS,
    );
  }, [ref, shown]);
}
