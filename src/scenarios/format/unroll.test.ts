import { describe, expect, test } from 'vitest';
import { decodeScenario } from './decode';
import type { Step } from './types';

function decode(script: unknown[]) {
  const cluster = { protocol: 'basic', peers: 5 };
  return decodeScenario(JSON.stringify({ format: 'paxoscope/1', title: 'T', cluster, script }));
}

function steps(script: unknown[]): readonly Step[] {
  const decoded = decode(script);
  if (!decoded.ok) throw new Error(`${decoded.pointer}: ${decoded.reason}`);
  return decoded.scenario.script;
}

function refusal(script: unknown[]): string {
  const decoded = decode(script);
  return decoded.ok ? 'accepted' : `${decoded.pointer}: ${decoded.reason}`;
}

function times(n: unknown, script: unknown[], as = 'i') {
  return { repeat: { times: n, as, script } };
}

const notes = (script: unknown[]) =>
  steps(script).map((step) => (step.verb === 'note' ? step.arg.text : step.verb));

describe('a repeat is written out', () => {
  test('with its counter as a number, inside a text and in an expression', () => {
    const start = { start: { peer: 'S1', seq: '=$i*10+1', value: '$i' } };
    expect(steps([times(3, [start])]).map((step) => step.arg)).toEqual([
      { peer: 'S1', seq: 1, value: '0' },
      { peer: 'S1', seq: 11, value: '1' },
      { peer: 'S1', seq: 21, value: '2' },
    ]);
    expect(notes([times(3, [{ note: 'x$i' }])])).toEqual(['x0', 'x1', 'x2']);
  });

  test('nested, with the counters of all repeats around', () => {
    expect(notes([times(2, [times(2, [{ note: '$i$j' }, { note: '=$i*2+$j' }], 'j')])])).toEqual([
      '00',
      '0',
      '01',
      '1',
      '10',
      '2',
      '11',
      '3',
    ]);
  });

  test('as often as an outer counter says', () => {
    expect(notes([times(3, [times('$i', [{ note: '$i.$j' }], 'j')])])).toEqual([
      '1.0',
      '2.0',
      '2.1',
    ]);
  });

  test('with the place in the file for every step', () => {
    const decoded = decode([{ note: '' }, times(2, [{ note: '' }, times(1, [{ run: 0 }], 'j')])]);
    expect(decoded.ok && decoded.scenario.origin).toEqual([
      '/script/0',
      '/script/1/repeat/script/0',
      '/script/1/repeat/script/1/repeat/script/0',
      '/script/1/repeat/script/0',
      '/script/1/repeat/script/1/repeat/script/0',
    ]);
  });

  test('after time has run to its moment', () => {
    expect(steps([{ at: 50, ...times(1, [{ note: 'x' }]) }])).toEqual([
      { verb: 'run', at: 50, arg: { ms: 0 } },
      { verb: 'note', arg: { text: 'x' } },
    ]);
  });

  test('and a text outside of every repeat is left alone', () => {
    expect(notes([{ note: '$i' }, { note: '=1+1' }])).toEqual(['$i', '=1+1']);
  });

  test('and a text may speak of dollars', () => {
    expect(notes([times(1, [{ note: 'costs $5 or $x, $i_' }])])).toEqual(['costs $5 or $x, 0_']);
  });
});

