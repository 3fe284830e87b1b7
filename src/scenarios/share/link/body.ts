import * as v from 'valibot';
import { fromMs } from '../../../sim/time';
import { decodeScenario, type Scenario } from '../../format';
import * as a from '../../format/atoms';
import { fileOfScenario } from '../../format/encode';
import { MAX_MS } from '../../format/limits';
import { below, parsed, Refusal } from '../../format/refusal';
import type { Deviation } from '../deviations';
import { type Course, MOST_EVENTS } from '../replay';
import { fieldsOf, many, plain } from './forms';
import { happeningForm } from './happenings';

/** Which scenario a link is about: one that comes with the page, and what it was when the link was made, or itself. */
export type Source =
  | { readonly id: string; readonly digest: string }
  | { readonly scenario: Scenario };

/** All that a link says. `S` is what can be selected. */
export interface Link<S> {
  readonly source: Source;
  /** What was set up otherwise than the scenario has it: a cluster's keys and their values; read with the scenario. */
  readonly setUp: Readonly<Record<string, unknown>>;
  readonly course: Course;
  /** The number of events before the cursor. */
  readonly cursor: number;
  readonly selection: S | null;
  /** Tells whether the moment under the cursor is the very one that was shared. */
  readonly check: string;
}

/** The beginning of a digest: enough to notice a change. */
export const shortened = (digest: string) => digest.slice(0, DIGITS);
const DIGITS = 8;

const digest = v.pipe(
  v.string('expected a digest'),
  v.regex(new RegExp(`^[0-9a-f]{${DIGITS}}$`), 'expected a digest'),
);
const id = v.pipe(
  a.text(1, 200, 'the name of a scenario'),
  v.regex(/^[a-z0-9-]+(\/[a-z0-9-]+)*$/, 'expected the name of a scenario'),
);
const events = a.whole(0, MOST_EVENTS, `a number of events, 0 to ${MOST_EVENTS}`);
const record = v.custom<Record<string, unknown>>(a.isObject, 'expected an object');

const body = a.object({
  scenario: v.union(
    [v.strictTuple([id, digest]), record],
    'expected the name and the digest of a scenario, or a scenario',
  ),
  setUp: a.optional(record),
  deviations: v.array(v.unknown(), 'expected a list'),
  events,
  cursor: events,
  selection: a.optional(v.unknown()),
  check: digest,
});

/** A deviation says how many events after the one before it comes. */
const deviationForm = fieldsOf([
  ['gap', plain(events)],
  ['late', plain(a.whole(0, fromMs(MAX_MS), 'microseconds'))],
  ['happening', happeningForm],
]);
const deviationForms = many(deviationForm, MOST_EVENTS);
type Gap = Omit<Deviation, 'depth'> & { readonly gap: number };

/** What stands in a link, as plain data. */
export function writeBody<S>({
  source,
  setUp,
  course,
  cursor,
  selection,
  check,
}: Link<S>): unknown {
  const { deviations, length } = course;
  const gaps = deviations.map(({ depth, ...rest }, i): Gap => {
    return { gap: depth - ((deviations[i - 1]?.depth ?? -1) + 1), ...rest };
  });
  return {
    scenario: 'id' in source ? [source.id, source.digest] : fileOfScenario(source.scenario),
    ...(Object.keys(setUp).length > 0 && { setUp }),
    deviations: deviationForms.write(gaps),
    events: length,
    cursor,
    ...(selection !== null && { selection }),
    check,
  };
}

/** Reads what {@link writeBody} wrote. @throws Refusal */
export function readBody<const S extends v.GenericSchema>(
  raw: unknown,
  selectionSchema: S,
): Link<v.InferOutput<S>> {
  const { scenario, setUp = {}, deviations, selection, ...rest } = parsed(body, raw, '');
  if (rest.cursor > rest.events)
    throw new Refusal('/cursor', `expected at most ${rest.events}, the number of events`);
  return {
    source: readSource(scenario),
    setUp,
    course: { deviations: readDeviations(deviations, rest.events), length: rest.events },
    cursor: rest.cursor,
    selection: selection === undefined ? null : parsed(selectionSchema, selection, '/selection'),
    check: rest.check,
  };
}

function readSource(raw: v.InferOutput<typeof body>['scenario']): Source {
  if (Array.isArray(raw)) return { id: raw[0], digest: raw[1] };
  refuseRepeats(raw);
  const decoded = decodeScenario(JSON.stringify(raw));
  if (!decoded.ok) throw new Refusal(`/scenario${decoded.pointer}`, decoded.reason);
  return { scenario: decoded.scenario };
}

/** A few characters could stand for a hundred thousand steps: in a link all of them are written out. */
function refuseRepeats({ script }: Readonly<Record<string, unknown>>): void {
  if (!Array.isArray(script)) return;
  const repeat = script.findIndex((step) => a.isObject(step) && Object.hasOwn(step, 'repeat'));
  if (repeat >= 0)
    throw new Refusal(
      `/scenario/script/${repeat}`,
      'expected a script with its repeats written out',
    );
}

function readDeviations(raw: readonly unknown[], length: number): Deviation[] {
  const gaps = deviationForms.read(raw, '/deviations') as readonly Gap[];
  let depth = -1;
  return gaps.map(({ gap, ...rest }, i) => {
    depth += 1 + gap;
    if (depth >= length)
      throw new Refusal(below('/deviations', i), 'expected it before the last event');
    return { depth, ...rest };
  });
}
