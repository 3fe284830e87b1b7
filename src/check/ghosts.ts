import { type Address, CLERK_BASE } from '../base/address';
import { emptyIntMap, getAt, type IntMap } from '../base/intMap';
import type { Operation } from '../kv';
import { type Ballot, sameBallot } from '../protocol/ballot';
import type { Value } from '../protocol/value';
import type { Vote } from '../protocol/vote';
import type { Micros } from '../sim/time';
import type { CallFact } from './calls';

/** Everybody who ever voted for one ballot's value in one instance. */
export interface BallotVotes extends Vote {
  readonly acceptors: readonly Address[];
}

/** A value that a majority accepted under one ballot, and when that became true. */
export interface Choice extends Vote {
  readonly at: Micros;
  readonly acceptors: readonly Address[];
}

/** A promise, and the vote that its acceptor had given by then, by the history of votes and not by what it said. */
export interface PromiseFact {
  readonly ballot: Ballot;
  readonly acceptor: Address;
  /** Its highest vote below `ballot`; null for none. */
  readonly vote: Vote | null;
}

/** The highest ballot that one proposer ever began in one instance. */
export interface Begun {
  readonly proposer: Address;
  readonly ballot: Ballot;
  /** It once began one that was not above all it had begun before. */
  readonly again: boolean;
}

/** What is true of one instance or slot and no server may see. History: it stays when acceptors overwrite their votes. */
export interface InstanceFacts {
  /** Given to Start there (library), or asked for there by a leader (multi). */
  readonly proposed: readonly Value[];
  /** What proposers and leaders asked for there, each under its ballot: issued. */
  readonly asked: readonly Vote[];
  /** Every promise that an acceptor gave (library), but for those that can be of no consequence any more. */
  readonly promises: readonly PromiseFact[];
  /** How far each proposer's ballots have come (library). */
  readonly begun: readonly Begun[];
  readonly ballots: readonly BallotVotes[];
  /** Every choice ever made, oldest first; more than one value here is the end of agreement. */
  readonly chosen: readonly Choice[];
  readonly learned: readonly { readonly server: Address; readonly value: Value }[];
}

/** The latest ballot that a server ran with (multi). */
export interface Campaign {
  readonly ballot: Ballot | null;
  /** The one it ran with before, across restarts too. */
  readonly before: Ballot | null;
  /** Every acceptor that ever adopted `ballot`. */
  readonly promisers: readonly Address[];
}

/** Ghost facts, recorded beside the protocol and never inside it (CONFORMANCE 6.0). */
export interface Facts {
  readonly instances: IntMap<InstanceFacts>;
  /** Highest argument ever given to Done at each server, in order of address; -1 if never. */
  readonly done: readonly number[];
  /** The latest slot ever executed at each server (multi), in order of address; 0 if none. */
  readonly executed: readonly number[];
  /** One for each server, in order of address (multi). */
  readonly campaigns: readonly Campaign[];
  /** The highest ballot that each acceptor ever followed (multi), in order of address. */
  readonly followed: readonly (Ballot | null)[];
  /** Commands handed straight to a server (multi), each once. */
  readonly commands: readonly Value[];
  /** Every call of every clerk, in the order in which they began. */
  readonly calls: readonly CallFact[];
  /** For each clerk, for each of its calls, the lowest instance it was chosen in; -1 for none yet. */
  readonly firstInstances: readonly (readonly number[])[];
}

/** Nothing has happened there. */
export const NO_FACTS: InstanceFacts = {
  proposed: [],
  asked: [],
  promises: [],
  begun: [],
  ballots: [],
  chosen: [],
  learned: [],
};
const NO_CAMPAIGN: Campaign = { ballot: null, before: null, promisers: [] };

export function initialFacts(servers: number, clerks = 0): Facts {
  return {
    instances: emptyIntMap(),
    done: new Array<number>(servers).fill(-1),
    executed: new Array<number>(servers).fill(0),
    campaigns: new Array<Campaign>(servers).fill(NO_CAMPAIGN),
    followed: new Array<Ballot | null>(servers).fill(null),
    commands: [],
    calls: [],
    firstInstances: Array.from({ length: clerks }, () => []),
  };
}

export function factsOf(facts: Facts, seq: number): InstanceFacts {
  return getAt(facts.instances, seq) ?? NO_FACTS;
}

/** The lowest instance in which this operation was chosen; -1 while it was not. */
export function firstInstanceOf(
  facts: Facts,
  { clerk, id }: Pick<Operation, 'clerk' | 'id'>,
): number {
  return facts.firstInstances[clerk - CLERK_BASE - 1]?.[id - 1] ?? -1;
}

/** Whether somebody asked for this value there in this ballot. */
export function isAsked(facts: Facts, position: number, ballot: Ballot, value: Value): boolean {
  return factsOf(facts, position).asked.some(
    (asked) => asked.value === value && sameBallot(asked.ballot, ballot),
  );
}
