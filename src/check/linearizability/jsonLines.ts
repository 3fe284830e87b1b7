import type { Operation } from './history';

/** A history as a file holds it: one JSON object a line; SCENARIO.md describes it. */
export type Read =
  | { readonly ok: true; readonly operations: readonly Operation[] }
  /** `line` counts from 1 and is 0 where the whole text is meant. */
  | { readonly ok: false; readonly line: number; readonly reason: string };

export const MAX_BYTES = 5 * 1024 * 1024;
const MAX_DEPTH = 32;

/** Reads untrusted text: bounded, strict, and never throwing. Empty lines are skipped. */
export function readJsonLines(text: string): Read {
  if (isTooLong(text)) return { ok: false, line: 0, reason: 'expected at most 5 MiB' };
  const operations: Operation[] = [];
  const lines = text.replace(/^\uFEFF/, '').split('\n');
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const operation = readLine(line);
    if (typeof operation === 'string') return { ok: false, line: index + 1, reason: operation };
    operations.push(operation);
  }
  return { ok: true, operations };
}

function isTooLong(text: string): boolean {
  if (text.length > MAX_BYTES) return true;
  return text.length * 3 > MAX_BYTES && new TextEncoder().encode(text).length > MAX_BYTES;
}

/** The operation on a line, or why there is none. */
function readLine(line: string): Operation | string {
  if (isTooDeep(line)) return `expected at most ${MAX_DEPTH} levels of nesting`;
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch (error) {
    return `not JSON: ${oneLine(error instanceof Error ? error.message : 'unreadable')}`;
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    return `expected an object, found ${shown(parsed)}`;
  }
  return operationOf(new Map(Object.entries(parsed)));
}

/** Counts brackets outside of strings, before anything is parsed. */
function isTooDeep(line: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < line.length; i++) {
    const character = line[i];
    if (character === '"') quoted = !quoted;
    else if (quoted) i += character === '\\' ? 1 : 0;
    else if (character === '{' || character === '[') {
      if (++depth > MAX_DEPTH) return true;
    } else if (character === '}' || character === ']') depth--;
  }
  return false;
}

type Fields = ReadonlyMap<string, unknown>;

/** Nothing else may stand in a line; so neither may a key that reaches an object's prototype. */
const KEYS = ['client', 'op', 'key', 'value', 'result', 'call', 'return'];
const REQUIRED = ['client', 'op', 'key', 'call', 'return'];

function operationOf(fields: Fields): Operation | string {
  for (const key of fields.keys()) if (!KEYS.includes(key)) return `unknown key ${shown(key)}`;
  for (const key of REQUIRED) if (!fields.has(key)) return `missing "${key}"`;
  const client = textOf(fields.get('client'));
  if (client === null) return wrong(fields, 'client', 'a text');
  const key = textOf(fields.get('key'));
  if (key === null) return wrong(fields, 'key', 'a text');
  const call = fields.get('call');
  if (!isTime(call)) return wrong(fields, 'call', TIME);
  const end = fields.get('return');
  if (end !== null && !isTime(end)) return wrong(fields, 'return', `${TIME} or null`);
  if (end !== null && end < call) return `"return": ${end} lies before "call": ${call}`;
  return withOp({ client, key, call, return: end }, fields);
}

type Timed = Pick<Operation, 'client' | 'key' | 'call' | 'return'>;

function withOp(timed: Timed, fields: Fields): Operation | string {
  const op = fields.get('op');
  switch (op) {
    case 'get':
      return getOf(timed, fields);
    case 'put':
      return putOf(timed, fields);
    case 'append':
      return appendOf(timed, fields);
    case 'cas':
      return swapOf(timed, fields);
    default:
      return wrong(fields, 'op', '"get", "put", "append" or "cas"');
  }
}

function getOf(timed: Timed, fields: Fields): Operation | string {
  // Writers that fill in every field leave this one empty.
  if (![undefined, null, ''].includes(fields.get('value') as undefined)) {
    return wrong(fields, 'value', 'none for a get');
  }
  if (timed.return === null) return pending({ ...timed, op: 'get' }, fields);
  if (!fields.has('result')) return 'missing "result" of a get that returned';
  const result = textOrNull(fields.get('result'));
  return result === undefined
    ? wrong(fields, 'result', 'a text or null')
    : { ...timed, op: 'get', result };
}

function putOf(timed: Timed, fields: Fields): Operation | string {
  if (!fields.has('value')) return 'missing "value" of a put';
  const value = textOf(fields.get('value'));
  if (value === null) return wrong(fields, 'value', 'a text');
  // Whatever a put answers, nothing is said about it.
  return pending({ ...timed, op: 'put', value }, fields);
}

function appendOf(timed: Timed, fields: Fields): Operation | string {
  if (!fields.has('value')) return 'missing "value" of an append';
  const value = textOf(fields.get('value'));
  if (value === null) return wrong(fields, 'value', 'a text');
  const append = { ...timed, op: 'append', value } as const;
  // A writer that is told nothing leaves the answer empty, or notes that there was one.
  const told = textOf(fields.get('result')) ?? '';
  return timed.return === null || told === ''
    ? pending(append, fields)
    : { ...append, result: told };
}

function swapOf(timed: Timed, fields: Fields): Operation | string {
  const value = fields.get('value');
  const pair = Array.isArray(value) && value.length === 2 ? value : [];
  const expected = textOrNull(pair[0]);
  const wanted = textOf(pair[1]);
  if (expected === undefined || wanted === null) {
    return wrong(fields, 'value', '[expected, new] of a cas');
  }
  const swap = { ...timed, op: 'cas', value: [expected, wanted] } as const;
  if (timed.return === null) return pending(swap, fields);
  const result = fields.get('result');
  return typeof result === 'boolean'
    ? { ...swap, result }
    : wrong(fields, 'result', 'true or false');
}

/** An operation whose result does not count, if there is one at all. */
function pending(operation: Operation, fields: Fields): Operation | string {
  const result = fields.get('result');
  const isPlain = typeof result !== 'object' || result === null;
  return isPlain ? operation : wrong(fields, 'result', 'a text, a truth value or null');
}

/** Names and values are texts; an integer stands for its decimal text, as in a scenario. */
function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return Number.isSafeInteger(value) ? String(value) : null;
}

function textOrNull(value: unknown): string | null | undefined {
  return value === null ? null : (textOf(value) ?? undefined);
}

const TIME = 'an integer of at most 2^53 - 1';

/** A larger integer would be rounded, and two moments could become one. */
function isTime(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function wrong(fields: Fields, key: string, expected: string): string {
  return `"${key}": expected ${expected}, found ${shown(fields.get(key))}`;
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  if (typeof value === 'string') return oneLine(JSON.stringify(value.slice(0, 40)));
  return value === undefined ? 'nothing' : String(value);
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').slice(0, 200);
}
