import type { Address } from '../base/address';
import type { Operation } from './operation';

/** Keys and values, sorted by key. Pairs and not an object: a key may be any text, `__proto__` included. */
export type Database = readonly (readonly [key: string, value: string])[];

/** The last operation of a clerk that was applied, and its answer. */
export interface Session {
  readonly clerk: Address;
  readonly id: number;
  /** What a get found, null for an absent key; '' for a put, and for an append unless appends are answered. */
  readonly result: string | null;
}

/** What applying the log has made: equal on every replica that has applied as much. */
export interface KvState {
  readonly database: Database;
  /** One entry a clerk: a clerk's next call acknowledges the one before, whose answer is dropped (CONFORMANCE 1.7). */
  readonly sessions: readonly Session[];
}

export const EMPTY_KV: KvState = { database: [], sessions: [] };

export function lookUp(database: Database, key: string): string | null {
  return database.find(([present]) => present === key)?.[1] ?? null;
}

function write(database: Database, key: string, value: string): Database {
  const index = database.findIndex(([present]) => present >= key);
  const entry = [key, value] as const;
  if (index < 0) return [...database, entry];
  return database[index]?.[0] === key
    ? database.with(index, entry)
    : database.toSpliced(index, 0, entry);
}

/** The session that already answers this operation, if it was applied before. */
export function answered(
  state: KvState,
  { clerk, id }: Pick<Operation, 'clerk' | 'id'>,
): Session | null {
  const session = state.sessions.find((known) => known.clerk === clerk);
  return session && session.id >= id ? session : null;
}

/** What an append is answered: nothing in the MIT lab, the key's new value in DSLabs. */
export type AppendAnswer = 'nothing' | 'value';

/** Applies one operation at most once: a second log entry of the same operation changes nothing. */
export function applyOperation(
  state: KvState,
  operation: Operation,
  appendAnswer: AppendAnswer = 'nothing',
): KvState {
  if (answered(state, operation)) return state;
  return carryOut(state, operation, appendAnswer, sessionsWith);
}

/** One entry a clerk: its latest answer takes the place of the one before. */
export function sessionsWith(sessions: readonly Session[], latest: Session): readonly Session[] {
  return [...sessions.filter((known) => known.clerk !== latest.clerk), latest];
}

/** Carries out one operation, whether or not it was carried out before. */
export function carryOut(
  state: KvState,
  { op, key, value, clerk, id }: Operation,
  appendAnswer: AppendAnswer,
  keep: typeof sessionsWith,
): KvState {
  const before = lookUp(state.database, key);
  const after = op === 'put' ? value : (before ?? '') + value;
  const database = op === 'get' ? state.database : write(state.database, key, after);
  const answer = op === 'append' && appendAnswer === 'value' ? after : '';
  const session = { clerk, id, result: op === 'get' ? before : answer };
  return { database, sessions: keep(state.sessions, session) };
}
