import { useEffect, useMemo, useState } from 'react';
import type { PageSession } from '../../store/page';
import { useVerbs } from '../shared/useSession';

/** What is told beside a message, and where: in pixels of the diagram. */
export interface TipPlace {
  readonly id: number;
  readonly x: number;
  readonly y: number;
}

export interface TipHands {
  /** The message is lit everywhere at once, and told of when the pointer rests on it; `patient`: lit only then, too. */
  ask(place: TipPlace, patient?: boolean): void;
  /** The message is lit and told of at once. */
  tell(place: TipPlace): void;
  /** Away, unless the pointer comes back or goes onto the tip (WCAG 1.4.13). */
  leave(): void;
  hide(): void;
  keep(): void;
}

const REST_MS = 280;
const GRACE_MS = 140;

/** A message is asked about: it is lit everywhere, and told of beside it. */
export function useTip(): { readonly tip: TipPlace | null; readonly hands: TipHands } {
  const session = useVerbs();
  const [tip, setTip] = useState<TipPlace | null>(null);
  const hands = useMemo(() => tipHands(session, setTip), [session]);
  useEffect(() => hands.hide, [hands]);
  return { tip, hands };
}

function tipHands(session: PageSession, setTip: (place: TipPlace | null) => void): TipHands {
  let asked: number | null = null;
  let resting: number | undefined;
  let leaving: number | undefined;

  function keep(): void {
    clearTimeout(leaving);
    leaving = undefined;
  }

  function hide(): void {
    keep();
    clearTimeout(resting);
    const { hover } = session.store.getState();
    if (hover?.kind === 'message' && hover.id === asked) session.hover(null);
    asked = null;
    setTip(null);
  }

  const light = (id: number) => session.hover({ kind: 'message', id });

  return {
    keep,
    hide,
    leave() {
      leaving ??= window.setTimeout(hide, GRACE_MS);
    },
    ask(place, patient = false) {
      keep();
      if (asked === place.id) return;
      hide();
      asked = place.id;
      if (!patient) light(place.id);
      resting = window.setTimeout(() => {
        if (patient) light(place.id);
        setTip(place);
      }, REST_MS);
    },
    tell(place) {
      hide();
      asked = place.id;
      light(place.id);
      setTip(place);
    },
  };
}
