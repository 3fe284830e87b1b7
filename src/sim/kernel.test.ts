import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ImpossibleEvent } from './events';
import { toMs } from './time';
import {
  type Act,
  add,
  arm,
  brokenToyKernel,
  CALM,
  counts,
  disarm,
  having,
  heardAt,
  play,
  quiet,
  type ToyEvent,
  type ToyWorld,
  toyKernel,
  toyWorld,
} from './toy.testkit';

const step = (world: ToyWorld, act: Act) =>
  toyKernel.step(world, { ...act, at: world.now } as ToyEvent);

/** "1>2 gossip 3" of everything under way, in the order of arrival. */
const underWay = (world: ToyWorld) =>
  world.wires.map(({ from, to, message }) => `${from}>${to} ${message.kind} ${message.count}`);

const wireTo = (world: ToyWorld, to: number) =>
  [...world.wires, ...world.held].find((wire) => wire.to === to)?.id ?? 0;

describe('a new world', () => {
  test('has its servers up and is quiet', () => {
    const world = toyWorld();
    expect(world.nodes.map(({ address, status }) => `${address} ${status}`)).toEqual([
      '1 up',
      '2 up',
      '3 up',
    ]);
    expect(world).toMatchObject({ now: 0, sent: 0, wires: [], timers: [] });
    expect(toyKernel.next(world)).toBeNull();
    expect(toyKernel.enabled(world)).toEqual([]);
  });
});

