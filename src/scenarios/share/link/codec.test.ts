import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Scenario } from '../../format';
import { createRun } from '../../run';
import { shippedIn } from '../../shipped.testkit';
import { drawnTurns, lectureOn, sharedAt, thing } from '../lectures.testkit';
import { doSlice, replay } from '../replay';
import { type DecodedLink, decodeLink, LINK_VERSION, packLink, type Refused } from './codec';
import { deflate, inflate } from './deflate';
import { MOST_CHARACTERS, seal, unseal } from './envelope';
import { encodeLink, openLink } from './share';
import { AS_FIRST_WRITTEN, EVERYTHING } from './versions.testkit';

const own = shippedIn('multi').load('kill-the-leader.json');
const lecture = lectureOn(own, drawnTurns(14, 6, 11));

async function textFor(origin: { id: string; scenario: Scenario } | null): Promise<string> {
  const encoded = await encodeLink(sharedAt(lecture, 30, origin), thing);
  if (!encoded.ok) throw new Error(encoded.reason);
  return encoded.text;
}

const bytesOf = (text: string) => unseal(text, () => null).bytes;

async function bodyOf(text: string): Promise<unknown> {
  const inflated = await inflate(bytesOf(text), 1_000_000);
  if (typeof inflated === 'string') throw new Error(inflated);
  return JSON.parse(new TextDecoder().decode(inflated));
}

/** A link that is sound on the outside, whatever its body is. */
async function linkWith(json: string): Promise<string> {
  return seal({ version: 1, bytes: await deflate(new TextEncoder().encode(json)) });
}

const named = await textFor({ id: 'multi/kill-the-leader', scenario: own });
const whole = await textFor(null);
const body = (await bodyOf(named)) as Record<string, unknown>;
const bodies = [body, (await bodyOf(whole)) as Record<string, unknown>] as const;

async function refusal(text: string): Promise<Refused | 'accepted'> {
  const decoded = await decodeLink(text, thing);
  return decoded.ok ? 'accepted' : decoded;
}

describe('a link that was given out once opens for ever:', () => {
  test.each(Object.entries(AS_FIRST_WRITTEN))('version %s', async (_version, text) => {
    expect(await decodeLink(text, thing)).toEqual({ ok: true, link: EVERYTHING });
  });

  test('what is written now reads back', async () => {
    const packed = await packLink(EVERYTHING, thing);
    const link = packed.ok && (await decodeLink(packed.text, thing));
    expect(link).toEqual({ ok: true, link: EVERYTHING });
  });

  test('a switch of the bug lab goes along', async () => {
    const happening = { type: 'rules', broken: ['late-rejections'] } as const;
    const course = { deviations: [{ depth: 0, late: 0, happening }], length: 1 };
    const shared = { ...EVERYTHING, course, cursor: 1 };
    const packed = await packLink(shared, thing);
    const link = packed.ok && (await decodeLink(packed.text, thing));
    expect(link).toEqual({ ok: true, link: shared });
  });

  test('every version up to the present one is among them', () => {
    expect(Object.keys(AS_FIRST_WRITTEN).map(Number)).toEqual(
      Array.from({ length: LINK_VERSION }, (_, i) => i + 1),
    );
  });
});

