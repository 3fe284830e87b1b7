import type { ClusterEvent, ClusterOutcome, ClusterWorld } from '../src/check/cluster';
import { paxosKernel } from '../src/scenarios/kernels';
import { createRun, type Moment } from '../src/scenarios/run';
import { createHistory, type History } from '../src/sim/history';
import { cpuMs } from './cpu';
import { report } from './report';
import { cluster, createWorkload } from './workload';

// `npm run bench`: how fast one core delivers messages, what the history weighs, and how long a seek takes. Absolute
// figures belong to a machine; the ratios between the lines of one run travel.

const DELIVERIES = 100_000;
const WARM_UP = 20_000;
const SEEKS = 2_000;
const BEST_OF = 5;

type Run = ReturnType<typeof createRun>;
type Story = History<Moment, ClusterEvent, ClusterOutcome>;

/** Processor time of one pass, garbage collection included, and how many events it took for the deliveries. */
interface Pass {
  readonly seconds: number;
  readonly events: number;
}

function timed(
  deliveries: number,
  worldOf: () => ClusterWorld,
  happen: (event: ClusterEvent) => void,
): Pass {
  const choose = createWorkload();
  const begun = cpuMs();
  let events = 0;
  for (let delivered = 0; delivered < deliveries; events++) {
    const event = choose(worldOf());
    happen(event);
    if (event.type === 'deliver') delivered++;
  }
  return { seconds: (cpuMs() - begun) / 1000, events };
}

function kernelAlone(deliveries: number): Pass {
  let world = createRun(cluster()).initial.world;
  return timed(
    deliveries,
    () => world,
    (event) => {
      world = paxosKernel.step(world, event).world;
    },
  );
}

function judged(deliveries: number): Pass {
  const run = createRun(cluster());
  let moment = run.initial;
  return timed(
    deliveries,
    () => moment.world,
    (event) => {
      moment = run.step(moment, event).state;
    },
  );
}

function withHistory(deliveries: number, keep: (story: Story) => void = () => {}): Pass {
  const run: Run = createRun(cluster());
  const story: Story = createHistory(run.initial, run);
  let tip = 0;
  let moment = run.initial;
  const pass = timed(
    deliveries,
    () => moment.world,
    (event) => {
      tip = story.extend(tip, event);
      moment = story.stateAt(tip);
    },
  );
  keep(story);
  return pass;
}

function best(measure: (deliveries: number) => Pass): number {
  measure(WARM_UP);
  const passes = Array.from({ length: BEST_OF }, () => measure(DELIVERIES).seconds);
  return DELIVERIES / Math.min(...passes);
}

function heapUsed(): number {
  if (!globalThis.gc) throw new Error('run me with --expose-gc');
  globalThis.gc();
  globalThis.gc();
  return process.memoryUsage().heapUsed;
}

/** Megabytes of heap that a thousand events of history keep. */
function weigh(): { story: Story; megabytes: number } {
  const before = heapUsed();
  const kept: Story[] = [];
  const { events } = withHistory(DELIVERIES, (story) => kept.push(story));
  const megabytes = (heapUsed() - before) / 1e6 / (events / 1000);
  return { story: kept[0] as Story, megabytes };
}

/** Milliseconds of seeks to moments all over the history, sorted. */
function seeks(story: Story): number[] {
  let dice = 12345;
  const times: number[] = [];
  for (let i = 0; i < SEEKS; i++) {
    dice = (Math.imul(dice, 1664525) + 1013904223) >>> 0;
    const moment = dice % story.size;
    const begun = cpuMs();
    story.stateAt(moment);
    times.push(cpuMs() - begun);
  }
  return times.sort((a, b) => a - b);
}

const kernel = best(kernelAlone);
const run = best(judged);
const history = best(withHistory);
const { story, megabytes } = weigh();
const times = seeks(story);
const percentile = (p: number) => times[Math.floor((times.length - 1) * p)] as number;

report([
  { what: 'kernel alone', reached: kernel, unit: 'messages/s' },
  { what: 'with facts, judge and script', reached: run, unit: 'messages/s' },
  { what: '  of the kernel alone', reached: (100 * run) / kernel, unit: '%' },
  { what: 'with history', reached: history, unit: 'messages/s', target: 175_000 },
  { what: '  of the kernel alone', reached: (100 * history) / kernel, unit: '%' },
  { what: 'history of 1 000 events', reached: megabytes, unit: 'MB', target: 0.3, atMost: true },
  {
    what: `seek among ${story.size.toLocaleString('en')} moments, p50`,
    reached: percentile(0.5),
    unit: 'ms',
  },
  { what: '  p95', reached: percentile(0.95), unit: 'ms', target: 16, atMost: true },
]);
