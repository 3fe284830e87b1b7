import type { Address } from '../base/address';
import { ballotOf, isAgreement } from '../check/cluster';
import {
  deedWords,
  type MessageSign,
  type Proof,
  type ProofQuorum,
  sharedWords,
} from '../check/properties/proof';
import type { Violation } from '../check/properties/property';
import { sameBallot } from '../protocol/ballot';
import { majorityOf } from '../protocol/quorum';
import { positionOfMessage } from './messageWords';
import type { Trace, TracedMessage } from './trace';
import { shortValue } from './values';
import { formatBallot } from './words';

/** A quorum as a proof shows it, or those who were too few to be one. */
export interface QuorumView {
  readonly key: string;
  /** "1.S1" */
  readonly ballot: string;
  /** "A was accepted by", "was promised by" */
  readonly did: string;
  readonly acceptors: readonly Address[];
  readonly isMajority: boolean;
}

/** What shows that a property is broken, for drawing. */
export interface ProofView {
  readonly quorums: readonly QuorumView[];
  readonly deeds: readonly { readonly node: Address; readonly words: string }[];
  /** What two quorums have in common, in words; null where that says nothing. */
  readonly shared: string | null;
  readonly position: number | null;
  readonly messages: readonly TracedMessage[];
  readonly calls: Proof['calls'];
}

export function proofView({ proof, step }: Violation, trace: Trace, servers: number): ProofView {
  const { quorums, deeds, position, calls } = proof;
  return {
    quorums: quorums.map((quorum, i) => quorumView(quorum, servers, i)),
    deeds: deeds.map((deed) => ({ node: deed.node, words: deedWords(deed) })),
    shared: sharedWords(quorums)[0] ?? null,
    position,
    messages: messagesOf(proof, step, trace),
    calls,
  };
}

function quorumView({ did, ballot, value, acceptors }: ProofQuorum, servers: number, i: number) {
  const what =
    did === 'promised' ? 'was promised by' : `${shortValue(value ?? '')} was accepted by`;
  const isMajority = acceptors.length >= majorityOf(servers);
  return { key: `${i}`, ballot: formatBallot(ballot), did: what, acceptors, isMajority };
}

/** The messages of a branch that carried what a proof speaks of; of what came twice, both. */
export function messagesOf(
  { messages }: Pick<Proof, 'messages'>,
  step: number,
  trace: Trace,
): readonly TracedMessage[] {
  return trace.messages.filter(
    (traced) => traced.sentDepth <= step && messages.some((sign) => isSigned(traced, sign)),
  );
}

function isSigned({ from, to, message }: TracedMessage, sign: MessageSign): boolean {
  if (message.kind !== sign.kind || from !== sign.from || to !== sign.to) return false;
  if (sign.position !== null && positionOfMessage(message) !== sign.position) return false;
  return (
    sign.ballot === null || (isAgreement(message) && sameBallot(ballotOf(message), sign.ballot))
  );
}
