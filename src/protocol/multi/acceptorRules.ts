import { type Effect, explain } from '../../base/actor';
import type { Address } from '../../base/address';
import { dropBelow, emptyIntMap, getAt, type IntMap, setAt } from '../../base/intMap';
import type { Outbox } from '../../base/stepper';
import { type Ballot, compareBallots, sameBallot } from '../ballot';
import type { Value } from '../value';
import type { Vote } from '../vote';
import type { AcceptorContext, ClearEvent, P1AEvent, P2AEvent } from './acceptor';
import type { Message, P1B, P2B } from './messages';

type Ruling = Partial<AcceptorContext> & Outbox<Message>;

/** What the learner of the same server knows to be chosen; a P1B reports it beside the votes. */
export interface LearnerBeside {
  readonly decided: IntMap<Value>;
}

// ---- decisions ----------------------------------------------------------------------------------------------------

/** What an acceptor has to judge: all its correctness. */
export interface AcceptorRules {
  /** A P1A makes it follow another ballot. */
  isHigher(acceptor: AcceptorContext, event: P1AEvent): boolean;
  /** A P1A asks for the ballot that it follows already. */
  isOwn(acceptor: AcceptorContext, event: P1AEvent): boolean;
  mayAccept(acceptor: AcceptorContext, event: P2AEvent): boolean;
  /** Its votes after it has adopted a ballot, which its promise reports. */
  votesAfterAdopting(acceptor: AcceptorContext): IntMap<Vote>;
  /** The vote that it notes when it accepts. */
  voteFor(acceptor: AcceptorContext, event: P2AEvent): Vote;
  /** Its votes after a P2A that it refuses. */
  votesAfterRefusal(acceptor: AcceptorContext, event: P2AEvent): IntMap<Vote>;
  isCleared(acceptor: AcceptorContext, event: P2AEvent): boolean;
}

export const ACCEPTOR_RULES: AcceptorRules = {
  isHigher: (acceptor, { ballot }) => compareBallots(ballot, acceptor.ballot) > 0,
  isOwn: (acceptor, { ballot }) => sameBallot(ballot, acceptor.ballot),
  // It has promised to take part in no lower ballot, and a higher one has to ask it for its promise first.
  mayAccept: (acceptor, { ballot }) => sameBallot(ballot, acceptor.ballot),
  // Whatever the ballot they were given in: one of them may have chosen something.
  votesAfterAdopting: ({ accepted }) => accepted,
  voteFor: (_, { ballot, value }) => ({ ballot, value }),
  votesAfterRefusal: ({ accepted }) => accepted,
  // A late message must not bring a cleared slot back to life (BL-53).
  isCleared: (acceptor, { slot }) => slot <= acceptor.cleared,
};

// ---- rules --------------------------------------------------------------------------------------------------------

/** One promise covers every slot, present and future. */
export function adopt(rules: AcceptorRules, acceptor: AcceptorContext, event: P1AEvent): Ruling {
  const { from, ballot } = event;
  const accepted = rules.votesAfterAdopting(acceptor);
  const votes = accepted.size;
  return {
    ballot,
    accepted,
    outbox: [
      explain('acceptor.adopt', { from, ballot, before: acceptor.ballot, votes }),
      promise({ ...acceptor, accepted }, event),
    ],
  };
}

/** The P1A came twice, or its answer was lost. */
export function promiseAgain(acceptor: AcceptorContext, event: P1AEvent): Ruling {
  const { from, ballot } = event;
  return {
    outbox: [explain('acceptor.promiseAgain', { from, ballot }), promise(acceptor, event)],
  };
}

export function refuseP1A(acceptor: AcceptorContext, event: P1AEvent): Ruling {
  const { from, ballot, attempt } = event;
  const promised = acceptor.ballot as Ballot;
  const nothing = { accepted: emptyIntMap<never>(), decided: emptyIntMap<never>() };
  const { cleared } = acceptor;
  return {
    outbox: [
      explain('acceptor.refuseP1A', { from, ballot, promised }),
      answer(from, { kind: 'p1b', ballot, promised, ...nothing, cleared, attempt }),
    ],
  };
}

/** A vote. Its latest one in this slot is enough: a later ballot can only repeat what was chosen (CONFORMANCE 4.9). */
export function accept(rules: AcceptorRules, acceptor: AcceptorContext, event: P2AEvent): Ruling {
  const { from, ballot, slot, value } = event;
  const before = getAt(acceptor.accepted, slot) ?? null;
  const repeated = before !== null && sameBallot(before.ballot, ballot);
  return {
    accepted: repeated
      ? acceptor.accepted
      : setAt(acceptor.accepted, slot, rules.voteFor(acceptor, event)),
    outbox: [
      explain('acceptor.vote', { from, ballot, slot, value, before }),
      answer(from, answerTo(acceptor, event, true)),
    ],
  };
}

/** Also for a P2A of a higher ballot: the acceptor has not adopted it, and must see its P1A first. */
export function refuseP2A(
  rules: AcceptorRules,
  acceptor: AcceptorContext,
  event: P2AEvent,
): Ruling {
  const { from, ballot, slot, value } = event;
  return {
    accepted: rules.votesAfterRefusal(acceptor, event),
    outbox: [
      explain('acceptor.refuseP2A', { from, ballot, slot, value, promised: acceptor.ballot }),
      answer(from, answerTo(acceptor, event, false)),
    ],
  };
}

export function ignoreCleared(acceptor: AcceptorContext, { from, ballot, slot }: P2AEvent): Ruling {
  const { cleared } = acceptor;
  return { outbox: [explain('acceptor.ignoreCleared', { from, ballot, slot, cleared })] };
}

export function clear(acceptor: AcceptorContext, { bound }: ClearEvent): Ruling {
  const cleared = Math.max(acceptor.cleared, bound);
  return { cleared, accepted: dropBelow(acceptor.accepted, cleared + 1), outbox: [] };
}

// ---- parts --------------------------------------------------------------------------------------------------------

function promise(
  { accepted, cleared }: AcceptorContext,
  { from, ballot, attempt, decided }: P1AEvent,
): Effect<Message> {
  const report: P1B = {
    kind: 'p1b',
    ballot,
    promised: ballot,
    accepted,
    decided,
    cleared,
    attempt,
  };
  return answer(from, report);
}

function answerTo(
  acceptor: AcceptorContext,
  { ballot, slot, attempt }: P2AEvent,
  accepted: boolean,
): P2B {
  return { kind: 'p2b', ballot, slot, accepted, promised: acceptor.ballot, attempt };
}

function answer(to: Address, message: Message): Effect<Message> {
  return { type: 'send', to, message };
}
