import type { Address } from '../../base/address';
import { type Ballot, compareBallots, higherBallot, nextBallot, sameBallot } from '../ballot';
import { majorityOf } from '../quorum';
import type { Value } from '../value';
import type { Letter, Vote } from './messages';
import type { Campaign, PromiseReceived, ReplyEvent } from './proposer';

/** When a proposer may set the timer of its next round: as it asks, or once a round is lost. */
export type TimerOccasion = 'asks' | 'has lost';

/** The decisions of a proposer in which correctness hides; its machine is built from them. */
export interface ProposerRules {
  /** The ballot that its next one goes above. @param promisedHere n_p of the acceptor beside it */
  ballotSeen(campaign: Campaign, promisedHere: Ballot | null): Ballot | null;
  nextBallot(self: Address, seen: Ballot | null): Ballot;
  /** The vote whose value it asks for; null leaves it free to ask for its own. */
  voteToAdopt(promises: readonly PromiseReceived[]): Vote | null;
  /** What it asks for when it is free. */
  valueWhenFree(campaign: Campaign): Value;
  /** To whom a letter of this kind goes: once for each time that it is sent. */
  addressees(campaign: Campaign, kind: Letter['kind']): readonly Address[];
  answersPresentBallot(campaign: Campaign, reply: ReplyEvent): boolean;
  hasAnswered(campaign: Campaign, reply: ReplyEvent): boolean;
  /** How many promises end phase 1. */
  promisesNeeded(campaign: Campaign): number;
  /** How many votes end phase 2. */
  votesNeeded(campaign: Campaign): number;
  /** How many votes it has with the one that `from` sends now. */
  votesWith(campaign: Campaign, from: Address): number;
  setsTimer(occasion: TimerOccasion): boolean;
  /** The least and the most milliseconds until its next round. */
  retryAfter(retryMs: number, rounds: number): readonly [number, number];
}

/** The time-out doubles with each round up to this factor, so that after a heal nobody sleeps for long. */
const MOST_DOUBLINGS = 4;

const majority = ({ servers }: Campaign) => majorityOf(servers.length);

export const PROPOSER_RULES: ProposerRules = {
  /** Its own, the highest that any rejection carried, and n_p here: that one outlives a crash. */
  ballotSeen: ({ ballot, highestSeen }, promisedHere) =>
    higherBallot(higherBallot(ballot, highestSeen), promisedHere),

  nextBallot,

  /** The vote with the highest ballot among the promises. */
  voteToAdopt: (promises) =>
    promises.reduce<Vote | null>(
      (best, { vote }) =>
        vote && compareBallots(vote.ballot, best?.ballot ?? null) > 0 ? vote : best,
      null,
    ),

  /** The value given to Start. */
  valueWhenFree: ({ own }) => own as Value,

  /** Every server once, this one included: the mail room hands that letter over as a function call. */
  addressees: ({ servers }) => servers,

  /** Replies to an earlier ballot never count (BL-09, BL-10). */
  answersPresentBallot: ({ ballot }, reply) => sameBallot(reply.ballot, ballot),

  /**
   * A second reply of the same acceptor never counts (BL-08). A refusal that names this very ballot is a second reply
   * too: its acceptor had promised, and met the prepare again.
   */
  hasAnswered({ ballot, promises, acceptances, rejections }, reply) {
    if (reply.type === 'REJECT' && sameBallot(reply.promised, ballot)) return true;
    if (rejections.some(({ from }) => from === reply.from)) return true;
    if (reply.type === 'PROMISE') return promises.some(({ from }) => from === reply.from);
    return reply.type === 'ACCEPTED' && acceptances.includes(reply.from);
  },

  promisesNeeded: majority,
  votesNeeded: majority,

  /** Only votes for this very ballot: the same value under another one is another vote (BL-16). */
  votesWith: ({ acceptances }) => acceptances.length + 1,

  /** With everything it asks: whoever must answer may be dead (BL-19, BL-20). */
  setsTimer: (occasion) => occasion === 'asks',

  /** Randomised exponential back-off, so that duelling proposers part. */
  retryAfter(retryMs, rounds) {
    const base = retryMs * 2 ** Math.min(rounds - 1, MOST_DOUBLINGS);
    return [base, 2 * base];
  },
};
