import { beforeEach, describe, expect, test } from 'vitest';
import type { Order } from '../check/explorer/worker/messages';
import type { ExploreRequest } from '../scenarios/explore/contract';
import { type WorkerLike, workerExplorer } from './workerExplorer';

interface FakeWorker extends WorkerLike {
  readonly orders: Order<ExploreRequest>[];
  ended: boolean;
}

let workers: FakeWorker[] = [];
let rings: { ms: number; ring: () => void; cancelled: boolean }[] = [];
let told: unknown[] = [];

const latest = () => workers.at(-1) as FakeWorker;
const say = (data: unknown) => latest().onmessage?.({ data });
const figures = { states: 7, transitions: 9, depth: 2, seconds: 0.1, phase: 'breadth' };
const finding = { ...figures, verdict: 'exhausted', bytes: 1, collision: 0 };
/** Only that it arrives matters. */
const REQUEST = { shortest: true } as ExploreRequest;

const listener = {
  progress: (progress: unknown) => told.push(['progress', progress]),
  found: (found: unknown) => told.push(['found', found]),
  failed: (reason: string) => told.push(['failed', reason]),
};

function explorer() {
  return workerExplorer(
    () => {
      const orders: Order<ExploreRequest>[] = [];
      const worker: FakeWorker = {
        ...{ onmessage: null, onmessageerror: null, onerror: null, orders, ended: false },
        postMessage: (order) => orders.push(order),
        terminate: () => {
          worker.ended = true;
        },
      };
      workers.push(worker);
      return worker;
    },
    (ms, ring) => {
      const set = { ms, ring, cancelled: false };
      rings.push(set);
      return {
        cancel: () => {
          set.cancelled = true;
        },
      };
    },
  );
}

/** Lets the time pass: every alarm that is still set rings. */
function wait(): void {
  for (const { ring, cancelled } of rings) if (!cancelled) ring();
}

beforeEach(() => {
  workers = [];
  rings = [];
  told = [];
});

describe('a search in a worker', () => {
  test('makes the worker when it is needed, tells its progress, and its end once', () => {
    const it = explorer();
    expect(workers).toEqual([]);
    it.explore(REQUEST, listener);
    expect(latest().orders).toEqual([{ type: 'start', id: 1, request: REQUEST }]);
    say({ type: 'progress', id: 1, progress: figures });
    say({ type: 'result', id: 1, result: finding });
    say({ type: 'result', id: 1, result: finding });
    wait();
    expect(told).toEqual([
      ['progress', figures],
      ['found', finding],
    ]);
    expect(latest().ended).toBe(false);
  });

  test('is stopped by an order, and what an earlier search says late is not heard', () => {
    const it = explorer();
    it.stop();
    it.explore(REQUEST, listener);
    it.stop();
    it.explore(REQUEST, listener);
    expect(workers).toHaveLength(1);
    expect(latest().orders.map(({ type, id }) => `${type} ${id}`)).toEqual([
      'start 1',
      'stop 1',
      'start 2',
    ]);
    say({ type: 'result', id: 1, result: finding });
    expect(told).toEqual([]);
    say({ type: 'result', id: 2, result: finding });
    expect(told).toEqual([['found', finding]]);
  });
});

describe('when something breaks, it is told once, and the next search has a new worker:', () => {
  test.each<[what: string, breaks: (stop: () => void) => void, reason: RegExp]>([
    [
      'an error in the worker',
      () => latest().onerror?.({ message: 'out of memory' }),
      /out of memory/,
    ],
    ['what cannot be read', () => latest().onmessageerror?.(), /could not be read/],
    ['nonsense', () => say({ type: 'progress', id: 1 }), /makes no sense/],
    ['text', () => say('hello'), /makes no sense/],
    ['silence', wait, /no longer answers/],
    [
      'silence after a stop',
      (stop) => {
        stop();
        wait();
      },
      /no longer answers/,
    ],
  ])('%s', (_what, breaks, reason) => {
    const it = explorer();
    it.explore(REQUEST, listener);
    breaks(it.stop);
    wait();
    expect(told).toEqual([['failed', expect.stringMatching(reason)]]);
    expect(latest().ended).toBe(true);
    it.explore(REQUEST, listener);
    expect(workers).toHaveLength(2);
    say({ type: 'result', id: 2, result: finding });
    expect(told.at(-1)).toEqual(['found', finding]);
  });

  test('a search that the worker gives up itself', () => {
    const it = explorer();
    it.explore(REQUEST, listener);
    say({ type: 'failed', id: 1, reason: 'no such rule' });
    expect(told).toEqual([['failed', 'The search broke down: no such rule']]);
    expect(latest().ended).toBe(false);
  });

  test('a worker that cannot be made', () => {
    const it = workerExplorer(
      () => {
        throw new Error('not allowed here');
      },
      () => ({ cancel: () => {} }),
    );
    it.explore(REQUEST, listener);
    expect(told).toEqual([['failed', 'The search could not begin: not allowed here']]);
  });
});
