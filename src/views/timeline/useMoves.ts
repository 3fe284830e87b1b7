import { useEffect, useRef } from 'react';
import type { PageSession } from '../../store/page';
import type { Preferences } from '../../store/preferences';
import { fateAt, type TracedMessage } from '../../store/trace';
import { lookOf } from './scene';

/**
 * Goes from message to message in the order of sending, and takes the focus along. Heartbeats that are not drawn like
 * other messages are passed over, but for those that one can still act on.
 */
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
    const { trace, depth, preferences } = session.store.getState();
    const stop = diagram.current?.querySelector<SVGElement>('[data-message][tabindex="0"]');
    const from = active ?? (stop ? Number(stop.dataset.message) - by : 0);
    let message = trace.messages[from + by - 1];
    while (message && isPassedOver(message, depth, preferences))
      message = trace.messages[message.id + by - 1];
    if (!message || message.sentDepth > depth) return;
    wanted.current = message.id;
    setActive(message.id);
    reveal(message.sentAt);
  };
}

function isPassedOver(
  message: TracedMessage,
  depth: number,
  { heartbeats }: Pick<Preferences, 'heartbeats'>,
): boolean {
  const look = lookOf(message, heartbeats);
  return look === 'none' || (look === 'faint' && fateAt(message, depth) !== 'underWay');
}
