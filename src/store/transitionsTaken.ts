import type { Explanation } from '../base/actor';
import { getAt } from '../base/intMap';
import { type ClusterEvent, isMulti } from '../check/cluster';
import { isMultiRemains } from '../check/reading';
import type { Moment } from '../scenarios/run';
import { actionsOfRule } from './actionsOfRules';
import { remainsOf } from './cells';
import { type Records, roleOfRule, type Seat, saidBy } from './records';
import type { Chart, ChartTransition } from './statecharts';

/** One event as one role lived it. */
interface Passage {
  readonly chart: Chart;
  readonly seat: Seat;
  readonly event: ClusterEvent;
  readonly before: Moment;
  readonly after: Moment;
  /** What the role explained. */
  readonly said: readonly Explanation[];
}

/** The transitions that the event at `depth` made a role take, in order. */
export function transitionsTaken(
  chart: Chart,
  seat: Seat,
  depth: number,
  records: Records,
): readonly ChartTransition[] {
  const event = records.eventAt(depth);
  const record = records.recordAt(depth);
  if (!event || record?.node !== seat.server) return [];
  const [before, after] = [records.momentAt(depth - 1), records.momentAt(depth)];
  if (!before || !after) return [];
  const said = saidBy(seat, record).filter(({ rule }) => isSaidBy(chart, rule));
  const passage = { chart, seat, event, before, after, said };
  const from = stateIn(before, chart, seat);
  return chart.protocol === 'basic' ? takenInLibrary(passage, from) : takenByLeader(passage, from);
}

/** The state of a role as it stands or, of a server that is down, as its disk keeps it. */
export function stateIn(moment: Moment, { role, initial }: Chart, { server, seq }: Seat): string {
  const remains = remainsOf(moment, server);
  const held = remains && (isMultiRemains(remains) ? remains : getAt(remains.instances, seq ?? -1));
  const roles = held as Readonly<Record<string, { readonly value: string }>> | null | undefined;
  return roles?.[role]?.value ?? initial;
}

/** Clearing concerns every role. */
const isSaidBy = ({ role }: Chart, rule: string) =>
  roleOfRule(rule) === role || rule === 'log.clear';

// ---- what was explained ---------------------------------------------------------------------------------------------

function follow(passage: Passage, from: string): ChartTransition[] {
  const taken: ChartTransition[] = [];
  passage.said.forEach((_, i) => {
    const transition = transitionOf(passage, i, taken.at(-1)?.to ?? from);
    if (transition) taken.push(transition);
  });
  return taken;
}

/** The transition by which the role said its `i`-th word; undefined for a word that came along with the one before. */
function transitionOf({ chart, seat, after, said }: Passage, i: number, from: string) {
  const { rule } = said[i] as Explanation;
  const alongWith = said[i - 1]?.rule;
  if (rule === 'leader.sendP1A' && alongWith === 'leader.noteExecuted') return undefined;
  const actions = actionsOfRule(chart.protocol, rule);
  const event = eventNamed(said, i);
  const possible = chart.transitions.filter(
    (transition) =>
      transition.from === from &&
      transition.actions.some((action) => actions.includes(action)) &&
      (event === null || transition.event === event),
  );
  // One action may lead to several states: the last one said led to where the role is now.
  const present = stateIn(after, chart, seat);
  return possible.find(({ to }) => to === present) ?? possible[0];
}

const WHY_RUN: Readonly<Record<string, string>> = {
  alone: 'BEGIN',
  silence: 'CHECK',
  preempted: 'SEEN',
  'pause over': 'BACKOFF',
};

/** The machine's event, where the rule's facts tell it; null where the action tells enough. */
function eventNamed(said: readonly Explanation[], i: number): string | null {
  const { rule, because } = said[i] as Explanation;
  if (typeof because.reply === 'string') return because.reply.toUpperCase();
  if (rule === 'leader.elect') return WHY_RUN[String(because.why)] ?? null;
  if (rule !== 'learner.execute' && rule !== 'learner.hole') return null;
  return said[i - 1]?.because.byVote === true ? 'DECIDED_UP_TO' : 'DECIDED';
}

// ---- what was not ---------------------------------------------------------------------------------------------------

/** A transition without an action explains nothing: hearing a decision moves an idle proposer in silence. */
function takenInLibrary(passage: Passage, from: string): readonly ChartTransition[] {
  const { chart, seat, event, after } = passage;
  const taken = follow(passage, from);
  const reached = taken.at(-1)?.to ?? from;
  const present = stateIn(after, chart, seat);
  // A restart reads the disk; it takes no transition.
  if (reached === present || event.type === 'restart') return taken;
  const silent = chart.transitions.find(
    ({ from, to, actions }) => from === reached && to === present && actions.length === 0,
  );
  return silent ? [...taken, silent] : taken;
}

/** What a leader role does without a word comes first: a message shows it its ballot before anything else. */
function takenByLeader(passage: Passage, from: string): readonly ChartTransition[] {
  const action = passage.chart.role === 'leader' ? silentAction(passage) : null;
  const silent = passage.chart.transitions.filter(
    (transition) => transition.from === from && action && transition.actions.includes(action),
  );
  return [...silent, ...follow(passage, from)];
}

function silentAction({ seat, event, before, after, said }: Passage): string | null {
  if (event.type === 'restart') return said.length === 0 ? 'begin to listen' : null;
  if (event.type === 'fire')
    return event.timer === 'heartbeatCheck' && said.length === 0 ? 'listen on' : null;
  const heard = !hasHeard(before, seat) && hasHeard(after, seat);
  const otherwise = said.some(({ rule }) => HEARING.includes(rule));
  return heard && !otherwise ? 'note a sign of life' : null;
}

/** These note a sign of life themselves. */
const HEARING: readonly string[] = ['leader.follow', 'leader.stepDown'];

function hasHeard({ world }: Moment, { server }: Seat): boolean {
  const state = world.nodes[server - 1]?.state;
  return Boolean(state && isMulti(state) && state.leader.context.heard);
}
