import { useEffect, useRef } from 'react';
import type { PageSession } from '../../store/page';

/** Goes from message to message in the order of sending, and takes the focus along. */
export function useMoves(
  session: PageSession,
  active: number | null,
  setActive: (id: number) => void,
  diagram: { readonly current: SVGSVGElement | null },
  reveal: (sentAt: number) => void,
): (by: 1 | -1) => void {
  const wanted = useRef<number | null>(null);
  useEffect(() => {
    const element =
      wanted.current &&
      diagram.current?.querySelector<SVGElement>(`[data-message="${wanted.current}"]`);
    if (!element) return;
    wanted.current = null;
    element.focus();
  });
  return (by) => {
    const { trace, depth } = session.store.getState();
    const stop = diagram.current?.querySelector<SVGElement>('[data-message][tabindex="0"]');
    const from = active ?? (stop ? Number(stop.dataset.message) - by : 0);
    const message = trace.messages[from + by - 1];
    if (!message || message.sentDepth > depth) return;
    wanted.current = message.id;
    setActive(message.id);
    reveal(message.sentAt);
  };
}
