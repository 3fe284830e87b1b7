import { describe, expect, test } from 'vitest';
import { scenario } from '../scenarios/cluster.testkit';
import { sessionOf } from './session.testkit';
import { whatIfsOf } from './whatIf';

const ONE = scenario([{ start: { peer: 'S1', seq: 0, value: 'x' } }, { run: 2000 }], { seed: 3 });

/** A run that has gone on to its end. */
function atTheEnd() {
  const made = sessionOf(ONE);
  made.session.goToEnd();
  const { messages } = made.state().trace;
  const late = messages.find(({ sentDepth, endDepth }) => (endDepth ?? 0) > sentDepth + 1);
  if (!late) throw new Error('no message was overtaken');
  return { ...made, late, endDepth: late.endDepth as number };
}

const labels = (rows: readonly { label: string }[]) => rows.map(({ label }) => label);

describe('a message that has arrived', () => {
  test.each([
    ['Drop it instead', 'dropped'],
    ['Deliver it first', 'received'],
    ['Hold it instead', 'underWay'],
  ])('%s: a branch in which it is %s', (label, fate) => {
    const { session, state, late } = atTheEnd();
    whatIfsOf(session, 'message', late.id)
      .find((row) => row.label === label)
      ?.perform(session, late.id);
    expect(state().branches).toHaveLength(2);
    expect(state().trace.messages[late.id - 1]?.fate).toBe(fate);
    expect(session.readBranch(0)?.trace().messages[late.id - 1]).toEqual(late);
  });

  test('is dropped and held just before it arrived, and delivered right after it was sent', () => {
    const { session, state, late, endDepth } = atTheEnd();
    const forkOf = (label: string) => {
      session.showBranch(0);
      session.goToEnd();
      whatIfsOf(session, 'message', late.id)
        .find((row) => row.label === label)
        ?.perform(session, late.id);
      return state().branches.find(({ shown }) => shown)?.forkDepth;
    };
    expect(forkOf('Drop it instead')).toBe(endDepth - 1);
    expect(forkOf('Hold it instead')).toBe(endDepth - 1);
    expect(forkOf('Deliver it first')).toBe(late.sentDepth);
  });

  test('can find its receiver dead', () => {
    const { session, state, late, endDepth } = atTheEnd();
    const row = whatIfsOf(session, 'message', late.id).find(({ label }) =>
      label.startsWith('Kill'),
    );
    expect(row?.label).toBe(`Kill S${late.to} before it came`);
    row?.perform(session, late.id);
    expect(state().branches[1]?.forkDepth).toBe(endDepth - 1);
    expect(state().moment.world.nodes[late.to - 1]?.status).toBe('crashed');
  });
});

describe('there is no other way', () => {
  test('for a message under way: it can still be acted on', () => {
    const { session, late, endDepth } = atTheEnd();
    session.seek(endDepth - 1);
    expect(whatIfsOf(session, 'message', late.id)).toEqual([]);
  });

  test('for one that was lost at its sending', () => {
    const lossy = scenario([{ start: { peer: 'S1', seq: 0, value: 'x' } }, { run: 50 }], {
      network: { loss: 1 },
    });
    const { session, state } = sessionOf(lossy);
    session.step();
    expect(state().trace.messages[0]?.fate).toBe('lost');
    expect(whatIfsOf(session, 'message', 1)).toEqual([]);
  });

  test('but to deliver, for one that was dropped', () => {
    const { session, state } = sessionOf(ONE);
    session.step();
    session.step();
    const wire = state().moment.world.wires.at(-1)?.id as number;
    session.act({ type: 'drop', wire }, 'Dropped it.');
    const offered = labels(whatIfsOf(session, 'message', wire));
    expect(offered).toContain('Deliver it first');
    expect(offered).toContain('Hold it instead');
    expect(offered).not.toContain('Drop it instead');
  });
});

describe('an event at a server', () => {
  test('would not have happened had the server been killed before', () => {
    const { session, state, late, endDepth } = atTheEnd();
    const rows = whatIfsOf(session, 'event', endDepth);
    expect(labels(rows)).toEqual([`Kill S${late.to} here`]);
    rows[0]?.perform(session, endDepth);
    expect(state().branches[1]).toMatchObject({
      forkDepth: endDepth - 1,
      by: `Killed S${late.to}.`,
    });
  });

  test('is not killed twice, nor in the future', () => {
    const { session } = atTheEnd();
    session.act({ type: 'crash', node: 2 }, 'Killed S2.');
    const { depth } = session.store.getState();
    session.act({ type: 'restart', node: 2 }, 'Restarted S2.');
    expect(whatIfsOf(session, 'event', depth)).toEqual([]);
    expect(whatIfsOf(session, 'event', depth + 1)).toEqual([]);
    session.seek(1);
    expect(whatIfsOf(session, 'event', 2)).toEqual([]);
  });
});
