import type { Address } from '../base/address';

/** Anything that can be selected or hovered; selecting one thing anywhere lights it up everywhere. */
export type Thing =
  | { readonly kind: 'server'; readonly server: Address }
  | { readonly kind: 'message'; readonly id: number }
  | { readonly kind: 'cell'; readonly server: Address; readonly seq: number }
  | { readonly kind: 'instance'; readonly seq: number }
  /** One call of a clerk. */
  | { readonly kind: 'call'; readonly clerk: Address; readonly id: number }
  /** What proves that a property is broken, by the property's id. */
  | { readonly kind: 'property'; readonly id: string }
  /** The event at this depth of the present branch. */
  | { readonly kind: 'event'; readonly depth: number };

export function sameThing(a: Thing | null, b: Thing | null): boolean {
  return a === b || (a !== null && b !== null && JSON.stringify(a) === JSON.stringify(b));
}
