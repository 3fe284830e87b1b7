import type { ItfTrace } from '../exports/itf/read';
import { canonicalItf, type ItfRecord, type ItfValue } from '../exports/itf/values';
import { isObject } from '../format/atoms';
import { MAX_PEERS } from '../format/limits';
import { below, Refusal, shown } from '../format/refusal';
import type { ForeignRead } from './read';
import { bareBallot, type ForeignStep, type ForeignTrace, NOBODY } from './trace';

/**
 * A trace of a model checker over Lamport's abstract Paxos (CHECKING 2.2: maxBal, maxVBal, maxVal, msgs), as steps of
 * the roles: in every state the messages that are new. The model names no proposers and no receivers, and its set of
 * messages only grows: that one is used again, or never, does not show.
 */
export function foreignOfItf(trace: ItfTrace): ForeignRead {
  try {
    return { ok: true, trace: stepsOf(trace) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ok: false, line: 0, reason: `${error.pointer}: ${error.reason}`.replace(/^: /, '') };
  }
}

const VARIABLES = ['maxBal', 'maxVBal', 'maxVal', 'msgs'] as const;

/** Whether a trace has the four variables of that model. */
export function isAbstractPaxos(trace: ItfTrace): boolean {
  return VARIABLES.every((name) => nameOf(trace, name) !== undefined);
}

/** Quint puts the names of modules before the names of variables. */
function nameOf({ vars }: ItfTrace, variable: string): string | undefined {
  return vars.find((name) => name === variable || name.endsWith(`::${variable}`));
}

function stepsOf(trace: ItfTrace): ForeignTrace {
  const missing = VARIABLES.filter((name) => nameOf(trace, name) === undefined);
  if (missing.length > 0)
    throw new Refusal(
      '/vars',
      `missing ${missing.join(', ')}: only traces of abstract Paxos can be shown`,
    );
  const names = acceptorsOf(trace);
  const known = new Set<string>();
  const steps: ForeignStep[] = [];
  for (const [index, state] of trace.states.entries()) {
    const pointer = below('/states', index);
    const messages = messagesIn(state.get(nameOf(trace, 'msgs') as string), pointer);
    const fresh = messages.filter(({ text }) => !known.has(text));
    if (messages.length - fresh.length < known.size)
      throw new Refusal(below(pointer, 'msgs'), 'a message is gone: this set only grows');
    for (const { value, text } of fresh.sort(byAct)) {
      known.add(text);
      steps.push(stepOf(value, names, index, pointer));
    }
  }
  return { protocol: 'basic', peers: names.length, names, unit: 'state', steps };
}

// ---- acceptors -------------------------------------------------------------------------------------------------------

function acceptorsOf(trace: ItfTrace): string[] {
  const name = nameOf(trace, 'maxBal') as string;
  const names = keysOf(trace.states[0]?.get(name)).map(wordOf);
  if (names.length === 0 || names.length > MAX_PEERS)
    throw new Refusal(below('/states/0', name), `expected 1 to ${MAX_PEERS} acceptors`);
  return names.sort((a, b) => (a < b ? -1 : 1));
}

/** A function is a map; with texts for its arguments some tools write a record. */
function keysOf(value: ItfValue | undefined): ItfValue[] {
  if (typeof value !== 'object') return [];
  if (value.kind === 'map') return value.pairs.map(([key]) => key);
  return value.kind === 'record' ? [...value.fields.keys()] : [];
}

const MAX_NAME = 20;

/** A text as it is, without the type that Apalache appends to it; anything else as it is written. */
function wordOf(value: ItfValue): string {
  const word = typeof value === 'string' ? value.replace(/_OF_[A-Z_]+$/, '') : textOf(value);
  return word.slice(0, MAX_NAME);
}

function textOf(value: ItfValue): string {
  return typeof value === 'string' ? value : canonicalItf(value);
}

// ---- messages --------------------------------------------------------------------------------------------------------

interface Message {
  readonly value: ItfRecord;
  readonly text: string;
  readonly type: string;
}