describe('a link as a whole', () => {
  test.each<[what: string, text: string, reason: string]>([
    ['nothing', '', 'this is no link to a run'],
    ['something else', 'opening', 'this is no link to a run'],
    ['no version', named.slice(1), 'this is no link to a run'],
    ['its beginning', named.slice(0, -20), 'the link is damaged or cut off'],
    ['all but a character', named.slice(0, -1), 'the link is damaged or cut off'],
    ['its end', `1.${named.slice(-30)}`, 'the link is damaged'],
    ['more behind it', `${named}.`, 'the link is damaged or cut off'],
    ['two characters in another order', swapped(named, 40), 'the link is damaged'],
    [
      'another alphabet',
      seal({ version: 1, bytes: new Uint8Array(9) }).replace('AAA', 'A+A'),
      'the link is damaged',
    ],
    ['no bytes', seal({ version: 1, bytes: new Uint8Array() }), 'the link is damaged'],
    [
      'bytes of something else',
      seal({ version: 1, bytes: new Uint8Array([7, 7, 7]) }),
      'the link is damaged',
    ],
    [
      'bytes cut off',
      seal({ version: 1, bytes: bytesOf(named).slice(0, -9) }),
      'the link is damaged',
    ],
    ['too much', 'x'.repeat(MOST_CHARACTERS + 1), `expected at most ${MOST_CHARACTERS} characters`],
  ])('%s', async (_what, text, reason) => {
    expect(await refusal(text)).toEqual({ ok: false, pointer: '', reason });
  });

  test.each<[version: string, reason: RegExp]>([
    ['2', /^the link was made by a newer version of this page: it is in version 2, and this page/],
    ['999999', /newer version/],
    ['0', /^there never was a version 0 of links$/],
  ])('in version %s', async (version, reason) => {
    const later = `${version}${named.slice(1)}`;
    expect(await refusal(later)).toMatchObject({ reason: expect.stringMatching(reason) });
    // A later version may look otherwise altogether.
    expect(await refusal(`${version}.?`)).toMatchObject({ reason: expect.stringMatching(reason) });
  });

  test('of a few characters that becomes a great deal is not unpacked', async () => {
    for (const json of [' '.repeat(20_000_000), '['.repeat(1_000_000)]) {
      const bomb = await linkWith(json);
      expect(bomb.length).toBeLessThan(MOST_CHARACTERS);
      const reason = 'expected a body of at most 262144 bytes';
      expect(await refusal(bomb)).toEqual({ ok: false, pointer: '', reason });
    }
    const deep = await linkWith('['.repeat(100_000));
    expect(await refusal(deep)).toMatchObject({ reason: 'expected at most 32 levels of nesting' });
  });

  test('that is no text', async () => {
    const bytes = await deflate(new Uint8Array([0x22, 0xff, 0x22]));
    expect(await refusal(seal({ version: 1, bytes }))).toMatchObject({
      reason: 'the link is damaged',
    });
  });
});

function swapped(text: string, at: number): string {
  let i = at;
  while (text[i] === text[i + 1]) i++;
  return `${text.slice(0, i)}${text[i + 1]}${text[i]}${text.slice(i + 2)}`;
}

