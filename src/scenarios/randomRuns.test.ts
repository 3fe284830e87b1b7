import fc from 'fast-check';
import { expect, test } from 'vitest';
import { forEachAt, getAt } from '../base/intMap';
import { type ClusterEvent, instanceTouched, type LibraryServer } from '../check/cluster';
import { type Instance, type Status, statusOf } from '../protocol/basic';
import { type Act, done, scenario, start } from './cluster.testkit';
import {
  at,
  HANDS,
  handAct,
  networkOf,
  type Told,
  type Turn,
  times,
  turnOf,
  Walk,
} from './random.testkit';
import { createRun, type Moment } from './run';

// Random clusters in random weather under random hands; then everything is healed and every open instance must close.

const QUIET = [20_000, 30_000] as const;

const VERBS = [...times(3, 'start' as const), 'done' as const, ...HANDS];

const plan = fc.record({
  peers: fc.integer({ min: 1, max: 9 }),
  seed: fc.nat(),
  network: networkOf([1, 200], 0.4),
  turns: fc.array(turnOf(VERBS, 8), { minLength: 10, maxLength: 60 }),
});

/** What the hand does in this world, or null when there is nothing it could be done to. */
function actFor({ world }: Moment, turn: Turn<(typeof VERBS)[number]>): Act | null {
  const { verb, pick, other } = turn;
  if (verb !== 'start' && verb !== 'done') return handAct(world, { ...turn, verb });
  const up = at(
    world.nodes.filter(({ status }) => status === 'up'),
    pick,
  );
  if (!up) return null;
  return verb === 'start'
    ? start(up.address, other % 6, `${pick}`)
    : done(up.address, (other % 6) - 1);
}

/** All servers of these runs are peers of the library; null for one that is down. */
const peersOf = ({ world }: Moment) =>
  world.nodes.map(({ address, state }) => ({ address, peer: state as LibraryServer | null }));

/** Walks a run and checks every step of the way, apart from the properties of src/check too. */
class LibraryWalk extends Walk {
  private readonly proposed = new Map<number, Set<string>>();
  private readonly decided = new Map<number, string>();

  override act(act: Act): void {
    if (act.type === 'call' && act.request.type === 'start') {
      const { seq, value } = act.request;
      this.proposed.set(seq, (this.proposed.get(seq) ?? new Set()).add(value));
    }
    super.act(act);
  }

  protected override check(before: Moment, event: ClusterEvent, { state, record }: Told): void {
    const again = this.run.step(before, event);
    if (JSON.stringify(again.record) !== JSON.stringify(record))
      expect(again.record).toEqual(record);
    const peer = record.node === null ? null : peersOf(state)[record.node - 1]?.peer;
    if (!peer) return;
    const seq = instanceTouched({ event, outcome: record });
    if (seq !== null) this.noteDecision(seq, statusOf(peer, seq));
    if (peer.min > 1 + Math.min(...state.facts.done)) throw new Error(`Min ${peer.min} is too far`);
  }

  /** Agreement and validity. */
  private noteDecision(seq: number, status: Status): void {
    if (status.fate !== 'decided') return;
    if (!this.proposed.get(seq)?.has(status.value))
      throw new Error(`nobody proposed ${status.value}`);
    const known = this.decided.get(seq) ?? status.value;
    if (status.value !== known) throw new Error(`${seq}: both ${known} and ${status.value}`);
    this.decided.set(seq, status.value);
  }

  /** Every instance that some server still drives: "S1 0". */
  atWork(): string[] {
    return peersOf(this.moment).flatMap(({ address, peer }) => {
      const driven: string[] = [];
      if (peer) {
        forEachAt(peer.instances, ({ proposer }: Instance, seq) => {
          if (!['idle', 'decided'].includes(proposer.value)) driven.push(`S${address} ${seq}`);
        });
      }
      return driven;
    });
  }

  /** Everything healed, and one new instance from each server, which carries its Done to all. */
  override heal(): void {
    super.heal();
    for (const { address } of this.moment.world.nodes)
      this.act(start(address, 100 + address, 'new'));
  }
}

test('200 random runs: safe at every step, pure, and live once healed', () => {
  let [steps, competed, forgot] = [0, 0, 0];
  fc.assert(
    fc.property(plan, ({ turns, ...cluster }) => {
      const walk = new LibraryWalk(createRun(scenario([], cluster)), 23);
      for (const turn of turns) {
        walk.rest(turn.rest);
        const act = actFor(walk.moment, turn);
        if (act) walk.act(act);
      }
      walk.heal();
      const driven = walk.atWork();
      walk.untilQuiet(...QUIET);
      steps += walk.steps;
      expect(walk.atWork()).toEqual([]);
      const nodes = peersOf(walk.moment);
      for (const line of driven) {
        const [server, seq] = [Number(line[1]), Number(line.slice(3))];
        const peer = nodes[server - 1]?.peer;
        expect(peer && statusOf(peer, seq).fate).not.toBe('pending');
      }
      for (const { peer } of nodes)
        for (const { address } of nodes)
          expect(peer && statusOf(peer, 100 + address)).toEqual({
            fate: 'decided',
            value: 'new',
          });
      // Ghosts that show the runs were not empty ones.
      for (let seq = 0; seq < 6; seq++) {
        const facts = getAt(walk.moment.facts.instances, seq);
        if (facts && facts.ballots.length > 1) competed++;
      }
      if (nodes.some(({ peer }) => peer && peer.min > 0)) forgot++;
    }),
    { numRuns: 200 },
  );
  expect(steps).toBeGreaterThan(10_000);
  expect(competed).toBeGreaterThan(20);
  expect(forgot).toBeGreaterThan(2);
});
