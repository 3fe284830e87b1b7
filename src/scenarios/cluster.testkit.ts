import type { ClusterEvent, ClusterWorld } from '../check/cluster';
import { statusIn } from '../check/reading';
import type { Status } from '../protocol/basic';
import { decodeScenario, type Scenario } from './format';
import type { Moment, Run } from './run';

/** A scenario read by the same door as every file; what the text leaves out is the format's default. */
export function scenario(script: readonly unknown[], cluster: object = {}): Scenario {
  const base = { protocol: 'basic', peers: 3 };
  const file = {
    format: 'paxoscope/1',
    title: 'A test',
    cluster: { ...base, ...cluster },
    script,
  };
  const decoded = decodeScenario(JSON.stringify(file));
  if (!decoded.ok) throw new Error(`${decoded.pointer}: ${decoded.reason}`);
  return decoded.scenario;
}

/** The moment after everything that happens by itself, up to and including `untilMs`. */
export function playOn(run: Run, from: Moment, untilMs: number, most = 100_000): Moment {
  let moment = from;
  for (let i = 0; i < most; i++) {
    const event = run.next(moment);
    if (!event || event.at > untilMs * 1000) return moment;
    moment = run.step(moment, event).state;
  }
  throw new Error(`more than ${most} events before ${untilMs} ms`);
}

/** An event without its time: it happens in the present of the moment it is done at. */
export type Act = ClusterEvent extends infer E
  ? E extends ClusterEvent
    ? Omit<E, 'at'>
    : never
  : never;

export const nowIn = (world: ClusterWorld, act: Act): ClusterEvent =>
  ({ ...act, at: world.now }) as ClusterEvent;

export const start = (node: number, seq: number, value: string): Act => ({
  type: 'call',
  node,
  request: { type: 'start', seq, value },
});

export const propose = (node: number, value: string): Act => ({
  type: 'call',
  node,
  request: { type: 'propose', value },
});

export const done = (node: number, seq: number): Act => ({
  type: 'call',
  node,
  request: { type: 'done', seq },
});

/** "decided x", "pending" or "forgotten" at every server; "crashed" where there is none to ask. */
export function statuses(world: ClusterWorld, seq: number): string[] {
  return world.nodes.map(({ state }) => (state ? shown(statusIn(state, seq)) : 'crashed'));
}

const shown = (status: Status) =>
  status.fate === 'decided' ? `decided ${status.value}` : status.fate;
