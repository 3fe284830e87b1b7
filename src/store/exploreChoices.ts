import { nameOf } from '../base/address';
import { spaced } from '../protocol/sentences';
import { readCondition } from '../scenarios/explore/condition';
import type { Bounds } from '../scenarios/explore/contract';
import type { ProofSize } from '../scenarios/explore/proofs';
import type { Cluster, Condition } from '../scenarios/format';

/** What a bound is about, as the form asks for it. */
export interface BoundField {
  readonly key: keyof Bounds;
  readonly label: string;
  readonly help: string;
  /** An empty field means that there is no bound. */
  readonly mayBeEmpty: boolean;
  /** Only where applications call the library themselves. */
  readonly ofLibrary?: true;
}

/** What may happen: faults and timers, each counted. */
const HAPPENINGS: readonly BoundField[] = [
  {
    key: 'timeouts',
    label: 'Timers that fire',
    help: 'Each at any moment: a retry, a missed leader, a heartbeat.',
    mayBeEmpty: false,
  },
  {
    key: 'rounds',
    label: 'Highest round',
    help: 'No server goes beyond it: 2 allows 1.S1 and 2.S1.',
    mayBeEmpty: true,
  },
  {
    key: 'dones',
    label: 'Calls of Done',
    help: 'By any application, up to any instance it has heard of.',
    mayBeEmpty: false,
    ofLibrary: true,
  },
  {
    key: 'crashes',
    label: 'Crashes',
    help: 'Each may be followed by a restart.',
    mayBeEmpty: false,
  },
  {
    key: 'losses',
    label: 'Messages lost',
    help: 'Rarely needed: a message that never comes is as good as lost.',
    mayBeEmpty: false,
  },
  {
    key: 'duplications',
    label: 'Messages that come twice',
    help: 'Any message, at any later moment.',
    mayBeEmpty: false,
  },
];

/** What may happen in such a cluster. */
export function happeningsOf({
  protocol,
  clerks,
}: Pick<Cluster, 'protocol' | 'clerks'>): readonly BoundField[] {
  const isLibrary = protocol === 'basic' && clerks === 0;
  return HAPPENINGS.filter(({ ofLibrary }) => isLibrary || !ofLibrary);
}

/** How far the search goes: what it leaves out is not proved. */
export const EFFORT: readonly BoundField[] = [
  { key: 'depth', label: 'Steps', help: 'From the start. Empty: any number.', mayBeEmpty: true },
  { key: 'states', label: 'States', help: 'About 60 bytes each.', mayBeEmpty: true },
  { key: 'seconds', label: 'Seconds', help: 'Then it says how far it came.', mayBeEmpty: true },
];

/** "2 timers that fire, highest round 2, no crashes …", but for what is 0 or any. */
export function boundsInShort(
  fields: readonly BoundField[],
  bounds: ExploreChoices['bounds'],
): string {
  const set = fields.filter(({ key }) => !['', '0'].includes(bounds[key].trim()));
  if (set.length === 0) return 'nothing but deliveries';
  return set
    .map(({ key, label }) => `${label.toLowerCase()}: ${grouped(bounds[key].trim())}`)
    .join(', ');
}

const grouped = (text: string): string => (/^\d+$/.test(text) ? spaced(Number(text)) : text);

export type GoalKind = 'differ' | 'decided' | 'alone' | 'leads' | 'noLeader' | 'text';

/** What a person fills in, as it stands in the fields. */
export interface ExploreChoices {
  readonly from: 'here' | 'beginning';
  readonly aim: 'violation' | 'goal';
  readonly goal: GoalChoice;
  /** A condition as text; empty for none. */
  readonly prune: string;
  readonly shortest: boolean;
  readonly bounds: Readonly<Record<keyof Bounds, string>>;
}

/** A run in which … : one of a few ready-made conditions, or one that is written out. */
export interface GoalChoice {
  readonly kind: GoalKind;
  readonly server: string;
  readonly position: string;
  /** Empty: any value. */
  readonly value: string;
  /** Of the kind `text`. */
  readonly text: string;
}

