import type { Because } from '../../base/actor';
import { type Address, nameOf } from '../../base/address';
import { type Ballot, compareBallots, formatBallot, sameBallot } from '../../protocol/ballot';
import type { Value } from '../../protocol/value';
import type { Vote } from '../../protocol/vote';
import {
  ballotOf,
  type ClusterMessage,
  isAgreement,
  isMulti,
  type Observed,
  positionsOf,
} from '../cluster';
import { type BallotVotes, type Facts, factsOf } from '../facts';
import { stateIn } from '../reading';

/** What shows that a property is broken: plain data, from which a view can light servers, messages and quorums. */
export interface Proof {
  /** Servers and clerks concerned, rising. */
  readonly nodes: readonly Address[];
  /** The instance or slot; null when it is not about one. */
  readonly position: number | null;
  readonly quorums: readonly ProofQuorum[];
  readonly deeds: readonly Deed[];
  /** What carried it; which wires these were is for the trace to find. */
  readonly messages: readonly MessageSign[];
  /** Calls of clerks. */
  readonly calls: readonly { readonly clerk: Address; readonly id: number }[];
}

/** Acceptors that did the same together; fewer than a majority where that is the point. */
export interface ProofQuorum {
  readonly did: 'voted' | 'promised';
  readonly ballot: Ballot;
  /** Null for promises. */
  readonly value: Value | null;
  /** Rising. */
  readonly acceptors: readonly Address[];
}

/** What one server did or holds. */
export interface Deed {
  readonly node: Address;
  readonly did: 'voted' | 'promised' | 'asked' | 'learned' | 'began';
  readonly ballot: Ballot | null;
  readonly value: Value | null;
}

/** What identifies messages: their kind, and whichever of the rest is not null. */
export interface MessageSign {
  readonly kind: ClusterMessage['kind'];
  readonly ballot: Ballot | null;
  readonly position: number | null;
  readonly from: Address;
  readonly to: Address;
}

/** What a property knows of its proof. */
export type ProofPart = Partial<Omit<Proof, 'nodes' | 'messages'>> & {
  /** Beyond those that the rest names. */
  readonly nodes?: readonly Address[];
};

/** The whole proof: the property's part, with the acting node, the message that it received, and what carried the rest. */
export function proofOf(step: Observed, because: Because, part: ProofPart): Proof {
  const { position = positionIn(because), quorums = [], deeds = [], calls = [] } = part;
  const node = step.outcome.node ?? 0;
  const server = stateIn(step.after, node);
  const words = server && isMulti(server) ? WORDS.multi : WORDS.basic;
  const carried = quorums.flatMap((quorum) => carriersOf(quorum, words, position));
  const received = step.outcome.ended?.how === 'received' ? step.outcome.ended.wire : null;
  const messages = received ? [signOf(received.message, received), ...carried] : carried;
  const nodes = new Set([
    node,
    ...(part.nodes ?? []),
    ...quorums.flatMap(({ acceptors }) => acceptors),
    ...deeds.map((deed) => deed.node),
    ...calls.map(({ clerk }) => clerk),
  ]);
  return {
    nodes: rising([...nodes]),
    position,
    quorums,
    deeds,
    messages: distinct(messages),
    calls,
  };
}

/** What a judge calls the position that it speaks of. */
function positionIn({ seq, slot }: Because): number | null {
  const position = seq ?? slot;
  return typeof position === 'number' ? position : null;
}

const WORDS = {
  basic: { promised: ['prepare', 'promise'], voted: ['accept', 'accepted'] },
  multi: { promised: ['p1a', 'p1b'], voted: ['p2a', 'p2b'] },
} as const;

/** The questions and answers behind a quorum; what a server tells itself does not travel. */
function carriersOf(
  { did, ballot, acceptors }: ProofQuorum,
  words: (typeof WORDS)['basic' | 'multi'],
  position: number | null,
): MessageSign[] {
  const [question, answer] = words[did];
  // One promise of Multi-Paxos is for all slots.
  const at = question === 'p1a' ? null : position;
  const owner = ballot.server;
  return acceptors
    .filter((acceptor) => acceptor !== owner)
    .flatMap((acceptor) => [
      { kind: question, ballot, position: at, from: owner, to: acceptor },
      { kind: answer, ballot, position: at, from: acceptor, to: owner },
    ]);
}

export function signOf(
  message: ClusterMessage,
  { from, to }: { readonly from: Address; readonly to: Address },
): MessageSign {
  const [first, last] = positionsOf(message) ?? [null, null];
  const ballot = isAgreement(message) ? ballotOf(message) : null;
  return { kind: message.kind, ballot, position: first === last ? first : null, from, to };
}