/** A record with a `type`, or a variant of Quint with a tag and the record as its value. */
function messagesIn(set: ItfValue | undefined, pointer: string): Message[] {
  if (typeof set !== 'object' || set.kind !== 'set')
    throw new Refusal(below(pointer, 'msgs'), 'expected a set');
  return set.items.map((item) => {
    const value = recordOf(item);
    const type = value?.fields.get('type');
    if (!value || typeof type !== 'string' || !Object.hasOwn(ACTS, type))
      throw new Refusal(
        below(pointer, 'msgs'),
        `expected messages of the types ${Object.keys(ACTS).join(', ')}, found ${shown(type)}`,
      );
    return { value, text: canonicalItf(value), type };
  });
}

function recordOf(item: ItfValue): ItfRecord | null {
  if (!isRecord(item)) return null;
  const [tag, inner] = [item.fields.get('tag'), item.fields.get('value')];
  if (typeof tag !== 'string' || !isRecord(inner)) return item;
  const type = /[12][ab]$/i.exec(tag)?.[0].toLowerCase() ?? tag;
  return { kind: 'record', fields: new Map([...inner.fields, ['type', type]]) };
}

function isRecord(value: ItfValue | undefined): value is ItfRecord {
  return isObject(value) && (value as { kind?: unknown }).kind === 'record';
}

const ACTS = { '1a': 'prepare', '1b': 'promise', '2a': 'accept', '2b': 'accepted' } as const;
type Type = keyof typeof ACTS;

/** Where one state brings several, questions come before their answers. */
const byAct = (a: Message, b: Message) => (a.type < b.type ? -1 : a.type > b.type ? 1 : 0);

const POSITION = 0;
/** One state a millisecond, so that a timeline has something to lay out. */
const STATE = 1_000;

function stepOf(
  { fields }: ItfRecord,
  names: readonly string[],
  index: number,
  pointer: string,
): ForeignStep {
  const kind = fields.get('type') as Type;
  const act = ACTS[kind];
  const isAnswer = act === 'promise' || act === 'accepted';
  const from = isAnswer ? acceptorOf(fields.get('acc'), names, pointer) : null;
  const ballot = bareBallot(numberOf(fields.get('bal'), 'bal', pointer));
  const value = act === 'accept' || act === 'accepted' ? valueIn(fields, 'val', pointer) : null;
  return {
    line: index,
    at: index * STATE,
    act,
    kind,
    peer: from ?? NOBODY,
    from,
    to: null,
    position: POSITION,
    ballot,
    value,
    promised: null,
    votes: act === 'promise' ? votesIn(fields, pointer) : [],
    cleared: null,
  };
}

type Fields = ItfRecord['fields'];

/** A ballot below 0 stands for no vote. */
function votesIn(fields: Fields, pointer: string): ForeignStep['votes'] {
  const number = numberOf(fields.get('mbal'), 'mbal', pointer, -1);
  if (number < 0) return [];
  const value = valueIn(fields, 'mval', pointer);
  return [{ position: POSITION, ballot: bareBallot(number), value }];
}

function acceptorOf(
  value: ItfValue | undefined,
  names: readonly string[],
  pointer: string,
): number {
  const address = value === undefined ? 0 : names.indexOf(wordOf(value)) + 1;
  if (address > 0) return address;
  throw new Refusal(below(pointer, 'msgs'), `expected "acc": one of ${names.join(', ')}`);
}

const MOST = 1_000_000_000n;

function numberOf(value: ItfValue | undefined, field: string, pointer: string, least = 0): number {
  if (typeof value === 'bigint' && value >= BigInt(least) && value <= MOST) return Number(value);
  throw new Refusal(below(pointer, 'msgs'), `expected "${field}": a ballot number from ${least}`);
}

function valueIn(fields: Fields, field: string, pointer: string): string {
  const value = fields.get(field);
  if (value !== undefined) return textOf(value);
  throw new Refusal(below(pointer, 'msgs'), `missing "${field}"`);
}