describe('arithmetic', () => {
  test.each([
    ['=1+2*3', 7],
    ['=(1+2)*3', 9],
    ['=10-2-3', 5],
    ['=2*-3+7', 1],
    ['=--4', 4],
    ['=17%5*2', 4],
    ['=(0-1)%5', 4],
    ['=7%-5', 2],
    ['= 1 + 1 ', 2],
    ['=-(3-5)', 2],
    ['=0*-1', 0],
  ])('%s is %i', (expression, result) => {
    expect(steps([times(1, [{ run: expression }])])).toEqual([
      { verb: 'run', arg: { ms: result } },
    ]);
  });

  test.each([
    ['=', 'expected a number, a counter or "(" at the end'],
    ['=1+', 'expected a number, a counter or "(" at the end'],
    ['=(1', 'expected ")" at the end'],
    ['=1)', 'expected an operator before ")"'],
    ['=1 2', 'expected an operator before "2"'],
    ['=$k', 'no repeat around here counts with "$k"'],
    ['=1/2', 'only integers, counters, + - * % and parentheses may stand in "1/2" (character 2)'],
    ['=1.5', 'only integers, counters, + - * % and parentheses may stand in "1.5" (character 2)'],
    [
      '=alert(1)',
      'only integers, counters, + - * % and parentheses may stand in "alert(1)" (character 1)',
    ],
    ['=5%($i-$i)', 'a remainder by 0'],
    ['=9007199254740991+1', 'a number beyond 2^53'],
    [`=${'('.repeat(300)}`, 'an expression of more than 200 characters'],
  ])('%s is refused', (expression, reason) => {
    expect(refusal([times(1, [{ run: expression }])])).toBe(
      `/script/0/repeat/script/0/run: ${reason} (with i = 0)`,
    );
  });
});

describe('a refusal inside of a repeat', () => {
  test('names the place in the file and the round', () => {
    const start = { start: { peer: 'S1', seq: '=1-$i', value: 'x' } };
    expect(refusal([times(5, [start])])).toBe(
      '/script/0/repeat/script/0/start/seq: expected an instance number, 0 to 1000000000, found -1 (with i = 2)',
    );
  });

  test('sees through to names and times', () => {
    expect(refusal([times(7, [{ kill: 'S$i' }])])).toMatch(
      /^\/script\/0\/repeat\/script\/0\/kill: expected a peer, "S1" to "S9", found "S0" \(with i = 0\)$/,
    );
    expect(refusal([times(7, [{ kill: 'S1' }, { at: '=100-$i', heal: true }])])).toBe(
      '/script/0/repeat/script/1/at: time would run backwards: it is at least 100 ms here, found 99 (with i = 1)',
    );
  });

  test.each([
    ['times', times(-1, []), '/script/0/repeat/times'],
    ['a text outside of a repeat', times('$i', []), '/script/0/repeat/times'],
    ['a stray key', { repeat: { times: 1, as: 'i', script: [], q: 1 } }, '/script/0/repeat/q'],
    ['no counter', { repeat: { times: 1, script: [] } }, '/script/0/repeat'],
    ['a counter that is no name', times(1, [], '$'), '/script/0/repeat/as'],
    ['a second verb', { run: 1, ...times(1, []) }, '/script/0'],
  ])('%s', (_what, step, pointer) => {
    expect(refusal([step]).split(': ')[0]).toBe(pointer);
  });
});

describe('what unrolls to too much is refused, quickly', () => {
  const deep = (n: number, script: unknown[]): unknown =>
    n === 0 ? times(100_000, script) : times(100_000, [deep(n - 1, script)]);
  test.each([
    ['one step too many', [times(100_000, [{ run: 0 }]), { run: 0 }]],
    ['a product', [deep(8, [{ run: 0 }])]],
    ['a product of nothing', [deep(8, [])]],
    ['a product that only counting finds', [times(1000, [times('=$i*1000', [{ run: 0 }], 'j')])]],
    [
      'large steps',
      [times(50_000, [{ deaf: Array(9).fill('S1') }, { partition: [Array(90).fill('S1')] }])],
    ],
    ['long texts', [times(50_000, [{ say: `$i${'x'.repeat(9_000)}` }])]],
  ])('%s', (_what, script) => {
    const begin = performance.now();
    expect(refusal(script)).toMatch(/too much|more than 100000 steps/);
    expect(performance.now() - begin).toBeLessThan(2_000);
  });

  test('and no more is as much as is allowed', () => {
    expect(steps([times(1000, [times(100, [{ run: 0 }], 'j')])])).toHaveLength(100_000);
  });
});
