import type { AnyStateMachine } from 'xstate';
import * as basic from '../protocol/basic';
import * as multi from '../protocol/multi';
import type { Cluster } from '../scenarios/format';
import type { Moment } from '../scenarios/run';

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
  readonly protocol: Moment['protocol'];
  readonly role: string;
  readonly initial: string;
  readonly states: readonly string[];
  readonly transitions: readonly ChartTransition[];
}

const CHARTS: Readonly<Record<Moment['protocol'], readonly Chart[]>> = {
  basic: [
    chartOf('basic', 'proposer', basic.proposerMachine),
    chartOf('basic', 'acceptor', basic.acceptorMachine),
    chartOf('basic', 'learner', basic.learnerMachine),
  ],
  multi: [
    chartOf('multi', 'leader', multi.leaderMachine),
    chartOf('multi', 'acceptor', multi.acceptorMachine),
    chartOf('multi', 'learner', multi.learnerMachine),
  ],
  pmmc: [],
};

export const chartsOf = (protocol: Moment['protocol']): readonly Chart[] => CHARTS[protocol];

/**
 * The transitions that a server of such a cluster can take. A machine holds all policies for a leader that is preempted,
 * and names them in its guards; a cluster has one.
 */
export function transitionsInUse(
  { initial, transitions }: Chart,
  preemption: Cluster['preemption'],
): ReadonlySet<ChartTransition> {
  const ours = transitions.filter((transition) => {
    const policy = policyOf(transition);
    return policy ? policy === preemption : !isOverruled(transition, transitions, preemption);
  });
  const used = new Set<ChartTransition>();
  const reached = new Set([initial]);
  for (const state of reached) {
    for (const transition of ours.filter(({ from }) => from === state)) {
      used.add(transition);
      reached.add(transition.to);
    }
  }
  return used;
}

const policyOf = ({ guard }: ChartTransition) => guard?.match(/, policy (\w+)$/)?.[1];

/** An earlier line of the table has the same guard, for the policy that the cluster has. */
function isOverruled(
  { from, event, guard }: ChartTransition,
  transitions: readonly ChartTransition[],
  preemption: Cluster['preemption'],
): boolean {
  return transitions.some(
    (other) =>
      other.from === from &&
      other.event === event &&
      other.guard === `${guard}, policy ${preemption}`,
  );
}

function chartOf(protocol: Chart['protocol'], role: string, machine: AnyStateMachine): Chart {
  const nodes = Object.values(machine.states);
  return {
    protocol,
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
