import { type Effect, explain } from '../../base/actor';
import type { Address } from '../../base/address';
import { dropBelow, emptyIntMap } from '../../base/intMap';
import type { Outbox } from '../../base/stepper';
import { type Ballot, compareBallots, higherBallot, nextBallot, sameBallot } from '../ballot';
import { majorityOf } from '../quorum';
import type { LeaderContext, LeaderEvent, PromiseEvent, Report, SeenEvent, With } from './leader';
import type { Letter } from './letters';
import type { Message } from './messages';
import {
  BACKOFF,
  DEFAULT_SETTINGS,
  HEARTBEAT,
  HEARTBEAT_CHECK,
  paceOf,
  type Settings,
} from './settings';

type Ruling = Partial<LeaderContext> & Outbox<Letter>;

/** A follower starts phase 1 at its second heartbeat check in a row without a word from the leader (CONFORMANCE 3.1). */
const MOST_MISSES = 2;
/** The pause doubles with each preemption up to this factor. */
const MOST_DOUBLINGS = 4;

/** A server that has seen no ballot yet. */
export function newcomer(
  self: Address,
  servers: readonly Address[],
  timers: Readonly<Record<string, number>>,
  { preemption, toSelf }: Settings = DEFAULT_SETTINGS,
): LeaderContext {
  return {
    self,
    servers,
    pace: paceOf(timers),
    preemption,
    toSelf,
    ballot: null,
    seen: null,
    heard: false,
    misses: 0,
    preempted: 0,
    ...idle(servers),
  };
}

/** What belongs to one ballot, and is gone with it. */
function idle(servers: readonly Address[]) {
  return {
    attempts: 0,
    reports: [],
    proposals: emptyIntMap<never>(),
    nextSlot: 1,
    beat: 0,
    executedBy: servers.map(() => 0),
  };
}

// ---- decisions ----------------------------------------------------------------------------------------------------

/** What a server has to judge that follows a leader, or wants to become one. */
export interface ElectionRules {
  /** It has waited for the leader long enough. */
  isLongSilence(leader: LeaderContext): boolean;
  /** Somebody follows a ballot above all that it has seen: its own counts no more. */
  isHigher(leader: LeaderContext, event: SeenEvent): boolean;
  isSignOfLife(leader: LeaderContext, event: SeenEvent): boolean;
  /** The ballot to run with; `seen` is the highest one it knows of. */
  nextBallot(leader: LeaderContext, seen: Ballot | null): Ballot;
  /** What of one ballot counts in the next one, too. */
  keptForNext(leader: LeaderContext): Partial<LeaderContext>;
  /** The P1B is a promise for its present ballot. */
  isPromise(leader: LeaderContext, event: PromiseEvent): boolean;
  /** The server has been counted among these. */
  isCounted(counted: readonly Address[], server: Address): boolean;
  promisesNeeded(servers: number): number;
}

export const ELECTION_RULES: ElectionRules = {
  isLongSilence: ({ misses }) => misses + 1 >= MOST_MISSES,
  isHigher: ({ seen }, { ballot }) => compareBallots(ballot, seen) > 0,
  // A deposed leader's heartbeats are no sign of life of the present one (BL-55).
  isSignOfLife: ({ seen }, { from, ballot }) => from === seen?.server && sameBallot(ballot, seen),
  nextBallot: ({ self }, seen) => nextBallot(self, seen),
  // Old promises and votes count for nothing (BL-42, BL-57).
  keptForNext: () => NOTHING,
  // Not of an earlier ballot, and not a refusal.
  isPromise: (leader, { ballot, promised }) =>
    sameBallot(ballot, leader.ballot) && sameBallot(promised, leader.ballot),
  isCounted: (counted, server) => counted.includes(server),
  promisesNeeded: majorityOf,
};

const NOTHING = {};

// ---- guards -------------------------------------------------------------------------------------------------------

export function isFirstSign(rules: ElectionRules, leader: LeaderContext, event: SeenEvent) {
  return !leader.heard && rules.isSignOfLife(leader, event);
}

export function isFirstPromise(rules: ElectionRules, leader: LeaderContext, event: PromiseEvent) {
  const counted = leader.reports.map(({ from }) => from);
  return rules.isPromise(leader, event) && !rules.isCounted(counted, event.from);
}

export function completesPromises(
  rules: ElectionRules,
  leader: LeaderContext,
  event: PromiseEvent,
): boolean {
  const promises = leader.reports.length + 1;
  return (
    isFirstPromise(rules, leader, event) && promises >= rules.promisesNeeded(leader.servers.length)
  );
}

// ---- rules --------------------------------------------------------------------------------------------------------

export function listen(leader: LeaderContext): Ruling {
  return { outbox: [checkLater(leader)] };
}

export function listenOn(leader: LeaderContext): Ruling {
  return { heard: false, misses: 0, outbox: [checkLater(leader)] };
}

export function miss(leader: LeaderContext): Ruling {
  const misses = leader.misses + 1;
  return {
    misses,
    outbox: [explain('leader.miss', { misses, leader: ownerSeen(leader) }), checkLater(leader)],
  };
}

