import * as v from 'valibot';

/** Why a file is no scenario, and where. Thrown inside this folder only; `decodeScenario` hands it back as a value. */
export class Refusal extends Error {
  readonly pointer: string;
  readonly reason: string;

  constructor(pointer: string, reason: string) {
    super(reason);
    this.pointer = oneLine(pointer);
    this.reason = oneLine(reason);
  }
}

function oneLine(text: string): string {
  const flat = text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
  return flat.length > 300 ? `${flat.slice(0, 299)}…` : flat;
}

/** One more step down a JSON pointer. */
export function below(pointer: string, key: string | number): string {
  return `${pointer}/${typeof key === 'number' ? key : escaped(key)}`;
}

function escaped(key: string): string {
  return /[~/]/.test(key) ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key;
}

/** A value as a reason quotes it. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string')
    return JSON.stringify(value.length > 40 ? `${value.slice(0, 39)}…` : value);
  if (typeof value === 'object' && value !== null) return 'an object';
  return value === undefined ? 'nothing' : String(value);
}

/** What stands at `pointer` as its schema reads it. */
export function parsed<const S extends v.GenericSchema>(
  schema: S,
  raw: unknown,
  pointer: string,
): v.InferOutput<S> {
  const result = v.safeParse(schema, raw, { abortEarly: true });
  if (!result.success) throw refusalOf(result.issues[0], pointer);
  return result.output;
}

function refusalOf(issue: v.BaseIssue<unknown>, pointer: string): Refusal {
  const path = issue.path ?? [];
  // What is missing has no place of its own.
  const steps = issue.message.startsWith('missing ') ? path.slice(0, -1) : path;
  const place = steps.reduce((so, item) => below(so, String(item.key)), pointer);
  return new Refusal(place, wording(issue));
}

function wording(issue: v.BaseIssue<unknown>): string {
  const { message, input } = issue;
  if (issue.type === 'strict_object') return message;
  const whole = typeof input !== 'object' || input === null || issue.kind === 'schema';
  return whole ? `${message}, found ${shown(input)}` : message;
}
