import type { Ballot } from './ballot';
import type { Value } from './value';

/** What an acceptor voted for at one position: the lab's n_a and v_a, PMMC's pvalue without its slot. */
export type Vote = {
  readonly ballot: Ballot;
  readonly value: Value;
};
