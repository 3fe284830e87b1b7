import { type Address, nameOf } from '../base/address';
import { isClerk } from '../check/calls';
import { type ClusterEvent, type ClusterOutcome, isMulti } from '../check/cluster';
import { factsOf } from '../check/facts';
import {
  firstKept,
  isHole,
  lastDecided,
  positionsTouched,
  remainsOf,
  stateIn,
} from '../check/reading';
import { formatBallot } from '../protocol/ballot';
import { MESSAGE_KINDS as LIBRARY_KINDS } from '../protocol/basic';
import { isLeading, MESSAGE_KINDS as LEADER_KINDS } from '../protocol/multi';
import type { Moment } from '../scenarios/run';
import { fromMs, type Micros, toMs } from '../sim/time';
import { type Described, matches, type Query } from './eventSearch';
import type { Narration } from './narrator';
import { type ProtocolWords, protocolWords } from './protocolWords';
import { shortValue } from './values';

/** One event, what it did, and the moments around it. */
export interface Step {
  readonly before: Moment;
  readonly after: Moment;
  readonly event: ClusterEvent;
  readonly outcome: ClusterOutcome;
  readonly narration: Narration | undefined;
}

export type ConditionId =
  | 'chosen'
  | 'decided'
  | 'hole'
  | 'leader'
  | 'conflict'
  | 'answer'
  | 'violation';

/** Something to run until. It is judged on one event, so that it does not hold again at the next. */
export interface StopCondition {
  readonly id: ConditionId;
  /** As a menu says it. */
  label(words: ProtocolWords): string;
  /** As in "no hole came". */
  readonly noun: string;
  isOffered(moment: Moment): boolean;
  /** What happened, in a sentence; null when it did not. */
  happened(step: Step): string | null;
}

const always = () => true;

/** In the order of the menu. */
export const STOP_CONDITIONS: readonly StopCondition[] = [
  {
    id: 'chosen',
    label: () => 'A value is chosen (no server sees it)',
    noun: 'value became chosen',
    isOffered: always,
    happened: chosenFirst,
  },
  {
    id: 'decided',
    label: ({ Position }) => `${Position} decided: a server knows it`,
    noun: 'decision came',
    isOffered: always,
    happened: decidedFirst,
  },
  {
    id: 'hole',
    label: () => 'A hole in a log',
    noun: 'hole came',
    isOffered: always,
    happened: holeMade,
  },
  {
    id: 'leader',
    label: () => 'Another server leads',
    noun: 'change of leader came',
    isOffered: ({ protocol }) => protocol !== 'basic',
    happened: leaderMade,
  },
  {
    id: 'conflict',
    label: () => 'Ballots in conflict: a refusal',
    noun: 'refusal came',
    isOffered: always,
    happened: (step) => toldBy(step, REFUSING),
  },
  {
    id: 'answer',
    label: () => 'A client has its answer',
    noun: 'answer to a client came',
    isOffered: ({ world }) => world.clerks.length > 0,
    happened: (step) => toldBy(step, ANSWERING),
  },
  {
    id: 'violation',
    label: () => 'A safety property is broken',
    noun: 'property was broken',
    isOffered: always,
    happened: ({ before, after }) =>
      after.violations.length > before.violations.length ? 'A safety property is broken.' : null,
  },
];

function chosenFirst(step: Step): string | null {
  for (const position of touched(step)) {
    const [choice] = factsOf(step.after.facts, position).chosen;
    if (choice && factsOf(step.before.facts, position).chosen.length === 0)
      return `${shortValue(choice.value)} is chosen in ${placeIn(step, position)}.`;
  }
  return null;
}

function decidedFirst(step: Step): string | null {
  for (const position of touched(step)) {
    const [first] = factsOf(step.after.facts, position).learned;
    if (first && factsOf(step.before.facts, position).learned.length === 0)
      return `${nameOf(first.server)} is the first to know what is chosen in ${placeIn(step, position)}.`;
  }
  return null;
}

function touched({ before, after, event, outcome }: Step): readonly number[] {
  const { node } = outcome;
  if (node === null || isClerk(node)) return [];
  return positionsTouched({ before: before.world, event, outcome, after: after.world }, node);
}

const placeIn = ({ after }: Step, position: number) =>
  `${protocolWords(after.protocol).position} ${position}`;

/** A server learned of a decision beyond something that is not decided there. */
function holeMade(step: Step): string | null {
  const { node } = step.outcome;
  if (node === null || isClerk(node)) return null;
  const [was, is] = [remainsAt(step.before, node), remainsAt(step.after, node)];
  if (!is) return null;
  const known = was ? lastDecided(was) : -1;
  const last = lastDecided(is);
  for (let at = Math.max(firstKept(is), known + 1); at < last; at++)
    if (isHole(is, at)) return `${nameOf(node)} has a hole in ${placeIn(step, at)}.`;
  return null;
}

