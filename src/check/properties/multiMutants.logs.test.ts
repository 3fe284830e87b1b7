import { describe, expect, test } from 'vitest';
import { NO_OP } from '../../protocol/value';
import { observe } from '../facts';
import { judge } from '../judge';
import { CLEARING } from './clearing';
import { LOGS } from './logs';
import { executedInOrder } from './multi';
import {
  asked,
  CHOSEN_X,
  DECIDED_X,
  expectBroken,
  factsBefore,
  heartbeat,
  LEADING,
  PROMISED,
  type Row,
  SLOT_1,
  stepOf,
} from './multiMutants.testkit';
import { chosen } from './mutants.testkit';

// No property of Multi-Paxos is empty: for each there is a wrong step that breaks it, and where that can be, it alone.

const LOGGING: readonly Row[] = [
  {
    breaks: 'MP-exec-order',
    by: 'executing over a hole (BL-54)',
    was: SLOT_1,
    is: { knows: { 1: 'x', 3: 'y' }, executed: 3 },
    others: { 2: { ...SLOT_1, votes: { 3: '1.S2:y' } } },
    known: { 1: CHOSEN_X, 3: { chosen: [chosen('1.S2:y')] } },
  },
  {
    breaks: 'MP-exec-order',
    by: 'going back in its log (R4)',
    was: SLOT_1,
    is: { knows: { 1: 'x' } },
    executed: [1, 0, 0],
  },
  {
    breaks: 'MP-exec-order',
    by: 'coming back with less executed than its disk says',
    was: SLOT_1,
    is: { knows: { 1: 'x' } },
    restart: true,
    others: DECIDED_X,
    known: { 1: CHOSEN_X },
    executed: [1, 0, 0],
  },
  {
    breaks: 'MP-exec-order',
    by: 'not applying what it has executed (R3)',
    was: { applied: 0 },
    is: { ...SLOT_1, applied: 0 },
    others: DECIDED_X,
    known: { 1: CHOSEN_X },
  },
  {
    breaks: 'GC-needed',
    by: 'clearing what a majority has executed, and one server has not (BL-50, BL-51)',
    was: SLOT_1,
    is: { executed: 1, cleared: 1 },
    others: { 2: SLOT_1 },
    executed: [1, 1, 0],
  },
  {
    breaks: 'GC-needed',
    by: 'announcing a bound that one server has not reached',
    was: { ...LEADING, ...SLOT_1 },
    is: { ...LEADING, ...SLOT_1 },
    executed: [1, 1, 0],
    says: [heartbeat('2.S1', 1, 1)],
    ...PROMISED,
  },
  {
    breaks: 'GC-no-repropose',
    by: 'asking for something in a cleared slot (BL-52)',
    was: { ...LEADING, executed: 1, cleared: 1, next: 2 },
    is: { ...LEADING, executed: 1, cleared: 1, next: 2, asks: { 1: [NO_OP] } },
    executed: [1, 1, 1],
    ...PROMISED,
  },
  {
    breaks: 'GC-monotone',
    also: ['GC-no-repropose'],
    by: 'bringing a slot back that it had cleared',
    was: { executed: 2, cleared: 2 },
    is: { executed: 2, cleared: 1 },
    executed: [2, 2, 2],
  },
  {
    breaks: 'GC-no-repropose',
    by: 'clearing its log and not its votes',
    was: { executed: 1 },
    is: { executed: 1, cleared: 1, acceptorCleared: 0 },
    executed: [1, 1, 1],
  },
  {
    breaks: 'GC-no-repropose',
    by: 'keeping what another reported of a cleared slot',
    was: { ...LEADING, executed: 1 },
    is: { ...LEADING, executed: 1, cleared: 1, promises: [[1], [2, { knows: { 1: 'x' } }]] },
    executed: [1, 1, 1],
    ...PROMISED,
  },
  {
    breaks: 'LOGS_CONSISTENT',
    also: ['GC-no-repropose', 'MP-markers'],
    by: 'voting in a cleared slot (BL-53)',
    was: { follows: '1.S2', executed: 1, cleared: 1 },
    is: { follows: '1.S2', executed: 1, cleared: 1, votes: { 1: '1.S2:x' } },
    others: DECIDED_X,
    known: { 1: { ...asked('1.S2:x'), ...CHOSEN_X } },
    executed: [1, 1, 1],
  },
  {
    breaks: 'LOGS_CONSISTENT',
    by: 'knowing what no majority stands behind any more',
    was: {},
    is: SLOT_1,
    known: { 1: CHOSEN_X },
  },
  {
    breaks: 'LOGS_CONSISTENT',
    by: 'knowing another command than another server',
    was: {},
    is: SLOT_1,
    others: { 2: { knows: { 1: 'y' } }, 3: { votes: { 1: '1.S2:x' } } },
    known: { 1: CHOSEN_X },
  },
  {
    breaks: 'LOGS_CONSISTENT',
    by: 'clearing what no majority holds',
    was: SLOT_1,
    is: { executed: 1, cleared: 1 },
    executed: [1, 1, 1],
  },
  {
    breaks: 'MP-markers',
    also: ['LOGS_CONSISTENT'],
    by: 'having a log that begins before slot 1',
    was: { cleared: -1 },
    is: { cleared: -1 },
  },
  {
    breaks: 'MP-log-status-monotone',
    by: 'forgetting a vote and all else in its slot',
    was: { follows: '1.S2', votes: { 1: '1.S2:x' } },
    is: { follows: '1.S2' },
  },
  {
    breaks: 'MP-log-status-monotone',
    by: 'coming back without a vote that its disk holds (BL-14)',
    was: { follows: '1.S2', votes: { 1: '1.S2:x' } },
    is: { follows: '1.S2' },
    restart: true,
  },
];

describe('a wrong step breaks one property:', () => {
  expectBroken(LOGGING, [executedInOrder, ...CLEARING, ...LOGS]);
});

test('a step that changes nothing breaks nothing', () => {
  const held = { ...LEADING, ...SLOT_1, asks: { 2: ['y', 1] }, next: 3 } as const;
  const row = { breaks: '', by: '', was: held, is: held, executed: [1, 0, 0], ...PROMISED };
  const step = stepOf(row);
  expect(judge([], step, observe(factsBefore(row), step))).toEqual([]);
});
