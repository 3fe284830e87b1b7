import type { Address } from '../../base/address';
import type { Registers } from './acceptor';
import type { LearnerState } from './learner';
import type { Letter } from './messages';
import { ownDone, type Peer } from './peer';
import type { ReplyEvent } from './proposer';

/** A letter that answers a proposer. */
export type Reply = Extract<Letter, { kind: 'promise' | 'accepted' | 'reject' }>;

/** The decisions of the library around its roles in which correctness hides: who hears what, what is forgotten. */
export interface LibraryRules {
  /** The Done of a server that was never heard of. */
  doneAtFirst(): number;
  /** Whether a Done that is heard takes the place of the one known. */
  replacesDone(known: number, heard: number): boolean;
  /** Min, from everybody's Done. */
  minOf(done: readonly number[]): number;
  /** Records below this one are dropped. */
  keepsFrom(peer: Peer): number;
  /** Max, once instances were forgotten. */
  maxAfterForgetting(peer: Peer): number;
  /** Max, once a message about this instance came. */
  maxAfterHearing(peer: Peer, seq: number): number;
  /** What a learner knows once its server is asked for a promise. */
  knownWhenAsked(learner: LearnerState): LearnerState;
  /** What other instances make of what the acceptor of this one has just promised. */
  elsewhere(peer: Peer, seq: number): Peer;
  /** Whether a message about this instance is refused. */
  refuses(peer: Peer, seq: number): boolean;
  /** The Done that a message carries. */
  doneToTell(peer: Peer, letter: Letter): number;
  /** Whether the proposer of this instance may say anything now. */
  maySpeak(peer: Peer, seq: number): boolean;
  /** Whether what is for this server is handed over as a function call. */
  isCall(peer: Peer, to: Address, letter: Letter): boolean;
  /** What a reply means to the proposer that asked. */
  readReply(from: Address, reply: Reply): ReplyEvent;
  /** What of an acceptor survives a crash. */
  keptOnDisk(registers: Registers): Registers;
}

export const LIBRARY_RULES: LibraryRules = {
  doneAtFirst: () => -1,

  /** Done values only grow; an old message may come late. */
  replacesDone: (known, heard) => heard > known,

  /** One more than the least of all of them, dead and silent servers included (CONFORMANCE 1.3). */
  minOf: (done) => 1 + Math.min(...done),

  /** Min: what this server alone is done with, others may still need. */
  keepsFrom: ({ min }) => min,

  /** Forgetting changes nothing about what was heard of. */
  maxAfterForgetting: ({ max }) => max,

  /** Whoever speaks of an instance has started it, or heard of it from somebody who has. */
  maxAfterHearing: ({ max }, seq) => Math.max(max, seq),

  /** All that it knew: a decision is final, and a higher ballot can only repeat it. */
  knownWhenAsked: (learner) => learner,

  /** Nothing: each has an acceptor of its own. */
  elsewhere: (peer) => peer,

  refuses: ({ min }, seq) => seq < min,

  /** Every message carries it, so that Min advances wherever the traffic goes. */
  doneToTell: (peer) => ownDone(peer),

  /** Instances are independent of each other. */
  maySpeak: () => true,

  /** Calls to oneself are never lost, be this server deaf or not. */
  isCall: ({ self }, to) => to === self,

  readReply(from, reply) {
    switch (reply.kind) {
      case 'promise':
        return { type: 'PROMISE', from, ballot: reply.ballot, vote: reply.vote };
      case 'accepted':
        return { type: 'ACCEPTED', from, ballot: reply.ballot };
      case 'reject': {
        const { ballot, phase, promised } = reply;
        return { type: 'REJECT', from, ballot, phase, promised };
      }
    }
  },

  /** Promise and vote both, before any answer leaves. */
  keptOnDisk: (registers) => registers,
};
