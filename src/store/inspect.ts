import { type Address, CLERK_BASE } from '../base/address';
import { getAt } from '../base/intMap';
import { factsOf } from '../check/facts';
import { isMultiRemains, rolesAt } from '../check/reading';
import type { Ballot } from '../protocol/ballot';
import type { Campaign, Instance, Registers } from '../protocol/basic';
import { majorityOf } from '../protocol/quorum';
import type { Value } from '../protocol/value';
import type { Vote } from '../protocol/vote';
import type { Moment } from '../scenarios/run';
import type { Micros } from '../sim/time';
import { remainsOf } from './cells';
import { TELLING } from './narrator';
import { type Records, roleOfRule, type Seat, saidBy } from './records';
import type { Thing } from './things';
import type { Trace, TracedMessage } from './trace';

export type { BallotVotes, Choice, InstanceFacts } from '../check/facts';
export { factsOf } from '../check/facts';

// ---- what the inspector is about ------------------------------------------------------------------------------------

export type Subject =
  | {
      readonly kind: 'server';
      readonly server: Address;
      readonly seq: number;
      readonly following: boolean;
    }
  | { readonly kind: 'message'; readonly message: TracedMessage }
  | { readonly kind: 'event'; readonly depth: number }
  | { readonly kind: 'instance'; readonly seq: number };

/** Where on the branch the cursor stands. */
export interface Standing {
  readonly depth: number;
  readonly focus: number;
  readonly trace: Trace;
  readonly records: Records;
}

/** The selected thing; without one, or when a fork has undone it, the server that the run is busy with. */
export function subjectOf(selection: Thing | null, standing: Standing): Subject {
  const { focus, trace, records } = standing;
  switch (selection?.kind) {
    case 'server': {
      const { server } = selection;
      return isServer(server)
        ? { kind: 'server', server, seq: focus, following: false }
        : following(standing);
    }
    case 'cell':
      return { kind: 'server', server: selection.server, seq: selection.seq, following: false };
    case 'instance':
      return selection;
    case 'message': {
      const message = trace.messages[selection.id - 1];
      return message ? { kind: 'message', message } : following(standing);
    }
    case 'event':
      return records.eventAt(selection.depth) ? selection : following(standing);
    default:
      return following(standing);
  }
}

function following({ depth, focus, trace, records }: Standing): Subject {
  const server = busyServer(depth, trace, records);
  const seq = slotTold(depth, records) ?? focus;
  return { kind: 'server', server, seq, following: true };
}

/** The slot that an event's rules speak of first: a leader has many in hand, and the newest need not be the one at work. */
function slotTold(depth: number, { recordAt }: Records): number | null {
  for (const { because } of recordAt(depth)?.explanations ?? [])
    if (typeof because.slot === 'number') return because.slot;
  return null;
}

/** An event of the environment concerns nobody in particular: then the one before it counts. */
const FURTHEST_BACK = 50;

function busyServer(depth: number, trace: Trace, records: Records): Address {
  for (let at = depth; at > Math.max(0, depth - FURTHEST_BACK); at--) {
    const server = serverOfEvent(at, trace, records);
    if (server !== null) return server;
  }
  return 1;
}

/** The server that an event happened at; for a message that did not arrive, the one it was meant for. */
export function serverOfEvent(
  depth: number,
  trace: Trace,
  { eventAt, recordAt }: Records,
): Address | null {
  const event = eventAt(depth);
  const meant = event && 'wire' in event ? trace.messages[event.wire - 1]?.to : undefined;
  const named = event && 'node' in event ? event.node : undefined;
  const address = recordAt(depth)?.node ?? named ?? meant;
  return address !== undefined && isServer(address) ? address : null;
}

const isServer = (address: Address) => address > 0 && address < CLERK_BASE;

// ---- a library's peer in one instance ---------------------------------------------------------------------------------------

/** A library's peer has roles of its own in every instance. */
export type InstanceSeat = Seat & { readonly seq: number };

export interface ServerReport {
  readonly status: 'up' | 'crashed' | 'paused';
  readonly deaf: boolean;
  /** Below Min here: nothing is left of the instance. */
  readonly forgotten: boolean;
  readonly acceptor: { readonly state: string } & Registers;
  readonly learner: { readonly state: string; readonly value: Value | null };
  /** Null while the server is down: a campaign is not on the disk. */
  readonly proposer: ProposerReport | null;
  readonly library: {
    readonly min: number;
    readonly max: number;
    readonly done: readonly number[];
  };
}

