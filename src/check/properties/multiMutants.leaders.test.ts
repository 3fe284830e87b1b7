import { describe } from 'vitest';
import { ballot } from '../../protocol/ballot.testkit';
import { LEADERSHIP } from './leaders';
import {
  asked,
  CHOSEN_X,
  expectBroken,
  heartbeat,
  LEADING,
  PROMISED,
  p2a,
  type Row,
  TRYING,
} from './multiMutants.testkit';
import { voted } from './mutants.testkit';

// No property of Multi-Paxos is empty: for each there is a wrong step that breaks it, and where that can be, it alone.

const LEADERS: readonly Row[] = [
  ...[
    { by: 'asking for votes while it follows', is: { runs: '2.S1' }, says: p2a('2.S1', 1, 'x') },
    { by: "asking in another server's ballot", is: LEADING, says: p2a('1.S2', 1, 'x') },
    { by: 'asking in its earlier ballot', is: LEADING, says: p2a('1.S1', 1, 'x') },
    { by: 'asking for what it does not propose', is: LEADING, says: p2a('2.S1', 1, 'y') },
    { by: 'beating while it is not elected', is: TRYING, says: heartbeat('2.S1') },
    {
      by: "asking for promises in another's name",
      is: TRYING,
      says: { kind: 'p1a', ballot: ballot('1.S3'), attempt: 0 } as const,
    },
  ].map(({ says, ...row }) => {
    const known = { 1: asked('2.S1:x', '1.S2:x', '1.S1:x') };
    const breaks = 'MP-leader-unique-per-ballot';
    return { ...row, breaks, was: row.is, says: [says], known, ...PROMISED };
  }),
  {
    breaks: 'MP-one-command',
    by: 'asking for another command in the same ballot (C1)',
    was: { ...LEADING, asks: { 1: ['x'] }, next: 2 },
    is: { ...LEADING, asks: { 1: ['y'] }, next: 2 },
    known: { 1: asked('2.S1:x') },
    ...PROMISED,
  },
  {
    breaks: 'MP-safe-command',
    by: 'asking for another command above a choice (C2)',
    was: { ...LEADING, next: 1 },
    is: { ...LEADING, asks: { 1: ['y'] }, next: 2 },
    known: { 1: CHOSEN_X },
    ...PROMISED,
  },
  {
    breaks: 'MP-safe-command',
    by: 'completing a choice below a ballot that asks for another command',
    was: { follows: '1.S2' },
    is: { follows: '1.S2', votes: { 1: '1.S2:x' } },
    known: { 1: { ...asked('1.S2:x', '2.S3:y'), ballots: [voted('1.S2:x', 2)] } },
  },
  {
    breaks: 'MP-vote-match',
    by: 'counting a vote that nobody gave (BL-41)',
    was: { ...LEADING, asks: { 1: ['x', 1] }, next: 2 },
    is: { ...LEADING, asks: { 1: ['x', 1, 2] }, next: 2 },
    known: { 1: { ...asked('2.S1:x'), ballots: [voted('2.S1:x', 1)] } },
    ...PROMISED,
  },
  {
    breaks: 'MP-vote-match',
    by: 'counting a vote of an earlier ballot (BL-42)',
    was: { ...LEADING, asks: { 1: ['x', 1] }, next: 2 },
    is: { ...LEADING, asks: { 1: ['x', 1, 2] }, next: 2 },
    known: { 1: { ...asked('2.S1:x'), ballots: [voted('1.S1:x', 2), voted('2.S1:x', 1)] } },
    ...PROMISED,
  },
  {
    breaks: 'MP-vote-match',
    by: 'counting a vote twice',
    was: { ...LEADING, asks: { 1: ['x', 1] }, next: 2 },
    is: { ...LEADING, asks: { 1: ['x', 1, 1] }, next: 2 },
    known: { 1: { ...asked('2.S1:x'), ballots: [voted('2.S1:x', 1)] } },
    ...PROMISED,
  },
  {
    breaks: 'MP-validity',
    by: 'asking for what no client gave',
    was: { ...LEADING, next: 1 },
    is: { ...LEADING, asks: { 1: ['z'] }, next: 2 },
    ...PROMISED,
  },
  {
    breaks: 'MP-validity',
    by: "changing a clerk's command",
    was: { ...LEADING, next: 1 },
    is: { ...LEADING, asks: { 1: ['append("k","xx") C1.1'] }, next: 2 },
    ...PROMISED,
    facts: {
      calls: [
        {
          op: 'append',
          key: 'k',
          value: 'x',
          clerk: 101,
          id: 1,
          calledAt: 0,
          returnedAt: null,
          result: null,
          tries: [],
          answeredBy: null,
        },
      ],
    },
  },
  {
    breaks: 'MP-learned-chosen',
    by: 'teaching what is not chosen',
    was: LEADING,
    is: LEADING,
    known: { 1: CHOSEN_X },
    says: [{ kind: 'decision', ballot: ballot('2.S1'), first: 1, values: ['x', 'y'], beat: 1 }],
    ...PROMISED,
  },
  {
    breaks: 'MP-learned-chosen',
    by: 'saying that more is decided than it knows',
    was: LEADING,
    is: LEADING,
    says: [heartbeat('2.S1', 1)],
    ...PROMISED,
  },
];

describe('a wrong step breaks one property:', () => {
  expectBroken(LEADERS, LEADERSHIP);
});
