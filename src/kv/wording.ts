import type { Because } from '../base/actor';
import { nameOf } from '../base/address';
import type { Json } from '../base/json';
import { shortValue } from '../protocol/sentences';
import { readOperation } from './operation';

/** Every English sentence about the rules of clerks and replicas, and the only place to translate them. */

export type KvRuleId =
  | 'clerk.call'
  | 'clerk.queue'
  | 'clerk.retry'
  | 'clerk.return'
  | 'clerk.ignoreReply'
  | 'replica.propose'
  | 'replica.proposeAgain'
  | 'replica.pending'
  | 'replica.duplicate'
  | 'replica.heard'
  | 'replica.poll'
  | 'replica.apply'
  | 'replica.skipRepeated'
  | 'replica.fillHole'
  | 'service.take'
  | 'service.duplicate'
  | 'service.apply'
  | 'service.skipRepeated';

type Sentence = (because: Because, me: string) => string;

export const KV_RULES: Readonly<Record<KvRuleId, Sentence>> = {
  'clerk.call': ({ operation, to }, me) =>
    `${me} calls ${call(operation)} and asks ${who(to)}${several(to) ? ' at once' : ' first'}.`,
  'clerk.queue': ({ waiting }, me) =>
    `${me} has a call outstanding: this one waits its turn, number ${count(waiting)} in line.`,
  'clerk.retry': ({ operation, silent, to }, me) =>
    `${me} heard nothing from ${who(silent)} about ${call(operation)}: it asks ${several(to) ? 'again' : who(to)}, not knowing whether it was done.`,
  'clerk.return': ({ operation, from, result }, me) =>
    `${me} gets its answer from ${who(from)}: ${answer(operation, result)}.`,
  'clerk.ignoreReply': ({ from }, me) =>
    `${me} ignores ${who(from)}’s reply: that call has been answered already.`,
  'replica.propose': ({ operation, seq }, me) =>
    `${me} takes instance ${count(seq)} for the next free one and proposes ${call(operation)} there.`,
  'replica.proposeAgain': ({ operation, lost, seq }, me) =>
    `${me} lost instance ${count(lost)} to another operation: it proposes ${call(operation)} for ${count(seq)} instead.`,
  'replica.pending': ({ operation }, me) =>
    `${me} is asked for ${call(operation)} again and is already working on it: it starts nothing new.`,
  'replica.duplicate': ({ operation }, me) =>
    `${me} has applied ${call(operation)} before: it repeats the answer and changes nothing.`,
  'replica.heard': ({ max, applied }, me) =>
    `${me} has heard of instance ${count(max)} and applied up to ${upTo(applied)}: it begins to look at Status.`,
  'replica.poll': ({ waitsFor, pollMs }, me) =>
    `${me} looks at Status: instance ${count(waitsFor)} is not decided yet; it looks again in ${count(pollMs)} ms.`,
  'replica.apply': ({ operation, seq }, me) =>
    `${me} applies instance ${count(seq)}: ${entry(operation)}.`,
  'replica.skipRepeated': ({ operation, seq }, me) =>
    `${me} skips instance ${count(seq)}: ${call(operation)} stood earlier in the log and counts once.`,
  'replica.fillHole': ({ seq, waitedMs }, me) =>
    `${me} has waited ${count(waitedMs)} ms for instance ${count(seq)}: it proposes a no-op there, to learn what is decided or to fill the hole.`,
  'service.take': ({ operation }, me) =>
    `${me} leads, so it takes ${call(operation)} in hand and will answer once it is executed.`,
  'service.duplicate': ({ operation }, me) =>
    `${me} has executed ${call(operation)} before: it repeats the answer and proposes nothing.`,
  'service.apply': ({ operation, slot }, me) =>
    `${me} executes slot ${count(slot)}: ${entry(operation)}.`,
  'service.skipRepeated': ({ operation, slot }, me) =>
    `${me} passes over slot ${count(slot)}: ${call(operation)} stood earlier in the log and counts once.`,
};

/** The sentence of a rule of clerks and replicas; null for any other rule. */
export function kvSentenceOf(rule: string, because: Because, me: string): string | null {
  return Object.hasOwn(KV_RULES, rule) ? KV_RULES[rule as KvRuleId](because, me) : null;
}

/** "append(k, x)", as a sentence can carry it; "no-op" and foreign texts as they are. */
export function operationWords(text: string): string {
  const operation = readOperation(text);
  if (!operation) return shortValue(text);
  const { op, key, value } = operation;
  return op === 'get'
    ? `get(${shortValue(key)})`
    : `${op}(${shortValue(key)}, ${shortValue(value)})`;
}

function call(written: Json | undefined): string {
  return typeof written === 'string' ? operationWords(written) : 'a call';
}

function entry(written: Json | undefined): string {
  const operation = typeof written === 'string' ? readOperation(written) : null;
  return operation ? `${call(written)} of ${nameOf(operation.clerk)}` : call(written);
}

function answer(written: Json | undefined, result: Json | undefined): string {
  const operation = typeof written === 'string' ? readOperation(written) : null;
  if (operation?.op !== 'get') return `${call(written)} is done`;
  return typeof result === 'string'
    ? `${call(written)} is ${shortValue(result)}`
    : `${call(written)} finds nothing`;
}

function who(address: Json | undefined): string {
  if (several(address)) return 'all servers';
  const [one] = Array.isArray(address) ? (address as readonly Json[]) : [address];
  return typeof one === 'number' ? nameOf(one) : 'a server';
}

const several = (asked: Json | undefined) => Array.isArray(asked) && asked.length > 1;

function count(fact: Json | undefined): number {
  return typeof fact === 'number' ? fact : 0;
}

function upTo(applied: Json | undefined): string {
  return typeof applied === 'number' && applied >= 0 ? String(applied) : 'nothing';
}
