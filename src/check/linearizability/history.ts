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

export interface Write extends Call {
  readonly op: 'put' | 'append';
  readonly value: string;
}

export interface CompareAndSwap extends Call {
  readonly op: 'cas';
  /** Expected, new. */
  readonly value: readonly [expected: string | null, wanted: string];
  /** Whether it swapped, once it returned. */
  readonly result?: boolean;
}

export type Operation = Get | Write | CompareAndSwap;

/** Where an operation stands in an order, `operation` being its index in the history. */
export interface Place {
  readonly operation: number;
  /** A time within its interval at which it can have taken effect; never falls along the order. */
  readonly at: number;
}

/** A swap that came back and had no effect. */
export function failedToSwap(operation: Operation): boolean {
  return operation.op === 'cas' && operation.return !== null && operation.result !== true;
}
