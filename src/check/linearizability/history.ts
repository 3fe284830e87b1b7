/** One call of a client on one key. Times are integers and the interval from call to return is closed. */
interface Call {
  readonly client: string;
  readonly key: string;
  readonly call: number;
  /** Null: it never came back, and may or may not have taken effect. */
  readonly return: number | null;
}

export interface Get extends Call {
  readonly op: 'get';
  /** What it saw, once it returned. A key never written gives null or ''. */
  readonly result?: string | null;
}

export interface Put extends Call {
  readonly op: 'put';
  readonly value: string;
}

export interface Append extends Call {
  readonly op: 'append';
  readonly value: string;
  /** What the key held right after it, as its answer said (DSLabs); null or absent: the answer said nothing (MIT lab). */
  readonly result?: string | null;
}

export interface CompareAndSwap extends Call {
  readonly op: 'cas';
  /** Expected, new. */
  readonly value: readonly [expected: string | null, wanted: string];
  /** Whether it swapped, once it returned. */
  readonly result?: boolean;
}

export type Operation = Get | Put | Append | CompareAndSwap;

/** Where an operation stands in an order, `operation` being its index in the history. */
export interface Place {
  readonly operation: number;
  /** A time within its interval at which it can have taken effect; never falls along the order. */
  readonly at: number;
}

/** What a completed append told of its key; null if nothing. */
export function toldByAppend(operation: Append): string | null {
  return operation.return === null ? null : (operation.result ?? null);
}

/** A swap that came back and had no effect. */
export function failedToSwap(operation: Operation): boolean {
  return operation.op === 'cas' && operation.return !== null && operation.result !== true;
}