describe('the body of a link is refused with the place and the reason:', () => {
  const heal = [0, 0, ['heal']];
  const happening = (list: unknown) => ({ deviations: [heal, [0, 0, list]], events: 2, cursor: 0 });

  test.each<[change: Record<string, unknown>, pointer: string, reason: RegExp]>([
    [{ more: 1 }, '/more', /^unknown key "more"/],
    [{ check: undefined }, '', /^missing "check"$/],
    [{ check: 'ABCDEF00' }, '/check', /^expected a digest/],
    [{ events: 1e9 }, '/events', /^expected a number of events, 0 to 100000/],
    [{ cursor: 1e5 }, '/cursor', /the number of events$/],
    [{ scenario: ['../x', '00000000'] }, '/scenario', /^expected the name/],
    [{ scenario: {} }, '/scenario', /^missing "format"/],
    [{ scenario: { format: 'paxoscope/2' } }, '/scenario/format', /^expected "paxoscope\/1"/],
    [
      { scenario: { script: [{ heal: true }, { repeat: {} }] } },
      '/scenario/script/1',
      /its repeats written out$/,
    ],
    [{ setUp: [] }, '/setUp', /^expected an object/],
    [{ selection: { kind: 'planet' } }, '/selection/kind', /./],
    [{ deviations: {} }, '/deviations', /^expected a list/],
    [{ deviations: [1] }, '/deviations/0', /^expected a list, found 1$/],
    [{ deviations: [[0, 0]] }, '/deviations/0', /^missing "happening"$/],
    [{ deviations: [[-1, 0, ['heal']]] }, '/deviations/0/0', /^expected a number of events/],
    [{ deviations: [[0, 0.5, ['heal']]] }, '/deviations/0/1', /^expected microseconds/],
    [{ deviations: [[0, 2e12, ['heal']]] }, '/deviations/0/1', /^expected microseconds/],
    [{ deviations: [heal, heal], events: 1, cursor: 0 }, '/deviations/1', /before the last event$/],
    [happening('heal'), '/deviations/1/2', /^expected a list, found "heal"$/],
    [happening(['heal', 1]), '/deviations/1/2', /^expected at most 1 values$/],
    [happening(['explode']), '/deviations/1/2/0', /^unknown kind "explode"$/],
    [happening(['constructor']), '/deviations/1/2/0', /^unknown kind "constructor"$/],
    [happening([]), '/deviations/1/2/0', /^unknown kind nothing$/],
    [happening(['drop']), '/deviations/1/2', /^missing "wire"$/],
    [happening(['drop', 0]), '/deviations/1/2/1', /^expected a message/],
    [happening(['drop', 1e300]), '/deviations/1/2/1', /^expected a message/],
    [happening(['crash', 140]), '/deviations/1/2/1', /^expected an address/],
    [happening(['crash', 1, 'burnt']), '/deviations/1/2/2', /^expected "kept" or "lost"/],
    [happening(['deaf', 3]), '/deviations/1/2/1', /^expected a list/],
    [happening(['deaf', new Array(40).fill(1)]), '/deviations/1/2/1', /^expected at most 39$/],
    [happening(['cut', [1]]), '/deviations/1/2/1', /^missing "to"$/],
    [happening(['weather', [[9, 3], 0, 0, 0]]), '/deviations/1/2/1/0', /^expected \[least, most\]/],
    [happening(['weather', [[1, 3], 0, 0, 2]]), '/deviations/1/2/1/3', /^expected a ratio/],
    [happening(['fire', 1, '']), '/deviations/1/2/2', /^expected a name/],
    [happening(['call', 1, ['sing']]), '/deviations/1/2/2/0', /^unknown kind "sing"$/],
    [happening(['call', 1, ['start', 1, 7]]), '/deviations/1/2/2/2', /^expected a text/],
    [
      happening(['call', 101, ['call', ['get', 'k', '', []]]]),
      '/deviations/1/2/2/1/3',
      /^expected at least one server/,
    ],
    [
      happening(['call', 101, ['workload', new Array(1001).fill(0)]]),
      '/deviations/1/2/2/1',
      /^expected at most 1000$/,
    ],
    [
      happening(['call', 101, ['workload', [['get', 'k', '', [1], -1]]]]),
      '/deviations/1/2/2/1/0/4',
      /^expected milliseconds/,
    ],
  ])('%j', async (change, pointer, reason) => {
    const changed = await linkWith(JSON.stringify({ ...body, ...change }));
    expect(await refusal(changed)).toEqual({
      ok: false,
      pointer,
      reason: expect.stringMatching(reason),
    });
  });

  test.each(['null', '7', '"x"', '[]', 'nonsense', ''])('%s', async (json) => {
    expect(await refusal(await linkWith(json))).toMatchObject({ ok: false, pointer: '' });
  });

  test.each(['__proto__', 'constructor', 'prototype'])('a key %s, anywhere', async (key) => {
    const payload = `{${JSON.stringify(key)}:{"polluted":true}}`;
    for (const place of ['scenario', 'setUp', 'selection', 'deviations', 'check']) {
      const json = JSON.stringify({ ...body, [place]: 'PAYLOAD' }).replace('"PAYLOAD"', payload);
      expect(await refusal(await linkWith(json))).toEqual({
        ok: false,
        pointer: `/${place}/${key}`,
        reason: `the key "${key}" is not allowed`,
      });
    }
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});

// ---- whatever comes in ---------------------------------------------------------------------------------------------

/** No answer may cost more steps than this: what opens is played in slices. */
const MOST_STEPS = 60;
const answers = { refused: 0, opened: 0, played: 0 };

/** A reason of one line, or a run that can be played as far as it goes; and nothing is thrown. */
async function opensOrIsRefused(text: string): Promise<void> {
  const decoded: DecodedLink<unknown> = await decodeLink(text, thing);
  const answer = decoded.ok ? openLink(decoded.link, own) : decoded;
  if (!answer.ok) {
    answers.refused++;
    expect(answer.reason).toMatch(/^[^\n\r]{1,300}$/);
    expect(answer.pointer).toMatch(/^(\/[^\n\r]*)?$/);
  } else if (decoded.ok) {
    answers.opened++;
    const ending = doSlice(
      replay(createRun(answer.scenario, true), decoded.link.course),
      MOST_STEPS,
    );
    answers.played += ending?.depth ?? MOST_STEPS;
    expect(ending?.stopped ?? '').toMatch(/^[^\n\r]{0,300}$/);
  }
  expect(Object.keys(Object.prototype)).toEqual([]);
}

type Path = readonly (string | number)[];

function pathsOf(node: unknown, path: Path = []): Path[] {
  if (typeof node !== 'object' || node === null) return [path];
  const inner = Object.entries(node).flatMap(([key, part]) => pathsOf(part, [...path, key]));
  return [path, ...inner];
}

/** A copy of `node` with something else at `path`. */
function changed(node: unknown, path: Path, value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const copy = (Array.isArray(node) ? [...node] : { ...(node as object) }) as Record<
    string,
    unknown
  >;
  copy[key] = changed(copy[key], rest, value);
  return copy;
}

const places = bodies.map((one) => pathsOf(one));
const awkward = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 200 }) },
  { weight: 2, arbitrary: fc.constantFrom(...places.flat().map((path) => partAt(body, path))) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
  { weight: 1, arbitrary: fc.constantFrom(-1, 0.5, 1e9 + 1, 2 ** 53, 1e308, null, '', [], {}) },
);

