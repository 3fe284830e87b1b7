import { type Address, nameOf } from '../../base/address';
import type { ClusterMessage, ClusterWorld } from '../../check/cluster';
import type { Micros } from '../../sim/time';
import type { Wire } from '../../sim/world';
import { labelOf, titleOfStep } from './labels';
import { type RecordedRun, type ToldStep, toldSteps } from './recordedRun';
import { createSheet, type Exported, MAX_EXPORT } from './sheet';
import { cutText, oneLine } from './texts';

/** One entry of the Trace Event Format; `ts` and `dur` in microseconds, as our own time is. */
export interface TraceEvent {
  readonly name: string;
  readonly ph: 'X' | 'M' | 'b' | 'e' | 's' | 'f' | 'i';
  readonly pid: number;
  readonly tid?: number;
  readonly ts?: Micros;
  readonly dur?: Micros;
  readonly cat?: string;
  readonly id?: number;
  /** A flow ends in the slice around it. */
  readonly bp?: 'e';
  /** A sign for the whole process. */
  readonly s?: 'p';
  readonly args?: object;
}

const PID = 1;
/** A step takes no time; a slice must, or no arrow could be fastened to it. */
const STEP = 1;

/** The head and the end of the file. */
const FRAME = 2_000;

/**
 * The run for Perfetto and chrome://tracing: one thread a server or clerk, a slice a step, a slice while it is down or
 * paused; a message is an asynchronous event, and a flow from the slice that sent it to the one that received it.
 */
export function writeChromeTrace(run: RecordedRun, mostBytes: number = MAX_EXPORT): Exported {
  const sheet = createSheet(mostBytes - FRAME);
  const of = run.steps.length;
  let told = 0;
  let last = run.initial.world;
  const add = (events: readonly TraceEvent[]) =>
    events.length === 0 || sheet.add(events.map((event) => `${JSON.stringify(event)},\n`).join(''));
  const tracer = createTracer(run.initial.world);
  if (!add(threadsOf(run.initial.world))) return { text: '', told, of };
  for (const step of toldSteps(run)) {
    if (!add(tracer.eventsOf(step))) break;
    tracer.note(step);
    last = step.after.world;
    told++;
  }
  for (const events of tracer.openAt(last)) if (!add(events)) break;
  return { text: frame(run, sheet.text(), told, of), told, of };
}

function frame({ scenario }: RecordedRun, events: string, told: number, of: number): string {
  const { title, cluster } = scenario;
  const otherData = { source: 'Paxoscope', title, protocol: cluster.protocol, told, of };
  const list = events.replace(/,\n$/, '\n');
  return `{"displayTimeUnit":"ms","otherData":${JSON.stringify(otherData)},"traceEvents":[\n${list}]}\n`;
}

function threadsOf({ nodes, clerks }: ClusterWorld): TraceEvent[] {
  const named = (name: string, args: object, tid = 0): TraceEvent => {
    return { name, ph: 'M', pid: PID, tid, args };
  };
  const threads = [...nodes, ...clerks].flatMap(({ address }) => [
    named('thread_name', { name: nameOf(address) }, address),
    named('thread_sort_index', { sort_index: address }, address),
    slice(address, 'start', 0, STEP),
  ]);
  return [named('process_name', { name: 'Cluster' }), ...threads];
}

/** A message that is between two slices; by hand copied ones come from nowhere. */
type Flying = ReadonlySet<number>;

function createTracer({ wires }: ClusterWorld) {
  const flying = new Set<number>(wires.map(({ id }) => id));
  /** Since when a node has been down or paused. */
  const away = new Map<Address, { readonly name: string; readonly since: Micros }>();

  function eventsOf(step: ToldStep): TraceEvent[] {
    const { ended } = step.outcome;
    const life = ended ? lifeOf(ended.wire, step.event.at, ended.how, flying) : [];
    return [...comesBack(step), ...sliceOf(step), ...lossesOf(step), ...life];
  }

  /** Once a step is told, what follows from it for later ones. */
  function note({ event, outcome }: ToldStep): void {
    if (outcome.node !== null)
      for (const { wire, fate } of outcome.posted) if (fate === 'underWay') flying.add(wire.id);
    if (isBack(event)) away.delete(event.node);
    if (event.type === 'crash') away.set(event.node, { name: 'crashed', since: event.at });
    if (event.type === 'pause') away.set(event.node, { name: 'paused', since: event.at });
  }

  /** The slice of the time away is written when that ends; a crash may end a pause. */
  function comesBack({ event }: ToldStep): TraceEvent[] {
    const gone = isBack(event) && away.get(event.node);
    return gone ? [slice(event.node, gone.name, gone.since, event.at - gone.since)] : [];
  }

  /** What is still under way, and who is still away, at the end. */
  function openAt({ now, wires: open, held }: ClusterWorld): TraceEvent[][] {
    const slices = [...away].map(([node, { name, since }]) => [
      slice(node, name, since, now - since),
    ]);
    const lives = [...open, ...held].map((wire) => asyncPair(wire, now, 'underWay'));
    return [...slices, ...lives];
  }

  return { eventsOf, note, openAt };
}

type Ends = Extract<ToldStep['event'], { type: 'restart' | 'resume' | 'crash' }>;

function isBack(event: ToldStep['event']): event is Ends {
  return event.type === 'restart' || event.type === 'resume' || event.type === 'crash';
}

function sliceOf(step: ToldStep): TraceEvent[] {
  const { event, outcome } = step;
  const name = oneLine(titleOfStep(step));
  if (outcome.node === null) {
    if (outcome.ended || event.type === 'wait') return [];
    return [{ name, ph: 'i', pid: PID, tid: 0, ts: event.at, s: 'p' }];
  }
  const rules = outcome.explanations.map(({ rule }) => rule);
  return [{ ...slice(outcome.node, name, event.at, STEP), args: { rules } }];
}

function slice(tid: Address, name: string, ts: Micros, dur: Micros): TraceEvent {
  return { name, ph: 'X', pid: PID, tid, ts, dur };
}

function lossesOf({ event, outcome }: ToldStep): TraceEvent[] {
  return outcome.posted.flatMap(({ wire, fate }) =>
    fate === 'underWay' ? [] : asyncPair(wire, event.at, fate),
  );
}

type ClusterWire = Wire<ClusterMessage>;

/** A whole life at once, when it ends: a file that is cut holds no half of one. */
function lifeOf(wire: ClusterWire, at: Micros, how: string, flying: Flying): TraceEvent[] {
  const pair = asyncPair(wire, at, how);
  if (how !== 'received' || !flying.has(wire.id)) return pair;
  const flow = { name: 'message', cat: 'flow', pid: PID, id: wire.id } as const;
  return [
    ...pair,
    { ...flow, ph: 's', tid: wire.from, ts: wire.sentAt },
    { ...flow, ph: 'f', bp: 'e', tid: wire.to, ts: at },
  ];
}

function asyncPair(wire: ClusterWire, at: Micros, fate: string): TraceEvent[] {
  const { id, from, to, message, sentAt } = wire;
  const value = 'value' in message ? { value: cutText(message.value) } : {};
  const both = {
    name: oneLine(labelOf(message)),
    cat: 'message',
    pid: PID,
    tid: from,
    id,
  } as const;
  return [
    { ...both, ph: 'b', ts: sentAt, args: { from: nameOf(from), to: nameOf(to), ...value } },
    { ...both, ph: 'e', ts: at, args: { fate } },
  ];
}
