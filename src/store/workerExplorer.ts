import type { Order, Report } from '../check/explorer/worker/messages';
import type {
  ExploreRequest,
  Explorer,
  Finding,
  Listener,
  Progress,
} from '../scenarios/explore/contract';

/** The page's end of a worker. */
export interface WorkerLike {
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onmessageerror: (() => void) | null;
  onerror: ((event: { readonly message?: string }) => void) | null;
  postMessage(order: Order<ExploreRequest>): void;
  terminate(): void;
}

/** Calls back once after so many milliseconds, unless it is cancelled. */
export type Alarm = (ms: number, ring: () => void) => { cancel(): void };

/** A worker tells of itself several times a second; one that is silent for so long is lost. */
const SILENCE_MS = 3_000;
/** A search hears a stop within a tenth of this. */
const STOP_MS = 1_000;

/**
 * Explores in a worker, which is made when it is first needed and replaced when it breaks: a search may be lost, the page
 * never.
 */
export function workerExplorer(makeWorker: () => WorkerLike, alarm: Alarm): Explorer {
  let worker: WorkerLike | null = null;
  let searches = 0;
  let listener: Listener | null = null;
  let watch: { cancel(): void } | null = null;

  function expect(ms: number): void {
    watch?.cancel();
    watch = alarm(ms, () => fail('The search no longer answers, and was ended.'));
  }

  function fail(reason: string): void {
    worker?.terminate();
    worker = null;
    end()?.failed(reason);
  }

  /** Nothing more is waited for. Gives whoever waited. */
  function end(): Listener | null {
    const waiting = listener;
    watch?.cancel();
    watch = null;
    listener = null;
    return waiting;
  }

  function hear(data: unknown): void {
    if (!isReport(data)) {
      fail('The search said something that makes no sense.');
      return;
    }
    if (data.id !== searches || !listener) return;
    switch (data.type) {
      case 'progress':
        expect(SILENCE_MS);
        listener.progress(data.progress);
        break;
      case 'result':
        end()?.found(data.result);
        break;
      case 'failed':
        end()?.failed(`The search broke down: ${data.reason}`);
    }
  }

  function ready(): WorkerLike {
    if (worker) return worker;
    const made = makeWorker();
    made.onmessage = ({ data }) => hear(data);
    made.onmessageerror = () => fail('What the search said could not be read.');
    made.onerror = ({ message }) => fail(`The search broke down${message ? `: ${message}` : ''}.`);
    worker = made;
    return made;
  }

  return {
    explore(request, told) {
      listener = told;
      searches++;
      try {
        ready().postMessage({ type: 'start', id: searches, request });
        expect(SILENCE_MS);
      } catch (error) {
        fail(`The search could not begin: ${(error as Error).message}`);
      }
    },
    stop() {
      if (!listener || !worker) return;
      worker.postMessage({ type: 'stop', id: searches });
      expect(STOP_MS);
    },
  };
}

const TYPES: readonly unknown[] = ['progress', 'result', 'failed'];

function isReport(data: unknown): data is Report<Progress, Finding> {
  if (typeof data !== 'object' || data === null) return false;
  const { type, id, ...body } = data as Record<string, unknown>;
  if (!TYPES.includes(type) || typeof id !== 'number') return false;
  if (type === 'failed') return typeof body.reason === 'string';
  const said = (type === 'progress' ? body.progress : body.result) as Partial<Finding> | undefined;
  return typeof said?.states === 'number' && typeof said.seconds === 'number';
}
