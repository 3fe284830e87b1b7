import { describe, expect, test } from 'vitest';
import { formatBallot } from '../protocol/ballot';
import { played } from './branch.testkit';
import { leadersIn, leaderView, slotView } from './leaderView';

const check = (peer: string) => ({ fire: { peer, timer: 'heartbeatCheck' } });
const deliver = (kind: string, from: string, to: string) => ({ deliver: { kind, from, to } });
const elect = (peer: string, follower: string) => [
  check(peer),
  check(peer),
  deliver('p1a', peer, follower),
  deliver('p1b', follower, peer),
];

const viewOf = (server: number, ...script: readonly unknown[]) =>
  leaderView(played(script).moment, server);

describe('what a server takes itself for', () => {
  test('a newcomer follows nobody, and nothing is known of it', () => {
    const view = viewOf(2, check('S1'));
    expect(view).toMatchObject({ status: 'up', adopted: null, executed: 0, cleared: 0 });
    expect(view.leadership).toMatchObject({
      part: 'following',
      active: false,
      believes: null,
      own: null,
      misses: 0,
    });
  });

  test('the first check that hears nothing is a miss, the second one an election', () => {
    expect(viewOf(1, check('S1')).leadership).toMatchObject({ part: 'following', misses: 1 });
    const { leadership } = viewOf(1, check('S1'), check('S1'));
    expect(leadership).toMatchObject({ part: 'electing', active: false, promises: [1], misses: 0 });
    expect(formatBallot(leadership?.own ?? null)).toBe('1.S1');
  });

  test('with a majority of promises it leads, and whoever promised follows it', () => {
    const { moment } = played(elect('S1', 'S2'));
    expect(leaderView(moment, 1).leadership).toMatchObject({
      part: 'leading',
      active: true,
      believes: 1,
      promises: [1, 2],
      majority: 2,
      nextSlot: 1,
    });
    expect(leaderView(moment, 2).leadership).toMatchObject({ part: 'following', believes: 1 });
    expect(formatBallot(leaderView(moment, 2).adopted)).toBe('1.S1');
    expect(leaderView(moment, 3).leadership?.believes).toBeNull();
  });

  test('two can believe that they lead', () => {
    expect(leadersIn(played([...elect('S1', 'S2'), ...elect('S3', 'S2')]).moment)).toEqual([1, 3]);
  });

  test('one that led and comes back knows of no leader', () => {
    const { leadership, adopted } = viewOf(
      1,
      ...elect('S1', 'S2'),
      { kill: 'S1' },
      { restart: 'S1' },
    );
    expect(leadership).toMatchObject({ part: 'following', believes: null, own: null });
    expect(formatBallot(adopted)).toBe('1.S1');
  });

  test('one that is down leads nothing; its disk keeps what its acceptor adopted', () => {
    const view = viewOf(1, ...elect('S1', 'S2'), { kill: 'S1' });
    expect(view).toMatchObject({ status: 'crashed', lost: false, leadership: null });
    expect(formatBallot(view.adopted)).toBe('1.S1');
    const lost = played([...elect('S1', 'S2'), { kill: 'S1' }], { storage: 'volatile' });
    expect(leaderView(lost.moment, 1)).toMatchObject({ lost: true, adopted: null });
  });

  test('a server of the library has no such view', () => {
    const script = [{ start: { peer: 'S1', seq: 0, value: 'x' } }];
    const { moment } = played(script, { protocol: 'basic' });
    expect(() => leaderView(moment, 1)).toThrow(TypeError);
  });
});

describe('a slot', () => {
  const propose = { propose: { peer: 'S1', value: 'A' } };

  test('is voted for, counted, and known to be chosen by its leader alone', () => {
    const asked = played([...elect('S1', 'S2'), propose, deliver('p2a', 'S1', 'S2')]).moment;
    expect(slotView(asked, 1, 1)).toMatchObject({
      status: 'accepted',
      decided: null,
      proposal: { value: 'A', reported: null, votes: [1], majority: 2, sendings: 1 },
    });
    expect(slotView(asked, 2, 1)).toMatchObject({ status: 'accepted', proposal: null });
    const counted = played([
      ...elect('S1', 'S2'),
      propose,
      deliver('p2a', 'S1', 'S2'),
      deliver('p2b', 'S2', 'S1'),
    ]).moment;
    expect(slotView(counted, 1, 1)).toMatchObject({ status: 'chosen', decided: 'A' });
    expect(slotView(counted, 2, 1)).toMatchObject({ status: 'accepted', decided: null });
    expect(slotView(counted, 3, 1)).toMatchObject({ status: 'empty', vote: null });
  });
});
