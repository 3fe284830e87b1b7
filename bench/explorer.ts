import { Worker } from 'node:worker_threads';
import { createActorSpace } from '../src/check/explorer/actors/actorSpace';
import { paxosRegister } from '../src/check/explorer/models/paxosRegister.testkit';
import { naiveSearch } from '../src/check/explorer/naive.testkit';
import type { Result } from '../src/check/explorer/result';
import { createSearch } from '../src/check/explorer/search';
import { cpuMs } from './cpu';
import { report } from './report';

// `npm run bench:explorer`: how fast worlds are told apart. The Paxos register of three servers is searched with two clients
// by the explorer and by the plain reference, and with three clients in a worker. The ratio travels between machines.

const STATES = { two: 16_668, three: 1_194_428 };
const BEST_OF = 5;

function cpuOf(work: () => number, states: number): number {
  const begun = cpuMs();
  const found = work();
  if (found !== states) throw new Error(`${found} states instead of ${states}`);
  return cpuMs() - begun;
}

function interned(): number {
  const search = createSearch(createActorSpace(paxosRegister(3, 2)), { now: () => 0 });
  search.run({});
  return search.result.states;
}

const plain = () => naiveSearch(paxosRegister(3, 2)).states;

/** A worker does not inherit the loader that reads TypeScript. */
function inWorker(): Promise<Result<unknown>> {
  const file = new URL('./explorerWorker.ts', import.meta.url).href;
  const load = `import('tsx/esm/api').then((tsx) => { tsx.register(); return import('${file}'); });`;
  const worker = new Worker(load, { eval: true });
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

const runs = Array.from({ length: BEST_OF }, () => cpuOf(interned, STATES.two));
const fast = Math.min(...runs);
const slow = cpuOf(plain, STATES.two);
const result = await inWorker();
if (result.states !== STATES.three) throw new Error(`${result.states} states in the worker`);

report([
  { what: '2 clients, the first time', reached: runs[0] as number, unit: 'ms' },
  { what: '  best', reached: fast, unit: 'ms' },
  { what: '  by the plain reference', reached: slow, unit: 'ms' },
  { what: '  which takes longer', reached: slow / fast, unit: 'times', target: 30 },
  {
    what: '3 clients, in a worker',
    reached: result.generated / result.seconds,
    unit: 'edges/s',
    target: 200_000,
  },
  {
    what: '  memory',
    reached: result.bytes / result.states,
    unit: 'bytes/state',
    target: 64,
    atMost: true,
  },
]);
