import type { ClusterEvent, ClusterWorld } from '../src/check/cluster';
import type { Scenario } from '../src/scenarios/format';
import { decodeScenario } from '../src/scenarios/format';
import { paxosKernel } from '../src/scenarios/kernels';

const PEERS = 5;
/** A Start every so often, each at the next peer; every tenth brings everybody's Done, so that the log stays short. */
const START_EVERY_MS = 10;
const DONE_EVERY = 10;

/** Five peers in calm weather, and no script: the workload is the hand. */
export function cluster(): Scenario {
  const file = {
    format: 'paxoscope/1',
    title: 'Bench',
    cluster: { protocol: 'basic', peers: PEERS },
    script: [],
  };
  const decoded = decodeScenario(JSON.stringify(file));
  if (!decoded.ok) throw new Error(decoded.reason);
  return decoded.scenario;
}

/** The steady workload, one event at a time: calls when they are due, else what happens by itself. */
export function createWorkload(): (world: ClusterWorld) => ClusterEvent {
  let next = 0;
  let waiting: ClusterEvent[] = [];

  function callsOf(k: number): ClusterEvent[] {
    const at = k * START_EVERY_MS * 1000;
    const node = (k % PEERS) + 1;
    const start: ClusterEvent = {
      at,
      type: 'call',
      node,
      request: { type: 'start', seq: k, value: `value ${k}` },
    };
    if (k === 0 || k % DONE_EVERY > 0) return [start];
    const seq = k - DONE_EVERY;
    const dones = Array.from({ length: PEERS }, (_, i): ClusterEvent => {
      return { at, type: 'call', node: i + 1, request: { type: 'done', seq } };
    });
    return [...dones, start];
  }

  return (world) => {
    if (waiting.length === 0) waiting = callsOf(next++);
    const natural = paxosKernel.next(world);
    const call = waiting[0] as ClusterEvent;
    if (natural && natural.at < call.at) return natural;
    waiting.shift();
    return call;
  };
}
