import { MAX_EXPRESSION } from './limits';
import { Refusal } from './refusal';

/** The counters of the repeats around a place, innermost first. */
export interface Scope {
  readonly name: string;
  readonly value: number;
  readonly outer: Scope | null;
}

/** Does something for one round of the repeats around it; its refusal says which round: " (with i = 3)". */
export function inRound<T>(scope: Scope | null, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Refusal(error.pointer, error.reason + withCounters(scope));
  }
}

function withCounters(scope: Scope | null): string {
  const counters: string[] = [];
  for (let s = scope; s; s = s.outer) counters.unshift(`${s.name} = ${s.value}`);
  return counters.length > 0 ? ` (with ${counters.join(', ')})` : '';
}

class ExpressionError extends Error {}

export function counterValue(name: string, scope: Scope | null): number | null {
  for (let s = scope; s; s = s.outer) if (s.name === name) return s.value;
  return null;
}

const TOKEN = /\s*(?:(\d+)|\$([A-Za-z_][A-Za-z0-9_]*)|([-+*%()]))/y;

/**
 * The integer that "$i*10+1" stands for: + - * %, parentheses, unary minus and counters. The remainder is never negative,
 * so that "($i-1)%5" runs round a ring.
 */
export function evaluate(text: string, scope: Scope | null, pointer: string): number {
  try {
    return evaluated(text, scope);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw new Refusal(pointer, error.message);
  }
}

function evaluated(text: string, scope: Scope | null): number {
  if (text.length > MAX_EXPRESSION)
    throw new ExpressionError(`an expression of more than ${MAX_EXPRESSION} characters`);
  const tokens = tokensOf(text, scope);
  let next = 0;

  const peek = () => tokens[next];
  const take = (expected: string) => {
    if (tokens[next] !== expected)
      throw new ExpressionError(`expected "${expected}" ${placeOf(tokens[next])}`);
    next++;
  };

  function sum(): number {
    let total = product();
    for (let op = peek(); op === '+' || op === '-'; op = peek()) {
      next++;
      total = safe(op === '+' ? total + product() : total - product());
    }
    return total;
  }

  function product(): number {
    let total = factor();
    for (let op = peek(); op === '*' || op === '%'; op = peek()) {
      next++;
      total = safe(op === '*' ? total * factor() : remainder(total, factor()));
    }
    return total;
  }

  function factor(): number {
    const token = peek();
    next++;
    if (typeof token === 'number') return token;
    if (token === '-') return -factor();
    if (token !== '(')
      throw new ExpressionError(`expected a number, a counter or "(" ${placeOf(token)}`);
    const inside = sum();
    take(')');
    return inside;
  }

  const result = sum();
  if (next < tokens.length) throw new ExpressionError(`expected an operator ${placeOf(peek())}`);
  return result === 0 ? 0 : result; // never -0
}

type Token = number | string;

function tokensOf(text: string, scope: Scope | null): Token[] {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const from = TOKEN.lastIndex;
    const found = TOKEN.exec(text);
    if (!found)
      throw new ExpressionError(
        `only integers, counters, + - * % and parentheses may stand in "${text}" (character ${from + 1})`,
      );
    const [, digits, name, operator] = found;
    if (digits !== undefined) tokens.push(safe(Number(digits)));
    else if (name !== undefined) tokens.push(known(name, scope));
    else if (operator !== undefined) tokens.push(operator);
  }
  return tokens;
}

function known(name: string, scope: Scope | null): number {
  const value = counterValue(name, scope);
  if (value === null) throw new ExpressionError(`no repeat around here counts with "$${name}"`);
  return value;
}

function remainder(a: number, b: number): number {
  if (b === 0) throw new ExpressionError('a remainder by 0');
  const size = Math.abs(b);
  return ((a % size) + size) % size;
}

function safe(value: number): number {
  if (!Number.isSafeInteger(value)) throw new ExpressionError('a number beyond 2^53');
  return value;
}

function placeOf(token: Token | undefined): string {
  return token === undefined ? 'at the end' : `before "${token}"`;
}
