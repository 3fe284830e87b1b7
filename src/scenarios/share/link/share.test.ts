import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { keyedHash } from '../../../base/dice';
import { scenario } from '../../cluster.testkit';
import type { Scenario } from '../../format';
import { createRun, type Moment } from '../../run';
import { shippedIn } from '../../shipped.testkit';
import { digestOfMoment } from '../fingerprints';
import {
  anyCluster,
  clusterOf,
  drawnTurns,
  type Lecture,
  lateTurns,
  lectureOn,
  SELECTED,
  sharedAt,
  thing,
} from '../lectures.testkit';
import { doAll, replay } from '../replay';
import type { Link } from './body';
import { decodeLink } from './codec';
import { encodeLink, isAsShared, type OpenedLink, openLink, type SharedRun } from './share';

async function textOf(shared: SharedRun<{ kind: 'server'; server: number }>): Promise<string> {
  const encoded = await encodeLink(shared, thing);
  if (!encoded.ok) throw new Error(`${encoded.pointer}: ${encoded.reason}`);
  return encoded.text;
}

async function linkOf(text: string): Promise<Link<unknown>> {
  const decoded = await decodeLink(text, thing);
  if (!decoded.ok) throw new Error(`${decoded.pointer}: ${decoded.reason}`);
  return decoded.link;
}

function opened(link: Link<unknown>, own: Scenario | null): OpenedLink {
  const answer = openLink(link, own);
  if (!answer.ok) throw new Error(`${answer.pointer}: ${answer.reason}`);
  return answer;
}

/** The link opens on the very moment that was shared, and goes on to the very end of the branch. */
async function expectOpens(
  text: string,
  { moments, events }: Lecture,
  cursor: number,
  own: Scenario | null = null,
): Promise<void> {
  const link = await linkOf(text);
  const { scenario: shared, changed } = opened(link, own);
  expect({ ...link, changed }).toMatchObject({ changed: false, cursor, selection: SELECTED });
  const run = createRun(shared, true);
  const seen = [run.initial];
  const ending = doAll(
    replay(run, link.course, (before, event) => {
      const { state } = run.step(before, event);
      seen.push(state);
      return state;
    }),
  );
  expect(ending).toMatchObject({ depth: events.length, stopped: null });
  expect(isAsShared(link, seen[cursor] as Moment)).toBe(true);
  for (const depth of [cursor, events.length])
    expect(digestOfMoment(seen[depth] as Moment)).toBe(digestOfMoment(moments[depth] as Moment));
}

describe('a lecture of ten minutes with a hundred acts', () => {
  test.each([
    ['.', 'opening', 1],
    ['.', 'opening', 2],
    ['multi', 'kill-the-leader', 1],
    ['multi', 'kill-the-leader', 2],
  ])(
    'on %s/%s, hands %i: less than 2000 characters open on the same moment',
    async (folder, id, seed) => {
      const own = shippedIn(folder).load(`${id}.json`);
      const lecture = lectureOn(own, drawnTurns(125, 30, seed));
      expect(lecture.course.deviations.length).toBeGreaterThanOrEqual(100);
      expect(lecture.moments.at(-1)?.world.now).toBeGreaterThan(60_000_000);
      const cursor = lecture.events.length - 7;
      const text = await textOf(sharedAt(lecture, cursor, { id: `x/${id}`, scenario: own }));
      expect(text.length).toBeLessThan(2000);
      await expectOpens(text, lecture, cursor, own);
    },
  );
});

test('random lectures on clusters of both protocols open on the same moment, wherever the cursor is', async () => {
  await fc.assert(
    fc.asyncProperty(anyCluster, lateTurns(15, 10), fc.nat(), async (cluster, turns, pick) => {
      const lecture = lectureOn(clusterOf(cluster), turns);
      const cursor = pick % lecture.moments.length;
      await expectOpens(await textOf(sharedAt(lecture, cursor)), lecture, cursor);
    }),
    { numRuns: 60 },
  );
});