describe('delivery', () => {
  test('happens when it is due, within the delay of the weather, earliest first', () => {
    const steps = play(having(toyWorld({ servers: 9 }), add(1)));
    const gossips = steps.slice(0, 8);
    for (const { event } of gossips) {
      expect(toMs(event.at)).toBeGreaterThanOrEqual(5);
    }
    for (const { event } of steps) expect(toMs(event.at)).toBeLessThanOrEqual(30);
    const times = steps.map(({ event }) => event.at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(counts(steps.at(-1)?.world as ToyWorld)).toEqual(new Array(9).fill(1));
  });

  test('moves the clock to that moment', () => {
    for (const { event, world } of play(having(toyWorld(), add(1))))
      expect(world.now).toBe(event.at);
  });

  test('a fixed delay is exact, and who was sent first arrives first', () => {
    const world = having(toyWorld({ weather: { ...CALM, delay: [7, 7] } }), add(1), add(2, 5));
    const steps = play(world).slice(0, 4);
    expect(steps.map(({ event }) => [event.at, event.type === 'deliver' && event.wire])).toEqual([
      [7000, 1],
      [7000, 2],
      [7000, 3],
      [7000, 4],
    ]);
  });

  test('enabled lists deliveries in order of arrival, then timers in order of firing', () => {
    const world = having(toyWorld(), arm(2, 'a', [1, 1]), add(1), arm(1, 'b', [0, 0]));
    const enabled = toyKernel.enabled(world);
    expect(enabled.map(({ type }) => type)).toEqual(['deliver', 'deliver', 'fire', 'fire']);
    expect(enabled.slice(2)).toMatchObject([{ timer: 'b' }, { timer: 'a' }]);
    const times = enabled.map(({ at }) => at);
    expect(times[0]).toBeLessThanOrEqual(times[1] as number);
  });

  test('next is the earliest of all that is enabled; a delivery goes before a timer of the same moment', () => {
    const start = toyWorld({ weather: { ...CALM, delay: [7, 7] } });
    expect(toyKernel.next(having(start, add(1), arm(3, 'same', [7, 7])))?.type).toBe('deliver');
    expect(toyKernel.next(having(start, add(1), arm(3, 'soon', [6, 6])))?.type).toBe('fire');
  });

  test('tells what it did: who ran, what was posted, what ended, which rules fired', () => {
    const world = having(toyWorld(), add(1));
    const { outcome } = step(world, { type: 'deliver', wire: 1 });
    expect(outcome).toMatchObject({
      node: 2,
      ended: { how: 'received', wire: { id: 1 } },
      posted: [{ fate: 'underWay', wire: { from: 2, to: 1, message: { kind: 'ack' } } }],
      explanations: [{ rule: 'toy.adopt' }],
    });
  });
});

describe('hands on a message', () => {
  const world = having(toyWorld(), add(1));

  test('drop: it never arrives', () => {
    const { world: dropped, outcome } = step(world, { type: 'drop', wire: 1 });
    expect(outcome).toMatchObject({ node: null, ended: { how: 'dropped', wire: { id: 1 } } });
    expect(counts(quiet(dropped))).toEqual([1, 0, 1]);
  });

  test('hold: it waits for ever; release: it arrives at its time', () => {
    const held = having(world, { type: 'hold', wire: 1 });
    expect(held.held.map(({ id }) => id)).toEqual([1]);
    expect(counts(quiet(held))).toEqual([1, 0, 1]);
    const released = having(held, { type: 'release', wire: 1 });
    expect(released).toEqual(world);
  });

  test('release after its time: it arrives at once', () => {
    const late = quiet(having(world, { type: 'hold', wire: 1 }));
    const released = having(late, { type: 'release', wire: 1 });
    expect(toyKernel.next(released)).toEqual({ type: 'deliver', wire: 1, at: late.now });
    expect(counts(quiet(released))).toEqual([1, 1, 1]);
  });

  test.each([
    ['under way', world],
    ['held', having(world, { type: 'hold', wire: 1 })],
  ])('deliver now, when %s', (_where, before) => {
    const { world: delivered } = step(before, { type: 'deliver', wire: 1 });
    expect(delivered.now).toBe(before.now);
    expect(counts(delivered)).toEqual([1, 1, 0]);
    expect([...delivered.wires, ...delivered.held].some(({ id }) => id === 1)).toBe(false);
  });

  test('drop of a held one', () => {
    const dropped = having(world, { type: 'hold', wire: 1 }, { type: 'drop', wire: 1 });
    expect(dropped.held).toEqual([]);
    expect(counts(quiet(dropped))).toEqual([1, 0, 1]);
  });

  test('duplicate: the same message once more, with an identity and a delay of its own', () => {
    const { world: doubled, outcome } = step(world, { type: 'duplicate', wire: 1 });
    const [original, copy] = [1, 3].map((id) => doubled.wires.find((wire) => wire.id === id));
    expect(copy).toMatchObject({ from: 1, to: 2, message: original?.message });
    expect(copy?.copy).not.toBe(original?.copy);
    expect(outcome.posted).toMatchObject([{ fate: 'underWay', wire: { id: 3 } }]);
    expect(play(doubled).filter(({ event }) => event.type === 'deliver')).toHaveLength(3 + 2);
  });

  test('duplicates made one after the other each have a delay of their own', () => {
    const many = having(
      world,
      ...Array.from({ length: 20 }, (): Act => ({ type: 'duplicate', wire: 1 })),
    );
    const arrivals = many.wires.filter(({ to }) => to === 2).map(({ at }) => at);
    expect(new Set(arrivals).size).toBeGreaterThan(15);
  });
});

describe('crash and restart', () => {
  test.each([
    ['durable', undefined, undefined, 7],
    ['durable', 'lost', undefined, 0],
    ['durable', undefined, 'lost', 0],
    ['durable', 'kept', 'kept', 7],
    ['volatile', undefined, undefined, 0],
    ['volatile', 'kept', undefined, 7],
    ['volatile', 'kept', 'lost', 0],
  ] as const)(
    'in a %s world, crash %s, restart %s: the count is %i',
    (storage, crash, restart, count) => {
      const world = having(
        quiet(having(toyWorld({ storage }), add(1, 7))),
        { type: 'crash', node: 1, ...(crash && { storage: crash }) },
        { type: 'restart', node: 1, ...(restart && { storage: restart }) },
      );
      expect(counts(world)).toEqual([count, 7, 7]);
      expect(world.nodes[0]).toMatchObject({ status: 'up', disk: null });
      expect(heardAt(world, 1)).toEqual([]);
    },
  );

  test('its timers are gone, those of others stay', () => {
    const world = having(toyWorld(), arm(1, 'a'), arm(2, 'b'), arm(1, 'c'), {
      type: 'crash',
      node: 1,
    });
    expect(world.timers.map(({ name }) => name)).toEqual(['b']);
  });

  test('what it sent before stays under way; what arrives meanwhile ends there', () => {
    const world = having(toyWorld(), add(1), add(2, 2), { type: 'crash', node: 1 });
    const ends = play(world).map(({ event, world: now }) => ({ event, now }));
    expect(counts(ends.at(-1)?.now as ToyWorld)).toEqual([null, 2, 2]);
    const { outcome } = step(world, { type: 'deliver', wire: wireTo(world, 1) });
    expect(outcome).toMatchObject({ node: null, ended: { how: 'crashed' }, posted: [] });
  });

  test('what is still under way when it is back is handled', () => {
    const world = having(
      toyWorld(),
      add(2),
      { type: 'crash', node: 1 },
      { type: 'restart', node: 1 },
    );
    expect(counts(quiet(world))).toEqual([1, 1, 1]);
  });
});

describe('pause and resume', () => {
  const paused = having(toyWorld(), add(1), arm(2, 'a', [1, 1]), { type: 'pause', node: 2 });

  test('nothing is handled meanwhile, everything else goes on', () => {
    expect(toyKernel.enabled(paused).map(({ type }) => type)).toEqual(['deliver']);
    const still = quiet(paused);
    expect(counts(still)).toEqual([1, 0, 1]);
    expect(still.wires.map(({ to }) => to)).toEqual([2]);
    expect(still.timers.map(({ name }) => name)).toEqual(['a']);
  });

  test('nothing is lost: what is overdue happens at once, in its order', () => {
    const resumed = having(quiet(paused), { type: 'resume', node: 2 });
    const steps = play(resumed);
    expect(steps.slice(0, 2).map(({ event }) => [event.type, event.at])).toEqual([
      ['fire', resumed.now],
      ['deliver', resumed.now],
    ]);
    expect(counts(quiet(resumed))).toEqual([1, 1, 1]);
    expect(heardAt(quiet(resumed), 2)).toEqual(['a']);
  });

  test('a paused one can crash', () => {
    const world = having(paused, { type: 'crash', node: 2 }, { type: 'restart', node: 2 });
    expect(counts(quiet(world))).toEqual([1, 1, 1]);
  });
});

describe('links', () => {
  const fates = (world: ToyWorld, node = 1) =>
    step(world, add(node, 9)).outcome.posted.map(({ wire, fate }) => `${wire.to} ${fate}`);

  test('partition: only inside each group; who is in none is alone', () => {
    const world = having(toyWorld({ servers: 5 }), {
      type: 'partition',
      groups: [
        [1, 2],
        [3, 4],
      ],
    });
    expect(fates(world, 1)).toEqual(['2 underWay', '3 cut', '4 cut', '5 cut']);
    expect(fates(world, 4)).toEqual(['1 cut', '2 cut', '3 underWay', '5 cut']);
    expect(fates(world, 5)).toEqual(['1 cut', '2 cut', '3 cut', '4 cut']);
  });

  test('a second partition replaces the first', () => {
    const world = having(
      toyWorld(),
      { type: 'partition', groups: [[1, 2]] },
      { type: 'partition', groups: [[1, 3], [2]] },
    );
    expect(fates(world)).toEqual(['2 cut', '3 underWay']);
  });

  test('what is under way when a link breaks still arrives', () => {
    const world = having(toyWorld(), add(1), { type: 'partition', groups: [[1], [2], [3]] });
    expect(counts(quiet(world))).toEqual([1, 1, 1]);
  });

  test('cut and mend: one direction only', () => {
    const cut = having(toyWorld(), { type: 'cut', link: { from: 1, to: 2 } });
    expect(fates(cut, 1)).toEqual(['2 cut', '3 underWay']);
    expect(fates(cut, 2)).toEqual(['1 underWay', '3 underWay']);
    expect(having(cut, { type: 'cut', link: { from: 1, to: 2 } })).toEqual(cut);
    expect(fates(having(cut, { type: 'mend', link: { from: 1, to: 2 } }))).toEqual([
      '2 underWay',
      '3 underWay',
    ]);
  });

  test('deaf: requests to it are lost, its own go out and the replies arrive (T-P02)', () => {
    const world = having(toyWorld(), { type: 'deaf', nodes: [2] });
    expect(fates(world)).toEqual(['2 deaf', '3 underWay']);
    const spoken = quiet(having(world, add(2, 5)));
    expect(counts(spoken)).toEqual([5, 5, 5]);
    expect(heardAt(spoken, 2).toSorted()).toEqual(['ack of S1', 'ack of S3']);
    expect(fates(having(world, { type: 'hear', nodes: [2] }))).toEqual([
      '2 underWay',
      '3 underWay',
    ]);
  });

  test('heal: every link is back and nobody deaf, the weather unchanged', () => {
    const weather = { ...CALM, loss: 0.5 };
    const before = toyWorld({ weather });
    const world = having(
      before,
      { type: 'partition', groups: [[1]] },
      { type: 'cut', link: { from: 1, to: 2 } },
      { type: 'deaf', nodes: [1, 3] },
      { type: 'heal' },
    );
    expect(world).toEqual(before);
  });
});

describe('weather', () => {
  const many = (weather: Partial<ToyWorld['weather']>) => {
    const world = toyWorld({ servers: 9, weather: { ...CALM, ...weather } });
    const all: string[] = [];
    let present = world;
    for (let n = 1; n <= 50; n++) {
      const { world: next, outcome } = step(present, add(1));
      present = next;
      all.push(...outcome.posted.map(({ fate, wire }) => (wire.copy === 0 ? fate : 'again')));
    }
    return (fate: string) => all.filter((it) => it === fate).length;
  };

  test('calm: nothing is lost or doubled', () => {
    expect(many({})('underWay')).toBe(400);
  });

  test.each([
    ['loss', 'lost'],
    ['duplicate', 'again'],
  ])('%s is the share of messages %s', (ratio, fate) => {
    const count = many({ [ratio]: 0.25 });
    expect(count(fate)).toBeGreaterThan(60);
    expect(count(fate)).toBeLessThan(140);
    expect(many({ [ratio]: 1 })(fate)).toBe(400);
  });

  test('replies are lost by replyLoss, requests are not', () => {
    const world = quiet(having(toyWorld({ weather: { ...CALM, replyLoss: 1 } }), add(1)));
    expect(counts(world)).toEqual([1, 1, 1]);
    expect(heardAt(world, 1)).toEqual([]);
  });

  test('a change holds for what is sent from then on', () => {
    const weather = { ...CALM, delay: [100, 100] as const };
    const world = having(toyWorld(), add(1), { type: 'weather', weather }, add(2, 5));
    const arrivals = world.wires.map(({ from, at }) => [from, at >= 100_000]);
    expect(arrivals).toEqual([
      [1, false],
      [1, false],
      [2, true],
      [2, true],
    ]);
  });

  test('luck is keyed: another seed, other luck; the same seed, the same', () => {
    const arrivals = (seed: number) => having(toyWorld({ seed }), add(1)).wires.map(({ at }) => at);
    expect(arrivals(1)).toEqual(arrivals(1));
    expect(arrivals(1)).not.toEqual(arrivals(2));
  });
});

describe('manual delivery', () => {
  const world = having(toyWorld({ delivery: 'manual' }), add(1), arm(1, 'a', [1, 1]));

  test('nothing happens by itself, all is enabled', () => {
    expect(toyKernel.next(world)).toBeNull();
    expect(toyKernel.enabled(world)).toHaveLength(3);
  });

  test('what a hand does happens now', () => {
    const acted = having(
      world,
      { type: 'deliver', wire: 2 },
      { type: 'fire', node: 1, timer: 'a' },
    );
    expect(acted.now).toBe(0);
    expect(counts(acted)).toEqual([1, 0, 1]);
    expect(heardAt(acted, 1)).toEqual(['a']);
  });

  test('time passes only by waiting', () => {
    const later = toyKernel.step(world, { type: 'wait', at: 50_000 }).world;
    expect(later).toEqual({ ...world, now: 50_000 });
    expect(toyKernel.enabled(later).map(({ at }) => at)).toEqual([50_000, 50_000, 50_000]);
  });
});

describe('timers', () => {
  test('fire between the least and the most of what was asked', () => {
    const names = Array.from({ length: 100 }, (_, i) => `t${i}`);
    const world = having(toyWorld(), ...names.map((name) => arm(1, name, [10, 20])));
    const times = world.timers.map(({ at }) => toMs(at));
    expect(Math.min(...times)).toBeGreaterThanOrEqual(10);
    expect(Math.max(...times)).toBeLessThanOrEqual(20);
    expect(new Set(times).size).toBeGreaterThan(90);
  });

  test('one that is set again replaces itself; those of other servers and names stay', () => {
    const world = having(toyWorld(), arm(1, 'a', [5, 5]), arm(2, 'a', [6, 6]), arm(1, 'b', [7, 7]));
    const again = having(world, arm(1, 'a', [9, 9]));
    expect(again.timers.map(({ node, name, at }) => `${node} ${name} ${at}`)).toEqual([
      '2 a 6000',
      '1 b 7000',
      '1 a 9000',
    ]);
  });

  test('one that is cancelled never fires; cancelling nothing is nothing', () => {
    const world = having(toyWorld(), arm(1, 'a'), arm(2, 'a'), disarm(1, 'a'), disarm(1, 'a'));
    expect(world.timers.map(({ node }) => node)).toEqual([2]);
    expect(heardAt(quiet(world), 1)).toEqual([]);
    expect(heardAt(quiet(world), 2)).toEqual(['a']);
  });

  test('fired by hand: now, and not again', () => {
    const fired = having(toyWorld(), arm(1, 'a'), { type: 'fire', node: 1, timer: 'a' });
    expect(fired.timers).toEqual([]);
    expect(heardAt(quiet(fired), 1)).toEqual(['a']);
  });
});

describe('what cannot happen is refused, and harms nothing:', () => {
  const start = having(toyWorld(), add(1), arm(1, 'a'), { type: 'hold', wire: 1 });
  const crashed = having(start, { type: 'crash', node: 2 });
  const paused = having(start, { type: 'pause', node: 3 });
  const later = toyKernel.step(start, { type: 'wait', at: 1000 }).world;

  test.each<[string, ToyWorld, ToyEvent]>([
    ['time that runs backwards', later, { type: 'wait', at: 999 }],
    ['a delivery in the past', later, { type: 'deliver', wire: 2, at: 0 }],
    ['delivering what is not there', start, { type: 'deliver', wire: 99, at: 0 }],
    ['dropping what is not there', start, { type: 'drop', wire: 99, at: 0 }],
    ['doubling what is not there', start, { type: 'duplicate', wire: 99, at: 0 }],
    ['holding what is held', start, { type: 'hold', wire: 1, at: 0 }],
    ['releasing what is not held', start, { type: 'release', wire: 2, at: 0 }],
    ['delivering to a paused server', paused, { type: 'deliver', wire: 2, at: 0 }],
    ['a timer that is not set', start, { type: 'fire', node: 1, timer: 'b', at: 0 }],
    ['a timer of another server', start, { type: 'fire', node: 2, timer: 'a', at: 0 }],
    ['calling a crashed server', crashed, { ...add(2), at: 0 } as ToyEvent],
    ['calling a paused server', paused, { ...add(3), at: 0 } as ToyEvent],
    ['crashing a crashed server', crashed, { type: 'crash', node: 2, at: 0 }],
    ['restarting one that is up', start, { type: 'restart', node: 2, at: 0 }],
    ['restarting a paused server', paused, { type: 'restart', node: 3, at: 0 }],
    ['pausing a crashed server', crashed, { type: 'pause', node: 2, at: 0 }],
    ['pausing a paused server', paused, { type: 'pause', node: 3, at: 0 }],
    ['resuming one that is up', start, { type: 'resume', node: 1, at: 0 }],
  ])('%s', (_what, world, event) => {
    const copy = structuredClone(world);
    expect(() => toyKernel.step(world, event)).toThrow(ImpossibleEvent);
    expect(world).toEqual(copy);
  });

  test.each<[string, ToyEvent]>([
    ['crash', { type: 'crash', node: 4, at: 0 }],
    ['call', { ...add(0), at: 0 } as ToyEvent],
    ['deaf', { type: 'deaf', nodes: [9], at: 0 }],
  ])('%s of a server that does not exist', (_what, event) => {
    const copy = structuredClone(start);
    expect(() => toyKernel.step(start, event)).toThrow();
    expect(start).toEqual(copy);
  });
});

// ---- properties ---------------------------------------------------------------------------------------------------

const share = fc.constantFrom(0, 0.1, 0.5);
const weather = fc.record({
  delay: fc.constantFrom([1, 1] as const, [5, 15] as const, [0, 100] as const),
  loss: share,
  replyLoss: share,
  duplicate: share,
});

/** What to do at each turn: a number picks the act, a second one what or whom it is done to. */
const turns = fc.array(fc.tuple(fc.nat({ max: 11 }), fc.nat({ max: 1000 })), { maxLength: 60 });

function actFor(world: ToyWorld, [verb, pick]: readonly [number, number]): ToyEvent | null {
  const node = (pick % world.nodes.length) + 1;
  const any = [...world.wires, ...world.held][pick % (world.wires.length + world.held.length || 1)];
  const wire = any?.id ?? 0;
  const acts: Act[] = [
    add(node),
    arm(node, `t${pick % 3}`),
    { type: 'drop', wire },
    { type: 'hold', wire },
    { type: 'release', wire },
    { type: 'duplicate', wire },
    { type: 'crash', node },
    { type: 'restart', node },
    { type: 'pause', node },
    { type: 'resume', node },
  ];
  const act = acts[verb];
  return act ? ({ ...act, at: world.now } as ToyEvent) : toyKernel.next(world);
}

/** Plays the turns, skipping what cannot happen; every event with the worlds around it. */
function worldsOf(start: ToyWorld, plan: readonly (readonly [number, number])[]) {
  const steps: { before: ToyWorld; event: ToyEvent; after: ToyWorld }[] = [];
  let world = start;
  for (const turn of plan) {
    const event = actFor(world, turn);
    if (!event) continue;
    try {
      const next = toyKernel.step(world, event).world;
      steps.push({ before: world, event, after: next });
      world = next;
    } catch (error) {
      if (!(error instanceof ImpossibleEvent)) throw error;
    }
  }
  return { world, steps };
}

describe('whatever happens,', () => {
  test('a world that went through JSON has the same future', () => {
    fc.assert(
      fc.property(fc.nat(), weather, turns, turns, (seed, sky, past, future) => {
        const { world } = worldsOf(toyWorld({ seed, weather: sky }), past);
        const copy = JSON.parse(JSON.stringify(world)) as ToyWorld;
        expect(copy).toEqual(world);
        expect(worldsOf(copy, future)).toEqual(worldsOf(world, future));
      }),
    );
  });

  test('time never runs backwards, queues stay sorted, message ids are never used twice', () => {
    fc.assert(
      fc.property(fc.nat(), weather, turns, (seed, sky, plan) => {
        for (const { before, after: now } of worldsOf(toyWorld({ seed, weather: sky }), plan)
          .steps) {
          expect(now.now).toBeGreaterThanOrEqual(before.now);
          const times = now.wires.map(({ at }) => at);
          expect(times).toEqual(times.toSorted((a, b) => a - b));
          const due = now.timers.map(({ at }) => at);
          expect(due).toEqual(due.toSorted((a, b) => a - b));
          const ids = [...now.wires, ...now.held].map(({ id }) => id);
          expect(new Set(ids).size).toBe(ids.length);
          expect(Math.max(0, ...ids)).toBeLessThanOrEqual(now.sent);
        }
      }),
    );
  });

  test('what is enabled is possible, and next is the earliest of it', () => {
    fc.assert(
      fc.property(fc.nat(), weather, turns, (seed, sky, plan) => {
        const { world } = worldsOf(toyWorld({ seed, weather: sky }), plan);
        const enabled = toyKernel.enabled(world);
        for (const event of enabled) expect(() => toyKernel.step(world, event)).not.toThrow();
        const next = toyKernel.next(world);
        if (next === null) expect(enabled).toEqual([]);
        else {
          expect(enabled).toContainEqual(next);
          expect(next.at).toBe(Math.min(...enabled.map(({ at }) => at)));
        }
      }),
    );
  });
});

test('messages under way are listed as they will arrive', () => {
  const world = having(toyWorld({ weather: { ...CALM, delay: [3, 3] } }), add(1), add(3, 2));
  expect(underWay(world)).toEqual(['1>2 gossip 1', '1>3 gossip 1', '3>1 gossip 2', '3>2 gossip 2']);
});

test('rules that are wrong are part of the world, say what its actors are, and can be set right', () => {
  const rules = (...broken: string[]) => ({ type: 'rules', broken, at: 0 }) as const;
  const sentBy = (world: ToyWorld) => brokenToyKernel.step(world, { at: 0, ...add(1) }).world.sent;
  const right = toyWorld();
  const wrong = brokenToyKernel.step(right, rules('silent')).world;
  expect([right.broken, wrong.broken]).toEqual([undefined, ['silent']]);
  expect([sentBy(right), sentBy(wrong)]).toEqual([2, 0]);
  expect(brokenToyKernel.step(wrong, rules()).world).toEqual(right);
  expect([toyWorld({ broken: ['silent'] }).broken, 'broken' in toyWorld({ broken: [] })]).toEqual([
    ['silent'],
    false,
  ]);
});
