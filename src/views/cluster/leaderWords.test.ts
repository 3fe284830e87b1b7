import { describe, expect, test } from 'vitest';
import { played } from '../../store/branch.testkit';
import { cardSentence, cardWords, sameWords } from './cardWords';

const check = (peer: string) => ({ fire: { peer, timer: 'heartbeatCheck' } });
const deliver = (kind: string, from: string, to: string) => ({ deliver: { kind, from, to } });
const elected = [check('S1'), check('S1'), deliver('p1a', 'S1', 'S2'), deliver('p1b', 'S2', 'S1')];
const asked = [...elected, { propose: { peer: 'S1', value: 'pear' } }];

const cardOf = (server: number, script: readonly unknown[], cluster: object = {}) =>
  cardWords(played(script, cluster).moment, server, 1);
const sentenceOf = (server: number, script: readonly unknown[], cluster: object = {}) =>
  cardSentence(cardOf(server, script, cluster), 1);

describe('the card of a server of Multi-Paxos', () => {
  test('is named like every card', () => {
    expect(cardOf(1, asked).name).toBe('S1, up');
    expect(cardOf(1, [...asked, { kill: 'S1' }]).name).toBe('S1, crashed');
  });

  test('says whether it leads, tries to, or whom it follows', () => {
    expect(cardOf(1, elected)).toMatchObject({ part: 'leading', own: '1.S1', adopted: '1.S1' });
    expect(cardOf(2, elected)).toMatchObject({ part: 'following', leader: 'S1', adopted: '1.S1' });
    expect(cardOf(3, elected)).toMatchObject({ part: 'alone', adopted: '–', missed: false });
    expect(cardOf(3, [check('S3')])).toMatchObject({ part: 'alone', missed: true });
    expect(cardOf(1, elected.slice(0, 2))).toMatchObject({
      part: 'electing',
      own: '1.S1',
      counted: 'promises',
      tally: '1 of 2',
    });
  });

  test('counts the votes for the slot, until it knows that its value is chosen', () => {
    expect(cardOf(1, asked)).toMatchObject({
      state: 'accepted',
      votedAt: '1.S1',
      value: 'pear',
      counted: 'votes',
      tally: '1 of 2',
      decided: null,
      executed: '–',
    });
    const voted = [...asked, deliver('p2a', 'S1', 'S2'), deliver('p2b', 'S2', 'S1')];
    expect(cardOf(1, voted)).toMatchObject({
      state: 'decided',
      decided: 'pear',
      counted: null,
      executed: '1',
    });
    expect(cardOf(2, voted)).toMatchObject({ state: 'accepted', decided: null, executed: '–' });
  });

  test('tells all in one sentence', () => {
    expect(sentenceOf(1, asked)).toBe(
      'Believes it leads, with 1.S1; its acceptor follows 1.S1; slot 1: accepted pear at 1.S1, votes 1 of 2; nothing executed.',
    );
    expect(sentenceOf(3, [...asked, check('S3')])).toBe(
      'Knows no leader, missed one heartbeat check; its acceptor has adopted no ballot; slot 1: accepted nothing; nothing executed.',
    );
    expect(sentenceOf(1, [...asked, { kill: 'S1' }])).toBe(
      'On its disk: its acceptor follows 1.S1; slot 1: accepted pear at 1.S1; nothing executed.',
    );
    const lost = sentenceOf(1, [...asked, { kill: 'S1' }], { storage: 'volatile' });
    expect(lost).toBe('Its disk is empty.');
  });

  test('is the same for two moments that say the same, and for no others', () => {
    expect(sameWords(cardOf(3, elected), cardOf(3, asked))).toBe(true);
    expect(sameWords(cardOf(1, elected), cardOf(1, asked))).toBe(false);
  });
});

test('the card of a peer of the library tells its registers', () => {
  const script = [
    { start: { peer: 'S1', seq: 1, value: 'pear' } },
    deliver('prepare', 'S1', 'S2'),
    deliver('promise', 'S2', 'S1'),
  ];
  expect(sentenceOf(1, script, { protocol: 'basic' })).toBe(
    'Instance 1: n_p 1.S1, n_a 1.S1, v_a pear; accepting 1.S1, votes 1 of 2.',
  );
});
