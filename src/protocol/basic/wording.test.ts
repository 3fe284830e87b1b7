import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Because } from '../../base/actor';
import { ballot } from '../ballot.testkit';
import { shortValue, spaced } from '../sentences';
import { sentenceOf } from '../wording';
import { RULES, type RuleId } from './wording';

const WORDS = ['wording.ts', 'pseudocode.ts'];

/** The ids of all rules that the roles and the mail room can name. */
function rulesOfTheProtocol(): string[] {
  const folder = fileURLToPath(new URL('.', import.meta.url));
  const sources = readdirSync(folder).filter(
    (file) => /^\w+\.ts$/.test(file) && !WORDS.includes(file),
  );
  const text = sources.map((file) => readFileSync(folder + file, 'utf8')).join('\n');
  const ids = text.matchAll(/'((?:acceptor|proposer|learner|library)\.\w+)'/g);
  return [...new Set([...ids].map(([, id]) => id as string))].sort();
}

const vote = (text: string) => {
  const [value, number] = text.split('@') as [string, string];
  return { ballot: ballot(number), value };
};

function says(rule: RuleId, because: Because, me = 'S3'): string {
  return RULES[rule].sentence(because, me);
}

describe('the words of the basic protocol', () => {
  test('tell every rule, and none that does not exist', () => {
    expect(Object.keys(RULES).sort()).toEqual(rulesOfTheProtocol());
  });

  test('hold up whatever the facts are', () => {
    const odd: Because[] = [
      {},
      { ballot: 'x', from: {}, value: 3, vote: [], promised: { round: 'x', server: 1 }, seq: null },
    ];
    for (const because of odd) {
      for (const rule of Object.keys(RULES)) {
        expect(sentenceOf(rule, because, 'S3')).toMatch(/^S3 \w.*\.$/);
      }
    }
  });

  test('name a rule of another protocol by its id', () => {
    expect(sentenceOf('scout.adopted', {}, 'S3')).toBe('S3: scout.adopted.');
    expect(sentenceOf('toString', {}, 'S3')).toBe('S3: toString.');
  });
});

describe('an acceptor tells', () => {
  const asked = { from: 1, ballot: ballot('2.S1') };

  test.each<[RuleId, Because, string]>([
    [
      'acceptor.promise',
      { ...asked, promised: null, vote: null },
      'S3 promises 2.S1: it had promised nothing before.',
    ],
    [
      'acceptor.promise',
      { ...asked, promised: ballot('1.S5'), vote: null },
      'S3 promises 2.S1: it is above 1.S5, its promise until now.',
    ],
    [
      'acceptor.promise',
      { ...asked, promised: ballot('1.S5'), vote: vote('pear@1.S5') },
      'S3 promises 2.S1: it is above 1.S5, its promise until now, and reports its vote: it accepted pear at 1.S5.',
    ],
    [
      'acceptor.rejectPrepare',
      { ...asked, promised: ballot('2.S2') },
      'S3 rejects prepare 2.S1: it already promised 2.S2, which is higher.',
    ],
    [
      'acceptor.rejectPrepare',
      { ...asked, promised: ballot('2.S1') },
      'S3 rejects prepare 2.S1: it has promised that very ballot already.',
    ],
    [
      'acceptor.rejectAccept',
      { ...asked, promised: ballot('2.S2') },
      'S3 rejects accept 2.S1: it already promised 2.S2, which is higher.',
    ],
    [
      'acceptor.accept',
      { ...asked, value: 'apple', promised: ballot('2.S1'), vote: null },
      'S3 accepts apple at 2.S1: it has promised nothing higher.',
    ],
    [
      'acceptor.accept',
      { ...asked, value: 'apple', promised: ballot('2.S1'), vote: vote('pear@1.S5') },
      'S3 accepts apple at 2.S1, in place of pear at 1.S5: it has promised nothing higher.',
    ],
    [
      'acceptor.accept',
      { ...asked, value: 'pear', promised: ballot('2.S1'), vote: vote('pear@1.S5') },
      'S3 accepts pear at 2.S1, as it did at 1.S5: it has promised nothing higher.',
    ],
    [
      'acceptor.accept',
      { ...asked, value: 'apple', promised: ballot('1.S5'), vote: null },
      'S3 accepts apple at 2.S1 without having promised it: its promise, 1.S5, is lower.',
    ],
    [
      'acceptor.accept',
      { ...asked, value: 'apple', promised: null, vote: null },
      'S3 accepts apple at 2.S1 without having promised it: it has promised nothing at all.',
    ],
    [
      'acceptor.accept',
      { ...asked, value: 'apple', promised: ballot('2.S1'), vote: vote('apple@2.S1') },
      'S3 accepts apple at 2.S1 once more: nothing changes.',
    ],
  ])('%s %j', (rule, because, sentence) => {
    expect(says(rule, because)).toBe(sentence);
  });
});

