import { type Address, nameOf } from '../base/address';
import { getAt, type IntMap, lastKey } from '../base/intMap';
import type { Json } from '../base/json';
import { factsOf } from '../check/facts';
import { type Ballot, formatBallot } from '../protocol/ballot';
import type { Instance } from '../protocol/basic';
import type { Value } from '../protocol/value';
import type { Moment } from '../scenarios/run';

/** What one server knows of one instance. */
export interface Cell {
  readonly server: Address;
  readonly seq: number;
  readonly state: 'untouched' | 'promised' | 'accepted' | 'decided' | 'forgotten';
  readonly ballot: Ballot | null;
  readonly value: Value | null;
  /** A majority accepted a value here, and this server does not know it. */
  readonly chosenUnknown: boolean;
  /** Not decided here, while a later instance is. */
  readonly hole: boolean;
  /** The server is down; what is shown stands on its disk. */
  readonly down: boolean;
}

type Records = IntMap<Pick<Instance, 'acceptor' | 'learner'>>;

/** What is left of a server: its state, or what its disk kept. */
interface Remains {
  readonly instances: Records;
  readonly min: number;
  readonly max: number;
  readonly done: readonly number[];
}

export function remainsOf(moment: Moment, server: Address): Remains | null {
  const node = moment.world.nodes[server - 1];
  return node?.state ?? onDisk(node?.disk ?? null);
}

/** What a crash left of the library's peer; a server with a replica keeps it beside the replica. */
function onDisk(disk: Json): Remains | null {
  const kept = disk as unknown as Remains | { readonly peer: Remains } | null;
  return kept && 'peer' in kept ? kept.peer : kept;
}

export function cellAt(moment: Moment, server: Address, seq: number): Cell {
  const remains = remainsOf(moment, server);
  const down = moment.world.nodes[server - 1]?.status === 'crashed';
  const record = remains ? getAt(remains.instances, seq) : undefined;
  const base = baseOf(remains, record, seq);
  const known = base.state === 'decided' || base.state === 'forgotten';
  const chosenUnknown = !known && factsOf(moment.facts, seq).chosen.length > 0;
  const hole = !known && remains !== null && seq < lastDecided(remains.instances);
  return { server, seq, ...base, chosenUnknown, hole, down };
}

function baseOf(
  remains: Remains | null,
  record: Pick<Instance, 'acceptor' | 'learner'> | undefined,
  seq: number,
) {
  if (remains && seq < remains.min)
    return { state: 'forgotten', ballot: null, value: null } as const;
  const { promised = null, vote = null } = record?.acceptor.context ?? {};
  const decided = record?.learner.context.value ?? null;
  if (decided !== null)
    return { state: 'decided', ballot: vote?.ballot ?? null, value: decided } as const;
  if (vote) return { state: 'accepted', ballot: vote.ballot, value: vote.value } as const;
  if (promised) return { state: 'promised', ballot: promised, value: null } as const;
  return { state: 'untouched', ballot: null, value: null } as const;
}

// A map of records never changes, so its last decided instance is looked for once.
const lastDecidedOf = new WeakMap<Records, number>();

function lastDecided(records: Records): number {
  let last = lastDecidedOf.get(records);
  if (last === undefined) {
    last = lastKey(records);
    while (last >= 0 && (getAt(records, last)?.learner.context.value ?? null) === null) last--;
    lastDecidedOf.set(records, last);
  }
  return last;
}

/** "S2, instance 3, accepted 1.S1: x", with what else the cell shows. */
export function cellName(cell: Cell): string {
  const { server, seq, state, ballot, value, chosenUnknown, hole, down } = cell;
  const at = state === 'promised' || state === 'accepted' ? ` ${formatBallot(ballot)}` : '';
  const what = value === null ? '' : `: ${value}`;
  const more = [
    chosenUnknown && 'chosen but not known here',
    hole && 'hole',
    down && 'server down',
  ];
  return [`${nameOf(server)}, instance ${seq}, ${state}${at}${what}`, ...more.filter(Boolean)].join(
    ', ',
  );
}

/** The highest instance anything is known of anywhere, or -1. */
export function highestInstance(moment: Moment): number {
  return Math.max(
    lastKey(moment.facts.instances),
    ...moment.world.nodes.map((_, i) => remainsOf(moment, i + 1)?.max ?? -1),
  );
}
