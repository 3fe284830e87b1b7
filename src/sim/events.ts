import type { Explanation } from '../base/actor';
import type { Address } from '../base/address';
import type { Micros } from './time';
import type { Cut, Storage, Weather, Wire } from './world';

/** What happens: by itself (deliver, fire), by the application (call), by the environment, or by a person's hand. */
export type Happening<C> =
  | { readonly type: 'deliver' | 'drop' | 'hold' | 'release' | 'duplicate'; readonly wire: number }
  | { readonly type: 'fire'; readonly node: Address; readonly timer: string }
  | { readonly type: 'call'; readonly node: Address; readonly request: C }
  | { readonly type: 'crash' | 'restart'; readonly node: Address; readonly storage?: Storage }
  | { readonly type: 'pause' | 'resume'; readonly node: Address }
  | { readonly type: 'partition'; readonly groups: readonly (readonly Address[])[] }
  | { readonly type: 'heal' }
  | { readonly type: 'deaf' | 'hear'; readonly nodes: readonly Address[] }
  | { readonly type: 'cut' | 'mend'; readonly link: Cut }
  | { readonly type: 'weather'; readonly weather: Weather }
  /** From here on exactly these rules are wrong. */
  | { readonly type: 'rules'; readonly broken: readonly string[] }
  /** Nothing but the passing of time. */
  | { readonly type: 'wait' };

/** Something that happens at a moment not before the world's present. */
export type SimEvent<C> = Happening<C> & { readonly at: Micros };

/** Why a message that was sent is not under way: luck, a cut link, or a deaf receiver. */
export type Loss = 'lost' | 'cut' | 'deaf';

/** A message that left its sender, and what became of it at once. */
export interface Posted<M> {
  readonly wire: Wire<M>;
  readonly fate: 'underWay' | Loss;
}

/** How a message that was under way ended. `crashed`: its receiver was down. */
export type Ending = 'received' | 'dropped' | 'crashed';

/** What one event did, told once: the raw material of the trace, the narrator and the exporters. */
export interface Outcome<M> {
  /** The server whose handler ran; null for events of the environment. */
  readonly node: Address | null;
  readonly posted: readonly Posted<M>[];
  readonly ended: { readonly wire: Wire<M>; readonly how: Ending } | null;
  readonly explanations: readonly Explanation[];
}

/**
 * What somebody sent. A copy, by the weather or by a hand, is the very message it copies: nobody sent that again. And
 * what a node says to itself counts for nothing, even where it travels.
 */
export function sentIn<M>({ node, posted }: Outcome<M>): readonly Wire<M>[] {
  if (node === null) return [];
  const wires = posted.map(({ wire }) => wire);
  const isFirst = ({ to, message }: Wire<M>, i: number) =>
    wires.findIndex((wire) => wire.message === message && wire.to === to) === i;
  return wires.filter((wire, i) => wire.from !== wire.to && isFirst(wire, i));
}

/** Thrown by the kernel for an event that cannot happen in this world; the world is unharmed. */
export class ImpossibleEvent extends Error {
  override readonly name = 'ImpossibleEvent';
}
