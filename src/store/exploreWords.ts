import { goesBy, PROPERTIES } from '../check/judge';
import { spaced } from '../protocol/sentences';
import type { Bounds, Finding, Progress } from '../scenarios/explore/contract';
import { ballotsOf, type ProofSize, warningOf } from '../scenarios/explore/proofs';
import type { Question } from './exploring';
import { titlesOf } from './wrongRules';

/** What a finding comes to, for a person. */
export interface Verdict {
  /** `bad`: broken; `proof`: all was seen; `open`: nothing was found, and not all was seen; `met`: what was searched for. */
  readonly tone: 'bad' | 'proof' | 'open' | 'met';
  readonly headline: string;
  /** What the verdict rests on. */
  readonly detail: string;
}

export function verdictOf(finding: Finding, question: Question): Verdict {
  switch (finding.verdict) {
    case 'violation':
      return {
        tone: 'bad',
        headline: `Broken in ${steps(finding)}.`,
        detail: `${brokenWords(finding)} ${lengthWords(finding)}`,
      };
    case 'goal':
      return {
        tone: 'met',
        headline: `Found, in ${steps(finding)}.`,
        detail: lengthWords(finding),
      };
    case 'exhausted':
      return question.goal === null ? safeWords(finding, question) : neverWords(finding, question);
    case 'bounded':
      return openWords(finding, question);
  }
}

function brokenWords({ violated = '' }: Finding): string {
  return `No longer true: “${saysOf(violated)}” (${violated})`;
}

const steps = ({ run = [] }: Pick<Finding, 'run'>): string =>
  run.length === 1 ? '1 step' : `${run.length} steps`;

function lengthWords({ phase }: Finding): string {
  return phase === 'breadth'
    ? 'No run from there is shorter.'
    : 'Found by random walks and shortened; there may be a shorter run.';
}

/** What is wrong on purpose may need more than what was looked at. */
function notShown(broken: readonly string[], protocol: Question['protocol']): string {
  if (broken.length === 0) return '';
  const rules = broken.length === 1 ? 'this rule is' : 'these rules are';
  const titles = titlesOf(protocol, broken).map((title) => `“${title}”`);
  return ` This although ${rules} wrong on purpose: ${titles.join(', ')}. What breaks then needs more than these limits allow.`;
}

function safeWords(finding: Finding, question: Question): Verdict {
  const { kind, size, bounds, isPruned, broken, protocol } = question;
  const states = `${count(finding.states)} states`;
  const where =
    kind === 'prove' && size
      ? `All ${states} that can be reached with ${size.acceptors} acceptors and ${ballotsOf(size)} ${ballotsOf(size) === 1 ? 'ballot' : 'ballots'} are safe.`
      : `Every one of the ${states} that can be reached from there is safe.`;
  if (finding.boundedBy)
    return {
      tone: 'open',
      headline: where,
      detail: `But ${finding.boundedBy} kept it from going on here and there: no proof beyond that.${notShown(broken, protocol)} ${limitWords(bounds)}`,
    };
  return {
    tone: 'proof',
    headline: where,
    detail: `${isPruned ? 'Nothing was left out but what lies beyond the states that it was not to go on from' : 'Nothing was left out'}: a proof for this cluster and these limits.${notShown(broken, protocol)} ${limitWords(bounds)}`,
  };
}

function neverWords(finding: Finding, { bounds }: Question): Verdict {
  return {
    tone: finding.boundedBy ? 'open' : 'proof',
    headline: `It never comes to that: in none of the ${count(finding.states)} states that can be reached.`,
    detail: limitWords(bounds),
  };
}

function openWords(finding: Finding, { goal, kind, isKnown }: Question): Verdict {
  const nothing = isKnown ? 'No shorter way' : 'No violation';
  const what = goal === null ? nothing : 'Not found';
  const by = finding.boundedBy ? `Stopped by ${finding.boundedBy}` : 'Stopped before the end';
  return {
    tone: 'open',
    headline: `${what} in ${count(finding.states)} states, up to ${finding.depth} steps deep.`,
    detail: `${by}: no proof. ${kind === 'prove' ? 'A smaller size' : 'A search with fewer timers, rounds and faults'} may come to an end.`,
  };
}

/** What could happen at all. */
function limitWords(bounds: Bounds): string {
  const { timeouts = 0, rounds, dones = 0, crashes = 0, losses = 0, duplications = 0 } = bounds;
  const most = (number: number, one: string, many: string) =>
    number === 0 ? `no ${many}` : `at most ${count(number)} ${number === 1 ? one : many}`;
  const parts = [
    most(timeouts, 'timer fires', 'timers fire'),
    ...(rounds === undefined ? [] : [`rounds up to ${rounds}`]),
    ...(dones > 0 ? [most(dones, 'call of Done', 'calls of Done')] : []),
    most(crashes, 'crash', 'crashes'),
    // A message that never comes is as good as lost.
    ...(losses > 0 ? [most(losses, 'message lost', 'messages lost')] : []),
    most(duplications, 'message twice', 'messages twice'),
  ];
  return `Limits: ${parts.join(', ')}. Any message may come at any time, or never.`;
}

/** "Searched from event 12: 12 345 states, 45 678 steps tried, 9 steps deep, 1.5 s." */
export function effortWords(
  { states, transitions, depth, seconds }: Progress,
  from: string,
): string {
  const tried = `${count(states)} states, ${count(transitions)} steps tried`;
  return `Searched from ${from}: ${tried}, ${count(depth)} steps deep, ${seconds.toFixed(1)}\u00a0s.`;
}

/** What a search is busy with. */
export function phaseWords(progress: Progress | null, from: string): string {
  if (progress === null) return `Starting from ${from} …`;
  return `From ${from}: ${progress.phase === 'walks' ? 'random walks …' : 'in all orders …'}`;
}

/** What would be proved of a cluster of this size, and what to expect. */
export function proofWords(size: ProofSize): { readonly what: string; readonly warning: string } {
  const { protocol, acceptors, proposers, rounds } = size;
  const ballots = ballotsOf(size);
  const who = proposers === 1 ? 'One server' : `${proposers} of ${acceptors} servers`;
  const does =
    protocol === 'multi'
      ? `${proposers === 1 ? 'leads and has' : 'have led, one after the other, each with'} a command for slot 1`
      : `${proposers === 1 ? 'proposes a value' : 'propose a value each'} for one instance`;
  const each = rounds === 1 ? '' : `, up to round ${rounds}`;
  return {
    what: `${who} ${does}: ${ballots} ${ballots === 1 ? 'ballot' : 'ballots'}${each}. Messages come in any order, or never.`,
    warning: warningOf(size) ?? '',
  };
}

/** The branch of a run that was found. */
export function nameOfFound({ verdict, violated = '' }: Finding, { goal }: Question): string {
  if (verdict === 'violation') return `Counterexample: ${saysOf(violated)}`;
  return `Found: ${goal ?? ''}`;
}

/** Said when it is opened. */
export function openedWords(finding: Finding): string {
  const what = finding.verdict === 'violation' ? 'A counterexample' : 'Such a run';
  return `${what} in ${steps(finding)}, on a branch of its own: step through it.`;
}

function saysOf(property: string): string {
  return PROPERTIES.find(({ id }) => goesBy(id, property))?.says ?? property;
}

/** With thin spaces between thousands. */
export const count = (number: number): string => spaced(Math.round(number));
