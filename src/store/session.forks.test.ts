import { describe, expect, test } from 'vitest';
import { scenario } from '../scenarios/cluster.testkit';
import { messagesApart } from './branchComparison';
import type { Session } from './session';
import { sessionOf } from './session.testkit';

const ONE = scenario([{ start: { peer: 'S1', seq: 0, value: 'x' } }, { run: 2000 }], { seed: 3 });

/** The cursor stands at depth 1 of a run that has gone on to its end; message 1 is under way there. */
function inThePast() {
  const made = sessionOf(ONE);
  made.session.goToEnd();
  const end = made.state().length;
  made.session.seek(1);
  return { ...made, end };
}

const drop = (session: Session, wire = 1) =>
  session.act({ type: 'drop', wire }, `Dropped message ${wire}.`);
const kill = (session: Session, node = 2) =>
  session.act({ type: 'crash', node }, `Killed ${node}.`);
const shownIn = (session: Session) =>
  session.store.getState().branches.find(({ shown }) => shown)?.id;
const names = (session: Session) => session.store.getState().branches.map(({ name }) => name);

describe('acting in the past', () => {
  test('forks, says where and by what, and keeps the old future', () => {
    const { session, state, end } = inThePast();
    const old = session.momentAt(end);
    expect(drop(session)).toBe(true);
    expect(state().branches).toEqual([
      { id: 0, name: 'main', parent: null, forkDepth: 0, by: null, length: end, shown: false },
      {
        id: 1,
        name: 'what if 1',
        parent: 0,
        forkDepth: 1,
        by: 'Dropped message 1.',
        length: 2,
        shown: true,
      },
    ]);
    expect(state()).toMatchObject({ depth: 2, length: 2 });
    expect(state().trace.messages[0]?.fate).toBe('dropped');
    expect(session.readBranch(0)?.momentAt(end)).toEqual(old);
    expect(session.sharedDepth(0, 1)).toBe(1);
  });

  test('at the end of a branch forks nothing', () => {
    const { session, state } = sessionOf(ONE);
    session.step();
    drop(session);
    expect(state().branches).toHaveLength(1);
  });

  test('that cannot be done forks nothing', () => {
    const { session, state, end } = inThePast();
    expect(drop(session, 999)).toBe(false);
    expect(state()).toMatchObject({ depth: 1, length: end });
    expect(state().branches).toHaveLength(1);
  });

  test('in the same way again follows the branch that did so, and its future is still there', () => {
    const { session, state } = inThePast();
    drop(session);
    session.goToEnd();
    const { length } = state();
    session.showBranch(0);
    session.seek(1);
    drop(session);
    expect(state().branches).toHaveLength(2);
    expect(shownIn(session)).toBe(1);
    expect(state()).toMatchObject({ depth: 2, length });
  });

  test('in another way makes a branch of its own', () => {
    const { session, state } = inThePast();
    drop(session);
    session.showBranch(0);
    session.seek(1);
    kill(session);
    expect(names(session)).toEqual(['main', 'what if 1', 'what if 2']);
    expect(state().branches[2]).toMatchObject({ parent: 0, forkDepth: 1 });
  });
});

describe('showing another branch', () => {
  test('brings back its whole picture, and the cursor as far as it goes', () => {
    const { session, state, end } = inThePast();
    const there = session.momentAt(end);
    const messages = JSON.stringify(state().trace.messages);
    drop(session);
    session.showBranch(0);
    expect(state()).toMatchObject({ depth: 2, length: end });
    session.seek(end);
    expect(state().moment).toEqual(there);
    expect(JSON.stringify(state().trace.messages)).toBe(messages);
    session.showBranch(1);
    expect(state()).toMatchObject({ depth: 2, length: 2 });
  });

  test('reads the same from outside as from inside', () => {
    const { session, state } = inThePast();
    drop(session);
    session.goToEnd();
    const { messages, marks } = state().trace;
    const inside = JSON.stringify([messages, marks]);
    session.showBranch(0);
    const read = session.readBranch(1)?.trace();
    expect(JSON.stringify([read?.messages, read?.marks])).toBe(inside);
  });

  test('reads what was there before anything happened, too: a server alone leads at once', () => {
    const alone = scenario([{ propose: { peer: 'S1', value: 'x' } }, { run: 200 }], {
      protocol: 'multi',
      peers: 1,
    });
    const { session, state } = sessionOf(alone);
    session.goToEnd();
    const { messages, marks } = state().trace;
    expect(marks.map(({ kind, depth }) => [kind, depth])).toContainEqual(['lead', 0]);
    const read = session.readBranch(0)?.trace();
    expect(read).toMatchObject({ messages, marks });
  });

  test('that there is not changes nothing', () => {
    const { session, state } = inThePast();
    const before = state();
    session.showBranch(7);
    expect(state()).toBe(before);
    expect(session.readBranch(7)).toBeUndefined();
  });
});

describe('undoing an act that forked', () => {
  test('takes the branch away, and doing it again brings it back with its future', () => {
    const { session, state, end } = inThePast();
    drop(session);
    session.goToEnd();
    const { length } = state();
    session.undo();
    expect(names(session)).toEqual(['main']);
    expect(state()).toMatchObject({ depth: 1, length: end });
    session.redo();
    expect(names(session)).toEqual(['main', 'what if 1']);
    expect(state()).toMatchObject({ depth: length, length });
  });

  test('keeps the names that were given since', () => {
    const { session } = inThePast();
    drop(session);
    session.renameBranch(0, ' as it went ');
    session.renameBranch(1, 'without S2');
    session.undo();
    expect(names(session)).toEqual(['as it went']);
    session.redo();
    expect(names(session)).toEqual(['as it went', 'without S2']);
  });
});

test('a branch that is neither shown nor the first can be thrown away', () => {
  const { session } = inThePast();
  drop(session);
  session.removeBranch(1);
  session.removeBranch(0);
  expect(names(session)).toHaveLength(2);
  session.showBranch(0);
  session.removeBranch(1);
  expect(names(session)).toEqual(['main']);
});

test('opening another scenario begins with one branch again', () => {
  const { session } = inThePast();
  drop(session);
  session.open(ONE, null);
  expect(names(session)).toEqual(['main']);
});

test('two branches differ only by what the act caused', () => {
  // Two instances, far apart in time: what is lost in the second one is nothing to the first.
  const two = scenario(
    [
      { start: { peer: 'S1', seq: 0, value: 'x' } },
      { at: 5, start: { peer: 'S3', seq: 1, value: 'y' } },
      { run: 2000 },
    ],
    { seed: 3 },
  );
  const { session, state } = sessionOf(two);
  session.goToEnd();
  const { messages } = state().trace;
  const lost = messages.find(({ message }) => 'seq' in message && message.seq === 1);
  session.seek((lost?.endDepth as number) - 1);
  drop(session, lost?.id);
  session.goToEnd();
  const apart = [0, 1].flatMap((id) => {
    const [one, other] = [session.readBranch(id)?.trace(), session.readBranch(1 - id)?.trace()];
    return messagesApart(one?.messages ?? [], other?.messages ?? [], state().moment.world.now);
  });
  expect(apart.length).toBeGreaterThan(0);
  expect(apart.map(({ message }) => 'seq' in message && message.seq)).not.toContain(0);
});
