import type { Because, Explanation } from '../base/actor';
import { type Address, nameOf } from '../base/address';
import { isClerk } from '../check/calls';
import { type ClusterEvent, type ClusterOutcome, instanceTouched } from '../check/cluster';
import { type Choice, factsOf } from '../check/facts';
import { PROPERTIES } from '../check/judge';
import { positionsTouched, rolesAt } from '../check/reading';
import { type KvRuleId, kvSentenceOf } from '../kv';
import { formatBallot } from '../protocol/ballot';
import { shortValue } from '../protocol/sentences';
import { type AnyRuleId, sentenceOf } from '../protocol/wording';
import type { Moment } from '../scenarios/run';
import { findWire } from '../sim/world';
import { environmentSentence, list, lossSentence, stillArriving } from './environmentWords';
import { positionOfMessage } from './messageWords';
import { protocolWords } from './protocolWords';

/** One event in words. */
export interface Narration {
  /** The one sentence that says what just happened. */
  readonly headline: string;
  /** Every rule that fired, in order, and what was lost or broken besides. */
  readonly details: readonly Detail[];
  /** Said when this event made a value chosen: what an observer sees and no server does. */
  readonly chosen: string | null;
}

export interface Detail {
  /** A rule's id, the id of a broken property, or `network.` and a message's fate. */
  readonly rule: string;
  readonly text: string;
}

/** Rules from the most telling to the least: of all that fire in one step, the first of these is the headline. */
export const TELLING: readonly (AnyRuleId | KvRuleId)[] = [
  'clerk.return',
  'clerk.retry',
  'clerk.call',
  'replica.fillHole',
  'replica.proposeAgain',
  'replica.propose',
  'replica.skipRepeated',
  'replica.apply',
  'replica.duplicate',
  'leader.lead',
  'leader.decide',
  'leader.stepDown',
  'leader.elect',
  'proposer.decide',
  'learner.learn',
  'proposer.adoptHighest',
  'proposer.proposeOwn',
  'proposer.retry',
  'proposer.start',
  'library.startForgotten',
  'leader.propose',
  'proposer.loseRound',
  'acceptor.rejectAccept',
  'acceptor.rejectPrepare',
  'acceptor.accept',
  'acceptor.promise',
  'acceptor.refuseP2A',
  'acceptor.refuseP1A',
  'acceptor.vote',
  'acceptor.adopt',
  'leader.teach',
  'leader.sendP1A',
  'log.clear',
  'learner.hole',
  'learner.execute',
  'learner.decide',
  'service.skipRepeated',
  'service.apply',
  'service.duplicate',
  'service.take',
  'leader.fillGap',
  'leader.adopt',
  'leader.resend',
  'library.forget',
  'library.done',
  'proposer.noteRejection',
  'proposer.countVote',
  'proposer.countPromise',
  'leader.ignoreVote',
  'leader.countVote',
  'leader.countPromise',
  'leader.follow',
  'leader.askAgain',
  'leader.miss',
  'acceptor.promiseAgain',
  'acceptor.ignoreCleared',
  'leader.ignorePromise',
  'leader.proposeNothing',
  'leader.dropRequest',
  'learner.report',
  'leader.beat',
  'leader.noteExecuted',
  'proposer.keepDriving',
  'proposer.stop',
  'learner.hearAgain',
  'library.ignoreForgotten',
  'proposer.ignoreReply',
  'library.hearDone',
  'replica.pending',
  'replica.heard',
  'replica.poll',
  'clerk.queue',
  'clerk.ignoreReply',
];

interface Step {
  readonly event: ClusterEvent;
  readonly outcome: ClusterOutcome;
  readonly before: Moment;
  readonly after: Moment;
}

/** What an event did, in words. `before` and `after` are the moments around it. */
export function narrate(
  event: ClusterEvent,
  outcome: ClusterOutcome,
  before: Moment,
  after: Moment,
): Narration {
  const step = { event, outcome, before, after };
  const broken = brokenBy(step);
  const chosen = chosenBy(step);
  const told = outcome.explanations.map((explanation) => tell(explanation, step));
  const details = [...broken, ...told, ...lossesOf(step)];
  return { headline: broken[0]?.text ?? headlineOf(step, told, chosen), details, chosen };
}

// ---- the headline ---------------------------------------------------------------------------------------------------

