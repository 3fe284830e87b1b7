import type { Address } from '../../base/address';
import { type Ballot, compareBallots } from '../../protocol/ballot';
import { majorityOf } from '../../protocol/quorum';
import type { Value } from '../../protocol/value';
import { ballotText, type ForeignStep, type ForeignTrace, isOwn } from './trace';

/** A ballot, or a vote, and the line that shows it. */
export interface SeenBallot {
  readonly ballot: Ballot;
  readonly line: number;
}

/** What an acceptor may not go below: what it promised, what it accepted, or what it said when it refused. */
export interface Bound extends SeenBallot {
  readonly by: 'promise' | 'accepted' | 'reject';
}

/** A vote; no value where nothing has told it yet. */
export interface SeenVote extends SeenBallot {
  readonly value: Value | null;
}

/** A promise for one ballot, and the votes that it reported, by position. */
export interface SeenPromise {
  readonly acceptor: Address;
  readonly line: number;
  readonly votes: ReadonlyMap<number, SeenVote>;
}

/** A value that a majority accepted at one ballot. It stays chosen, whatever its acceptors vote for later. */
export interface ForeignChoice extends Carried {
  readonly acceptors: readonly Address[];
}

/** One ballot at one position. */
export interface BallotRecord {
  readonly ballot: Ballot;
  /** Every value it was seen with, and the line that showed it first. */
  readonly values: Map<Value, number>;
  /** Those that somebody asked votes for. */
  readonly asked: Set<Value>;
  /** Who accepted which value, and the line that showed it. */
  readonly votes: Map<Value, Map<Address, number>>;
  /** Votes that told no value, while the ballot was seen with none. */
  readonly unnamed: Map<Address, number>;
  readonly chosen: Set<Value>;
}

/** That a ballot carries a value. */
export interface Carried extends SeenBallot {
  readonly value: Value;
}

export interface Learned {
  readonly peer: Address;
  readonly value: Value;
  readonly line: number;
}

/** All that is known of one position. */
export interface PositionRecord {
  readonly ballots: Map<string, BallotRecord>;
  /** The first choice of each value; more than one value here is the end of agreement. */
  readonly chosen: Map<Value, ForeignChoice>;
  /** The choice of the lowest ballot: every higher one must carry its value. */
  lowest: ForeignChoice | null;
  /** The highest ballot seen with any value, and the highest seen with another one. */
  highest: readonly Carried[];
  /** What a peer was the first to take to be decided. */
  learned: Learned | null;
}

/**
 * What the lines so far show, whichever end of a message wrote it down: the ghost facts of a foreign trace. It is
 * changed in place, line by line, and each property looks at it just before or just after its line is noted.
 */
export interface Ledger {
  readonly majority: number;
  /** The highest ballot that binds this acceptor, by its own account. */
  bound(acceptor: Address, position: number | null): Bound | undefined;
  /** Its votes by position, by its own account. */
  ownVotes(acceptor: Address): ReadonlyMap<number, SeenVote>;
  /** The slots above `cleared` in which it voted. It has said that the others are cleared: they are forgotten here too. */
  votesAbove(acceptor: Address, cleared: number): readonly number[];
  /** Up to where it has said that its slots are cleared; -1 if it never did. */
  clearedBy(acceptor: Address): number;
  /** Whether it writes down the votes that it sends, so that one it did not write down was not given. */
  writesVotes(acceptor: Address): boolean;
  /** The first promise of each acceptor for this ballot. */
  promises(ballot: Ballot, position: number | null): readonly SeenPromise[];
  /** Who used this ballot first. */
  owner(ballot: Ballot, position: number | null): { peer: Address; line: number } | undefined;
  at(position: number): PositionRecord;
  /** What this line made chosen, if it did. */
  note(step: ForeignStep): ForeignChoice | null;
}

