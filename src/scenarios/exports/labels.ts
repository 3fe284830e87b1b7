import { nameOf } from '../../base/address';
import {
  type ClusterEvent,
  type ClusterMessage,
  isAgreement,
  isOfLibrary,
} from '../../check/cluster';
import { operationWords, type Request, writeOperation } from '../../kv';
import { formatBallot, sameBallot } from '../../protocol/ballot';
import * as basic from '../../protocol/basic';
import * as multi from '../../protocol/multi';
import { range, shortValue } from '../../protocol/sentences';
import { findWire } from '../../sim/world';
import type { ToldStep } from './recordedRun';

/** What the exports call things: short, in one line, with long values cut. */

/** "prepare 1.S1, instance 0"; "p2a 1.S3, slot 2: apple"; "p2b 1.S3, slot 2, refused"; "request C1.3: get(k)". */
export function labelOf(message: ClusterMessage): string {
  if (!isAgreement(message)) return clientLabel(message);
  const slots = isOfLibrary(message) ? null : multi.slotsOf(message);
  const place = isOfLibrary(message) ? `instance ${message.seq}` : slots && range(...slots);
  const no = isNo(message) ? 'refused' : null;
  const about = [`${message.kind} ${formatBallot(message.ballot)}`, place, no].filter(Boolean);
  const words = about.join(', ');
  return 'value' in message ? `${words}: ${operationWords(message.value)}` : words;
}

function clientLabel(message: Extract<ClusterMessage, { kind: 'request' | 'reply' }>): string {
  if (message.kind === 'request') {
    const { clerk, id } = message.operation;
    return `request ${nameOf(clerk)}.${id}: ${operationWords(writeOperation(message.operation))}`;
  }
  const result = message.result === null ? 'nothing' : shortValue(message.result);
  return `reply ${nameOf(message.clerk)}.${message.id}: ${result}`;
}

function isNo(message: ClusterMessage): boolean {
  if (message.kind === 'p2b') return !message.accepted;
  return message.kind === 'p1b' && !sameBallot(message.promised, message.ballot);
}

/** An answer travels back on what asked for it. */
export function isAnswer(message: ClusterMessage): boolean {
  if (!isAgreement(message)) return message.kind === 'reply';
  return isOfLibrary(message) ? basic.isReply(message) : multi.isReply(message);
}

/** "receive prepare 1.S1, instance 0"; "timer retry 0"; "call start 0: x"; "crash". */
export function titleOfStep({ event, before }: Pick<ToldStep, 'event' | 'before'>): string {
  switch (event.type) {
    case 'deliver':
      return `receive ${wireLabel(event.wire, before)}`;
    case 'drop':
    case 'hold':
    case 'release':
    case 'duplicate':
      return `${event.type} ${wireLabel(event.wire, before)}`;
    case 'fire':
      return `timer ${event.timer}`;
    case 'call':
      return `call ${requestLabel(event.request)}`;
    case 'cut':
    case 'mend':
      return `${event.type} ${nameOf(event.link.from)} to ${nameOf(event.link.to)}`;
    case 'deaf':
    case 'hear':
      return `${event.type} ${event.nodes.map(nameOf).join(', ')}`;
    case 'partition':
      return `partition ${event.groups.map((group) => group.map(nameOf).join(' ')).join(' | ')}`;
    default:
      return event.type;
  }
}

function wireLabel(id: number, { world }: ToldStep['before']): string {
  const wire = findWire(world, id);
  return wire ? labelOf(wire.message) : `message ${id}`;
}

function callLabel({ op, key, value }: Request): string {
  return `${op}(${[key, ...(op === 'get' ? [] : [value])].map(shortValue).join(', ')})`;
}

function requestLabel(request: Extract<ClusterEvent, { type: 'call' }>['request']): string {
  switch (request.type) {
    case 'start':
      return `start ${request.seq}: ${shortValue(request.value)}`;
    case 'done':
      return `done ${request.seq}`;
    case 'propose':
      return `propose ${shortValue(request.value)}`;
    case 'call':
      return callLabel(request.call);
    case 'workload':
      return `workload of ${request.calls.length}`;
  }
}
