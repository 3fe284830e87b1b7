import { type Address, nameOf } from '../../../base/address';
import { sameJson } from '../../../base/json';
import {
  ballotOf,
  type ClusterEvent,
  type ClusterMessage,
  type ClusterWorld,
  positionsOf,
} from '../../../check/cluster';
import type { QueuedCall } from '../../../kv';
import { formatBallot } from '../../../protocol/ballot';
import { findWire, type Wire } from '../../../sim/world';
import { actOf, type MessageVerb, messagesMatching } from '../../acts';
import type { Match, Step, WorkloadCall } from '../../format';

/** The step of a script that does the same in this world; a text says why no step does. */
export function stepOf(event: ClusterEvent, world: ClusterWorld): Step | string {
  const step = written(event, world);
  if (!step) return `a script has no word for "${event.type}"`;
  const present = world.now === event.at ? world : { ...world, now: event.at };
  const act = actOf(step, present);
  if (act && 'refused' in act) return act.refused;
  return act && sameJson(act.event, event) ? step : `a script cannot say what "${event.type}" was`;
}

function written(event: ClusterEvent, world: ClusterWorld): Step | null {
  switch (event.type) {
    case 'call':
      return calling(event, world);
    case 'deliver':
    case 'drop':
    case 'duplicate':
    case 'hold':
    case 'release': {
      const wire = findWire(world, event.wire);
      return wire ? { verb: event.type, arg: matchOf(wire, event.type, world) } : null;
    }
    case 'fire':
      return { verb: 'fire', arg: { peer: nameOf(event.node), timer: event.timer } };
    case 'crash':
    case 'restart': {
      const { node, storage } = event;
      const verb = event.type === 'crash' ? 'kill' : 'restart';
      return { verb, arg: { peer: nameOf(node), ...(storage && { storage }) } };
    }
    case 'pause':
    case 'resume':
      return { verb: event.type, arg: { peer: nameOf(event.node) } };
    case 'partition':
      return { verb: 'partition', arg: { groups: event.groups.map((group) => group.map(nameOf)) } };
    case 'heal':
      return { verb: 'heal', arg: {} };
    case 'deaf':
    case 'hear':
      return { verb: event.type, arg: { peers: event.nodes.map(nameOf) } };
    case 'cut':
    case 'mend': {
      const { from, to } = event.link;
      return { verb: event.type, arg: { from: nameOf(from), to: nameOf(to) } };
    }
    case 'weather':
      return { verb: 'network', arg: event.weather };
    case 'rules':
      return { verb: 'broken', arg: { rules: event.broken } };
    case 'wait':
      return null;
  }
}

function calling(
  { node, request }: Extract<ClusterEvent, { type: 'call' }>,
  world: ClusterWorld,
): Step {
  const peer = nameOf(node);
  switch (request.type) {
    case 'start':
      return { verb: 'start', arg: { peer, seq: request.seq, value: request.value } };
    case 'done':
      return { verb: 'done', arg: { peer, seq: request.seq } };
    case 'propose':
      return { verb: 'propose', arg: { peer, value: request.value } };
    case 'call':
      return { verb: 'call', arg: { clerk: peer, ...workloadCall(request.call, world) } };
    case 'workload': {
      const calls = request.calls.map((call) => workloadCall(call, world));
      return { verb: 'workload', arg: { clerk: peer, calls } };
    }
  }
}

function workloadCall(
  { op, key, value, servers, pauseMs }: QueuedCall,
  { nodes }: ClusterWorld,
): WorkloadCall {
  const all: readonly Address[] = nodes.map(({ address }) => address);
  return {
    op,
    key,
    ...(op !== 'get' && { value }),
    ...(!sameJson(servers, all) && { to: servers.map(nameOf) }),
    ...(pauseMs !== undefined && { pause: pauseMs }),
  };
}

/** All that a script can say of a message, and its place among those of which that is true. */
function matchOf(wire: Wire<ClusterMessage>, verb: MessageVerb, world: ClusterWorld): Match {
  const { from, to, message } = wire;
  const [first, last] = positionsOf(message) ?? [];
  const ballot = ballotOf(message);
  const match = {
    kind: message.kind,
    from: nameOf(from),
    to: nameOf(to),
    ...(first !== undefined && first === last && { seq: first }),
    ...(ballot && { ballot: formatBallot(ballot) }),
  };
  return { ...match, nth: 1 + messagesMatching(world, verb, match).indexOf(wire) };
}
