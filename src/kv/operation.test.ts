import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CLERK_BASE } from '../base/address';
import { NO_OP, type Operation, readOperation, sameOperation, writeOperation } from './operation';

const awkward = [
  '',
  ' ',
  '"',
  '\\',
  '","',
  '") C1.1',
  '\n',
  '\u2028',
  '\0',
  '__proto__',
  'constructor',
  'no-op',
  'é 漢 🦊',
  '\ud800',
] as const;

const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...awkward));
const tag = {
  clerk: fc.integer({ min: CLERK_BASE + 1, max: CLERK_BASE + 40 }),
  id: fc.integer({ min: 1 }),
};

const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({
    op: fc.constantFrom('put' as const, 'append' as const),
    key: text,
    value: text,
    ...tag,
  }),
  fc.record({ op: fc.constant('get' as const), key: text, value: fc.constant(''), ...tag }),
);

describe('an operation as a log entry', () => {
  test('may be read by people: the argument, the clerk and the number of its call', () => {
    const tagged = { clerk: CLERK_BASE + 1, id: 3 };
    expect(writeOperation({ op: 'append', key: 'k', value: 'x', ...tagged })).toBe(
      'append("k","x") C1.3',
    );
    expect(writeOperation({ op: 'get', key: 'k', value: '', ...tagged })).toBe('get("k") C1.3');
  });

  test('reads back exactly, whatever texts it holds', () => {
    fc.assert(
      fc.property(operation, (written) => {
        expect(readOperation(writeOperation(written))).toEqual(written);
      }),
    );
  });

  test('differs from that of any other operation', () => {
    fc.assert(
      fc.property(operation, operation, (a, b) => {
        const same = JSON.stringify(a) === JSON.stringify(b);
        expect(writeOperation(a) === writeOperation(b)).toBe(same);
      }),
    );
  });

  test('is told apart by clerk and number, not by what it does', () => {
    const a: Operation = { op: 'append', key: 'k', value: 'x', clerk: 101, id: 1 };
    const other: Operation = { ...a, op: 'get', key: 'l', value: '' };
    expect(sameOperation(a, other)).toBe(true);
    expect(sameOperation(a, { ...a, id: 2 })).toBe(false);
    expect(sameOperation(a, { ...a, clerk: 102 })).toBe(false);
    expect(sameOperation(null, a)).toBe(false);
  });
});

describe('no operation stands in', () => {
  test.each([
    NO_OP,
    '',
    'hello',
    'get("k")',
    'get("k") C0.1',
    'get("k") C1.0',
    'get("k") S1.1',
    'get(k) C1.1',
    'get(1) C1.1',
    'get() C1.1',
    'get("k","v") C1.1',
    'put("k") C1.1',
    'put("k",7) C1.1',
    'put("k",["v"]) C1.1',
    'append("k","v","w") C1.1',
    'swap("k","v") C1.1',
    ' get("k") C1.1',
    'get("k") C1.1\n',
  ])('%j', (entry) => {
    expect(readOperation(entry)).toBeNull();
  });

  test('any text that no clerk wrote, and reading it never throws', () => {
    fc.assert(
      fc.property(text, (entry) => {
        expect(readOperation(entry)).toBeNull();
      }),
    );
  });
});
