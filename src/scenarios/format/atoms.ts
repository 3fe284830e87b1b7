import * as v from 'valibot';
import { fromMs, toMs } from '../../sim/time';
import { MAX_FILL, MAX_MS, MAX_NAME, MAX_SEQ, MAX_STEPS, MAX_TEXT, MAX_TITLE } from './limits';
import { shown } from './refusal';

/** An object with these keys and no others. (valibot alone would take an empty list for an empty object.) */
export function object<const E extends v.ObjectEntries>(entries: E) {
  const keys = Object.keys(entries).join(', ');
  return v.pipe(
    v.custom<object>(isObject, 'expected an object'),
    v.strictObject(entries, (issue) =>
      issue.expected === 'never'
        ? `unknown key ${shown(issue.input)}, expected ${keys || 'none'}`
        : `missing ${issue.expected ?? 'a key'}`,
    ),
  );
}

export function isObject(input: unknown): input is Readonly<Record<string, unknown>> {
  return typeof input === 'object' && input !== null && !Array.isArray(input);
}

export const optional = v.exactOptional;

export function whole(min: number, max: number, what: string) {
  return v.pipe(
    v.number(`expected ${what}`),
    v.integer(`expected ${what}`),
    v.minValue(min, `expected ${what}`),
    v.maxValue(max, `expected ${what}`),
  );
}

export function text(min: number, max: number, what: string) {
  return v.pipe(
    v.string(`expected ${what}`),
    v.minLength(min, `expected ${what}`),
    v.maxLength(max, `expected ${what}`),
  );
}

export const peer = v.pipe(
  v.string('expected a peer, "S1" to "S9"'),
  v.regex(/^S[1-9]$/, 'expected a peer, "S1" to "S9"'),
  v.description('A peer, S1 to S9. The MIT lab counts from 0: its peer 0 is S1.'),
);

export const clerk = v.pipe(
  v.string('expected a clerk, "C1" to "C30"'),
  v.regex(/^C([1-9]|[12]\d|30)$/, 'expected a clerk, "C1" to "C30"'),
  v.description('A clerk, C1 to C30.'),
);

export const process = v.pipe(
  v.string('expected a peer or a clerk, such as "S1" or "C1"'),
  v.regex(/^(S[1-9]|C([1-9]|[12]\d|30))$/, 'expected a peer or a clerk, such as "S1" or "C1"'),
  v.description('A peer or a clerk, such as S1 or C1.'),
);

export const seq = v.pipe(
  whole(0, MAX_SEQ, `an instance number, 0 to ${MAX_SEQ}`),
  v.description('An instance of the library, from 0; with multi a slot, from 1.'),
);

export const slot = v.pipe(
  whole(0, MAX_SEQ, `a slot, 0 to ${MAX_SEQ}`),
  v.description('A position of the log: with multi from 1, else from 0.'),
);

export const ms = v.pipe(
  whole(0, MAX_MS, `milliseconds, a whole number from 0 to ${MAX_MS}`),
  v.description('Milliseconds of virtual time.'),
);

const FINE_MS = `expected milliseconds from 0 to ${MAX_MS}, with at most three decimals`;

export const fineMs = v.pipe(
  v.number(FINE_MS),
  v.minValue(0, FINE_MS),
  v.maxValue(MAX_MS, FINE_MS),
  v.check((given) => toMs(fromMs(given)) === given, FINE_MS),
  v.description('Milliseconds of virtual time, to the microsecond: with at most three decimals.'),
);

export const timerMs = v.pipe(
  whole(1, MAX_MS, `milliseconds, a whole number from 1 to ${MAX_MS}`),
  v.description('Milliseconds of virtual time, at least 1.'),
);

export const ratio = v.pipe(
  v.number('expected a ratio, 0 to 1'),
  v.minValue(0, 'expected a ratio, 0 to 1'),
  v.maxValue(1, 'expected a ratio, 0 to 1'),
);

export const ordinal = v.pipe(
  whole(1, MAX_SEQ, 'an ordinal, from 1'),
  v.description('The how-manieth, from 1.'),
);

export const title = text(1, MAX_TITLE, `a title of 1 to ${MAX_TITLE} characters`);
export const prose = text(0, MAX_TEXT, `a text of at most ${MAX_TEXT} characters`);
export const name = text(1, MAX_NAME, `a name of 1 to ${MAX_NAME} characters`);
export const key = v.pipe(
  text(0, MAX_TEXT, `a key of at most ${MAX_TEXT} characters`),
  v.description('A key of the map.'),
);

export const ballot = v.pipe(
  v.string('expected a ballot, such as "2.S3"'),
  v.regex(/^\d{1,9}\.S[1-9]$/, 'expected a ballot, such as "2.S3"'),
  v.description('A ballot: its round and its server, such as 2.S3.'),
);

const VALUE = 'expected a value: a text, a number or {"fill": n}';

const fill = v.pipe(
  object({
    fill: whole(0, MAX_FILL, `a length, 0 to ${MAX_FILL}`),
    step: optional(
      v.pipe(
        whole(0, MAX_STEPS, `a step of the script, 0 to ${MAX_STEPS}`),
        v.description(
          'The very text that a fill at that step is, steps counted from 0; default: this step, in a condition any earlier one.',
        ),
      ),
    ),
  }),
  v.description('A text of that many characters, for memory tests.'),
);

export const value = v.pipe(
  v.union([v.string(VALUE), v.pipe(v.number(VALUE), v.finite(VALUE)), fill], VALUE),
  v.description('A text, a number (which becomes its decimal text) or {"fill": n}.'),
);

/** A value as it is written in a file. */
export type RawValue = v.InferOutput<typeof value>;

const count = whole(-1_000_000_000_000, 1_000_000_000_000, 'a whole number');

/** A test of a number: these keys stand among the others of a condition, at least one of them. */
export const bounds = {
  is: optional(v.pipe(count, v.description('Exactly this.'))),
  atLeast: optional(v.pipe(count, v.description('This or more.'))),
  atMost: optional(v.pipe(count, v.description('This or less.'))),
};

export const BOUND = 'expected "is", "atLeast" or "atMost"';

export function hasBound(test: { is?: number; atLeast?: number; atMost?: number }): boolean {
  return test.is !== undefined || test.atLeast !== undefined || test.atMost !== undefined;
}

/** A test of a number that stands alone: 3 means {"is": 3}. */
export const numberTest = v.union(
  [count, v.pipe(object(bounds), v.check(hasBound, BOUND))],
  'expected a number, or an object with "is", "atLeast" or "atMost"',
);

export type RawNumberTest = v.InferOutput<typeof numberTest>;
