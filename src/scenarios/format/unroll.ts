import type * as v from 'valibot';
import { isObject } from './atoms';
import { ExpressionError, evaluate, type Scope, valueOf } from './expression';
import { MAX_INTERPOLATED, MAX_STEPS, MAX_UNROLLED_PARTS } from './limits';
import { below, parsed, Refusal, shown } from './refusal';
import { repeat } from './steps';

/** A step of the unrolled script: its shape is not looked at yet. */
export interface Unrolled {
  readonly raw: unknown;
  /** Where it stands in the file. */
  readonly pointer: string;
  readonly scope: Scope | null;
}

/** What unrolling has made so far. */
interface Budget {
  readonly steps: Unrolled[];
  parts: number;
  characters: number;
}

const TOO_LONG = `the unrolled script has more than ${MAX_STEPS} steps`;

/** The script with every repeat written out. */
export function unroll(script: readonly unknown[], pointer: string): readonly Unrolled[] {
  if (leastSteps(script) > MAX_STEPS) throw new Refusal(pointer, TOO_LONG);
  const budget: Budget = { steps: [], parts: 0, characters: 0 };
  writeOut(script, pointer, null, budget);
  return budget.steps;
}

/** A lower bound that costs no more than reading the file once: it refuses large products before anything is built. */
function leastSteps(script: unknown): number {
  if (!Array.isArray(script)) return 0;
  return script.reduce<number>((sum, step) => {
    if (!isObject(step) || !isObject(step.repeat)) return sum + 1;
    const { times, script: inner } = step.repeat;
    return sum + (typeof times === 'number' ? times * leastSteps(inner) : 0);
  }, 0);
}

function writeOut(
  script: readonly unknown[],
  pointer: string,
  scope: Scope | null,
  budget: Budget,
): void {
  script.forEach((step, index) => {
    const place = below(pointer, index);
    if (isObject(step) && Object.hasOwn(step, 'repeat')) writeRepeat(step, place, scope, budget);
    else push(scope ? substitute(step, '', place, scope, budget) : step, place, scope, budget);
  });
}

function push(raw: unknown, pointer: string, scope: Scope | null, budget: Budget): void {
  if (budget.steps.length >= MAX_STEPS) throw new Refusal(pointer, TOO_LONG);
  budget.steps.push({ raw, pointer, scope });
}

function writeRepeat(
  step: Readonly<Record<string, unknown>>,
  pointer: string,
  scope: Scope | null,
  budget: Budget,
): void {
  const other = Object.keys(step).find((key) => key !== 'repeat' && key !== 'at');
  if (other !== undefined)
    throw new Refusal(pointer, `expected exactly one verb, found "repeat" and ${shown(other)}`);
  const place = below(pointer, 'repeat');
  const { times, as, script } = readRepeat(step.repeat, place, scope, budget);
  if (step.at !== undefined) {
    const at = scope ? substitute(step.at, 'at', below(pointer, 'at'), scope, budget) : step.at;
    push({ at, run: 0 }, pointer, scope, budget);
  }
  for (let value = 0; value < times; value++) {
    spend(budget, pointer);
    writeOut(script, below(place, 'script'), { name: as, value, outer: scope }, budget);
  }
}

function readRepeat(
  raw: unknown,
  pointer: string,
  scope: Scope | null,
  budget: Budget,
): v.InferOutput<typeof repeat> {
  const known =
    scope && isObject(raw) && typeof raw.times === 'string'
      ? { ...raw, times: substitute(raw.times, 'times', below(pointer, 'times'), scope, budget) }
      : raw;
  return parsed(repeat, known, pointer, withCounters(scope));
}

/** " (with i = 3)": which round of the repeats a reason is about. */
export function withCounters(scope: Scope | null): string {
  const counters: string[] = [];
  for (let s = scope; s; s = s.outer) counters.unshift(`${s.name} = ${s.value}`);
  return counters.length > 0 ? ` (with ${counters.join(', ')})` : '';
}

/** Where a text is wanted, an integer becomes its decimal text. */
const TEXTS = new Set([
  'say',
  'note',
  'question',
  'options',
  'because',
  'key',
  'timer',
  'violated',
]);

/** A copy of `node` with the counters put in; `key` is the key it stands under. */
function substitute(
  node: unknown,
  key: string,
  pointer: string,
  scope: Scope,
  budget: Budget,
): unknown {
  spend(budget, pointer);
  if (typeof node === 'string') {
    const value = substituteText(node, pointer, scope, budget);
    return typeof value === 'number' && TEXTS.has(key) ? String(value) : value;
  }
  if (Array.isArray(node)) {
    return node.map((part, index) => substitute(part, key, below(pointer, index), scope, budget));
  }
  if (!isObject(node)) return node;
  return Object.fromEntries(
    Object.entries(node).map(([k, part]) => [
      k,
      substitute(part, k, below(pointer, k), scope, budget),
    ]),
  );
}

function spend(budget: Budget, pointer: string): void {
  if (++budget.parts > MAX_UNROLLED_PARTS)
    throw new Refusal(pointer, 'the repeats unroll to too much');
}

function substituteText(
  text: string,
  pointer: string,
  scope: Scope,
  budget: Budget,
): string | number {
  if (text.startsWith('=')) return computed(text.slice(1), pointer, scope);
  if (!text.includes('$')) return text;
  const exact = valueOf(text.slice(1), scope);
  if (text.startsWith('$') && exact !== null) return exact;
  const result = interpolate(text, scope);
  budget.characters += result.length;
  if (budget.characters > MAX_INTERPOLATED)
    throw new Refusal(pointer, 'the repeats unroll to too much text');
  return result;
}

function computed(expression: string, pointer: string, scope: Scope): number {
  try {
    return evaluate(expression, scope);
  } catch (error) {
    if (error instanceof ExpressionError)
      throw new Refusal(pointer, error.message + withCounters(scope));
    throw error;
  }
}

/** "S$i" becomes "S3". A name that no repeat counts with stays as it is: a text may speak of dollars. */
function interpolate(text: string, scope: Scope): string {
  return text.replace(/\$([A-Za-z_][A-Za-z0-9_]*)/g, (whole, name: string) => {
    for (let length = name.length; length > 0; length--) {
      const value = valueOf(name.slice(0, length), scope);
      if (value !== null) return value + name.slice(length);
    }
    return whole;
  });
}