export const GOALS: readonly {
  readonly kind: GoalKind;
  readonly label: string;
  readonly asks: readonly ('server' | 'position' | 'value')[];
  readonly only?: Cluster['protocol'];
}[] = [
  { kind: 'differ', label: 'two servers decide different values', asks: [] },
  { kind: 'decided', label: 'a server has decided', asks: ['server', 'position', 'value'] },
  {
    kind: 'alone',
    label: 'others have decided, and a server does not know',
    asks: ['server', 'position'],
  },
  { kind: 'leads', label: 'this server leads, and no other', asks: ['server'], only: 'multi' },
  { kind: 'noLeader', label: 'nobody leads', asks: [], only: 'multi' },
  { kind: 'text', label: 'something else, as in a scenario file', asks: [] },
];

const DEFAULT_BOUNDS: ExploreChoices['bounds'] = {
  timeouts: '2',
  rounds: '2',
  dones: '0',
  crashes: '0',
  losses: '0',
  duplications: '0',
  depth: '',
  states: '2000000',
  seconds: '60',
};

export function firstChoices({ protocol }: Pick<Cluster, 'protocol'>): ExploreChoices {
  return {
    from: 'here',
    aim: 'violation',
    goal: {
      kind: 'decided',
      server: 'S1',
      position: protocol === 'basic' ? '0' : '1',
      value: '',
      text: '',
    },
    prune: '',
    shortest: true,
    // A leader must miss its heartbeats twice before another runs.
    bounds: protocol === 'basic' ? DEFAULT_BOUNDS : { ...DEFAULT_BOUNDS, timeouts: '4' },
  };
}

/** The chosen goal as it would stand in a scenario file. */
export function goalText({ kind, server, position, value, text }: GoalChoice): string {
  const seq = Number(position);
  const status = { peer: server, seq, is: 'decided', ...(value !== '' && { value }) };
  switch (kind) {
    case 'differ':
      return '{ "violated": "SD-agreement" }';
    case 'decided':
      return written({ status });
    case 'alone':
      return written({
        all: [{ decided: { seq, peers: { atLeast: 1 } } }, { not: { status } }],
      });
    case 'leads':
      return written({ leader: server });
    case 'noLeader':
      return '{ "leader": null }';
    case 'text':
      return text;
  }
}

/** JSON with room to breathe, in one line. */
function written(value: unknown): string {
  return JSON.stringify(value, null, 1).replace(/\n\s*/g, ' ');
}

/** What the fields come to; or which field is wrong and why. */
export type ReadChoices =
  | {
      readonly bounds: Bounds;
      readonly goal: Condition | null;
      readonly prune: Condition | null;
    }
  | { readonly field: keyof Bounds | 'goal' | 'prune'; readonly reason: string };

export function readChoices(choices: ExploreChoices, cluster: Cluster): ReadChoices {
  const bounds: Partial<Record<keyof Bounds, number>> = {};
  for (const { key, label, mayBeEmpty } of [...happeningsOf(cluster), ...EFFORT]) {
    const text = choices.bounds[key].trim().replace(/[\s\u00a0\u202f]/g, '');
    if (text === '' && mayBeEmpty) continue;
    const number = Number(text);
    if (text === '' || !Number.isInteger(number) || number < 0 || number > MOST)
      return { field: key, reason: `${label}: a whole number, like 2.` };
    bounds[key] = number;
  }
  const conditions: { goal: Condition | null; prune: Condition | null } = {
    goal: null,
    prune: null,
  };
  const asked = [
    ['goal', choices.aim === 'goal' ? goalText(choices.goal) : ''],
    ['prune', choices.prune.trim()],
  ] as const;
  for (const [field, text] of asked) {
    if (text === '' && !(field === 'goal' && choices.aim === 'goal')) continue;
    const read = readCondition(text, cluster);
    if (!('condition' in read)) {
      const at = read.place ? `At ${read.place}: ` : '';
      return { field, reason: `${at}${read.reason}.` };
    }
    conditions[field] = read.condition;
  }
  return { bounds, ...conditions };
}

const MOST = 1_000_000_000;

/** "S1" to the last one. */
export function serverNames({ peers }: Pick<Cluster, 'peers'>): readonly string[] {
  return Array.from({ length: peers }, (_, i) => nameOf(i + 1));
}

/** The size that a proof begins with: small enough to end at once. */
export function firstSize(protocol: Cluster['protocol']): ProofSize {
  return {
    protocol: protocol === 'multi' ? 'multi' : 'basic',
    acceptors: 3,
    proposers: protocol === 'multi' ? 2 : 3,
    rounds: 1,
  };
}
