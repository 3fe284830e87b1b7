import type { Address } from '../base/address';
import type { ClusterEvent, ClusterWorld } from '../check/cluster';
import type { QueuedCall } from '../kv';
import type { Cluster } from '../scenarios/format';
import { findWire, isHeld } from '../sim/world';

/** Whether an event is done from outside, by a script or by a person's hand, or happens in this world by itself. */
export function isAct(event: ClusterEvent, world: ClusterWorld): boolean {
  switch (event.type) {
    case 'wait':
      return false;
    case 'deliver': {
      const due = findWire(world, event.wire)?.at ?? 0;
      return world.delivery === 'manual' || isHeld(world, event.wire) || due > event.at;
    }
    case 'fire': {
      const { node, timer } = event;
      const due = world.timers.find((one) => one.node === node && one.name === timer)?.at ?? 0;
      return world.delivery === 'manual' || due > event.at;
    }
    default:
      return true;
  }
}

/**
 * What an act is to another cluster on the same course; null when it means nothing there. Acts on single messages, and
 * calls that only one protocol has, stay behind.
 */
export function carriedOver(
  act: ClusterEvent,
  from: Cluster['protocol'],
  to: Cluster['protocol'],
  servers: readonly Address[],
): ClusterEvent | null {
  if ('wire' in act) return null;
  // Wrong rules belong to their protocol.
  if (act.type === 'rules') return from === to ? act : null;
  if (act.type !== 'call') return act;
  const { request } = act;
  // Whoever has a leader finds it by asking everybody; to know some servers only is a way of the library's clients.
  const fitted = (call: QueuedCall): QueuedCall =>
    from === 'basic' && to !== 'basic' ? { ...call, servers } : call;
  switch (request.type) {
    case 'call':
      return { ...act, request: { ...request, call: fitted(request.call) } };
    case 'workload':
      return { ...act, request: { ...request, calls: request.calls.map(fitted) } };
    default:
      return null;
  }
}