function remainsAt({ world }: Moment, server: Address) {
  const node = world.nodes[server - 1];
  return node ? remainsOf(node) : null;
}

function leaderMade({ before, after, outcome }: Step): string | null {
  const { node } = outcome;
  if (node === null || leads(before, node) || !leads(after, node)) return null;
  const state = stateIn(after.world, node);
  const ballot = state && isMulti(state) ? state.leader.context.ballot : null;
  return `${nameOf(node)} leads with ${formatBallot(ballot)}.`;
}

function leads({ world }: Moment, server: Address): boolean {
  const state = stateIn(world, server);
  return state !== null && isMulti(state) && isLeading(state);
}

const REFUSING: ReadonlySet<string> = new Set([
  'acceptor.rejectPrepare',
  'acceptor.rejectAccept',
  'acceptor.refuseP1A',
  'acceptor.refuseP2A',
  'leader.stepDown',
]);

const ANSWERING: ReadonlySet<string> = new Set(['clerk.return']);

/** What the narrator says of the first of these rules that fired. */
function toldBy({ narration }: Step, rules: ReadonlySet<string>): string | null {
  return narration?.details.find(({ rule }) => rules.has(rule))?.text ?? null;
}

// ---- breakpoints ----------------------------------------------------------------------------------------------------

/** Stops a run at every event of this kind, at this server or client, about this position; all that is given must hold. */
export interface Breakpoint {
  readonly kind?: string;
  readonly peer?: Address;
  readonly position?: number;
}

/** What a breakpoint can be set on: the messages of the protocol at hand, and the faults. */
export function breakpointKinds({ protocol, world }: Moment): readonly string[] {
  const messages = protocol === 'basic' ? LIBRARY_KINDS : [...LEADER_KINDS, 'reject'];
  const clerks = world.clerks.length > 0 ? ['request', 'reply'] : [];
  return [...messages, ...clerks, 'crash', 'restart'];
}

/** The same as something to search for. */
function queryOf({ kind, peer, position }: Breakpoint): Query {
  return {
    kinds: kind === undefined ? [] : [kind.toLowerCase()],
    peers: peer === undefined ? [] : [peer],
    positions: position === undefined ? [] : [position],
    ballots: [],
    words: [],
  };
}

/** "p2a, S2, slot 3". */
export function breakpointName(
  { kind, peer, position }: Breakpoint,
  { position: word }: ProtocolWords,
): string {
  const parts = [
    kind,
    peer === undefined ? undefined : nameOf(peer),
    position === undefined ? undefined : `${word} ${position}`,
  ];
  return parts.filter((part) => part !== undefined).join(', ');
}

/** The first breakpoint that this event meets. */
export function breakpointMet(
  breakpoints: readonly Breakpoint[],
  described: Described,
): Breakpoint | undefined {
  return breakpoints.find((breakpoint) => matches(queryOf(breakpoint), described));
}

export function sameBreakpoint(a: Breakpoint, b: Breakpoint): boolean {
  return a.kind === b.kind && a.peer === b.peer && a.position === b.position;
}

// ---- goals ----------------------------------------------------------------------------------------------------------

/** What a run goes on to: something that happens, the next breakpoint, a number of events, or a moment. */
export type Goal =
  | { readonly condition: ConditionId }
  | { readonly breakpoint: 'next' }
  | { readonly event: number }
  | { readonly time: Micros };

/** "No hole came", for a run that ended without it. */
export function didNotCome(goal: Goal): string {
  if ('event' in goal) return `Event ${goal.event} did not come`;
  if ('time' in goal) return `${toMs(goal.time)} ms did not come`;
  if ('breakpoint' in goal) return 'No breakpoint was met';
  return `No ${STOP_CONDITIONS.find(({ id }) => id === goal.condition)?.noun}`;
}

/** "318" is an event, "1 240 ms" a moment; null for anything else. */
export function readJump(text: string): Extract<Goal, { event: number } | { time: Micros }> | null {
  const match = /^(\d+(?:\.\d+)?)(ms)?$/.exec(text.toLowerCase().replaceAll(/[\s\u00a0]/g, ''));
  const number = Number(match?.[1]);
  if (!match || number > MOST_NUMBER) return null;
  if (match[2]) return { time: fromMs(number) };
  return Number.isInteger(number) ? { event: number } : null;
}

const MOST_NUMBER = 1_000_000_000;