describe('a proposer tells', () => {
  const mine = { ballot: ballot('2.S1'), majority: 3, count: 3, own: 'apple', seq: 0 };

  test.each<[RuleId, Because, string]>([
    [
      'proposer.start',
      { ...mine, seen: null, previous: null },
      'S1 wants apple in instance 0: it asks everyone to promise 2.S1.',
    ],
    [
      'proposer.start',
      { ...mine, seen: ballot('1.S5'), previous: null },
      'S1 wants apple in instance 0: it asks everyone to promise 2.S1, above 1.S5, the highest ballot it has seen.',
    ],
    [
      'proposer.retry',
      { ...mine, seen: ballot('1.S5'), previous: ballot('1.S1') },
      'S1 tries again with 2.S1, above 1.S5, the highest ballot it has seen.',
    ],
    [
      'proposer.retry',
      { ...mine, seen: ballot('1.S1'), previous: ballot('1.S1') },
      'S1 tries again with 2.S1: its ballot 1.S1 brought no decision in time.',
    ],
    [
      'proposer.countPromise',
      { ...mine, from: 1, count: 1 },
      'S1 counts its own promise of 2.S1: 1 of the 3 it needs.',
    ],
    [
      'proposer.countPromise',
      { ...mine, from: 4, count: 2 },
      'S1 counts S4’s promise of 2.S1: 2 of the 3 it needs.',
    ],
    [
      'proposer.proposeOwn',
      { ...mine, value: 'apple', highest: null, servers: 5 },
      'S1 has promises from 3 of 5, a majority; none reports a vote, so it may ask for its own value, apple.',
    ],
    [
      'proposer.proposeOwn',
      { ...mine, value: 'apple', highest: null },
      'S1 has promises from 3 servers, a majority; none reports a vote, so it may ask for its own value, apple.',
    ],
    [
      'proposer.adoptHighest',
      { ...mine, value: 'pear', highest: vote('pear@1.S5'), servers: 5 },
      'S1 has promises from 3 of 5, a majority; their highest vote is pear at 1.S5, so it must ask for pear, not its own apple.',
    ],
    [
      'proposer.adoptHighest',
      { ...mine, value: 'apple', highest: vote('apple@1.S1'), servers: 5 },
      'S1 has promises from 3 of 5, a majority; their highest vote is apple at 1.S1, so it must ask for apple, as it wants anyway.',
    ],
    [
      'proposer.countVote',
      { ...mine, from: 4, count: 2 },
      'S1 counts that S4 accepted at 2.S1: 2 of the 3 it needs.',
    ],
    [
      'proposer.countVote',
      { ...mine, from: 1, count: 1 },
      'S1 counts that it accepted at 2.S1: 1 of the 3 it needs.',
    ],
    [
      'proposer.decide',
      { ...mine, value: 'pear', servers: 5 },
      'S1 now knows that 3 of 5, a majority, accepted pear at 2.S1: it decides so and tells everyone.',
    ],
    [
      'proposer.noteRejection',
      { ...mine, from: 4, promised: ballot('2.S2') },
      'S1 counts S4’s rejection of 2.S1 (S4 promised 2.S2): the others can still be a majority.',
    ],
    [
      'proposer.loseRound',
      { ...mine, from: 4, promised: ballot('2.S2'), servers: 5 },
      'S1 gives up 2.S1: 3 of 5 rejected it, too many for a majority. It will try again later.',
    ],
    [
      'proposer.keepDriving',
      { ...mine, value: 'pear' },
      'S1 is already at work for apple with 2.S1: a second Start, with pear, changes nothing.',
    ],
    ['proposer.stop', mine, 'S1 stops asking for apple with 2.S1: it knows the decision now.'],
  ])('%s %j', (rule, because, sentence) => {
    expect(says(rule, because, 'S1')).toBe(sentence);
  });

  const late = { from: 4, ballot: ballot('2.S1'), reply: 'promise', present: ballot('2.S1') };

  test.each<[Because, string]>([
    [{ present: ballot('3.S1') }, 'it comes late, the ballot is 3.S1 now'],
    [{ present: null, phase: 'idle' }, 'it is not proposing'],
    [{ phase: 'accepting' }, 'it already has its majority'],
    [{ phase: 'outvoted' }, 'it has given that ballot up'],
    [{ phase: 'decided' }, 'it knows the decision already'],
    [{ phase: 'preparing' }, 'S4 has answered that ballot already'],
    [{ phase: 'accepting', reply: 'accepted' }, 'S4 has answered that ballot already'],
    [
      { phase: 'accepting', reply: 'reject', behind: ballot('2.S1') },
      'it is not for a higher ballot',
    ],
    [{}, 'it needs no more answers of this kind'],
  ])('why it ignores an answer: %j', (facts, why) => {
    const sentence = says('proposer.ignoreReply', { ...late, ...facts }, 'S1');
    expect(sentence).toMatch(/^S1 ignores S4’s (promise of|acceptance at|rejection of) 2.S1: /);
    expect(sentence.endsWith(`: ${why}.`)).toBe(true);
  });

  test('which answer it ignores', () => {
    const facts = { ...late, phase: 'decided' };
    expect(says('proposer.ignoreReply', { ...facts, reply: 'accepted' }, 'S1')).toBe(
      'S1 ignores S4’s acceptance at 2.S1: it knows the decision already.',
    );
    expect(says('proposer.ignoreReply', { ...facts, reply: 'reject' }, 'S1')).toBe(
      'S1 ignores S4’s rejection of 2.S1: it knows the decision already.',
    );
  });
});