function distinct(signs: readonly MessageSign[]): MessageSign[] {
  const isSame = (a: MessageSign, b: MessageSign) =>
    a.kind === b.kind &&
    a.from === b.from &&
    a.to === b.to &&
    a.position === b.position &&
    sameBallot(a.ballot, b.ballot);
  return signs.filter((sign, i) => signs.findIndex((other) => isSame(sign, other)) === i);
}

const rising = (addresses: readonly Address[]) => [...addresses].sort((a, b) => a - b);

// ---- parts that properties share ----------------------------------------------------------------------------------

/** Everybody who voted so. */
export function votesFor({ ballot, value, acceptors }: BallotVotes): ProofQuorum {
  return { did: 'voted', ballot, value, acceptors: rising(acceptors) };
}

/** Everybody who voted for this value in this ballot; nobody, if that is the point. */
export function votersOf(facts: Facts, position: number, vote: Vote): ProofQuorum {
  const cast = factsOf(facts, position).ballots.find(
    ({ ballot, value }) => value === vote.value && sameBallot(ballot, vote.ballot),
  );
  return votesFor({ ballot: vote.ballot, value: vote.value, acceptors: cast?.acceptors ?? [] });
}

/** Everybody who promised this ballot of the library. */
export function promisersOf(facts: Facts, position: number, ballot: Ballot): ProofQuorum {
  const given = factsOf(facts, position).promises.filter((one) => sameBallot(one.ballot, ballot));
  const acceptors = rising(given.map(({ acceptor }) => acceptor));
  return { did: 'promised', ballot, value: null, acceptors };
}

/** The quorums behind all that was chosen there, one for each ballot, lowest first. */
export function choicesOf(facts: Facts, position: number): ProofQuorum[] {
  return [...factsOf(facts, position).chosen]
    .sort((a, b) => compareBallots(a.ballot, b.ballot))
    .map((choice) => votersOf(facts, position, choice));
}

// ---- words --------------------------------------------------------------------------------------------------------

/** Servers that stand in both of two quorums. */
export function sharedBy(a: ProofQuorum, b: ProofQuorum): readonly Address[] {
  return a.acceptors.filter((acceptor) => b.acceptors.includes(acceptor));
}

/**
 * A proof in plain words, without a full stop: "1.S1: A was accepted by S1, S2; 2.S3: B was accepted by S2, S3; S2
 * accepted both". Empty for a proof that names no quorum and no deed.
 */
export function describeProof({ quorums, deeds }: Proof): string {
  return [...quorums.map(quorumWords), ...deeds.map(deedWords), ...sharedWords(quorums)].join('; ');
}

function quorumWords({ did, ballot, value, acceptors }: ProofQuorum): string {
  const whom = acceptors.length === 0 ? 'nobody' : namesOf(acceptors);
  return did === 'promised'
    ? `${formatBallot(ballot)} was promised by ${whom}`
    : `${formatBallot(ballot)}: ${shown(value)} was accepted by ${whom}`;
}

/** "S2 promised 2.S1" */
export function deedWords({ node, did, ballot, value }: Deed): string {
  const [who, number] = [nameOf(node), formatBallot(ballot)];
  switch (did) {
    case 'voted':
      return ballot ? `${who} accepted ${number}: ${shown(value)}` : `${who} has no vote`;
    case 'promised':
      return ballot ? `${who} promised ${number}` : `${who} has promised nothing`;
    case 'asked':
      return `${who} asked for ${shown(value)} in ${number}`;
    case 'learned':
      return value === null
        ? `${who} knows no decision`
        : `${who} took ${shown(value)} for decided`;
    case 'began':
      return `${who} began ${number}`;
  }
}

/** What two quorums that chose different values have in common. */
export function sharedWords(quorums: readonly ProofQuorum[]): string[] {
  const votes = quorums.filter(({ did }) => did === 'voted');
  const [first] = votes;
  const other = votes.find(({ value }) => value !== first?.value);
  if (!first || !other || first.acceptors.length === 0 || other.acceptors.length === 0) return [];
  const both = sharedBy(first, other);
  return [both.length === 0 ? 'nobody accepted both' : `${namesOf(both)} accepted both`];
}

const namesOf = (addresses: readonly Address[]) => addresses.map(nameOf).join(', ');

const MOST_SHOWN = 40;

function shown(value: Value | null): string {
  if (value === null) return 'nothing';
  return value.length > MOST_SHOWN ? `${value.slice(0, MOST_SHOWN)}…` : value;
}