function partAt(node: unknown, path: Path): unknown {
  return path.reduce<unknown>((part, key) => (part as Record<string, unknown> | null)?.[key], node);
}

describe('5000 links that somebody changed are refused or opened, and nothing is thrown:', () => {
  test('characters', async () => {
    const change = fc.tuple(fc.nat(), fc.nat({ max: 3 }), fc.string({ maxLength: 3 }));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(named, whole), change, async (text, [at, without, by]) => {
        const place = at % text.length;
        await opensOrIsRefused(text.slice(0, place) + by + text.slice(place + without));
      }),
      { numRuns: 1_000 },
    );
  });

  test('bits of the bytes, sealed again', async () => {
    const flips = fc.array(fc.nat(), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(named, whole), flips, async (text, bits) => {
        const bytes = bytesOf(text);
        for (const bit of bits) {
          const place = (bit >> 3) % bytes.length;
          bytes[place] = (bytes[place] ?? 0) ^ (1 << (bit & 7));
        }
        await opensOrIsRefused(seal({ version: LINK_VERSION, bytes }));
      }),
      { numRuns: 1_000 },
    );
  });

  test('characters of the body, packed again', async () => {
    const change = fc.tuple(
      fc.nat(),
      fc.nat({ max: 2 }),
      fc.stringMatching(/^[0-9a-z"[\]{},:.-]{0,2}$/),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...bodies), change, async (one, [at, without, by]) => {
        const json = JSON.stringify(one);
        const place = at % json.length;
        await opensOrIsRefused(
          await linkWith(json.slice(0, place) + by + json.slice(place + without)),
        );
      }),
      { numRuns: 1_000 },
    );
  });

  test('parts of the body, packed again', async () => {
    const change = fc.tuple(fc.nat(), awkward);
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: 1 }),
        fc.array(change, { minLength: 1, maxLength: 2 }),
        async (which, changes) => {
          let one: unknown = bodies[which];
          for (const [at, value] of changes) {
            const paths = places[which] as Path[];
            const path = paths[at % paths.length] as Path;
            if (partAt(one, path.slice(0, -1))) one = changed(one, path, value);
          }
          await opensOrIsRefused(await linkWith(JSON.stringify(one)));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test('they were worth trying: some open, and are played', () => {
    expect(answers.refused + answers.opened).toBe(5_000);
    expect(answers.opened).toBeGreaterThan(300);
    expect(answers.played).toBeGreaterThan(10_000);
  });
});