/** Phase 1 for all slots at once, with the smallest own ballot above every ballot seen. */
export function run(rules: ElectionRules, leader: LeaderContext, event: LeaderEvent): Ruling {
  const before = event.type === 'SEEN' ? event.ballot : leader.seen;
  const ballot = rules.nextBallot(leader, higherBallot(leader.seen, before));
  const preempted = leader.preempted + (event.type === 'SEEN' ? 1 : 0);
  return {
    ...idle(leader.servers),
    ...rules.keptForNext(leader),
    ballot,
    seen: ballot,
    heard: false,
    misses: 0,
    preempted,
    attempts: 1,
    outbox: [
      explain('leader.elect', { ballot, seen: before, why: WHY[event.type] }),
      // Whoever is preempted while it leads beats no more.
      { type: 'cancelTimer', name: HEARTBEAT },
      ...toEach(leader.servers, { kind: 'p1a', ballot, attempt: 0 }),
      ...(needsNobody(leader) ? [] : [checkLater(leader)]),
    ],
  };
}

/** A server alone that need not even write to itself leads in the same step. */
const needsNobody = ({ servers, toSelf }: LeaderContext) =>
  servers.length === 1 && toSelf === 'call';

const WHY: Readonly<Partial<Record<LeaderEvent['type'], string>>> = {
  BEGIN: 'alone',
  CHECK: 'silence',
  SEEN: 'preempted',
  BACKOFF: 'pause over',
};

/** The same ballot once more to those who did not answer: the question or the answer was lost. */
export function askAgain(leader: LeaderContext): Ruling {
  const { ballot, attempts, reports, servers } = leader;
  const silent = servers.filter((server) => !reports.some(({ from }) => from === server));
  const message: Message = { kind: 'p1a', ballot: ballot as never, attempt: attempts };
  return {
    attempts: attempts + 1,
    outbox: [
      explain('leader.askAgain', { ballot, silent }),
      ...toEach(silent, message),
      checkLater(leader),
    ],
  };
}

/** A follower takes the owner of the highest ballot for the leader. */
export function follow(leader: LeaderContext, { from, ballot }: SeenEvent): Ruling {
  return {
    seen: ballot,
    heard: from === ballot.server,
    misses: 0,
    outbox: [explain('leader.follow', { from, ballot, before: leader.seen })],
  };
}

export function stepDown(rules: ElectionRules, leader: LeaderContext, event: SeenEvent): Ruling {
  const { ballot } = leader;
  const told = explain('leader.stepDown', { from: event.from, ballot, higher: event.ballot });
  return {
    ...idle(leader.servers),
    ...rules.keptForNext(leader),
    seen: event.ballot,
    heard: event.from === event.ballot.server,
    misses: 0,
    preempted: leader.preempted + 1,
    outbox: [told, { type: 'cancelTimer', name: HEARTBEAT }],
  };
}

/** Contenders part because each draws its pause, and because the pauses grow. */
export function backOff(rules: ElectionRules, leader: LeaderContext, event: SeenEvent): Ruling {
  const { outbox = [], ...down } = stepDown(rules, leader, event);
  const base = leader.pace.backoff * 2 ** Math.min(leader.preempted, MOST_DOUBLINGS);
  const pause = { type: 'setTimer', name: BACKOFF, after: [base, 2 * base] } as const;
  return { ...down, outbox: [...outbox, pause] };
}

export function countPromise(leader: LeaderContext, event: With<PromiseEvent>): Ruling {
  const reports = withReport(leader, event);
  const { from, ballot } = event;
  return {
    reports,
    outbox: [explain('leader.countPromise', promises(leader, from, ballot, reports))],
  };
}

export function ignorePromise(leader: LeaderContext, event: PromiseEvent): Ruling {
  const { from, ballot, promised } = event;
  const facts = { from, ballot, promised, present: leader.ballot };
  return { outbox: [explain('leader.ignorePromise', facts)] };
}

// ---- parts --------------------------------------------------------------------------------------------------------

/** What the other has not cleared yet and this server has is not kept. */
export function withReport(leader: LeaderContext, event: With<PromiseEvent>): readonly Report[] {
  const { from, cleared, log } = event;
  const accepted = dropBelow(event.accepted, log.cleared + 1);
  const decided = dropBelow(event.decided, log.cleared + 1);
  return [...leader.reports, { from, accepted, decided, cleared }];
}

export function promises(
  { servers }: LeaderContext,
  from: Address,
  ballot: PromiseEvent['ballot'],
  reports: readonly Report[],
) {
  return { from, ballot, count: reports.length, majority: majorityOf(servers.length) };
}

/** One letter to each; the mail room hands the one to this server over as a function call. */
export function toEach(servers: readonly Address[], message: Message): Effect<Letter>[] {
  return servers.map((to) => ({ type: 'send', to, message }));
}

function ownerSeen({ seen }: LeaderContext): Address | null {
  return seen?.server ?? null;
}

/** Not all at the same moment: the followers of a leader that died would preempt each other. */
function checkLater({ pace: { heartbeatCheck } }: LeaderContext): Effect<Letter> {
  const longest = Math.ceil(heartbeatCheck * 1.5);
  return { type: 'setTimer', name: HEARTBEAT_CHECK, after: [heartbeatCheck, longest] };
}
