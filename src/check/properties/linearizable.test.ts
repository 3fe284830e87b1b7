import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CallFact } from '../calls';
import { historyOf } from '../calls';
import type { Observed } from '../cluster';
import { initialFacts } from '../facts';
import { checkHistory } from '../linearizability/check';
import { linearizable, tailOf } from './linearizable';

// Histories of one key, told return after return as a run tells them; then judged whole.

const OPS = ['get', 'put', 'append', 'append'] as const;

/** What a clerk does next: begins a call, or returns from it with what the key holds, or held a while ago. */
const move = fc.record({
  clerk: fc.integer({ min: 101, max: 103 }),
  op: fc.constantFrom(...OPS),
  isStale: fc.constantFrom(false, false, false, false, true),
  takesEffect: fc.boolean(),
  isTold: fc.boolean(),
});

interface Played {
  readonly calls: readonly CallFact[];
  /** The step of the latest return. */
  readonly step: Observed;
}

/** Every moment at which a call returned. */
function play(moves: readonly (typeof move extends fc.Arbitrary<infer M> ? M : never)[]): Played[] {
  let [calls, texts]: [CallFact[], string[]] = [[], ['']];
  const done = new Set<string>();
  const told: Played[] = [];
  moves.forEach(({ clerk, op, isStale, takesEffect, isTold }, at) => {
    const index = calls.findIndex((call) => call.clerk === clerk && call.returnedAt === null);
    const open = calls[index];
    if (!open) {
      const id = calls.filter((call) => call.clerk === clerk).length + 1;
      const value = op === 'get' ? '' : `${clerk}.${id} `;
      const begun = { op, key: 'k', value, clerk, id, calledAt: at, returnedAt: null };
      calls = [...calls, { ...begun, result: null, tries: [], answeredBy: null }];
      return;
    }
    const name = `${open.clerk}.${open.id}`;
    const now = texts.at(-1) ?? '';
    if (!done.has(name) && open.op !== 'get')
      texts = [...texts, open.op === 'put' ? open.value : now + open.value];
    done.add(name);
    if (takesEffect && !isStale && open.op !== 'get' && texts.length % 3 === 0) return;
    const seen = texts.at(isStale ? -2 : -1) ?? '';
    const tells = open.op === 'get' || (open.op === 'append' && isTold && !isStale);
    const result = tells ? (open.op === 'get' ? seen || null : (texts.at(-1) ?? '')) : '';
    calls = calls.with(index, { ...open, returnedAt: at, result });
    told.push({ calls, step: returnOf(open) });
  });
  return told;
}

/** The step of a clerk in which this call returns. */
function returnOf({ clerk, id }: CallFact): Observed {
  const clerks = (operation: object | null) =>
    [101, 102, 103].map((address) => ({
      state: { context: { operation: address === clerk ? operation : null } },
    }));
  return {
    before: { clerks: clerks({ id }) },
    after: { clerks: clerks(null) },
    outcome: { node: clerk },
  } as unknown as Observed;
}

test('it breaks at the very return at which the whole history has no order any more', () => {
  let [broken, whole, cut] = [0, 0, 0];
  fc.assert(
    fc.property(fc.array(move, { minLength: 4, maxLength: 40 }), (moves) => {
      for (const { calls, step } of play(moves)) {
        const facts = { ...initialFacts(3, 3), calls };
        const verdict = linearizable.judge(step, facts);
        const expected = checkHistory(historyOf(calls)).verdict;
        expect(verdict === null).toBe(expected === 'linearizable');
        if (tailOf(calls).calls.length < calls.length) cut++;
        // It is judged once; what comes after the first break is not judged any more.
        if (verdict) {
          broken++;
          return;
        }
      }
      whole++;
    }),
    { numRuns: 1_500 },
  );
  expect(broken).toBeGreaterThan(100);
  expect(whole).toBeGreaterThan(100);
  expect(cut).toBeGreaterThan(1_000);
});
