import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lastKey } from '../base/intMap';
import {
  type ClusterEvent,
  type ClusterOutcome,
  type ClusterWorld,
  isMulti,
  type LeaderServer,
} from '../check/cluster';
import { factsOf } from '../check/facts';
import { isLeading } from '../protocol/multi';
import { majorityOf } from '../protocol/quorum';
import { type Act, scenario } from './cluster.testkit';
import { at, fire, HANDS, handAct, type Told, type Turn, times, Walk } from './random.testkit';
import {
  callFor,
  expectLinearizable,
  expectTheLog,
  logOf,
  outstanding,
  planOf,
} from './randomClerks.testkit';
import { createRun, type Moment, type Run } from './run';

// Random clusters of Multi-Paxos with clerks, in random weather under random hands, many of which aim at the leader; then
// all is healed: every call must return, one server must lead, and all logs must be executed, equal, and cleared.

const WITHIN_MS = 20_000;
const STABLE_MS = 200;
const HEARTBEAT_CHECK = 'heartbeatCheck';

const VERBS = [
  ...times(10, 'call' as const),
  ...HANDS,
  'heal',
  'crashLeader',
  'crashLeader',
  'cutOffLeader',
  'cutOffLeader',
  'check',
  'check',
  'check',
  'leaveGap',
] as const;
type Verb = (typeof VERBS)[number];

const plan = planOf(VERBS, 40);
type Plan = typeof plan extends fc.Arbitrary<infer P> ? P : never;

const serversIn = ({ world }: Moment): readonly LeaderServer[] =>
  world.nodes.flatMap(({ state }) => (state && isMulti(state) ? [state] : []));

const leadersIn = (moment: Moment): number[] =>
  serversIn(moment)
    .filter(isLeading)
    .map(({ self }) => self);

/** A majority always stays alive. */
function mayCrash({ world: { nodes } }: Moment): boolean {
  const up = nodes.filter(({ status }) => status !== 'crashed').length;
  return up > majorityOf(nodes.length);
}

/** What the hand does at this moment: nothing when there is nothing it could be done to. */
function play(walk: Walk, turn: Turn<Verb>): void {
  const leader = at(leadersIn(walk.moment), turn.pick);
  if (turn.verb !== 'leaveGap') walk.act(actFor(walk.moment, turn, leader));
  else if (leader) leaveGap(walk, leader);
}

function actFor(moment: Moment, turn: Turn<Verb>, leader: number | undefined): Act | null {
  const { verb, pick, other } = turn;
  const { world } = moment;
  switch (verb) {
    case 'call':
      return callFor(moment, pick, other);
    case 'check':
      return fire(world, (name) => name === HEARTBEAT_CHECK, pick);
    case 'crash':
      return mayCrash(moment) ? handAct(world, { ...turn, verb }) : null;
    case 'crashLeader':
      return mayCrash(moment) && leader ? { type: 'crash', node: leader } : null;
    case 'cutOffLeader':
      return leader ? cutOff(world, leader, other) : null;
    case 'leaveGap':
      return null;
    default:
      return handAct(world, { ...turn, verb });
  }
}

/** Now and then with one follower at its side. */
function cutOff({ nodes }: ClusterWorld, leader: number, other: number): Act {
  const followers = nodes.map(({ address }) => address).filter((address) => address !== leader);
  const beside = other % 2 === 0 ? followers.slice(0, 1) : [];
  const rest = followers.filter((address) => !beside.includes(address));
  return { type: 'partition', groups: [[leader, ...beside], rest] };
}

/** All clerks ask the leader at once, it asks for votes in one slot after the other, and then is gone: the first P2As with it. */
function leaveGap(walk: Walk, leader: number): void {
  if (walk.moment.world.nodes[leader - 1]?.status !== 'up') return;
  for (const { address } of walk.moment.world.clerks)
    walk.act(callFor(walk.moment, address, address));
  for (const { id, to, message } of walk.moment.world.wires)
    if (to === leader && message.kind === 'request') walk.act({ type: 'deliver', wire: id });
  const asked = walk.moment.world.wires.flatMap(({ id, message }) =>
    message.kind === 'p2a' ? [{ id, slot: message.slot }] : [],
  );
  const first = Math.min(...asked.map(({ slot }) => slot));
  for (const { id, slot } of asked) if (slot === first) walk.act({ type: 'drop', wire: id });
  walk.act(cutOff(walk.moment.world, leader, 1));
}

/** How often each rule fired, in all runs of a test together: what shows that they were not empty ones. */
class Counts {
  steps = 0;
  private readonly byRule = new Map<string, number>();

  add({ explanations }: ClusterOutcome): void {
    this.steps++;
    for (const { rule } of explanations) this.byRule.set(rule, this.of(rule) + 1);
  }

  of(rule: string): number {
    return this.byRule.get(rule) ?? 0;
  }
}

