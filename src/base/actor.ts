import type { Address } from './address';
import type { Json } from './json';

/** The facts that made a rule fire; wording is found by the rule's id, elsewhere. */
export type Because = { readonly [fact: string]: Json | undefined };

/** One rule that fired at one actor: the raw material of every sentence the page says. */
export interface Explanation {
  readonly type: 'explain';
  /** `role.rule`, for example `acceptor.promise`. */
  readonly rule: string;
  readonly because: Because;
}

/** What a role asks of the world. Plain data; only the kernel gives it meaning. */
export type Effect<M> =
  | { readonly type: 'send'; readonly to: Address; readonly message: M }
  /** The kernel draws the delay (milliseconds, both ends included) from the world's dice. */
  | {
      readonly type: 'setTimer';
      readonly name: string;
      readonly after: readonly [minMs: number, maxMs: number];
    }
  | { readonly type: 'cancelTimer'; readonly name: string }
  | Explanation;

/** A new state, and what the actor wants done. An unchanged state is the same object. */
export interface Step<S, M> {
  readonly state: S;
  readonly effects: readonly Effect<M>[];
}

/** What an actor is told about itself when it starts. */
export interface Self {
  readonly address: Address;
  /** Every server of the cluster, this one included, in order. */
  readonly servers: readonly Address[];
  /** Named durations of the cluster, milliseconds. */
  readonly timers: Readonly<Record<string, number>>;
}

/**
 * One node of the cluster as the kernel sees it: pure functions from state and input to state and effects.
 * `call` is the local application's request (the library's Start and Done); it never crosses the network.
 */
export interface Actor<S, M, C> {
  /** @param durable what {@link durable} kept before a crash; absent on the first start and after a lost disk. */
  start(self: Self, durable?: Json): Step<S, M>;
  receive(state: S, from: Address, message: M): Step<S, M>;
  timeout(state: S, name: string): Step<S, M>;
  call(state: S, request: C): Step<S, M>;
  /** What survives a crash with its storage kept. */
  durable(state: S): Json;
}

/** An explanation, as an effect. */
export function explain(rule: string, because: Because): Explanation {
  return { type: 'explain', rule, because };
}
