import type { AnyStateMachine } from 'xstate';
import type { Explanation } from '../base/actor';
import type { Address } from '../base/address';
import type { ClusterEvent, ClusterOutcome } from '../check/cluster';
import { acceptorMachine, learnerMachine, proposerMachine } from '../protocol/basic';
import type { RuleId } from '../protocol/basic/wording';

/** One line of a machine's table: in this state, on this event, if the guard holds. */
export interface ChartTransition {
  readonly id: string;
  readonly from: string;
  /** The state itself, for a transition that stays. */
  readonly to: string;
  readonly event: string;
  readonly guard: string | null;
  readonly actions: readonly string[];
}

/** A role's machine as nodes and edges. Read off the machine itself, so the picture cannot lie. */
export interface Chart {
  readonly role: ChartRole;
  readonly initial: string;
  readonly states: readonly string[];
  readonly transitions: readonly ChartTransition[];
}

export type ChartRole = 'proposer' | 'acceptor' | 'learner';

export const CHART_ROLES: readonly ChartRole[] = ['proposer', 'acceptor', 'learner'];

export const CHARTS: Readonly<Record<ChartRole, Chart>> = {
  proposer: chartOf('proposer', proposerMachine),
  acceptor: chartOf('acceptor', acceptorMachine),
  learner: chartOf('learner', learnerMachine),
};

export function chartOf(role: ChartRole, machine: AnyStateMachine): Chart {
  const nodes = Object.values(machine.states);
  return {
    role,
    initial: String(machine.config.initial),
    states: nodes.map(({ key }) => key),
    transitions: nodes.flatMap((node) =>
      [...node.transitions.values()].flat().map((transition, i) => ({
        id: `${node.key} ${i}`,
        from: node.key,
        to: transition.target?.[0]?.key ?? node.key,
        event: String(transition.eventType),
        guard: nameOfPart(transition.guard),
        actions: transition.actions.flatMap((action) => nameOfPart(action) ?? []),
      })),
    ),
  };
}

/** Guards and actions are named in the machine, or named with parameters. */
function nameOfPart(part: unknown): string | null {
  if (typeof part === 'string') return part;
  const type = part && typeof part === 'object' && 'type' in part ? part.type : null;
  return typeof type === 'string' ? type : null;
}

/** The action whose rule says so. */
const ACTION_OF_RULE: Readonly<Partial<Record<RuleId, string>>> = {
  'acceptor.promise': 'promise',
  'acceptor.accept': 'accept',
  'acceptor.rejectPrepare': 'reject prepare',
  'acceptor.rejectAccept': 'reject accept',
  'proposer.start': 'begin a round',
  'proposer.retry': 'begin a round',
  'proposer.countPromise': 'count the promise',
  'proposer.adoptHighest': 'ask to accept',
  'proposer.proposeOwn': 'ask to accept',
  'proposer.countVote': 'count the vote',
  'proposer.decide': 'announce the decision',
  'proposer.noteRejection': 'note the rejection',
  'proposer.loseRound': 'lose the round',
  'proposer.ignoreReply': 'ignore a late reply',
  'proposer.keepDriving': 'keep driving',
  'proposer.stop': 'stop',
  'learner.learn': 'learn',
  'learner.hearAgain': 'hear again',
};

export const actionOfRule = (rule: string): string | undefined => ACTION_OF_RULE[rule as RuleId];

/** `acceptor` for `acceptor.promise`. */
export const roleOfRule = (rule: string): string => rule.slice(0, rule.indexOf('.'));

/** What the events of the present branch did, by depth. */
export interface Records {
  eventAt(depth: number): ClusterEvent | undefined;
  recordAt(depth: number): ClusterOutcome | undefined;
}

/** Whose roles are asked about. */
export interface Seat {
  readonly server: Address;
  readonly seq: number;
}

/** What one server's roles of one instance explained at a depth, in order. */
export function saidBy(
  { server, seq }: Seat,
  record: ClusterOutcome | undefined,
): readonly Explanation[] {
  if (record?.node !== server) return [];
  return record.explanations.filter(
    ({ rule, because }) => because.seq === seq || rule.startsWith('library.'),
  );
}

/** The transitions that the event at `depth` made a role take, in order; `present` is the role's state after it. */
export function transitionsTaken(
  chart: Chart,
  seat: Seat,
  depth: number,
  present: string,
  records: Records,
): readonly ChartTransition[] {
  const all = saidBy(seat, records.recordAt(depth));
  const said = all.filter(({ rule }) => roleOfRule(rule) === chart.role);
  // A transition without an action explains nothing: hearing a decision moves an idle proposer in silence.
  const mayBeSilent = chart.role === 'proposer' && all.some(({ rule }) => rule === 'learner.learn');
  if (said.length === 0 && !mayBeSilent) return [];
  const before = stateBefore(chart, seat, depth, said, present, records);
  const taken = follow(chart, before, said);
  const reached = taken.at(-1)?.to ?? before;
  if (reached === present) return taken;
  const silent = chart.transitions.find(
    ({ from, to, actions }) => from === reached && to === present && actions.length === 0,
  );
  return silent ? [...taken, silent] : taken;
}

function follow(chart: Chart, before: string, said: readonly Explanation[]): ChartTransition[] {
  const taken: ChartTransition[] = [];
  let state = before;
  for (const { rule, because } of said) {
    const action = actionOfRule(rule);
    const transition = chart.transitions.find(
      ({ from, event, actions }) =>
        from === state &&
        actions.includes(action ?? '') &&
        (typeof because.reply !== 'string' || event === because.reply.toUpperCase()),
    );
    if (!transition) continue;
    taken.push(transition);
    state = transition.to;
  }
  return taken;
}

function stateBefore(
  chart: Chart,
  seat: Seat,
  depth: number,
  said: readonly Explanation[],
  present: string,
  records: Records,
): string {
  const [first] = said;
  switch (chart.role) {
    case 'acceptor':
      return first ? acceptorBefore(first, present) : present;
    case 'learner':
      return first?.rule === 'learner.learn' ? 'unaware' : present;
    case 'proposer':
      return proposerBefore(chart, seat, depth, records);
  }
}

/** The registers that the rule met say where the acceptor stood. */
function acceptorBefore({ rule, because }: Explanation, present: string): string {
  if (rule !== 'acceptor.promise' && rule !== 'acceptor.accept') return present;
  if (because.promised === null) return 'untouched';
  return because.vote === null ? 'promised' : 'accepted';
}

const FURTHEST_BACK = 5000;

/** The last rule that leads to one state only says where the proposer stood. */
function proposerBefore(chart: Chart, seat: Seat, depth: number, records: Records): string {
  for (let at = depth - 1; at > Math.max(0, depth - FURTHEST_BACK); at--) {
    const event = records.eventAt(at);
    if (event?.type === 'crash' && event.node === seat.server) return chart.initial;
    const said = saidBy(seat, records.recordAt(at));
    for (const { rule } of said.toReversed()) {
      const state = onlyStateAfter(chart, rule);
      if (state !== null) return state;
    }
    if (said.some(({ rule }) => rule === 'learner.learn')) return 'decided';
  }
  return chart.initial;
}

function onlyStateAfter({ role, transitions }: Chart, rule: string): string | null {
  if (roleOfRule(rule) !== role) return null;
  const action = actionOfRule(rule) ?? '';
  const states = new Set(
    transitions.filter(({ actions }) => actions.includes(action)).map(({ to }) => to),
  );
  const [state] = states;
  return states.size === 1 && state !== undefined ? state : null;
}
