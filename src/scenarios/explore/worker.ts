import type { Order, Report } from '../../check/explorer/worker/messages';
import { serve } from '../../check/explorer/worker/serve';
import type { ExploreRequest, Finding, Progress } from './contract';
import { startExploration } from './exploration';

/** The part of a worker's global scope that this one needs. */
interface WorkerScope {
  onmessage: ((event: { readonly data: Order<ExploreRequest> }) => void) | null;
  postMessage(report: Report<Progress, Finding>): void;
}

const scope = globalThis as unknown as WorkerScope;
const now = () => performance.now();

/** A message to itself comes after those that have come in meanwhile, and is not slowed down as a timer is. */
const channel = new MessageChannel();
let next: (() => void) | null = null;
channel.port1.onmessage = () => next?.();

serve<ExploreRequest, Progress, Finding>(
  {
    listen(listener) {
      scope.onmessage = ({ data }) => listener(data);
    },
    post: (report) => scope.postMessage(report),
    now,
    later(callback) {
      next = callback;
      channel.port2.postMessage(null);
    },
  },
  (request) => startExploration(request, now),
);
