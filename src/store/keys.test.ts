import { describe, expect, test } from 'vitest';
import { scenario } from '../scenarios/cluster.testkit';
import { pressAnywhere, pressClicker } from './keys';
import type { Session } from './session';
import { sessionOf } from './session.testkit';

const BEATS = scenario([
  { say: 'A' },
  { start: { peer: 'S1', seq: 0, value: 'x' } },
  { run: 30 },
  { say: 'B' },
  { run: 100 },
]);

const story = () => sessionOf({ ...BEATS, playback: { speed: 1, step: 'beats' } });
const events = () => sessionOf(BEATS);

const NONE = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };

const press = (session: Session, key: string, more: object = {}) =>
  pressAnywhere(session, { ...NONE, key, ...more });
const click = (session: Session, key: string, more: object = {}) =>
  pressClicker(session, { ...NONE, key, ...more });

describe('the arrows and the keys of a clicker', () => {
  test.each([
    ['ArrowRight', 'ArrowLeft'],
    ['PageDown', 'PageUp'],
  ])('go by beats in a story: %s and %s', (forth, back) => {
    const { session, state } = story();
    expect(press(session, forth)).toBe(true);
    expect(state()).toMatchObject({ said: 'B', beatBegins: true });
    expect(press(session, back)).toBe(true);
    expect(state()).toMatchObject({ said: 'A', depth: 0 });
  });

  test.each([
    ['ArrowRight', 'ArrowLeft'],
    ['PageDown', 'PageUp'],
  ])('go by events elsewhere: %s and %s', (forth, back) => {
    const { session, state } = events();
    press(session, forth);
    press(session, forth);
    expect(state().depth).toBe(2);
    press(session, back);
    expect(state().depth).toBe(1);
  });

  test('go by events with Shift, in a story too', () => {
    const { session, state } = story();
    press(session, 'ArrowRight', { shiftKey: true });
    press(session, 'ArrowRight', { shiftKey: true });
    expect(state().depth).toBe(2);
    press(session, 'ArrowLeft', { shiftKey: true });
    expect(state()).toMatchObject({ depth: 1, said: 'A' });
  });

  test('Home and End go to the start and to the end, Space plays and pauses', () => {
    const { session, state } = story();
    press(session, 'End');
    expect(session.store.getState().moment.cue.step).toBe(BEATS.script.length);
    press(session, 'Home');
    expect(state().depth).toBe(0);
    press(session, ' ');
    expect(state().playing).toBe(true);
    press(session, ' ');
    expect(state().playing).toBe(false);
  });
});

describe('a clicker', () => {
  test('is obeyed in a story wherever the focus is, and only there', () => {
    const told = story();
    expect(click(told.session, 'PageDown')).toBe(true);
    expect(told.state().said).toBe('B');
    expect(click(told.session, 'PageUp')).toBe(true);
    expect(told.state().said).toBe('A');
    const played = events();
    expect(click(played.session, 'PageDown')).toBe(false);
    expect(played.state().depth).toBe(0);
  });

  test('has two keys, and no others with them', () => {
    const { session, state } = story();
    for (const key of ['ArrowRight', ' ', 'b', '.', 'Home']) {
      expect(click(session, key), key).toBe(false);
    }
    for (const held of ['ctrlKey', 'metaKey', 'shiftKey', 'altKey']) {
      expect(click(session, 'PageDown', { [held]: true }), held).toBe(false);
    }
    expect(state().depth).toBe(0);
  });
});

describe('Escape', () => {
  test('leaves the story at the same moment', () => {
    const { session, state } = story();
    press(session, 'PageDown');
    const { depth } = state();
    press(session, 'Escape');
    expect(state()).toMatchObject({ stepping: 'events', depth, said: 'B' });
    expect(state().toast?.text).toMatch(/event by event/);
    press(session, 'ArrowRight');
    expect(state().depth).toBe(depth + 1);
  });

  test.each<[string, (session: Session) => void]>([
    ['a toast', (session) => session.tell('Hello.')],
    ['a selection', (session) => session.select({ kind: 'server', server: 1 })],
    ['a problem', (session) => session.report({ title: 'Bad', reason: 'as can be' })],
  ])('closes %s first', (_what, open) => {
    const { session, state } = story();
    open(session);
    press(session, 'Escape');
    expect(state()).toMatchObject({
      stepping: 'beats',
      toast: null,
      selection: null,
      problem: null,
    });
    press(session, 'Escape');
    expect(state().stepping).toBe('events');
  });

  test('does nothing where there is nothing to leave', () => {
    const { session, state } = events();
    const before = state();
    press(session, 'Escape');
    expect(state()).toEqual(before);
  });
});

describe('single letters that belong to no thing', () => {
  test('G asks where to go; M and Shift+M go from match to match of a search', () => {
    const { session, state } = events();
    expect(press(session, 'm')).toBe(false);
    for (let i = 0; i < 6; i++) session.step();
    session.search('kind:deliver');
    const [first, second] = state().search.finds?.depths ?? [];
    session.goToStart();
    press(session, 'm');
    press(session, 'm');
    expect(state().depth).toBe(second);
    press(session, 'M', { shiftKey: true });
    expect(state().depth).toBe(first);
    press(session, 'g');
    expect(state().form).toEqual({ kind: 'goTo' });
  });

  test('do nothing where letters are switched off', () => {
    const { session, state } = events();
    session.prefer({ letterKeys: false });
    expect(press(session, 'g')).toBe(false);
    expect(state().form).toBeNull();
  });
});
