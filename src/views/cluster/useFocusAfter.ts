import { type RefObject, useLayoutEffect, useRef } from 'react';

/** When the focused message arrives or is dropped, the focus goes to the next one, or to its server, never to the page's top. */
export function useFocusAfter(ids: readonly number[]): RefObject<SVGGElement | null> {
  const group = useRef<SVGGElement>(null);
  const focused = useRef<number | null>(null);
  useLayoutEffect(() => {
    const element = group.current;
    if (!element) return;
    const onFocusIn = ({ target }: FocusEvent) => {
      const id =
        target instanceof Element ? target.closest('[data-wire]')?.getAttribute('data-wire') : null;
      focused.current = id ? Number(id) : null;
    };
    const onFocusOut = ({ relatedTarget }: FocusEvent) => {
      if (relatedTarget) focused.current = null;
    };
    element.addEventListener('focusin', onFocusIn);
    element.addEventListener('focusout', onFocusOut);
    return () => {
      element.removeEventListener('focusin', onFocusIn);
      element.removeEventListener('focusout', onFocusOut);
    };
  }, []);
  useLayoutEffect(() => {
    const lost = focused.current;
    if (lost === null || ids.includes(lost)) return;
    focused.current = null;
    const active = document.activeElement;
    if (active && active !== document.body) return;
    const next = ids.find((id) => id > lost) ?? ids[ids.length - 1];
    const heir = next
      ? group.current?.querySelector<SVGGElement>(`[role="button"][data-wire="${next}"]`)
      : group.current?.closest('.stage')?.querySelector<HTMLElement>('.card-button');
    heir?.focus();
  });
  return group;
}
