import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BEGINNING, createHistory, type History, type MomentId } from './history';

/** The simplest world with a memory: a text to which events append; it counts the steps taken. */
function texts(initial = '') {
  let steps = 0;
  const history = createHistory<string, string, number>(initial, {
    step(state, event) {
      steps++;
      return { state: state + event, record: state.length };
    },
    sameEvent: (a, b) => a === b,
  });
  return { history, stepsTaken: () => steps };
}

const extendAll = (history: History<string, string, number>, from: MomentId, events: string) =>
  [...events].reduce((moment, event) => history.extend(moment, event), from);

describe('a history', () => {
  test('begins with its first state', () => {
    const { history } = texts('once');
    expect(history.size).toBe(1);
    expect(history.stateAt(BEGINNING)).toBe('once');
    expect(history.parentOf(BEGINNING)).toBeNull();
    expect(history.depthOf(BEGINNING)).toBe(0);
    expect(history.eventOf(BEGINNING)).toBeUndefined();
    expect(history.recordOf(BEGINNING)).toBeUndefined();
    expect(history.childrenOf(BEGINNING)).toEqual([]);
  });

  test('knows of every moment its parent, its event, what was told, and its depth', () => {
    const { history } = texts();
    const b = extendAll(history, BEGINNING, 'ab');
    expect(history.stateAt(b)).toBe('ab');
    expect(history.eventOf(b)).toBe('b');
    expect(history.recordOf(b)).toBe(1);
    expect(history.depthOf(b)).toBe(2);
    expect(history.eventOf(history.parentOf(b) as MomentId)).toBe('a');
  });

  test('forks where something else is done, and keeps both branches', () => {
    const { history } = texts();
    const a = history.extend(BEGINNING, 'a');
    const [b, c] = [history.extend(a, 'b'), history.extend(a, 'c')];
    expect(history.childrenOf(a)).toEqual([b, c]);
    expect([history.stateAt(b), history.stateAt(c)]).toEqual(['ab', 'ac']);
  });

  test('doing again what was done follows the same branch, without a step', () => {
    const { history, stepsTaken } = texts();
    const tip = extendAll(history, BEGINNING, 'abc');
    extendAll(history, BEGINNING, 'axy');
    const [size, steps] = [history.size, stepsTaken()];
    expect(extendAll(history, BEGINNING, 'abc')).toBe(tip);
    expect([history.size, stepsTaken()]).toEqual([size, steps]);
  });

  test('the same event at different moments is different moments', () => {
    const { history } = texts();
    expect(extendAll(history, BEGINNING, 'aa')).toBe(2);
    expect(history.size).toBe(3);
  });

  test('an impossible event leaves no trace', () => {
    const history = createHistory<number, number, null>(0, {
      step(state, event) {
        if (event < 0) throw new Error('impossible');
        return { state: state + event, record: null };
      },
      sameEvent: (a, b) => a === b,
    });
    expect(() => history.extend(BEGINNING, -1)).toThrow('impossible');
    expect(history.size).toBe(1);
    expect(history.childrenOf(BEGINNING)).toEqual([]);
  });

  test.each([-1, 1, 7])('there is no moment %i', (moment) => {
    const { history } = texts();
    for (const ask of [
      'stateAt',
      'parentOf',
      'depthOf',
      'eventOf',
      'recordOf',
      'childrenOf',
    ] as const)
      expect(() => history[ask](moment)).toThrow(RangeError);
    expect(() => history.extend(moment, 'a')).toThrow(RangeError);
  });
});

describe('a long history', () => {
  /** The state of a counter is its depth, so that a wrong replay shows. */
  function counted(depth: number) {
    let steps = 0;
    const history = createHistory<number, 1, null>(0, {
      step(state) {
        steps++;
        return { state: state + 1, record: null };
      },
      sameEvent: () => true,
    });
    let tip = BEGINNING;
    for (let i = 0; i < depth; i++) tip = history.extend(tip, 1);
    return { history, cost: (moment: MomentId) => cost(moment) };

    function cost(moment: MomentId): number {
      const before = steps;
      expect(history.stateAt(moment)).toBe(history.depthOf(moment));
      return steps - before;
    }
  }

  test('replays no more than from the nearest keyframe', () => {
    const { cost } = counted(2000);
    for (const moment of [1, 499, 500, 501, 999, 1000, 1249, 1601, 3]) {
      expect(cost(moment)).toBeLessThan(500);
    }
    expect(cost(1500)).toBe(0);
  });

  test('stepping back and forth around a moment replays nothing', () => {
    const { cost } = counted(2000);
    cost(1130);
    for (let moment = 1130; moment > 1010; moment--) expect(cost(moment)).toBe(0);
  });

  test('what was told is told again, wherever it is asked for', () => {
    const { history } = texts();
    const events = 'abcdefghij'.repeat(120);
    extendAll(history, BEGINNING, events);
    for (const moment of [1200, 1, 500, 501, 700, 699, 698, 2])
      expect(history.recordOf(moment)).toBe(moment - 1);
  });

  test('the tip is at hand', () => {
    const { cost } = counted(777);
    expect(cost(777)).toBe(0);
  });
});

test('any moment of any tree has the state of a fresh replay', () => {
  // Each pair is: extend from which of the moments so far, and by how many events.
  const plan = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 300 }), fc.nat({ max: 2 })), {
    minLength: 1,
    maxLength: 12,
  });
  const moments = fc.array(fc.nat(), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(plan, moments, (runs, asked) => {
      const step = (state: number, event: number) => (Math.imul(state, 31) + event) | 0;
      const history = createHistory<number, number, number>(1, {
        step: (state, event) => ({ state: step(state, event), record: event }),
        sameEvent: (a, b) => a === b,
      });
      const replay = (moment: MomentId): number => {
        const events: number[] = [];
        for (let m: MomentId | null = moment; m !== null; m = history.parentOf(m)) {
          if (m !== BEGINNING) events.push(history.eventOf(m) as number);
        }
        return events.reverse().reduce(step, 1);
      };
      for (const [from, length, flavour] of runs) {
        let moment = from % history.size;
        for (let i = 0; i < length; i++) moment = history.extend(moment, (i % 7) + flavour);
      }
      for (const pick of asked) {
        const moment = pick % history.size;
        expect(history.stateAt(moment)).toBe(replay(moment));
      }
    }),
  );
});