describe('a scenario that comes with the page', () => {
  const own = shippedIn('multi').load('kill-the-leader.json');
  const origin = { id: 'multi/kill-the-leader', scenario: own };
  const turns = drawnTurns(10, 10, 5);
  const otherwise = (cluster: object): Scenario => ({
    ...own,
    cluster: { ...own.cluster, ...cluster },
  });

  test.each<[what: string, cluster: object]>([
    ['another seed', { seed: 4_000_000_000 }],
    ['another policy', { preemption: 'backoff', timers: { ...own.cluster.timers, backoff: 300 } }],
    ['all else', { storage: 'volatile', network: { ...own.cluster.network, loss: 0.25 } }],
  ])('is set up with %s', async (_what, cluster) => {
    const lecture = lectureOn(otherwise(cluster), turns);
    const text = await textOf(sharedAt(lecture, 50, origin));
    expect(await linkOf(text)).toMatchObject({ source: { id: origin.id }, setUp: cluster });
    await expectOpens(text, lecture, 50, own);
  });

  test('goes along as a whole when it is another one by now', async () => {
    for (const other of [otherwise({ peers: 4 }), { ...own, script: own.script.slice(1) }]) {
      const lecture = lectureOn(other, turns);
      const text = await textOf(sharedAt(lecture, 50, origin));
      expect((await linkOf(text)).source).toHaveProperty('scenario.title', own.title);
      await expectOpens(text, lecture, 50);
    }
  });

  test('that has changed since is told, and whether that matters', async () => {
    const lecture = lectureOn(own, turns);
    const link = await linkOf(await textOf(sharedAt(lecture, 50, origin)));
    const told = { ...own, title: 'New', script: [{ verb: 'note', arg: { text: '' } } as const] };
    expect(opened(link, { ...own, title: 'New', summary: 'New' }).changed).toBe(false);
    expect(opened(link, told).changed).toBe(true);
    const { moment } = doAll(replay(createRun(told, true), { ...link.course, length: 50 }));
    expect(isAsShared(link, moment)).toBe(false);
  });

  test('is asked for by its name', async () => {
    const link = await linkOf(await textOf(sharedAt(lectureOn(own, turns), 50, origin)));
    expect(link.source).toEqual({ id: origin.id, digest: expect.stringMatching(/^[0-9a-f]{8}$/) });
    expect(openLink(link, null)).toEqual({
      ok: false,
      pointer: '/scenario/0',
      reason: 'no such scenario comes with this page',
    });
  });
});

