import { describe, expect, test } from 'vitest';
import { scenario } from '../scenarios/cluster.testkit';
import { labOf, turn } from './bugLab';
import type { CatalogueEntry } from './catalogue';
import { sessionOf } from './session.testkit';
import { rulesSentence, titlesOf } from './wrongRules';

const ONE = scenario([{ start: { peer: 'S1', seq: 0, value: 'x' } }, { run: 2000 }], { seed: 3 });
const CATALOGUE: readonly CatalogueEntry[] = [
  { id: 'bugs/no-promise-check', title: 'A', group: 'The bug lab' },
  { id: 'bugs/multi-small-quorum', title: 'B', group: 'The bug lab' },
];
const BASIC = { protocol: 'basic', clerks: 0 } as const;
const MULTI = { protocol: 'multi', clerks: 0 } as const;

const cards = (...asked: Parameters<typeof labOf>) =>
  labOf(...asked).flatMap((group) => group.cards);

describe('the lab', () => {
  test('lists the rules of the protocol by role, those of the service only where it is', () => {
    const roles = labOf(BASIC, []).map(({ role }) => role);
    expect(roles[0]).toBe('Acceptor');
    expect(roles).not.toContain('Key/value service');
    expect(labOf({ ...BASIC, clerks: 1 }, []).map(({ role }) => role)).toContain(
      'Key/value service',
    );
    expect(cards(MULTI, []).map(({ id }) => id)).toContain('late-rejections');
    expect(cards(BASIC, []).map(({ id }) => id)).not.toContain('late-rejections');
  });

  test('says in plain words what breaks', () => {
    const card = cards(BASIC, []).find(({ id }) => id === 'no-promise-check');
    expect(card?.breaks).not.toBeNull();
    expect(card?.breaksSays).not.toBe(card?.breaks);
    expect(card?.breaksSays).toMatch(/\.$/);
  });

  test('offers the stories that ship, each of its own protocol', () => {
    const story = (cluster: Parameters<typeof labOf>[0], rule: string) =>
      cards(cluster, CATALOGUE).find(({ id }) => id === rule)?.story;
    expect(story(BASIC, 'no-promise-check')).toBe('bugs/no-promise-check');
    expect(story(BASIC, 'small-quorum')).toBeNull();
    expect(story(MULTI, 'small-quorum')).toBe('bugs/multi-small-quorum');
  });

  test('is filtered by words in any order, of all that a card says', () => {
    expect(cards(BASIC, [], 'BL-01').map(({ id }) => id)).toEqual(['no-promise-check']);
    const some = cards(BASIC, [], 'ballot PROMISE');
    expect(some.length).toBeGreaterThan(0);
    expect(some.length).toBeLessThan(cards(BASIC, []).length);
    expect(labOf(BASIC, [], 'xyzzy')).toEqual([]);
  });
});

describe('a switch', () => {
  test('is an act: it forks in the past, says so, and is taken back', () => {
    const { session, state } = sessionOf(ONE);
    session.goToEnd();
    session.seek(1);
    turn(session, 'no-promise-check', true);
    expect(state().moment.world.broken).toEqual(['no-promise-check']);
    expect(state().branches).toHaveLength(2);
    expect(state().toast).toMatchObject({
      text: `Wrong on purpose from here on: “${titlesOf('basic', ['no-promise-check'])[0]}”.`,
      undo: true,
    });
    expect(state().narration?.headline).toBe(state().toast?.text);
    expect(state().trace.rules).toEqual([
      { depth: 2, at: state().moment.world.now, broken: ['no-promise-check'] },
    ]);
    session.undo();
    expect(state().moment.world.broken).toBeUndefined();
    expect(state().branches).toHaveLength(1);
    expect(state().trace.rules).toEqual([]);
  });

  test('at the very beginning it is the first act; others stay as they are', () => {
    const { session, state } = sessionOf(ONE);
    turn(session, 'no-promise-check', true);
    turn(session, 'keep-own-value', true);
    turn(session, 'no-promise-check', false);
    expect(state().moment.world.broken).toEqual(['keep-own-value']);
    expect(state().depth).toBe(3);
  });
});

test('what changes is told in titles', () => {
  const [title] = titlesOf('multi', ['late-rejections']);
  expect(title).not.toBe('late-rejections');
  expect(rulesSentence('multi', [], ['late-rejections'])).toBe(
    `Wrong on purpose from here on: “${title}”.`,
  );
  expect(rulesSentence('multi', ['small-quorum', 'late-rejections'], ['small-quorum'])).toBe(
    `Right again from here on: “${title}”.`,
  );
  expect(rulesSentence('multi', ['late-rejections'], [])).toMatch(/^Every rule is right again/);
});
