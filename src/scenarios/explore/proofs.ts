import { nameOf } from '../../base/address';
import { type Cluster, decodeScenario, type Scenario } from '../format';
import { createRun } from '../run';
import type { Bounds, ExploreRequest } from './contract';

/** A cluster that is small enough to see all that can happen in it. */
export interface ProofSize {
  readonly protocol: 'basic' | 'multi';
  readonly acceptors: 3 | 5;
  /** How many servers propose, each a value of its own; with `multi`, run for leader with a command of their own. */
  readonly proposers: number;
  /** How many ballots each of them may use. */
  readonly rounds: number;
}

/**
 * Everything that can happen in such a cluster: each proposer has called Start(0, …) with a value of its own (with `multi`,
 * leads or has led, and has asked for a command in slot 1), nothing is delivered yet, messages come in any order or never,
 * and retry timers may fire at any time. Ballots are bounded, so the search ends.
 * @param broken the wrong rules in force
 */
export function proofOf(size: ProofSize, broken: readonly string[]): ExploreRequest {
  const scenario = scenarioOf(size, broken);
  const run = createRun(scenario, true);
  let moment = run.initial;
  for (let event = run.next(moment); event; event = run.next(moment))
    moment = run.step(moment, event).state;
  return { scenario, moment, bounds: boundsOf(size), aim: { kind: 'violation' }, shortest: true };
}

/** How many ballots there can be in all. */
export function ballotsOf({ proposers, rounds }: ProofSize): number {
  return proposers * rounds;
}

/** Said of a size before it is tried; null when it is known to end, within seconds and the usual memory. */
export function warningOf({ acceptors, proposers, rounds }: ProofSize): string | null {
  if (rounds === 1 && (acceptors === 3 || proposers === 1)) return null;
  if (rounds === 2 && acceptors === 3 && proposers === 1) return null;
  return 'Likely too many states for a proof: it will stop at its bounds, and say how far it came.';
}

function boundsOf({ protocol, proposers, rounds }: ProofSize): Bounds {
  // A timer that fires begins the next round of its proposer; the first one began with the call.
  const timeouts = proposers * (rounds - 1);
  return { timeouts: protocol === 'multi' ? 2 * timeouts : timeouts, rounds, seconds: 600 };
}

function scenarioOf(size: ProofSize, broken: readonly string[]): Scenario {
  const { protocol, acceptors } = size;
  const cluster: Partial<Cluster> = { protocol, peers: acceptors, delivery: 'manual', broken };
  const title = `A proof: ${acceptors} acceptors, ${ballotsOf(size)} ${ballotsOf(size) === 1 ? 'ballot' : 'ballots'}`;
  const script = protocol === 'basic' ? starts(size) : candidacies(size);
  const decoded = decodeScenario(JSON.stringify({ format: 'paxoscope/1', title, cluster, script }));
  if (!decoded.ok) throw new Error(`${decoded.pointer}: ${decoded.reason}`);
  return decoded.scenario;
}

type Step = Readonly<Record<string, unknown>>;

const VALUES = ['A', 'B', 'C', 'D', 'E'];

function starts({ proposers }: ProofSize): Step[] {
  return numbered(proposers).map((server) => {
    return { start: { peer: nameOf(server), seq: 0, value: VALUES[server - 1] } };
  });
}

/**
 * One after the other each candidate misses its leader twice, is followed by a bare majority, and asks for its command in
 * slot 1. All P1As and P2As beyond that are still under way.
 */
function candidacies({ acceptors, proposers }: ProofSize): Step[] {
  const others = Math.floor(acceptors / 2);
  const followersOf = (leader: number) =>
    numbered(acceptors)
      .filter((server) => server !== leader)
      .slice(-others);
  return numbered(proposers).flatMap((server) => {
    const peer = nameOf(server);
    const followers = followersOf(server).map(nameOf);
    const missed = { fire: { peer, timer: 'heartbeatCheck' } };
    // Whoever has just heard of a leader misses it one check later.
    const heard = numbered(server - 1).some((earlier) => followersOf(earlier).includes(server));
    return [
      ...(heard ? [missed] : []),
      missed,
      missed,
      ...followers.flatMap((follower) => [
        { deliver: { kind: 'p1a', from: peer, to: follower } },
        { deliver: { kind: 'p1b', from: follower, to: peer } },
      ]),
      { propose: { peer, value: VALUES[server - 1] } },
    ];
  });
}

const numbered = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
