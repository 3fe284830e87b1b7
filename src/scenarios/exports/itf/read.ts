import { digestHex, digestText, EMPTY_DIGEST } from '../../../base/digest';
import { isObject } from '../../format/atoms';
import { parseJson } from '../../format/guard';
import { below, Refusal, shown } from '../../format/refusal';
import type { ItfState } from './projection';
import { canonicalItf, decodeItf } from './values';
import { ITF_SOURCE } from './write';

/** A trace of states, of ours or of anybody's. */
export interface ItfTrace {
  readonly meta: Readonly<Record<string, unknown>>;
  readonly vars: readonly string[];
  readonly states: readonly ItfState[];
}

export type ItfRead =
  | { readonly ok: true; readonly trace: ItfTrace }
  | { readonly ok: false; readonly pointer: string; readonly reason: string };

const MAX_VARS = 100;
const MAX_STATES = 100_000;

/** Reads an untrusted file: bounded, strict about the format, and never throwing. */
export function readItf(text: string): ItfRead {
  try {
    return { ok: true, trace: traceOf(parseJson(text)) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ok: false, pointer: error.pointer, reason: error.reason };
  }
}

function traceOf(json: unknown): ItfTrace {
  if (!isObject(json)) throw new Refusal('', `expected a trace, an object, found ${shown(json)}`);
  const vars = varsOf(json.vars);
  const states = listOf(json.states, '/states', MAX_STATES);
  if (states.length === 0) throw new Refusal('/states', 'expected at least one state');
  return {
    meta: isObject(json['#meta']) ? json['#meta'] : {},
    vars,
    states: states.map((state, i) => stateOf(state, vars, below('/states', i))),
  };
}

function varsOf(json: unknown): string[] {
  const vars = listOf(json, '/vars', MAX_VARS);
  return vars.map((name, i) => {
    if (typeof name === 'string' && vars.indexOf(name) === i) return name;
    throw new Refusal(below('/vars', i), `expected another variable, found ${shown(name)}`);
  });
}

function listOf(json: unknown, pointer: string, most: number): readonly unknown[] {
  if (!Array.isArray(json)) throw new Refusal(pointer, `expected a list, found ${shown(json)}`);
  if (json.length > most)
    throw new Refusal(pointer, `expected at most ${most}, found ${json.length}`);
  return json;
}

/** What the trace does not name as a variable (a state's own `#meta`, a parameter) is no part of its states. */
function stateOf(json: unknown, vars: readonly string[], pointer: string): ItfState {
  if (!isObject(json)) throw new Refusal(pointer, `expected a state, found ${shown(json)}`);
  const pairs = vars.map((name) => {
    if (!Object.hasOwn(json, name)) throw new Refusal(pointer, `missing variable ${shown(name)}`);
    return [name, decodeItf(json[name], below(pointer, name))] as const;
  });
  return new Map(pairs);
}

/** Whether {@link writeItf} wrote it. */
export function isOwnItf({ meta }: ItfTrace): boolean {
  return meta.source === ITF_SOURCE;
}

/** Equal for equal lists of states: what a trace is compared by. */
export function digestOfStates(states: Iterable<ItfState>): string {
  let digest = EMPTY_DIGEST;
  for (const state of states) {
    const parts = [...state].map(
      ([name, value]) => `${JSON.stringify(name)}=${canonicalItf(value)}`,
    );
    digest = digestText(digest, parts.sort().join('\n'));
  }
  return digestHex(digest);
}
