import { isObject } from './atoms';
import { MAX_BYTES, MAX_DEPTH } from './limits';
import { below, Refusal, shown } from './refusal';

/** Reads untrusted text as JSON, within bounds, and refuses the keys that could reach an object's prototype. */
export function parseJson(input: string): unknown {
  if (tooLong(input)) throw new Refusal('', 'expected at most 5 MiB');
  if (tooDeep(input)) throw new Refusal('', `expected at most ${MAX_DEPTH} levels of nesting`);
  const parsed = parse(input);
  refuseForbiddenKeys(parsed, '');
  return parsed;
}

export function tooLong(input: string): boolean {
  return (
    input.length > MAX_BYTES ||
    (input.length * 3 > MAX_BYTES && new TextEncoder().encode(input).length > MAX_BYTES)
  );
}

/** Counts brackets outside of strings, before anything is parsed. */
function tooDeep(input: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < input.length; i++) {
    const character = input[i];
    if (character === '"') quoted = !quoted;
    else if (quoted) i += character === '\\' ? 1 : 0;
    else if (character === '{' || character === '[') {
      if (++depth > MAX_DEPTH) return true;
    } else if (character === '}' || character === ']') depth--;
  }
  return false;
}

function parse(input: string): unknown {
  try {
    return JSON.parse(input.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new Refusal('', `not JSON: ${error instanceof Error ? error.message : 'unreadable'}`);
  }
}

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

function refuseForbiddenKeys(node: unknown, pointer: string): void {
  if (Array.isArray(node)) {
    for (const [index, part] of node.entries()) refuseForbiddenKeys(part, below(pointer, index));
  }
  if (!isObject(node)) return;
  for (const key of Object.keys(node)) {
    if (FORBIDDEN.has(key))
      throw new Refusal(below(pointer, key), `the key ${shown(key)} is not allowed`);
    refuseForbiddenKeys(node[key], below(pointer, key));
  }
}
