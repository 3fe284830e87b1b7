import type { ChartTransition } from '../../store/statecharts';
import type { ChartEdge } from './chartLayout';

/** Events of a machine are called like the messages that bring them; some are brought by no message, or by any. */
export const eventWord = (event: string): string =>
  NOT_A_MESSAGE[event] ?? event.toLowerCase().replaceAll('_', ' ');

const NOT_A_MESSAGE: Readonly<Record<string, string>> = {
  SEEN: 'any message',
  BEGIN: 'start',
  CHECK: 'heartbeat check',
  BACKOFF: 'pause over',
};

/** "promise [completes a majority of promises] / ask to accept". */
export function transitionWords({ event, guard, actions }: ChartTransition): string {
  const when = guard ? ` [${guard}]` : '';
  const does = actions.length > 0 ? ` / ${actions.join(', ')}` : '';
  return `${eventWord(event)}${when}${does}`;
}

/** The events that an edge answers to, each once. */
export function edgeEvents(transitions: readonly ChartTransition[]): string {
  return [...new Set(transitions.map(({ event }) => eventWord(event)))].join(', ');
}

/** "preparing to accepting: promise [completes a majority of promises] / ask to accept". */
export function edgeName({
  from,
  to,
  transitions,
}: Pick<ChartEdge, 'from' | 'to' | 'transitions'>): string {
  const where = from === to ? `stays ${from}` : `${from} to ${to}`;
  return `${where}: ${transitions.map(transitionWords).join('; ')}`;
}