describe('the learner and the library tell', () => {
  const decided = { from: 1, ballot: ballot('1.S1'), value: 'apple' };

  test.each<[RuleId, Because, string]>([
    [
      'learner.learn',
      decided,
      'S3 learns from S1 that a majority accepted apple at 1.S1: now S3 has decided too.',
    ],
    ['learner.learn', { ...decided, from: 3 }, 'S3 writes down the decision: apple, at 1.S1.'],
    ['learner.hearAgain', decided, 'S3 hears the decision again, from S1: it knows apple already.'],
    [
      'library.startForgotten',
      { seq: 0, value: 'apple', min: 3 },
      'S3 ignores Start(0, apple): everything below instance 3 is forgotten.',
    ],
    [
      'library.ignoreForgotten',
      { from: 1, seq: 0, min: 3, kind: 'prepare' },
      'S3 turns down prepare from S1 for instance 0: everything below 3 is forgotten.',
    ],
    [
      'library.ignoreForgotten',
      { from: 1, seq: 0, min: 3, kind: 'accepted' },
      'S3 ignores accepted from S1 for instance 0: everything below 3 is forgotten.',
    ],
    ['library.done', { seq: 4, before: -1 }, 'S3 is done with every instance up to 4.'],
    [
      'library.done',
      { seq: 2, before: 4 },
      'S3 is done up to 2, which changes nothing: it was done up to 4 already.',
    ],
    [
      'library.hearDone',
      { from: 1, seq: 4, min: 0 },
      'S3 hears that S1 is done with every instance up to 4; Min at S3 is 0.',
    ],
    [
      'library.forget',
      { before: 0, min: 3 },
      'S3 forgets instances 0 to 2: every server is done with them.',
    ],
    [
      'library.forget',
      { before: 0, min: 1 },
      'S3 forgets instance 0: every server is done with it.',
    ],
  ])('%s %j', (rule, because, sentence) => {
    expect(says(rule, because)).toBe(sentence);
  });
});

describe('a value in a sentence', () => {
  test.each([
    ['apple', 'apple'],
    ['', 'the empty value'],
    ['a\nb', 'a b'],
    ['x'.repeat(24), 'x'.repeat(24)],
    ['x'.repeat(25), `${'x'.repeat(12)}… (25 characters)`],
    ['x'.repeat(1_000_000), `${'x'.repeat(12)}… (1\u00a0000\u00a0000 characters)`],
  ])('%s', (value, shown) => {
    expect(shortValue(value)).toBe(shown);
  });

  test('is never cut inside a character', () => {
    expect(shortValue(`${'x'.repeat(11)}🍐${'y'.repeat(20)}`)).toBe(
      `${'x'.repeat(11)}… (33 characters)`,
    );
  });

  test('spaces large numbers', () => {
    expect([0, 999, 1000, 12_345].map(spaced)).toEqual(['0', '999', '1\u00a0000', '12\u00a0345']);
  });
});
