import type { Json } from '../../../base/json';
import { isObject } from '../../format/atoms';
import { below, Refusal, shown } from '../../format/refusal';

/** A value of the Informal Trace Format (Apalache ADR-015), which Apalache, Quint and their viewers write and read. */
export type ItfValue = boolean | string | bigint | ItfItems | ItfMap | ItfRecord;

export interface ItfItems {
  readonly kind: 'list' | 'tup' | 'set';
  readonly items: readonly ItfValue[];
}

export interface ItfMap {
  readonly kind: 'map';
  readonly pairs: readonly (readonly [key: ItfValue, value: ItfValue])[];
}

export interface ItfRecord {
  readonly kind: 'record';
  readonly fields: ReadonlyMap<string, ItfValue>;
}

export const tup = (...items: ItfValue[]): ItfItems => ({ kind: 'tup', items });
export const set = (items: readonly ItfValue[]): ItfItems => ({ kind: 'set', items });
export const list = (items: readonly ItfValue[]): ItfItems => ({ kind: 'list', items });
export const map = (pairs: ItfMap['pairs']): ItfMap => ({ kind: 'map', pairs });
export const record = (fields: Readonly<Record<string, ItfValue>>): ItfRecord => {
  return { kind: 'record', fields: new Map(Object.entries(fields)) };
};

// ---- to JSON and back ------------------------------------------------------------------------------------------------

const BIGINT = '#bigint';
const MAP = '#map';
const ITEMS = { '#tup': 'tup', '#set': 'set' } as const;

export function encodeItf(value: ItfValue): Json {
  if (typeof value === 'bigint') return { [BIGINT]: value.toString() };
  if (typeof value !== 'object') return value;
  switch (value.kind) {
    case 'list':
      return value.items.map(encodeItf);
    case 'tup':
    case 'set':
      return { [`#${value.kind}`]: value.items.map(encodeItf) };
    case 'map':
      return { [MAP]: value.pairs.map(([key, held]) => [encodeItf(key), encodeItf(held)]) };
    case 'record': {
      const fields = [...value.fields].map(([name, held]) => [name, encodeItf(held)] as const);
      return Object.fromEntries(fields);
    }
  }
}

/** Longer numbers are no ballots and no values of anybody. */
const INTEGER = /^-?\d{1,40}$/;

/** @throws Refusal for anything that is no value of the format. */
export function decodeItf(json: unknown, pointer: string): ItfValue {
  if (typeof json === 'boolean' || typeof json === 'string') return json;
  if (typeof json === 'number') return integer(json, pointer);
  if (Array.isArray(json)) return list(decodeAll(json, pointer));
  if (!isObject(json)) throw new Refusal(pointer, `expected a value, found ${shown(json)}`);
  const [name = '', ...others] = Object.keys(json);
  return name.startsWith('#') && others.length === 0
    ? decodeSpecial(name, json[name], below(pointer, name))
    : decodeRecord(json, pointer);
}

function integer(json: number, pointer: string): bigint {
  if (Number.isSafeInteger(json)) return BigInt(json);
  throw new Refusal(pointer, `expected an integer of at most 2^53 - 1, found ${shown(json)}`);
}

function decodeAll(json: readonly unknown[], pointer: string): ItfValue[] {
  return json.map((item, i) => decodeItf(item, below(pointer, i)));
}

function decodeSpecial(name: string, json: unknown, pointer: string): ItfValue {
  if (name === BIGINT) {
    if (typeof json === 'string' && INTEGER.test(json)) return BigInt(json);
    throw new Refusal(pointer, `expected the digits of an integer, found ${shown(json)}`);
  }
  if (name !== MAP && !Object.hasOwn(ITEMS, name))
    throw new Refusal(pointer, `values of the kind ${shown(name)} cannot be read`);
  if (!Array.isArray(json)) throw new Refusal(pointer, `expected a list, found ${shown(json)}`);
  if (name === MAP) return decodeMap(json, pointer);
  return { kind: ITEMS[name as keyof typeof ITEMS], items: decodeAll(json, pointer) };
}

function decodeMap(json: readonly unknown[], pointer: string): ItfMap {
  const keys = new Set<string>();
  const pairs = json.map((pair, i): readonly [ItfValue, ItfValue] => {
    const here = below(pointer, i);
    if (!Array.isArray(pair) || pair.length !== 2)
      throw new Refusal(here, `expected a key and a value, found ${shown(pair)}`);
    const key = decodeItf(pair[0], below(here, 0));
    const text = canonicalItf(key);
    if (keys.has(text)) throw new Refusal(here, 'this key stands in the map twice');
    keys.add(text);
    return [key, decodeItf(pair[1], below(here, 1))];
  });
  return map(pairs);
}

function decodeRecord(json: Readonly<Record<string, unknown>>, pointer: string): ItfRecord {
  const fields = Object.entries(json).map(([name, held]) => {
    if (name.startsWith('#'))
      throw new Refusal(below(pointer, name), `no field of a record is called ${shown(name)}`);
    return [name, decodeItf(held, below(pointer, name))] as const;
  });
  return { kind: 'record', fields: new Map(fields) };
}

// ---- comparing -------------------------------------------------------------------------------------------------------

/** Equal for equal values and for no others: the order of a set, a map or a record means nothing. */
export function canonicalItf(value: ItfValue): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value !== 'object') return String(value);
  switch (value.kind) {
    case 'list':
      return `[${value.items.map(canonicalItf).join()}]`;
    case 'tup':
      return `(${value.items.map(canonicalItf).join()})`;
    case 'set':
      return `{${[...new Set(value.items.map(canonicalItf))].sort().join()}}`;
    case 'map':
      return `<${sorted(value.pairs.map(([key, held]) => [canonicalItf(key), held]))}>`;
    case 'record':
      return `|${sorted([...value.fields].map(([name, held]) => [JSON.stringify(name), held]))}|`;
  }
}

function sorted(named: readonly (readonly [string, ItfValue])[]): string {
  return named
    .map(([name, held]) => `${name}:${canonicalItf(held)}`)
    .sort()
    .join();
}
