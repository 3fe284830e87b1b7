import { expect, test } from 'vitest';
import { ballot } from '../../protocol/ballot.testkit';
import { observe } from '../facts';
import { judge } from '../judge';
import { factsBefore, type Row, stepOf } from './libraryMutants.testkit';
import { chosen, voted } from './mutants.testkit';
import { describeProof, type Proof } from './proof';

const NOTHING = { records: { 0: {} } };

/** The proof of the first property that the step breaks. */
function proofIn(row: Partial<Row>): Proof {
  const whole: Row = { breaks: '', by: '', was: NOTHING, is: NOTHING, ...row };
  const step = stepOf(whole);
  const [violation] = judge([], step, observe(factsBefore(whole), step));
  if (!violation) throw new Error('nothing is broken');
  return violation.proof;
}

const TWICE = {
  is: { records: { 0: { learned: 'y' } } },
  known: {
    proposed: ['x', 'y'],
    ballots: [voted('1.S1:x', 1, 2), voted('2.S3:y', 3, 2)],
    chosen: [chosen('1.S1:x'), chosen('2.S3:y')],
    learned: [{ server: 2, value: 'x' }],
  },
};

test('two choices are proved by both majorities and by whom they share', () => {
  const proof = proofIn(TWICE);
  expect(proof).toMatchObject({ position: 0, nodes: [1, 2, 3] });
  expect(proof.quorums.map(({ acceptors }) => acceptors)).toEqual([
    [1, 2],
    [2, 3],
  ]);
  expect(describeProof(proof)).toBe(
    '1.S1: x was accepted by S1, S2; 2.S3: y was accepted by S2, S3; S2 took x for decided; ' +
      'S1 took y for decided; S2 accepted both',
  );
});

test('disjoint majorities share nobody', () => {
  const ballots = [voted('1.S1:x', 1), voted('2.S3:y', 3, 2)];
  const proof = proofIn({ ...TWICE, known: { ...TWICE.known, ballots } });
  expect(describeProof(proof)).toContain('nobody accepted both');
});

test('the messages that carried the votes are named, and the one that was received', () => {
  const { messages } = proofIn(TWICE);
  const sign = { position: 0, ballot: ballot('1.S1') };
  expect(messages[0]).toEqual({ kind: 'accepted', from: 2, to: 1, ...sign });
  expect(messages).toContainEqual({ kind: 'accept', from: 1, to: 2, ...sign });
  // The received message is the very vote of S2: it stands here once.
  expect(messages.filter(({ ballot: number }) => number?.server === 1)).toHaveLength(2);
});

test('a promise that was broken is proved by both ballots', () => {
  const proof = proofIn({
    was: { records: { 0: { promised: '2.S2' } } },
    is: { records: { 0: { promised: '1.S3' } } },
  });
  expect(describeProof(proof)).toBe('S1 promised 2.S2; S1 promised 1.S3');
  expect(proof).toMatchObject({ nodes: [1], quorums: [], calls: [] });
});

test('a long value is shown in part', () => {
  const value = 'v'.repeat(100);
  const is = { records: { 0: { learned: value } } };
  const words = describeProof(proofIn({ is, known: { proposed: [value] } }));
  expect(words).toBe(`S1 took ${'v'.repeat(40)}… for decided`);
});
