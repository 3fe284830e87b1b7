import { type Ballot, compareBallots } from '../ballot';
import type { Registers } from './acceptor';
import type { Vote } from './messages';

/** The decisions of an acceptor in which correctness hides; its machine is built from them. */
export interface AcceptorRules {
  mayPromise(registers: Registers, asked: { readonly ballot: Ballot }): boolean;
  mayAccept(registers: Registers, asked: { readonly ballot: Ballot }): boolean;
  registersAfterAccept(registers: Registers, vote: Vote): Registers;
  /** What a promise says of earlier votes. */
  voteReported(registers: Registers): Vote | null;
}

export const ACCEPTOR_RULES: AcceptorRules = {
  /** prepare(n) is promised only when n > n_p. */
  mayPromise: ({ promised }, { ballot }) => compareBallots(ballot, promised) > 0,

  /** accept(n, v) is accepted when n ≥ n_p; an acceptor that never saw prepare(n) may accept too. */
  mayAccept: ({ promised }, { ballot }) => compareBallots(ballot, promised) >= 0,

  /** Accepting raises n_p as well: a vote at n is also a promise to take part in nothing below n. */
  registersAfterAccept: (_, vote) => ({ promised: vote.ballot, vote }),

  /** The last vote, with the ballot under which it was given: n_a is not n_p. */
  voteReported: ({ vote }) => vote,
};
