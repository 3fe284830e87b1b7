import { addressOf, nameOf } from '../base/address';
import {
  ballotOf,
  type ClusterEvent,
  type ClusterMessage,
  type ClusterWorld,
  isAbout,
} from '../check/cluster';
import type { QueuedCall } from '../kv';
import { formatBallot } from '../protocol/ballot';
import { nodeAt, type Wire } from '../sim/world';
import type { Args, Match, PeerStorage, Step, WorkloadCall } from './format';

/** A step's event, or the reason why it cannot happen now. */
export type Act = { readonly event: ClusterEvent } | { readonly refused: string };

const refuse = (refused: string): Act => ({ refused });

/** What a verb of the script does to this world; null for verbs that only wait, judge or speak. */
export function actOf(step: Step, world: ClusterWorld): Act | null {
  const at = world.now;
  switch (step.verb) {
    case 'start': {
      const { peer, seq, value } = step.arg;
      return callAct(world, peer, { type: 'start', seq, value });
    }
    case 'done':
      return callAct(world, step.arg.peer, { type: 'done', seq: step.arg.seq });
    case 'propose':
      return callAct(world, step.arg.peer, { type: 'propose', value: step.arg.value });
    case 'call':
      return clerkAct(world, step.arg);
    case 'workload':
      return workloadAct(world, step.arg);
    case 'kill':
      return statusAct(world, step.arg, 'crash');
    case 'restart':
      return statusAct(world, step.arg, 'restart');
    case 'pause':
      return statusAct(world, step.arg, 'pause');
    case 'resume':
      return statusAct(world, step.arg, 'resume');
    case 'partition':
      return {
        event: {
          at,
          type: 'partition',
          groups: step.arg.groups.map((group) => group.map(address)),
        },
      };
    case 'heal':
      return { event: { at, type: 'heal' } };
    case 'deaf':
    case 'hear':
      return { event: { at, type: step.verb, nodes: step.arg.peers.map(address) } };
    case 'cut':
    case 'mend':
      return {
        event: {
          at,
          type: step.verb,
          link: { from: address(step.arg.from), to: address(step.arg.to) },
        },
      };
    case 'network':
      return { event: { at, type: 'weather', weather: { ...world.weather, ...step.arg } } };
    case 'broken':
      return { event: { at, type: 'rules', broken: step.arg.rules } };
    case 'drop':
    case 'deliver':
    case 'duplicate':
    case 'hold':
    case 'release':
      return messageAct(world, step.verb, step.arg);
    case 'fire':
      return fireAct(world, address(step.arg.peer), step.arg.timer);
    default:
      return null;
  }
}

const address = (name: string) => addressOf(name) ?? 0;

function callAct(
  world: ClusterWorld,
  peer: string,
  request: Extract<ClusterEvent, { type: 'call' }>['request'],
): Act {
  const node = address(peer);
  const status = world.nodes[node - 1]?.status;
  if (status !== 'up') return refuse(`${peer} is ${status}: nobody can call ${request.type} there`);
  return { event: { at: world.now, type: 'call', node, request } };
}

function clerkAct(world: ClusterWorld, { clerk, wait: _wait, ...call }: Args['call']): Act {
  const request = { type: 'call', call: queued(world, call) } as const;
  return { event: { at: world.now, type: 'call', node: address(clerk), request } };
}

function workloadAct(world: ClusterWorld, { clerk, calls }: Args['workload']): Act {
  const request = { type: 'workload', calls: calls.map((call) => queued(world, call)) } as const;
  return { event: { at: world.now, type: 'call', node: address(clerk), request } };
}

function queued(world: ClusterWorld, { op, key, value = '', to, pause }: WorkloadCall): QueuedCall {
  const servers = to?.map(address) ?? world.nodes.map((node) => node.address);
  return { op, key, value, servers, ...(pause !== undefined && { pauseMs: pause }) };
}

/** What a server must be for this to be done to it. */
export const NEEDED = {
  crash: ['up', 'paused'],
  restart: ['crashed'],
  pause: ['up'],
  resume: ['paused'],
} as const;

function statusAct(
  world: ClusterWorld,
  { peer, storage }: PeerStorage,
  type: keyof typeof NEEDED,
): Act {
  const node = address(peer);
  const status = world.nodes[node - 1]?.status;
  if (!NEEDED[type].some((needed) => needed === status))
    return refuse(`${peer} is ${status}: it cannot ${type}`);
  return { event: { at: world.now, type, node, ...(storage && { storage }) } };
}

/** What can be done to a message in flight. */
export type MessageVerb = 'drop' | 'deliver' | 'duplicate' | 'hold' | 'release';

/** The messages that a match is about, oldest first; its `nth` picks one of them. */
export function messagesMatching(
  world: ClusterWorld,
  verb: MessageVerb,
  match: Omit<Match, 'nth'>,
): readonly Wire<ClusterMessage>[] {
  const among =
    verb === 'release'
      ? world.held
      : verb === 'hold'
        ? world.wires
        : [...world.wires, ...world.held];
  return among.filter((wire) => matches(wire, match)).sort((a, b) => a.id - b.id);
}

function messageAct(world: ClusterWorld, verb: MessageVerb, match: Match): Act {
  const found = messagesMatching(world, verb, match)[match.nth - 1];
  if (!found)
    return refuse(`no message ${describe(match)} is ${verb === 'release' ? 'held' : 'under way'}`);
  const status = world.nodes[found.to - 1]?.status;
  if (verb === 'deliver' && status === 'paused')
    return refuse(`S${found.to} is paused: it handles nothing`);
  return { event: { at: world.now, type: verb, wire: found.id } };
}

function matches({ from, to, message }: Wire<ClusterMessage>, match: Omit<Match, 'nth'>): boolean {
  return (
    (match.kind === undefined || match.kind === message.kind) &&
    (match.from === undefined || address(match.from) === from) &&
    (match.to === undefined || address(match.to) === to) &&
    matchesAgreement(message, match)
  );
}

function matchesAgreement(message: ClusterMessage, { seq, ballot }: Omit<Match, 'nth'>): boolean {
  const asked = ballotOf(message);
  return (
    (seq === undefined || isAbout(message, seq)) &&
    (ballot === undefined || (asked !== null && ballot === formatBallot(asked)))
  );
}

function describe({ kind, from, to, seq, ballot, nth }: Match): string {
  const parts = [
    kind,
    ballot,
    from && `from ${from}`,
    to && `to ${to}`,
    seq !== undefined && `of instance ${seq}`,
  ];
  return `${parts.filter(Boolean).join(' ') || 'at all'}${nth > 1 ? ` (number ${nth})` : ''}`;
}

function fireAct(world: ClusterWorld, node: number, timer: string): Act {
  // "retry" alone means the peer's first pending retry timer, whatever its instance.
  const pending = world.timers.find(
    (t) => t.node === node && (t.name === timer || t.name.startsWith(`${timer} `)),
  );
  if (!pending) return refuse(`${nameOf(node)} has no pending timer "${timer}"`);
  if (nodeAt(world, node).status !== 'up')
    return refuse(`${nameOf(node)} is not up: its timers do not fire`);
  return { event: { at: world.now, type: 'fire', node, timer: pending.name } };
}
