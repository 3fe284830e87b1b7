import { describe, expect, test } from 'vitest';
import { createExploration } from '../explore';
import type { Limits } from '../limits';
import { paxosRegister } from '../models/paxosRegister.testkit';
import type { Progress, Result } from '../result';
import type { Search } from '../search';
import type { Order, Report } from './messages';
import { serve } from './serve';

interface Request {
  readonly clients: number;
  readonly limits?: Limits;
}

type A = Search<unknown>;

/** A worker whose clock moves on a millisecond whenever it is looked at, and that goes on when it is told to. */
function fakeWorker(wrap: (search: A) => A = (search) => search) {
  const reports: Report<Progress, Result<unknown>>[] = [];
  const waiting: (() => void)[] = [];
  let time = 0;
  let tell: (order: Order<Request>) => void = () => {};
  const now = () => time++;
  serve<Request, Progress, Result<unknown>>(
    {
      listen: (listener) => {
        tell = listener;
      },
      post: (report) => reports.push(structuredClone(report)),
      now,
      later: (callback) => waiting.push(callback),
    },
    ({ clients, limits = {} }) => {
      if (clients < 1) throw new RangeError('nobody asks');
      return wrap(createExploration(paxosRegister(3, clients), { now, limits }));
    },
  );
  return {
    reports,
    tell: (order: Order<Request>) => tell(order),
    clock: () => time,
    /** Goes on for so many slices, or to the end. */
    goOn(slices = Number.POSITIVE_INFINITY) {
      for (let i = 0; i < slices; i++) {
        const next = waiting.shift();
        if (next === undefined) return;
        next();
      }
    },
  };
}

const start = (id: number, clients: number, limits?: Limits): Order<Request> => ({
  type: 'start',
  id,
  request: limits ? { clients, limits } : { clients },
});

describe('the worker', () => {
  test('searches to the end and tells how far it is at least four times a second', () => {
    const worker = fakeWorker();
    worker.tell(start(1, 2));
    let toldAt = worker.clock();
    let told = 0;
    while (worker.reports.at(-1)?.type !== 'result') {
      worker.goOn(1);
      if (worker.reports.length === told) continue;
      told = worker.reports.length;
      expect(worker.clock() - toldAt).toBeLessThanOrEqual(250);
      toldAt = worker.clock();
    }
    expect(worker.reports.length).toBeGreaterThan(3);
    expect(worker.reports.at(-1)).toMatchObject({
      id: 1,
      result: { verdict: 'exhausted', states: 16_668 },
    });
    const states = worker.reports.map((it) =>
      it.type === 'progress' ? it.progress.states : 16_668,
    );
    expect(states).toEqual([...states].sort((a, b) => a - b));
  });

  test('stops within 100 ms, and says what it has seen', () => {
    const worker = fakeWorker();
    worker.tell(start(7, 3));
    worker.goOn(10);
    worker.tell({ type: 'stop', id: 7 });
    const stoppedAt = worker.clock();
    worker.goOn();
    expect(worker.clock() - stoppedAt).toBeLessThan(100);
    expect(worker.reports.at(-1)).toMatchObject({
      type: 'result',
      id: 7,
      result: { verdict: 'bounded', bounds: ['stopped'], isComplete: false },
    });
  });

  test('forgets a search when the next one begins', () => {
    const worker = fakeWorker();
    worker.tell(start(1, 3));
    worker.goOn(1);
    worker.tell(start(2, 1));
    worker.tell({ type: 'stop', id: 1 });
    worker.goOn();
    expect(worker.reports.filter((it) => it.type === 'result')).toMatchObject([
      { id: 2, result: { verdict: 'exhausted', states: 265 } },
    ]);
  });

  test('says why it cannot begin, and goes on with the next', () => {
    const worker = fakeWorker();
    worker.tell(start(1, 0));
    worker.tell(start(2, 1));
    worker.goOn();
    expect(worker.reports).toMatchObject([
      { type: 'failed', id: 1, reason: 'nobody asks' },
      { type: 'result', id: 2 },
    ]);
  });

  test('says why it broke down', () => {
    const worker = fakeWorker((search) => ({
      ...search,
      run: () => {
        throw new Error('out of order');
      },
    }));
    worker.tell(start(1, 1));
    worker.goOn();
    expect(worker.reports).toEqual([{ type: 'failed', id: 1, reason: 'out of order' }]);
  });

  test('ignores a stop when nothing is under way', () => {
    const worker = fakeWorker();
    worker.tell({ type: 'stop', id: 3 });
    worker.goOn();
    expect(worker.reports).toEqual([]);
  });
});
