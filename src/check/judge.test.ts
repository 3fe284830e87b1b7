import { expect, test } from 'vitest';
import { observe } from './facts';
import { goesBy, type Judgement, judgeStep, NOT_JUDGED, PROPERTIES } from './judge';
import { factsBefore, type Row, stepOf } from './properties/libraryMutants.testkit';
import { voteOf } from './properties/mutants.testkit';

const NOTHING = { records: { 0: {} } };
const VOTING: Row = {
  breaks: '',
  by: '',
  was: NOTHING,
  is: { records: { 0: { promised: '1.S2', vote: '1.S2:x' } } },
  known: { proposed: ['x'], asked: [voteOf('1.S2:x')] },
};

/** The verdict with this step. */
function after(before: Judgement, row: Row): Judgement {
  const step = stepOf(row);
  return judgeStep(before, step, observe(factsBefore(row), step));
}

const testsOf = ({ judged }: Judgement, id: string) => {
  const place = PROPERTIES.findIndex((property) => property.id === id);
  return [judged.lastAt[place], judged.times[place]];
};

test('it is noted when a property was last put to the test, and how often', () => {
  const first = after(NOT_JUDGED, VOTING);
  expect(testsOf(first, 'SD-accept-guard')).toEqual([1, 1]);
  expect(testsOf(first, 'SD-agreement')).toEqual([0, 0]);
  expect(testsOf(first, 'MP-accept-guard')).toEqual([0, 0]);
  const second = after(first, VOTING);
  expect(testsOf(second, 'SD-accept-guard')).toEqual([2, 2]);
  expect(testsOf(first, 'SD-accept-guard')).toEqual([1, 1]);
});

test('a step that puts nothing to the test counts, and shares what it does not change', () => {
  const first = after(NOT_JUDGED, VOTING);
  const second = after(first, { ...VOTING, was: NOTHING, is: NOTHING, seq: 10 });
  const third = judgeStep(
    second,
    { ...stepOf(VOTING), outcome: { node: null, posted: [], ended: null, explanations: [] } },
    factsBefore(VOTING),
  );
  expect(third.judged.steps).toBe(3);
  expect(third.judged.lastAt).toBe(second.judged.lastAt);
  expect(third.judged.reached).toBe(second.judged.reached);
  expect(third.violations).toBe(second.violations);
});

test('a violation knows its step and is reported once', () => {
  const wrong: Row = { ...VOTING, was: { records: { 0: { promised: '2.S3' } } } };
  const broken = after(after(NOT_JUDGED, VOTING), wrong);
  const [violation] = broken.violations.filter(({ property }) => property === 'SD-accept-guard');
  expect(violation).toMatchObject({ step: 2, because: { seq: 0, server: 1 } });
  expect(after(broken, wrong).violations).toEqual(broken.violations);
});

test('every property has a name of its own and one plain sentence', () => {
  const ids = PROPERTIES.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { says } of PROPERTIES) expect(says).toMatch(/^[A-Z][^.]*\.$/);
});

test('a property goes by its other names, too', () => {
  expect(goesBy('LOGS_CONSISTENT', 'MP-slotValid')).toBe(true);
  expect(goesBy('SD-agreement', 'R1')).toBe(true);
  expect(goesBy('SD-agreement', 'SD-future')).toBe(false);
  expect(goesBy('unheard of', 'unheard of')).toBe(true);
});
