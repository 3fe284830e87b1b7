import { createContext, useContext, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { Micros } from '../../sim/time';
import type { PageSession } from '../../store/page';
import type { SessionState } from '../../store/session';

const SessionContext = createContext<PageSession | null>(null);

export const SessionProvider = SessionContext.Provider;

/** The session's verbs. */
export function useVerbs(): PageSession {
  const session = useContext(SessionContext);
  if (!session) throw new Error('a view stands outside its session');
  return session;
}

/** A part of the session's state; the view is drawn again when that part changes. */
export function useSession<T>(select: (state: SessionState) => T): T {
  return useStore(useVerbs().store, select);
}

/** Calls `draw` now and whenever the drawn moment changes, outside React: for motion only. */
export function useClock(draw: (now: Micros) => void): void {
  const { clock } = useVerbs();
  const latest = useRef(draw);
  useEffect(() => {
    latest.current = draw;
    draw(clock.now());
  });
  useEffect(() => clock.follow((now) => latest.current(now)), [clock]);
}