class CountedWalk extends Walk {
  private readonly counts: Counts;

  constructor(run: Run, counts: Counts) {
    super(run, 101);
    this.counts = counts;
  }

  protected override check(_before: Moment, _event: ClusterEvent, { record }: Told): void {
    this.counts.add(record);
  }
}

/** The last slot in which anything is chosen; 0 for none. */
function lastChosen({ facts }: Moment): number {
  let slot = lastKey(facts.instances);
  while (slot > 0 && factsOf(facts, slot).chosen.length === 0) slot--;
  return Math.max(slot, 0);
}

/** All calls have returned, and all that is chosen is executed everywhere. */
function isServed(moment: Moment): boolean {
  if (outstanding(moment).length > 0) return false;
  const last = lastChosen(moment);
  return serversIn(moment).every(({ learner }) => learner.context.executed === last);
}

/** Beside that one server leads, all others follow, and all that is executed is cleared everywhere. */
function isSettled(moment: Moment): boolean {
  if (!isServed(moment)) return false;
  const servers = serversIn(moment);
  const followers = servers.filter(({ leader }) => leader.value === 'following');
  return (
    leadersIn(moment).length === 1 &&
    followers.length === servers.length - 1 &&
    servers.every(({ learner: { context } }) => context.cleared === context.executed)
  );
}

/** Random runs of clusters set up so, each under random hands; then `judge` has the word. */
function inRuns(numRuns: number, setUp: object, judge: (walk: Walk) => void): Counts {
  const counts = new Counts();
  fc.assert(
    fc.property(plan, ({ turns, ...drawn }: Plan) => {
      const cluster = { protocol: 'multi', ...drawn, ...setUp };
      const walk = new CountedWalk(createRun(scenario([], cluster)), counts);
      for (const turn of turns) {
        walk.rest(turn.rest);
        play(walk, turn);
      }
      expectLinearizable(walk.moment);
      judge(walk);
    }),
    { numRuns },
  );
  return counts;
}

/** All is healed, every clerk calls once more, and then this must come about. */
function expectHealed(walk: Walk, isSo: (moment: Moment) => boolean): void {
  walk.heal();
  for (const { address } of walk.moment.world.clerks)
    walk.act(callFor(walk.moment, address, address));
  if (!walk.until(isSo, WITHIN_MS)) {
    expect(outstanding(walk.moment)).toEqual([]);
    throw new Error(`not ${isSo.name} after ${WITHIN_MS} ms`);
  }
  expectLinearizable(walk.moment);
  expectTheLog(walk.moment, logOf(walk.moment));
}

/** The leader of a healed cluster is not challenged any more. */
function expectStable(walk: Walk): void {
  const leaders = leadersIn(walk.moment);
  const later = walk.moment.world.now + STABLE_MS * 1000;
  walk.until(({ world }) => world.now > later, WITHIN_MS);
  expect(leadersIn(walk.moment)).toEqual(leaders);
}

test('200 random runs: linearizable, safe at every step, pure, and live once healed', () => {
  const counts = inRuns(200, {}, (walk) => {
    expectHealed(walk, isSettled);
    expectStable(walk);
  });
  expect(counts.steps).toBeGreaterThan(80_000);
  // Take-overs, with a vote to adopt, and with a gap to fill; leaders preempted; servers that were behind.
  expect(counts.of('leader.lead')).toBeGreaterThan(250);
  expect(counts.of('leader.adopt')).toBeGreaterThan(80);
  expect(counts.of('leader.fillGap')).toBeGreaterThan(0);
  expect(counts.of('leader.stepDown')).toBeGreaterThan(150);
  expect(counts.of('acceptor.refuseP2A')).toBeGreaterThan(150);
  expect(counts.of('leader.teach')).toBeGreaterThan(100);
  expect(counts.of('log.clear')).toBeGreaterThan(1_000);
});

describe('set up in another way it is as safe:', () => {
  test('50 runs in which a preempted leader backs off; live, though they may go on preempting each other', () => {
    const counts = inRuns(50, { preemption: 'backoff' }, (walk) => expectHealed(walk, isServed));
    expect(counts.of('leader.stepDown')).toBeGreaterThan(100);
  });

  test('50 runs in which it runs phase 1 again at once, which may never end', () => {
    const counts = inRuns(50, { preemption: 'retry' }, (walk) => {
      walk.rest(300);
      expectLinearizable(walk.moment);
    });
    expect(counts.of('leader.elect')).toBeGreaterThan(1_000);
    expect(counts.of('leader.adopt')).toBeGreaterThan(0);
  });

  test('30 runs in which servers write to themselves too', () => {
    const counts = inRuns(30, { toSelf: 'message' }, (walk) => expectHealed(walk, isSettled));
    expect(counts.of('leader.decide')).toBeGreaterThan(100);
  });
});
