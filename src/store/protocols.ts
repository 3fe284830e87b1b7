import { DEFAULT_RETRY_MS } from '../protocol/basic';
import { type Preemption, paceOf } from '../protocol/multi';
import type { Cluster, Condition, Scenario, Step, Verb } from '../scenarios/format';

export type Protocol = 'basic' | 'multi';

/** What the Protocol control offers. */
export const PROTOCOLS: readonly { readonly value: Protocol; readonly label: string }[] = [
  { value: 'basic', label: 'One Paxos per instance' },
  { value: 'multi', label: 'Multi-Paxos, a leader' },
];

/** What the control beside it offers for a protocol with a leader. */
export const POLICIES: readonly { readonly value: Preemption; readonly label: string }[] = [
  { value: 'wait', label: 'Preempted: wait' },
  { value: 'backoff', label: 'Preempted: pause' },
  { value: 'retry', label: 'Preempted: retry' },
];

/** What opens when a script is written for one protocol only. */
export const FIRST_OF: Readonly<Record<Protocol, string>> = {
  basic: 'opening',
  multi: 'multi/stable-leader',
};

/**
 * The same scenario under another protocol or policy. Wrong rules belong to their protocol, and go with it. Timers that
 * the file had no reason to set are as long as its network asks for.
 */
export function under(
  scenario: Scenario,
  { protocol, preemption }: Pick<Cluster, 'protocol' | 'preemption'>,
): Scenario {
  const { cluster } = scenario;
  const suited = suitedTimers(cluster);
  if (cluster.protocol !== protocol) {
    const timers = { ...suited, ...cluster.timers };
    const changed: Cluster = { ...cluster, protocol, preemption, timers, toSelf: 'call' };
    const script = protocol === 'basic' ? scenario.script : scenario.script.map(toAll);
    return { ...scenario, cluster: { ...changed, broken: [] }, script };
  }
  if (protocol === 'basic' || cluster.preemption === preemption) return scenario;
  const timers = { backoff: suited.backoff, ...cluster.timers };
  return { ...scenario, cluster: { ...cluster, preemption, timers } };
}

/** Whoever has a leader finds it by asking everybody; to know some servers only is a way of the library's clients. */
function toAll(step: Step): Step {
  if (step.verb !== 'call') return step;
  const { to, ...arg } = step.arg;
  return { ...step, arg };
}

/** The longest delay of the format's own network, for which the timers of both protocols are made. */
const USUAL_DELAY_MS = 15;

function suitedTimers({ network }: Cluster) {
  const factor = Math.max(1, network.delay[1] / USUAL_DELAY_MS);
  const { heartbeat, heartbeatCheck, backoff } = paceOf({});
  return {
    retry: Math.round(DEFAULT_RETRY_MS * factor),
    heartbeat: Math.round(heartbeat * factor),
    heartbeatCheck: Math.round(heartbeatCheck * factor),
    backoff: Math.round(backoff * factor),
  };
}

/** Whether a script means the same under this protocol: it is written for it, or for every one. */
export function canRunUnder(scenario: Scenario, protocol: Protocol): boolean {
  return scenario.cluster.protocol === protocol || isPortable(scenario);
}

/** Whether a script speaks of clients, faults and time, and of nothing inside. */
function isPortable({ script }: Scenario): boolean {
  return script.length > 0 && script.every(isPortableStep);
}

const PORTABLE: ReadonlySet<Verb> = new Set([
  'call',
  'workload',
  'kill',
  'restart',
  'pause',
  'resume',
  'partition',
  'heal',
  'deaf',
  'hear',
  'cut',
  'mend',
  'network',
  'run',
  'note',
]);

function isPortableStep(step: Step): boolean {
  switch (step.verb) {
    case 'until':
      return isPortableCondition(step.arg.when);
    case 'expect':
    case 'never':
      return isPortableCondition(step.arg);
    default:
      return PORTABLE.has(step.verb);
  }
}

const OUTSIDE: ReadonlySet<string> = new Set([
  'kv',
  'result',
  'waiting',
  'waited',
  'sameResults',
  'safe',
  'linearizable',
]);

function isPortableCondition({ all = [], any = [], not, ...plain }: Condition): boolean {
  const inner = [...all, ...any, ...(not ? [not] : [])];
  return Object.keys(plain).every((key) => OUTSIDE.has(key)) && inner.every(isPortableCondition);
}
