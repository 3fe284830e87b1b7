import { expect, test } from 'vitest';
import type { ClusterEvent } from '../check/cluster';
import { scenario } from '../scenarios/cluster.testkit';
import type { Session } from './session';
import { sessionOf } from './session.testkit';

const ONE = scenario([{ start: { peer: 'S1', seq: 0, value: 'x' } }, { run: 2000 }], { seed: 3 });

const shown = (session: Session) => session.store.getState().branches.find((one) => one.shown);

/** At depth 1, three messages could be dropped. */
const drops = (session: Session, ...wires: number[]): ClusterEvent[] => {
  const at = session.store.getState().moment.world.now;
  return wires.map((wire) => ({ type: 'drop', wire, at }));
};

const here = (session: Session) => session.placeAt(session.store.getState().depth);

const NAME = 'Counterexample: at most one value';

test('does all as a branch of its own, stands before it, and is undone at once', () => {
  const { session, state } = sessionOf(ONE);
  session.goToEnd();
  const end = state().length;
  session.seek(1);
  const place = here(session);
  const events = drops(session, 1, 2);
  expect(session.tryOut(place, { events, leadUp: 0, name: NAME }, 'Opened it.')).toBe(true);
  expect(shown(session)).toMatchObject({ id: 1, name: NAME, parent: 0, forkDepth: 1, length: 3 });
  expect(state()).toMatchObject({ depth: 1, length: 3, undoable: 1 });
  expect(state().toast).toMatchObject({ text: 'Opened it.', undo: true });
  session.step();
  session.step();
  expect(
    state()
      .trace.messages.slice(0, 2)
      .map(({ fate }) => fate),
  ).toEqual(['dropped', 'dropped']);

  session.undo();
  expect(state().branches).toHaveLength(1);
  expect(state()).toMatchObject({ depth: 1, length: end });
  session.redo();
  expect(shown(session)?.name).toBe(NAME);
});

test('at the end of a branch, too, it is a branch of its own', () => {
  const { session, state } = sessionOf(ONE);
  session.step();
  const events = drops(session, 1);
  session.tryOut(here(session), { events, leadUp: 0, name: NAME }, 'Opened it.');
  expect(state().branches.map(({ length }) => length)).toEqual([1, 2]);
  expect(shown(session)).toMatchObject({ forkDepth: 1 });
  session.showBranch(0);
  session.step();
  expect(state().trace.messages[0]?.fate).not.toBe('dropped');
});

test('the cursor may have gone on meanwhile, and another branch be shown', () => {
  const { session, state } = sessionOf(ONE);
  session.step();
  const place = here(session);
  const events = drops(session, 2);
  session.goToEnd();
  session.seek(4);
  session.act({ type: 'crash', node: 2 }, 'Killed S2.');
  session.tryOut(place, { events, leadUp: 0, name: NAME }, 'Opened it.');
  expect(shown(session)).toMatchObject({ id: 2, parent: 0, forkDepth: 1 });
  expect(state().depth).toBe(1);
});

test('what only leads up to it is behind the cursor', () => {
  const { session, state } = sessionOf(ONE);
  const beginning = here(session);
  session.step();
  const first = session.eventAt(1) as ClusterEvent;
  const events = [first, ...drops(session, 1)];
  session.tryOut(beginning, { events, leadUp: 1, name: NAME }, 'Opened it.');
  expect(state()).toMatchObject({ depth: 1, length: 2 });
  // Only the last event is another one than on main.
  expect(shown(session)).toMatchObject({ parent: 0, forkDepth: 1 });
});

test('the same again shows the branch that there is', () => {
  const { session, state } = sessionOf(ONE);
  session.step();
  const place = here(session);
  const events = drops(session, 1, 2);
  session.tryOut(place, { events, leadUp: 0, name: NAME }, 'Opened it.');
  session.showBranch(0);
  session.tryOut(place, { events, leadUp: 0, name: NAME }, 'Opened it.');
  expect(state().branches).toHaveLength(2);
  expect(shown(session)?.id).toBe(1);
});

test('what cannot be done changes nothing, and says why', () => {
  const { session, state } = sessionOf(ONE);
  session.goToEnd();
  session.seek(1);
  const before = { depth: state().depth, length: state().length };
  const events = [...drops(session, 1), ...drops(session, 999)];
  expect(session.tryOut(here(session), { events, leadUp: 0, name: NAME }, 'Opened it.')).toBe(
    false,
  );
  expect(state()).toMatchObject({ ...before, undoable: 0 });
  expect(state().branches).toHaveLength(1);
  expect(state().toast?.text).toBe('That cannot be shown: message 999 is not under way.');
});

test('a place of another run is refused', () => {
  const { session, state } = sessionOf(ONE);
  const place = here(session);
  session.open(ONE, null);
  expect(session.tryOut(place, { events: [], leadUp: 0, name: NAME }, 'Opened it.')).toBe(false);
  expect(state().toast?.text).toContain('another run was opened meanwhile');
});
