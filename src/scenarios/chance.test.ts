import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { ClusterEvent, ClusterOutcome, ClusterWorld } from '../check/cluster';
import { type Act, done, nowIn, scenario, start, titleOf } from './cluster.testkit';
import { createRun, paxosKernel } from './run';
import { runToVerdict } from './verdict';

// Properties take long on a busy machine; that is no failure.
vi.setConfig({ testTimeout: 60_000 });

interface Recorded {
  readonly event: ClusterEvent;
  readonly outcome: ClusterOutcome;
}

interface Errand {
  readonly atMs: number;
  readonly act: Act;
}

const HORIZON_MS = 1_500;
const MOST_EVENTS = 1_500;

/** Plays errands and what happens by itself; before the step numbered `dropBefore`, drops the wire. */
function play(
  initial: ClusterWorld,
  errands: readonly Errand[],
  until: { atMs: number; steps: number },
  drop: { wire: number; before: number } | null = null,
): Recorded[] {
  const steps: Recorded[] = [];
  const waiting = errands.toSorted((a, b) => a.atMs - b.atMs);
  let world = initial;
  const happen = (event: ClusterEvent) => {
    const { world: next, outcome } = paxosKernel.step(world, event);
    world = next;
    steps.push({ event, outcome });
  };
  while (steps.length < until.steps) {
    if (drop && steps.length === drop.before)
      happen(nowIn(world, { type: 'drop', wire: drop.wire }));
    const natural = paxosKernel.next(world);
    const errand = waiting[0];
    if (errand && (!natural || errand.atMs * 1000 <= natural.at)) {
      waiting.shift();
      happen({ ...errand.act, at: Math.max(world.now, errand.atMs * 1000) } as ClusterEvent);
    } else if (natural && natural.at <= until.atMs * 1000) {
      happen(natural);
    } else break;
  }
  return steps;
}

/** Which steps of a run lie in the happened-before future of step `from`: by order on one server, and by messages. */
function futureOf(steps: readonly Recorded[], from: number): boolean[] {
  const servers = new Set<number>();
  const messages = new Set<number>();
  return steps.map(({ outcome: { node, ended, posted } }, i) => {
    const reached =
      i === from ||
      (node !== null && servers.has(node)) ||
      (ended?.how === 'received' && messages.has(ended.wire.id));
    if (!reached || node === null) return false;
    servers.add(node);
    for (const { wire } of posted) messages.add(wire.id);
    return true;
  });
}

/** Everything about each sending but the running number of the message. */
function sendings(steps: readonly Recorded[], counts = (_index: number) => true): string[] {
  return steps.flatMap(({ outcome }, i) =>
    counts(i)
      ? outcome.posted.map(({ wire: { from, to, message, sentAt, at, copy }, fate }) =>
          [sentAt, from, to, titleOf(message), fate, at, copy].join(' '),
        )
      : [],
  );
}

const share = fc.constantFrom(0, 0.05, 0.3);
const weather = fc.record({
  delay: fc.constantFrom([5, 15] as const, [0, 40] as const, [10, 10] as const),
  loss: share,
  replyLoss: share,
  duplicate: share,
});

function errandsFor(peers: number): fc.Arbitrary<Errand[]> {
  const node = fc.integer({ min: 1, max: peers });
  const seq = fc.nat({ max: 5 });
  const act = fc.oneof(
    { weight: 4, arbitrary: fc.tuple(node, seq).map(([n, s]) => start(n, s, `v${n}.${s}`)) },
    { weight: 1, arbitrary: fc.tuple(node, seq).map(([n, s]) => done(n, s)) },
  );
  return fc.array(fc.record({ atMs: fc.nat({ max: 300 }), act }), { minLength: 3, maxLength: 10 });
}

describe('chance is keyed, not consumed:', () => {
  test('dropping one message changes nothing outside of its future', () => {
    let compared = 0;
    const cluster = fc.integer({ min: 2, max: 6 }).chain((peers) =>
      fc.record({
        peers: fc.constant(peers),
        seed: fc.nat(),
        weather,
        errands: errandsFor(peers),
      }),
    );
    fc.assert(
      fc.property(
        cluster,
        fc.nat(),
        fc.nat(),
        ({ peers, seed, weather: network, errands }, which, when) => {
          const { world } = createRun(scenario([], { peers, seed, network })).initial;
          const original = play(world, errands, { atMs: HORIZON_MS, steps: MOST_EVENTS });
          const horizon = (original.at(-1)?.event.at ?? 0) / 1000;
          const received = original.flatMap(({ outcome: { ended } }, index) =>
            ended?.how === 'received' ? [{ index, wire: ended.wire.id }] : [],
          );
          const victim = received[which % received.length];
          if (!victim) return;
          const sentIn = original.findIndex(({ outcome }) =>
            outcome.posted.some(({ wire }) => wire.id === victim.wire),
          );
          const before = sentIn + 1 + (when % (victim.index - sentIn));
          const fork = play(
            world,
            errands,
            { atMs: horizon, steps: 4 * MOST_EVENTS },
            { wire: victim.wire, before },
          );
          const future = futureOf(original, victim.index);
          const untouched = sendings(original, (i) => !future[i]);
          const inFork = new Set(sendings(fork));
          expect(untouched.filter((sending) => !inFork.has(sending))).toEqual([]);
          compared += untouched.length;
        },
      ),
      { numRuns: 200 },
    );
    // Not an empty comparison: plenty of messages lay outside of the futures.
    expect(compared).toBeGreaterThan(1_000);
  });

  test('a run is the same every time, and another with another seed', () => {
    const script = [
      { start: { peer: 'S1', seq: 0, value: 'x' } },
      { start: { peer: 'S2', seq: 0, value: 'y' } },
      { run: 500 },
    ];
    const network = { delay: [0, 30], loss: 0.2, replyLoss: 0.1, duplicate: 0.1 };
    const hash = (seed: number) => runToVerdict(scenario(script, { seed, network })).hash;
    const hashes = Array.from({ length: 20 }, (_, seed) => hash(seed));
    expect(Array.from({ length: 20 }, (_, seed) => hash(seed))).toEqual(hashes);
    expect(new Set(hashes).size).toBe(20);
  });
});
