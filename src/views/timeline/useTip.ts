import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useVerbs } from '../shared/useSession';

/** What is told beside a message, and where: in pixels of the diagram. */
export interface TipPlace {
  readonly id: number;
  readonly x: number;
  readonly y: number;
}

export interface TipHands {
  readonly tip: TipPlace | null;
  show(place: TipPlace): void;
  /** Away, unless the pointer comes back or goes onto the tip (WCAG 1.4.13). */
  hideSoon(): void;
  hide(): void;
  keep(): void;
}

const GRACE_MS = 140;

/** A message is asked about: it is lit everywhere, and told of here. */
export function useTip(): TipHands {
  const session = useVerbs();
  const [tip, setTip] = useState<TipPlace | null>(null);
  const timer = useRef<number | null>(null);

  const keep = useCallback(() => {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
  }, []);

  const hide = useCallback(() => {
    keep();
    setTip((old) => {
      const { hover } = session.store.getState();
      if (old && hover?.kind === 'message' && hover.id === old.id)
        queueMicrotask(() => session.hover(null));
      return null;
    });
  }, [keep, session]);

  useEffect(() => keep, [keep]);

  return useMemo(
    () => ({
      tip,
      show(place) {
        keep();
        session.hover({ kind: 'message', id: place.id });
        setTip((old) => (old?.id === place.id ? old : place));
      },
      hideSoon() {
        keep();
        timer.current = window.setTimeout(hide, GRACE_MS);
      },
      hide,
      keep,
    }),
    [tip, keep, hide, session],
  );
}