export function createLedger({ protocol, peers }: ForeignTrace): Ledger {
  const majority = majorityOf(peers);
  const bounds = new Map<string, Bound>();
  const ownVotes = new Map<Address, Map<number, SeenVote>>();
  const cleared = new Map<Address, number>();
  const writers = new Set<Address>();
  const promises = new Map<string, SeenPromise[]>();
  const owners = new Map<string, { peer: Address; line: number }>();
  const positions = new Map<number, PositionRecord>();

  /** Multi-Paxos promises for all slots at once. */
  const place = (position: number | null) => (protocol === 'multi' ? '' : String(position));
  const keyOf = (what: Ballot | Address, position: number | null) =>
    `${typeof what === 'number' ? what : ballotText(what)} ${place(position)}`;

  function at(position: number): PositionRecord {
    const known = positions.get(position);
    if (known) return known;
    const fresh: PositionRecord = {
      ballots: new Map(),
      chosen: new Map(),
      lowest: null,
      highest: [],
      learned: null,
    };
    positions.set(position, fresh);
    return fresh;
  }

  function note(step: ForeignStep): ForeignChoice | null {
    noteOwner(step);
    if (isOwn(step)) noteBound(step);
    switch (step.act) {
      case 'promise':
        notePromise(step);
        return null;
      case 'accept':
        return noteRecord(step);
      case 'accepted':
        if (isOwn(step)) noteOwnVote(step);
        return noteRecord(step);
      case 'decide':
        noteLearned(step);
        return null;
      case 'decided':
        if (isOwn(step)) noteLearned(step);
        return null;
      default:
        return null;
    }
  }

  function noteOwner({ act, from, position, ballot, line }: ForeignStep): void {
    if ((act !== 'prepare' && act !== 'accept') || from === null || ballot === null) return;
    const key = keyOf(ballot, position);
    if (!owners.has(key)) owners.set(key, { peer: from, line });
  }

  function noteBound({ act: by, peer, position, ballot, promised, line }: ForeignStep): void {
    if (by !== 'promise' && by !== 'accepted' && by !== 'reject') return;
    const bound = by === 'reject' ? promised : ballot;
    const key = keyOf(peer, position);
    if (bound === null || compareBallots(bound, bounds.get(key)?.ballot ?? null) <= 0) return;
    bounds.set(key, { ballot: bound, line, by });
  }

  function notePromise({ from, position, ballot, votes, line }: ForeignStep): void {
    if (from === null || ballot === null) return;
    const key = keyOf(ballot, position);
    const known = promises.get(key) ?? [];
    if (known.some(({ acceptor }) => acceptor === from)) return;
    const reported = votes.map((vote) => [vote.position, { ...vote, line }] as const);
    promises.set(key, [...known, { acceptor: from, line, votes: new Map(reported) }]);
  }

  function noteOwnVote({ peer, to, position, ballot, value, line }: ForeignStep): void {
    if (position === null || ballot === null) return;
    if (to !== peer) writers.add(peer);
    const own = ownVotes.get(peer) ?? new Map<number, SeenVote>();
    ownVotes.set(peer, own);
    if (compareBallots(ballot, own.get(position)?.ballot ?? null) >= 0)
      own.set(position, { ballot, value, line });
  }

  function votesAbove(acceptor: Address, bound: number): number[] {
    cleared.set(acceptor, Math.max(bound, cleared.get(acceptor) ?? -1));
    const own = ownVotes.get(acceptor);
    for (const slot of own?.keys() ?? []) if (slot <= bound) own?.delete(slot);
    return [...(own?.keys() ?? [])];
  }

  function noteRecord(step: ForeignStep): ForeignChoice | null {
    const { act, from, position, ballot, value, line } = step;
    if (position === null || ballot === null) return null;
    const here = at(position);
    const record = recordOf(here, ballot);
    if (value !== null && !record.values.has(value)) {
      record.values.set(value, line);
      here.highest = twoHighest(here.highest, { ballot, value, line });
    }
    if (act === 'accept' && value !== null) record.asked.add(value);
    const named = value ?? firstValue(record);
    if (act === 'accepted' && from !== null) vote(record, named, from, line);
    return named === null ? null : noteChoice(here, record, named, line);
  }

  function noteChoice(
    here: PositionRecord,
    record: BallotRecord,
    value: Value,
    line: number,
  ): ForeignChoice | null {
    nameVotes(record);
    const acceptors = [...(record.votes.get(value)?.keys() ?? [])];
    if (acceptors.length < majority || record.chosen.has(value)) return null;
    record.chosen.add(value);
    const { ballot } = record;
    const choice = { ballot, value, acceptors, line };
    if (!here.chosen.has(value)) here.chosen.set(value, choice);
    if (here.lowest === null || compareBallots(ballot, here.lowest.ballot) < 0)
      here.lowest = choice;
    return choice;
  }

  function noteLearned({ peer, position, value, line }: ForeignStep): void {
    if (position !== null && value !== null) at(position).learned ??= { peer, value, line };
  }

  return {
    majority,
    bound: (acceptor, position) => bounds.get(keyOf(acceptor, position)),
    ownVotes: (acceptor) => ownVotes.get(acceptor) ?? NO_VOTES,
    votesAbove,
    clearedBy: (acceptor) => cleared.get(acceptor) ?? -1,
    writesVotes: (acceptor) => writers.has(acceptor),
    promises: (ballot, position) => promises.get(keyOf(ballot, position)) ?? [],
    owner: (ballot, position) => owners.get(keyOf(ballot, position)),
    at,
    note,
  };
}

const NO_VOTES: ReadonlyMap<number, SeenVote> = new Map();

/** Of different values, so that one of them differs from whatever is chosen. */
function twoHighest(known: readonly Carried[], fresh: Carried): readonly Carried[] {
  const higher = known.find(({ value }) => value === fresh.value);
  if (higher && compareBallots(higher.ballot, fresh.ballot) >= 0) return known;
  return [...known.filter((carried) => carried !== higher), fresh]
    .sort((a, b) => compareBallots(b.ballot, a.ballot))
    .slice(0, 2);
}

function firstValue({ values }: BallotRecord): Value | null {
  return values.keys().next().value ?? null;
}

function vote({ votes, unnamed }: BallotRecord, value: Value | null, from: Address, line: number) {
  const group = value === null ? unnamed : (votes.get(value) ?? new Map<Address, number>());
  if (value !== null) votes.set(value, group);
  if (!group.has(from)) group.set(from, line);
}

/** A vote that told no value is for the one that its ballot was first seen with: one ballot carries one value. */
function nameVotes(record: BallotRecord): void {
  const first = firstValue(record);
  if (first === null || record.unnamed.size === 0) return;
  for (const [acceptor, line] of record.unnamed) vote(record, first, acceptor, line);
  record.unnamed.clear();
}

function recordOf({ ballots }: PositionRecord, ballot: Ballot): BallotRecord {
  const key = ballotText(ballot);
  const known = ballots.get(key);
  if (known) return known;
  const fresh: BallotRecord = {
    ballot,
    values: new Map(),
    asked: new Set(),
    votes: new Map(),
    unnamed: new Map(),
    chosen: new Set(),
  };
  ballots.set(key, fresh);
  return fresh;
}
