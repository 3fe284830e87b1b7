import { type Address, CLERK_BASE, nameOf } from '../base/address';
import type { Value } from '../protocol/value';

export type OperationKind = 'get' | 'put' | 'append';

/** What a clerk asks for; `value` is '' for a get. */
export interface Request {
  readonly op: OperationKind;
  readonly key: string;
  readonly value: string;
}

/** One call of one clerk, told apart from all others by clerk and id (counting from 1): the lab's tagged Op. */
export interface Operation extends Request {
  readonly clerk: Address;
  readonly id: number;
}

export { NO_OP } from '../protocol/value';

const SHAPE = /^(get|put|append)\((.*)\) C([1-9]\d*)\.([1-9]\d*)$/s;

/**
 * The log entry of an operation: `append("k","x") C1.3`. It holds the argument and never a result, may be read by
 * people, and reads back exactly.
 */
export function writeOperation({ op, key, value, clerk, id }: Operation): Value {
  const list = op === 'get' ? [key] : [key, value];
  return `${op}(${JSON.stringify(list).slice(1, -1)}) ${nameOf(clerk)}.${id}`;
}

/** The operation behind a log entry; null for a no-op and for any text no clerk wrote. */
export function readOperation(entry: Value): Operation | null {
  const match = SHAPE.exec(entry);
  if (!match) return null;
  const [, op, inside = '', clerk, id] = match;
  const list = textsIn(`[${inside}]`);
  if (list?.length !== (op === 'get' ? 1 : 2)) return null;
  const [key = '', value = ''] = list;
  return { op: op as OperationKind, key, value, clerk: CLERK_BASE + Number(clerk), id: Number(id) };
}

function textsIn(json: string): readonly string[] | null {
  try {
    const list = JSON.parse(json) as readonly unknown[];
    return list.every((part) => typeof part === 'string') ? list : null;
  } catch {
    return null;
  }
}

/** What tells one call from all others. */
export type Tag = Pick<Operation, 'clerk' | 'id'>;

export function sameOperation(a: Tag | null, b: Tag): boolean {
  return a !== null && a.clerk === b.clerk && a.id === b.id;
}
