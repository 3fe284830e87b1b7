import { describe, expect, test } from 'vitest';
import type { Explanation } from '../../base/actor';
import { lastKey } from '../../base/intMap';
import { ballot } from '../ballot.testkit';
import { FRESH_LEARNER, type LearnerEvent, type LearnerState, learnerRole } from './learner';
import { log, said, showLog, votes } from './multi.testkit';

function holding(decided: string, executed: number, cleared = 0): LearnerState {
  const known = log(decided);
  const value = lastKey(known) > executed ? 'hole' : 'in order';
  return { value, context: { decided: known, executed, cleared } };
}

/** Somebody knows "1=a 2=b". */
function told(text: string): LearnerEvent {
  const entries = text.split(' ').map((entry) => {
    const [slot, value = ''] = entry.split('=');
    return { slot: Number(slot), value };
  });
  return { type: 'DECIDED', from: 2, entries };
}

const upTo = (bound: number, given: string, number = '1.S1'): LearnerEvent => {
  return {
    type: 'DECIDED_UP_TO',
    from: 1,
    ballot: ballot(number),
    upTo: bound,
    votes: votes(given),
  };
};

const clear = (bound: number): LearnerEvent => ({ type: 'CLEAR', bound });

/** What it says of its rules: "decide 2=b", by its own vote or by being told, "execute 1..2", "hole 1 before 2". */
function words({ rule, because }: Explanation): string {
  const { slot, value, byVote, first, last, hole } = because;
  if (rule === 'learner.decide') return `decide ${slot}=${value}${byVote ? ' by its vote' : ''}`;
  if (rule === 'learner.execute') return `execute ${first}..${last}`;
  return `hole ${hole} before ${last}`;
}

function take(state: LearnerState, event: LearnerEvent) {
  const step = learnerRole.step(state, event);
  const { decided, executed, cleared } = step.state.context;
  expect(said(step.effects)).toEqual([]);
  return {
    state: step.state,
    now: `${step.state.value}: [${showLog(decided)}] executed ${executed} cleared ${cleared}`,
    told: step.effects.flatMap((effect) => (effect.type === 'explain' ? [words(effect)] : [])),
  };
}

describe('a slot is executed when it and all before it are decided (DSLabs "stable", BL-54):', () => {
  test.each<[why: string, before: LearnerState, event: LearnerEvent, now: string, told: string[]]>([
    [
      'the first one',
      FRESH_LEARNER,
      told('1=a'),
      'in order: [1=a] executed 1 cleared 0',
      ['decide 1=a', 'execute 1..1'],
    ],
    [
      'several at once',
      holding('1=a', 1),
      told('2=b 3=c'),
      'in order: [1=a 2=b 3=c] executed 3 cleared 0',
      ['decide 2=b', 'decide 3=c', 'execute 2..3'],
    ],
    [
      'not behind a hole',
      holding('1=a', 1),
      told('3=c'),
      'hole: [1=a 3=c] executed 1 cleared 0',
      ['decide 3=c', 'hole 2 before 3'],
    ],
    [
      'the hole is closed: all behind it is executed',
      holding('1=a 3=c 4=d', 1),
      told('2=b'),
      'in order: [1=a 2=b 3=c 4=d] executed 4 cleared 0',
      ['decide 2=b', 'execute 2..4'],
    ],
    [
      'the first of two holes is closed',
      holding('2=b 4=d', 0),
      told('1=a'),
      'hole: [1=a 2=b 4=d] executed 2 cleared 0',
      ['decide 1=a', 'execute 1..2'],
    ],
    [
      'behind what is cleared',
      holding('', 5, 5),
      told('6=f'),
      'in order: [6=f] executed 6 cleared 5',
      ['decide 6=f', 'execute 6..6'],
    ],
  ])('%s', (_why, before, event, now, rules) => {
    const step = take(before, event);
    expect(step.now).toBe(now);
    expect(step.told).toEqual(rules);
  });
});

describe('what it knows is no news', () => {
  test('and a decision never changes', () => {
    const before = holding('1=a 3=c', 1);
    const step = take(before, told('1=z 3=z'));
    expect(step.now).toBe('hole: [1=a 3=c] executed 1 cleared 0');
    expect(step.told).toEqual([]);
  });

  test('of several, only the unknown are told of', () => {
    expect(take(holding('1=a', 1), told('1=a 2=b')).told).toEqual(['decide 2=b', 'execute 2..2']);
  });
});

describe('the leader says that all is decided up to a slot', () => {
  test('a vote in that very ballot says with which value', () => {
    const step = take(FRESH_LEARNER, upTo(2, '1=1.S1:a 2=1.S1:b 3=1.S1:c'));
    expect(step.now).toBe('in order: [1=a 2=b] executed 2 cleared 0');
    expect(step.told).toEqual(['decide 1=a by its vote', 'decide 2=b by its vote', 'execute 1..2']);
  });

  test.each([
    ['an earlier ballot', '1=1.S1:a', '2.S1'],
    ['a later one', '1=2.S1:a', '1.S1'],
    ['the same round, another server', '1=1.S2:a', '1.S1'],
  ])('a vote of %s says nothing', (_why, given, number) => {
    const step = take(FRESH_LEARNER, upTo(1, given, number));
    expect(step.now).toBe('in order: [] executed 0 cleared 0');
    expect(step.told).toEqual([]);
  });

  test('the slots it did not vote in stay open: it waits to be told', () => {
    const step = take(FRESH_LEARNER, upTo(3, '1=1.S1:a 3=1.S1:c'));
    expect(step.now).toBe('hole: [1=a 3=c] executed 1 cleared 0');
    expect(step.told).toEqual(['decide 1=a by its vote', 'decide 3=c by its vote', 'execute 1..1']);
  });

  test('what is decided already keeps its value', () => {
    const step = take(holding('2=b', 0), upTo(2, '1=1.S1:a 2=1.S1:b'));
    expect(step.told).toEqual(['decide 1=a by its vote', 'execute 1..2']);
  });

  test('an old one says nothing new', () => {
    expect(take(holding('1=a 2=b', 2), upTo(1, '1=1.S1:a 2=1.S1:b')).told).toEqual([]);
  });
});

describe('what everybody has executed is cleared', () => {
  test('up to and with the bound, and nothing beyond', () => {
    expect(take(holding('1=a 2=b 3=c', 3), clear(2)).now).toBe(
      'in order: [3=c] executed 3 cleared 2',
    );
  });

  test('and a lower bound takes nothing back', () => {
    expect(take(holding('4=d', 4, 3), clear(2)).now).toBe('in order: [4=d] executed 4 cleared 3');
  });

  test('a hole above it stays one', () => {
    expect(take(holding('1=a 3=c', 1), clear(1)).now).toBe('hole: [3=c] executed 1 cleared 1');
  });

  test('a late decision does not bring it back (BL-53)', () => {
    for (const event of [told('1=z 3=z'), upTo(3, '1=1.S1:z 3=1.S1:z')]) {
      const step = take(holding('4=d', 4, 3), event);
      expect(step.now).toBe('in order: [4=d] executed 4 cleared 3');
      expect(step.told).toEqual([]);
    }
  });
});