export interface ProposerReport {
  readonly state: string;
  readonly ballot: Ballot | null;
  readonly own: Value | null;
  readonly value: Value | null;
  readonly rounds: number;
  readonly majority: number;
  /** What is being counted, and how far. */
  readonly promises: number;
  readonly acceptances: number;
  readonly answers: readonly Answer[];
  readonly retryAt: Micros | null;
}

/** How one acceptor answered the present ballot. */
export interface Answer {
  readonly server: Address;
  /** The promise, with the vote it reported. */
  readonly promised: { readonly vote: Vote | null } | null;
  readonly accepted: boolean;
  readonly rejected: { readonly phase: 1 | 2; readonly promised: Ballot } | null;
}

/** Of a peer of the library; `leaderView.ts` reads a server of Multi-Paxos. */
export function inspectServer(moment: Moment, { server, seq }: InstanceSeat): ServerReport {
  const { world } = moment;
  const node = world.nodes[server - 1];
  const left = remainsOf(moment, server);
  const remains = left && !isMultiRemains(left) ? left : null;
  const record = remains ? getAt(remains.instances, seq) : undefined;
  const instance = rolesAt(node?.state, seq);
  const registers = record?.acceptor.context;
  return {
    status: node?.status ?? 'up',
    deaf: node?.deaf ?? false,
    forgotten: remains !== null && seq < remains.min,
    acceptor: {
      state: record?.acceptor.value ?? 'untouched',
      promised: registers?.promised ?? null,
      vote: registers?.vote ?? null,
    },
    learner: {
      state: record?.learner.value ?? 'unaware',
      value: record?.learner.context.value ?? null,
    },
    proposer: node?.state ? reportCampaign(instance, moment, { server, seq }) : null,
    library: {
      min: remains?.min ?? 0,
      max: remains?.max ?? -1,
      done: remains?.done ?? world.nodes.map(() => -1),
    },
  };
}

function reportCampaign(
  instance: Instance | undefined,
  { world }: Moment,
  seat: InstanceSeat,
): ProposerReport {
  const campaign = instance?.proposer.context;
  const retry = world.timers.find(
    ({ node, name }) => node === seat.server && name.endsWith(` ${seat.seq}`),
  );
  return {
    state: instance?.proposer.value ?? 'idle',
    ballot: campaign?.ballot ?? null,
    own: campaign?.own ?? null,
    value: campaign?.value ?? null,
    rounds: campaign?.rounds ?? 0,
    majority: majorityOf(world.nodes.length),
    promises: campaign?.promises.length ?? 0,
    acceptances: campaign?.acceptances.length ?? 0,
    answers: world.nodes.map(({ address }) => answerOf(campaign, address)),
    retryAt: retry?.at ?? null,
  };
}

function answerOf(campaign: Campaign | undefined, server: Address): Answer {
  const promise = campaign?.promises.find(({ from }) => from === server);
  const rejection = campaign?.rejections.find(({ from }) => from === server);
  // Rejections of the first phase are laid aside when the second begins.
  const phase = campaign && campaign.value !== null ? 2 : 1;
  return {
    server,
    promised: promise ? { vote: promise.vote } : null,
    accepted: campaign?.acceptances.includes(server) ?? false,
    rejected: rejection ? { phase, promised: rejection.promised } : null,
  };
}

/** The rules that the event at `depth` fired at this seat. */
export function rulesRun(seat: Seat, depth: number, { recordAt }: Records): readonly string[] {
  return saidBy(seat, recordAt(depth)).map(({ rule }) => rule);
}

/**
 * Of a library's peer, the role that an event spoke to first; the library's own book-keeping comes last. Where every
 * message is shown to several roles, the one that the headline is about.
 */
function roleThatActed(rules: readonly string[], { seq }: Seat): string | null {
  if (seq === null) {
    const telling = TELLING.find((rule) => rules.includes(rule));
    return telling ? roleOfRule(telling) : null;
  }
  const roles = rules.map(roleOfRule);
  return roles.find((role) => role !== 'library') ?? roles[0] ?? null;
}

/** The role of this seat that acted last, at the cursor or shortly before; null when none did. */
export function lastToAct(seat: Seat, depth: number, records: Records): string | null {
  for (let at = depth; at > Math.max(0, depth - LAST_TO_ACT); at--) {
    const role = roleThatActed(rulesRun(seat, at, records), seat);
    if (role !== null) return role;
  }
  return null;
}

const LAST_TO_ACT = 300;

// ---- an instance, as an observer sees it ----------------------------------------------------------------------------

/** Who has learned the decision of an instance, in the order of learning. */
export function learnersOf(moment: Moment, seq: number): readonly Address[] {
  return [...new Set(factsOf(moment.facts, seq).learned.map(({ server }) => server))];
}
