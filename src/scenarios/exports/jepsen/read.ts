import { digestHex, digestText, EMPTY_DIGEST } from '../../../base/digest';
import { canonicalText } from '../../../base/json';
import type { Operation } from '../../../check/linearizability/history';
import { isObject } from '../../format/atoms';
import { parseJson } from '../../format/guard';
import { below, Refusal, shown } from '../../format/refusal';
import { type JepsenFunction, NANOS } from './events';

/** A history as the linearizability checker judges it, or why a file is none. */
export type JepsenRead =
  | { readonly ok: true; readonly operations: readonly Operation[] }
  | { readonly ok: false; readonly pointer: string; readonly reason: string };

const MAX_EVENTS = 100_000;

/**
 * Reads an untrusted history: a list of maps, of ours or of another run of Jepsen, over registers. What Jepsen's nemesis
 * did is passed over. It never throws.
 */
export function readJepsenJson(text: string): JepsenRead {
  try {
    return { ok: true, operations: operationsIn(parseJson(text)) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ok: false, pointer: error.pointer, reason: error.reason };
  }
}

/** Equal for equal histories, in whatever order their operations stand. */
export function digestOfHistory(operations: readonly Operation[]): string {
  const texts = operations.map(canonicalText).sort();
  return digestHex(texts.reduce(digestText, EMPTY_DIGEST));
}

// ---- entries ---------------------------------------------------------------------------------------------------------

/** One entry, as far as it means something here. */
interface Entry {
  readonly pointer: string;
  readonly type: 'invoke' | 'ok' | 'fail' | 'info';
  readonly process: number;
  readonly f: JepsenFunction;
  readonly key: string;
  readonly argument: unknown;
  readonly time: number;
  readonly result: unknown;
}

function operationsIn(json: unknown): Operation[] {
  if (!Array.isArray(json)) throw new Refusal('', `expected a list, found ${shown(json)}`);
  if (json.length > MAX_EVENTS) throw new Refusal('', `expected at most ${MAX_EVENTS} entries`);
  const entries = json.flatMap((raw, i) => entryOf(raw, i) ?? []);
  const unit = entries.every(({ time }) => time % NANOS === 0) ? NANOS : 1;
  return paired(entries, unit);
}

function entryOf(raw: unknown, index: number): Entry | null {
  const pointer = below('', index);
  if (!isObject(raw)) throw new Refusal(pointer, `expected an object, found ${shown(raw)}`);
  const { process, type, f, value, result } = raw;
  if (process === 'nemesis') return null;
  if (!isCount(process)) throw wrong(pointer, 'process', 'a whole number from 0', process);
  if (!isOneOf(TYPES, type)) throw wrong(pointer, 'type', `one of ${TYPES.join(', ')}`, type);
  if (!isOneOf(FUNCTIONS, f)) throw wrong(pointer, 'f', `one of ${FUNCTIONS.join(', ')}`, f);
  const time = raw.time ?? index * NANOS;
  if (!isCount(time)) throw wrong(pointer, 'time', 'whole nanoseconds', time);
  return { pointer, type, process, f, time, result, ...keyed(f, value, below(pointer, 'value')) };
}

const TYPES = ['invoke', 'ok', 'fail', 'info'] as const;
const FUNCTIONS = ['read', 'write', 'append', 'cas'] as const;

function isOneOf<T extends string>(names: readonly T[], given: unknown): given is T {
  return (names as readonly unknown[]).includes(given);
}

function isCount(given: unknown): given is number {
  return Number.isSafeInteger(given) && (given as number) >= 0;
}

function wrong(pointer: string, key: string, expected: string, found: unknown): Refusal {
  return new Refusal(below(pointer, key), `expected ${expected}, found ${shown(found)}`);
}

/** [key, argument]; without a key there is one register. A swap's argument is a pair itself. */
function keyed(f: JepsenFunction, value: unknown, pointer: string) {
  const pair = Array.isArray(value) && value.length === 2 ? value : null;
  const isBare = pair === null || (f === 'cas' && !Array.isArray(pair[1]) && pair[1] !== null);
  if (isBare) return { key: '', argument: value };
  return { key: textOf(pair[0], pointer), argument: pair[1] };
}

/** Texts stay, numbers become their decimal text, as everywhere. */
function textOf(given: unknown, pointer: string): string {
  if (typeof given === 'string') return given;
  if (Number.isSafeInteger(given)) return String(given);
  throw new Refusal(pointer, `expected a text or a whole number, found ${shown(given)}`);
}

function textOrNull(given: unknown, pointer: string): string | null {
  return given === null || given === undefined ? null : textOf(given, pointer);
}

// ---- calls and their returns -----------------------------------------------------------------------------------------

function paired(entries: readonly Entry[], unit: number): Operation[] {
  const open = new Map<number, { readonly call: Entry; readonly place: number }>();
  const operations: (Operation | null)[] = [];
  let before = 0;
  for (const entry of entries) {
    if (entry.time < before) throw new Refusal(below(entry.pointer, 'time'), 'time runs backwards');
    before = entry.time;
    const begun = open.get(entry.process);
    if (entry.type === 'invoke') {
      if (begun) throw new Refusal(entry.pointer, `process ${entry.process} is still calling`);
      open.set(entry.process, { call: entry, place: operations.length });
      operations.push(operationOf(entry, null, unit));
      continue;
    }
    if (!begun) {
      // Jepsen says so of a process that it could not even start.
      if (entry.type === 'info') continue;
      throw new Refusal(entry.pointer, `process ${entry.process} has called nothing`);
    }
    open.delete(entry.process);
    operations[begun.place] = ended(begun.call, entry, unit);
  }
  return operations.filter((operation) => operation !== null);
}

/** Null for what is known not to have happened; a failed swap has compared. */
function ended(call: Entry, end: Entry, unit: number): Operation | null {
  if (end.f !== call.f || end.key !== call.key)
    throw new Refusal(end.pointer, 'this answers another call than its process made');
  if (end.type === 'info') return operationOf(call, null, unit);
  if (end.type === 'fail' && call.f !== 'cas') return null;
  return operationOf(call, end, unit);
}

function operationOf(call: Entry, end: Entry | null, unit: number): Operation {
  const { process, key, argument, f } = call;
  const place = below(call.pointer, 'value');
  const timed = {
    client: `C${process + 1}`,
    key,
    call: call.time / unit,
    return: end && end.time / unit,
  };
  switch (f) {
    case 'read': {
      const result = end ? textOrNull(end.argument, below(end.pointer, 'value')) : null;
      return { ...timed, op: 'get', result };
    }
    case 'write':
      return { ...timed, op: 'put', value: textOf(argument, place) };
    case 'append': {
      const result = end ? textOrNull(end.result, below(end.pointer, 'result')) : null;
      return { ...timed, op: 'append', value: textOf(argument, place), result };
    }
    case 'cas':
      return {
        ...timed,
        op: 'cas',
        value: swapOf(argument, place),
        ...(end && { result: end.type === 'ok' }),
      };
  }
}

function swapOf(argument: unknown, pointer: string): readonly [string | null, string] {
  if (!Array.isArray(argument) || argument.length !== 2)
    throw new Refusal(pointer, `expected [expected, new], found ${shown(argument)}`);
  return [textOrNull(argument[0], pointer), textOf(argument[1], pointer)];
}