describe('what cannot run in this cluster is refused, with its place:', () => {
  const link: Link<null> = {
    source: { scenario: scenario([{ start: { peer: 'S1', seq: 0, value: 'x' } }], { clerks: 1 }) },
    setUp: {},
    course: { deviations: [], length: 0 },
    cursor: 0,
    selection: null,
    check: '00000000',
  };
  type Happening = Link<null>['course']['deviations'][number]['happening'];
  const call = { op: 'get', key: 'k', value: '', servers: [1] } as const;

  test.each<[happening: Happening, reason: string]>([
    [{ type: 'crash', node: 4 }, 'there is no S4'],
    [{ type: 'rules', broken: ['none-such'] }, 'there is no wrong rule "none-such"'],
    [{ type: 'crash', node: 101 }, 'C1 is no server'],
    [{ type: 'fire', node: 102, timer: 'x' }, 'there is no C2'],
    [{ type: 'deaf', nodes: [1, 101] }, 'C1 is no server'],
    [{ type: 'partition', groups: [[1], [2, 1]] }, 'S1 stands in two groups'],
    [{ type: 'partition', groups: [[50]] }, 'there is no S50'],
    [{ type: 'cut', link: { from: 2, to: 2 } }, 'S2 has no link to itself'],
    [{ type: 'mend', link: { from: 2, to: 9 } }, 'there is no S9'],
    [
      { type: 'call', node: 1, request: { type: 'propose', value: 'x' } },
      'nobody can call propose at S1',
    ],
    [{ type: 'call', node: 1, request: { type: 'call', call } }, 'nobody can call call at S1'],
    [{ type: 'call', node: 101, request: { type: 'done', seq: 1 } }, 'nobody can call done at C1'],
    [
      {
        type: 'call',
        node: 101,
        request: { type: 'workload', calls: [call, { ...call, servers: [4] }] },
      },
      'there is no S4',
    ],
  ])('%j: %s', (happening, reason) => {
    const fine = { depth: 0, late: 0, happening: { type: 'heal' } } as const;
    const deviations = [fine, { ...fine, happening }];
    const answer = openLink({ ...link, course: { deviations, length: 2 } }, null);
    expect(answer).toEqual({ ok: false, pointer: '/deviations/1', reason });
    const run = createRun(opened(link, null).scenario, true);
    expect(doAll(replay(run, { deviations: [{ ...fine, happening }], length: 1 }))).toMatchObject({
      depth: 0,
      stopped: reason,
    });
  });

  test.each<[setUp: object, pointer: string, reason: RegExp]>([
    [{ peers: 2 }, '/setUp/peers', /^the number of peers cannot be changed$/],
    [{ clerks: 9 }, '/setUp/clerks', /^the number of clerks cannot be changed$/],
    [{ seed: -1 }, '/setUp/seed', /^expected a whole number/],
    [{ network: { loss: 2 } }, '/setUp/network/loss', /^expected a ratio/],
    [{ colour: 'red' }, '/setUp/colour', /^unknown key "colour"/],
    [{ protocol: 'pmmc' }, '/scenario/cluster/protocol', /not available yet$/],
    [{ protocol: 'multi' }, '/scenario/script/0', /^"start" is not for the protocol "multi"$/],
  ])('a cluster set up as %j', (setUp, pointer, reason) => {
    const answer = openLink({ ...link, setUp: setUp as Record<string, unknown> }, null);
    expect(answer).toEqual({ ok: false, pointer, reason: expect.stringMatching(reason) });
  });
});

describe('what is too much for a link is not given one:', () => {
  const refusal = async (course: Partial<Lecture['course']>, title = 'A test') => {
    const lecture = lectureOn({ ...scenario([]), title }, []);
    const shared = sharedAt(lecture, 0);
    return encodeLink({ ...shared, course: { ...shared.course, ...course } }, thing);
  };
  const say = (value: string, depth = 0) =>
    ({
      depth,
      late: 0,
      happening: { type: 'call', node: 1, request: { type: 'start', seq: 0, value } },
    }) as const;
  /** A text that cannot be packed. */
  const noise = (length: number, seed: number) =>
    Array.from({ length }, (_, i) => keyedHash(seed, i).toString(36).slice(-4)).join('');

  test('a run of too many events', async () => {
    expect(await refusal({ length: 100_001 })).toMatchObject({ pointer: '/events' });
  });

  test('a value of too many characters', async () => {
    const deviations = [say('x'.repeat(10_001))];
    expect(await refusal({ deviations, length: 1 })).toMatchObject({
      ok: false,
      pointer: '/deviations/0/2/2/2',
      reason: expect.stringMatching(/^expected a text of at most 10000 characters/),
    });
  });

  test.each([
    ['packed', 20, (i: number) => noise(2_000, i)],
    ['not packed yet', 40, () => 'x'.repeat(9_000)],
  ])('too many characters, %s', async (_when, count, value) => {
    const deviations = Array.from({ length: count }, (_, i) => say(value(i), i));
    expect(await refusal({ deviations, length: count })).toEqual({
      ok: false,
      pointer: '',
      reason: 'this run is too large for a link; save it as a file',
    });
  });

  test('anything, in a browser that cannot pack', async () => {
    vi.stubGlobal('CompressionStream', undefined);
    try {
      const reason = 'this browser is too old for links to runs';
      expect(await refusal({})).toEqual({ ok: false, pointer: '', reason });
    } finally {
      vi.unstubAllGlobals();
    }
  });
});
