import type { Order, Report } from './messages';

/** A search as the worker sees it: it goes on in slices, can be ended, and tells of itself. */
export interface Work<P, R> {
  /** Goes on for about so many milliseconds. True when over. */
  run(slice: { readonly ms: number }): boolean;
  stop(): void;
  readonly progress: P;
  /** As far as it has come; final when over. */
  readonly result: R;
}

/** The worker's end of its channel, and the time that it lives in. */
export interface Port<Q, P, R> {
  /** Called once; the listener gets every order. */
  listen(listener: (order: Order<Q>) => void): void;
  post(report: Report<P, R>): void;
  /** Milliseconds, from any beginning. */
  now(): number;
  /** Calls back as soon as the orders that have come in meanwhile are delivered. */
  later(callback: () => void): void;
}

/** How long a search goes on without looking for orders: a stop is heard at most so much later. */
const SLICE_MS = 40;
/** At least four times a second. */
const PROGRESS_MS = 200;

/**
 * Searches on demand, one search at a time; a new one ends the one before without a report.
 * @param prepare makes the search that a request asks for; what it throws is reported
 */
export function serve<Q, P, R>(port: Port<Q, P, R>, prepare: (request: Q) => Work<P, R>): void {
  let current: { readonly id: number; readonly search: Work<P, R>; toldAt: number } | null = null;

  port.listen((order) => {
    if (order.type === 'start') start(order.id, order.request);
    else if (current?.id === order.id) current.search.stop();
  });

  function start(id: number, request: Q): void {
    current = null;
    guarded(id, () => {
      current = { id, search: prepare(request), toldAt: port.now() };
      port.later(() => goOn(id));
    });
  }

  function goOn(id: number): void {
    guarded(id, () => {
      if (current?.id !== id) return;
      const { search } = current;
      if (search.run({ ms: SLICE_MS })) {
        current = null;
        port.post({ type: 'result', id, result: search.result });
        return;
      }
      tell(id, search);
      port.later(() => goOn(id));
    });
  }

  function tell(id: number, search: Work<P, R>): void {
    if (current === null || port.now() - current.toldAt < PROGRESS_MS) return;
    current.toldAt = port.now();
    port.post({ type: 'progress', id, progress: search.progress });
  }

  /** A search that breaks is over, and the worker is ready for the next. */
  function guarded(id: number, work: () => void): void {
    try {
      work();
    } catch (error) {
      current = null;
      port.post({
        type: 'failed',
        id,
        reason: error instanceof Error ? error.message : String(error),
      });
    }
  }
}
