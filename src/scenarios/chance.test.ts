import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ClusterEvent, ClusterOutcome } from '../check/cluster';
import { type Act, done, nowIn, propose, scenario, start } from './cluster.testkit';
import type { Scenario } from './format';
import { kernelFor } from './kernels';
import { createRun } from './run';
import { nameOfMessage, runToVerdict } from './verdict';

interface Recorded {
  readonly event: ClusterEvent;
  readonly outcome: ClusterOutcome;
}

type Protocol = 'basic' | 'multi';

interface Errand {
  readonly atMs: number;
  readonly act: Act;
}

const HORIZON_MS = 1_500;
const MOST_EVENTS = 1_500;

/** Plays errands and what happens by itself; before the step numbered `dropBefore`, drops the wire. */
function play(
  told: Scenario,
  errands: readonly Errand[],
  until: { atMs: number; steps: number },
  drop: { wire: number; before: number } | null = null,
): Recorded[] {
  const steps: Recorded[] = [];
  const waiting = errands.toSorted((a, b) => a.atMs - b.atMs);
  const kernel = kernelFor(told.cluster);
  let { world } = createRun(told).initial;
  const happen = (event: ClusterEvent) => {
    const { world: next, outcome } = kernel.step(world, event);
    world = next;
    steps.push({ event, outcome });
  };
  while (steps.length < until.steps) {
    if (drop && steps.length === drop.before)
      happen(nowIn(world, { type: 'drop', wire: drop.wire }));
    const natural = kernel.next(world);
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

/** Which steps of a run lie in the happened-before future of some of them: by order on one server, and by messages. */
function futureOf(steps: readonly Recorded[], begins: (step: Recorded) => boolean): boolean[] {
  const servers = new Set<number>();
  const messages = new Set<number>();
  return steps.map((step) => {
    const { node, ended, posted } = step.outcome;
    const reached =
      (node !== null && servers.has(node)) ||
      (ended?.how === 'received' && messages.has(ended.wire.id)) ||
      begins(step);
    if (!reached || node === null) return false;
    servers.add(node);
    for (const { wire } of posted) messages.add(wire.id);
    return true;
  });
}

/**
 * Which steps of a run cannot know whether the message that step `victim` received was dropped: they lie neither in the
 * future of its receipt nor, on their server, behind the future of what its receiver did instead in the fork.
 */
function unawareOf(original: readonly Recorded[], victim: Recorded, fork: readonly Recorded[]) {
  const { node: receiver } = victim.outcome;
  const future = futureOf(original, (step) => step === victim);
  const others = futureOf(fork, ({ event, outcome }) => {
    return outcome.node === receiver && event.at >= victim.event.at;
  });
  const reachedAt = new Map<number | null, number>();
  fork.forEach(({ event, outcome: { node } }, i) => {
    if (others[i] && !reachedAt.has(node)) reachedAt.set(node, event.at);
  });
  return (i: number) => {
    const { event, outcome } = original[i] as Recorded;
    return !future[i] && event.at < (reachedAt.get(outcome.node) ?? Number.POSITIVE_INFINITY);
  };
}

/** Everything about each sending but the running number of the message. */
function sendings(steps: readonly Recorded[], counts = (_index: number) => true): string[] {
  return steps.flatMap(({ outcome }, i) =>
    counts(i)
      ? outcome.posted.map(({ wire: { from, to, message, sentAt, at, copy }, fate }) =>
          [sentAt, from, to, nameOfMessage(message), fate, at, copy].join(' '),
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

function errandsFor(peers: number): Record<Protocol, fc.Arbitrary<Errand[]>> {
  const node = fc.integer({ min: 1, max: peers });
  const seq = fc.nat({ max: 5 });
  const act = fc.oneof(
    { weight: 4, arbitrary: fc.tuple(node, seq).map(([n, s]) => start(n, s, `v${n}.${s}`)) },
    { weight: 1, arbitrary: fc.tuple(node, seq).map(([n, s]) => done(n, s)) },
  );
  const command = fc.tuple(node, seq).map(([n, s]) => propose(n, `v${s}`));
  const errands = (within: number, acts: fc.Arbitrary<Act>, most: number) =>
    fc.array(fc.record({ atMs: fc.nat({ max: within }), act: acts }), {
      minLength: 3,
      maxLength: most,
    });
  // A leader is found first; whoever does not lead drops a command.
  return { basic: errands(300, act, 10), multi: errands(HORIZON_MS, command, 30) };
}

describe('chance is keyed, not consumed:', () => {
  test.each<Protocol>(['basic', 'multi'])(
    '%s: dropping one message changes nothing outside of its future',
    (protocol) => {
      let compared = 0;
      const cluster = fc.integer({ min: 2, max: 6 }).chain((peers) =>
        fc.record({
          peers: fc.constant(peers),
          seed: fc.nat(),
          weather,
          errands: errandsFor(peers)[protocol],
        }),
      );
      fc.assert(
        fc.property(
          cluster,
          fc.nat(),
          fc.nat(),
          ({ peers, seed, weather: network, errands }, which, when) => {
            const told = scenario([], { protocol, peers, seed, network });
            const original = play(told, errands, { atMs: HORIZON_MS, steps: MOST_EVENTS });
            const horizon = Math.ceil((original.at(-1)?.event.at ?? 0) / 1000);
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
              told,
              errands,
              { atMs: horizon, steps: 4 * MOST_EVENTS },
              { wire: victim.wire, before },
            );
            const receipt = original[victim.index] as Recorded;
            const untouched = sendings(original, unawareOf(original, receipt, fork));
            const inFork = new Set(sendings(fork));
            expect(untouched.filter((sending) => !inFork.has(sending))).toEqual([]);
            compared += untouched.length;
          },
        ),
        { numRuns: 200 },
      );
      // Not an empty comparison: plenty of messages lay outside of the futures.
      expect(compared).toBeGreaterThan(1_000);
    },
  );

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