function headlineOf(step: Step, told: readonly Detail[], chosen: string | null): string {
  const { event, outcome, before, after } = step;
  const first =
    TELLING.flatMap((rule) => told.filter((detail) => detail.rule === rule))[0] ?? told[0];
  if (chosen && !DECIDING.has(first?.rule ?? '')) return chosen;
  const { protocol } = after;
  const worlds = { protocol, outcome, before: before.world, after: after.world };
  return placed(first?.text ?? environmentSentence(event, worlds), first?.rule ?? '', step);
}

/** Whoever decides says that the value is chosen, and more. */
const DECIDING: ReadonlySet<string> = new Set(['proposer.decide', 'leader.decide']);

/** With more than one instance about, the headline says which one it speaks of. */
function placed(text: string, rule: string, step: Step): string {
  const says = /^(library|clerk|replica)\./.test(rule) || rule === 'proposer.start';
  // The sentences of Multi-Paxos name their slot themselves.
  const seq =
    says || step.after.protocol !== 'basic' || step.after.facts.instances.size < 2
      ? null
      : instanceOf(step);
  return seq === null ? text : `Instance ${seq}: ${text}`;
}

function instanceOf({ event, outcome, before }: Step): number | null {
  if (!('wire' in event)) return instanceTouched({ event, outcome });
  const wire = findWire(before.world, event.wire);
  return wire ? positionOfMessage(wire.message) : null;
}

// ---- what the rules, the network and an observer say ----------------------------------------------------------------

function tell({ rule, because }: Explanation, step: Step): Detail {
  const node = step.outcome.node ?? 0;
  const known = { ...because, ...knownBesides(because, node, step) };
  return {
    rule,
    text: kvSentenceOf(rule, known, nameOf(node)) ?? sentenceOf(rule, known, nameOf(node)),
  };
}

/** What the wording wants to know and the rule could not: see RuleWording. */
function knownBesides(
  { seq, from }: Because,
  node: Address,
  { outcome, before, after }: Step,
): Because {
  const peer = before.world.nodes[node - 1]?.state;
  const instance = typeof seq === 'number' ? rolesAt(peer, seq) : undefined;
  const wire = outcome.ended?.wire;
  const rejection = wire?.from === from && wire?.message.kind === 'reject' ? wire.message : null;
  return {
    servers: after.world.nodes.length,
    phase: instance?.proposer.value,
    behind: rejection?.promised,
  };
}

function lossesOf({ event, outcome, after }: Step): Detail[] {
  const losses = outcome.posted.flatMap((posted) => {
    const text = lossSentence(posted);
    return text === null ? [] : [{ rule: `network.${posted.fate}`, text }];
  });
  const arriving = stillArriving(event, after.world);
  return arriving ? [...losses, { rule: 'network.underWay', text: arriving }] : losses;
}

function brokenBy({ before, after }: Step): Detail[] {
  return after.violations.slice(before.violations.length).map(({ property }) => {
    const says = PROPERTIES.find(({ id }) => id === property)?.says ?? property;
    return { rule: property, text: `Safety is broken. This is no longer true: ${says}` };
  });
}

/** A later ballot that carries the value chosen before makes nothing chosen that was not. */
function chosenBy({ event, outcome, before, after }: Step): string | null {
  if (outcome.node === null || isClerk(outcome.node)) return null;
  const step = { event, outcome, before: before.world, after: after.world };
  for (const seq of positionsTouched(step, outcome.node)) {
    const said = chosenIn(seq, before, after);
    if (said !== null) return said;
  }
  return null;
}

function chosenIn(seq: number, before: Moment, after: Moment): string | null {
  const earlier = factsOf(before.facts, seq).chosen;
  const { chosen, learned } = factsOf(after.facts, seq);
  const choice = chosen.at(-1);
  if (!choice || chosen.length === earlier.length) return null;
  if (earlier.some(({ value }) => value === choice.value)) return null;
  const unseen = learned.length === 0 ? ' — and no server knows it yet' : '';
  const [other] = earlier;
  const though = other ? `, although ${shortValue(other.value)} already was` : unseen;
  return `${choiceInWords(choice, seq, protocolWords(after.protocol).position)}${though}.`;
}

function choiceInWords(
  { value, ballot, acceptors }: Choice,
  seq: number,
  position: string,
): string {
  const who = list(acceptors.toSorted((a, b) => a - b));
  return `${shortValue(value)} is now chosen in ${position} ${seq}: ${who} accepted it at ${formatBallot(ballot)}`;
}
