import { decodeScenario, type Scenario, type Step } from '../../format';
import { encodeScenario } from '../../format/encode';
import { MAX_TITLE } from '../../format/limits';
import type { Run } from '../../run';
import { type Course, type Ending, type Replayed, replay } from '../replay';
import { createScribe, type Narration } from './scribe';

export interface RecordingOptions {
  readonly title?: string;
  readonly summary?: string;
  /** Rising by their depth. */
  readonly narration?: readonly Narration[];
}

/** A run as a scenario of its own. */
export interface Recording {
  readonly scenario: Scenario;
  /** The file: it reads back as that scenario, unless `refused` says why not. */
  readonly text: string;
  /** How far it goes, and why it ends before its time. */
  readonly ending: Ending;
  readonly refused: { readonly pointer: string; readonly reason: string } | null;
}

/**
 * Writes down what happened, by a script and by hand, as a script of acts with their times. Running it, strictly or not,
 * is the same run, event by event. What the scenario says stays at its moments; what it waited for or checked is left
 * out: a recording says what happened. Where a script cannot say it, the recording ends, with the reason.
 */
export function* record(
  run: Run,
  course: Course,
  options: RecordingOptions = {},
): Generator<Replayed, Recording, void> {
  const scribe = createScribe(run, options.narration ?? []);
  const played = replay(run, course);
  for (;;) {
    const { done, value } = played.next();
    if (done) return finished(run.scenario, scribe.end(value), value, options);
    const stopped = scribe.note(value);
    if (stopped !== null) {
      const ending = { depth: value.depth, moment: value.before, stopped };
      return finished(run.scenario, scribe.end(ending), ending, options);
    }
    yield value;
  }
}

function finished(
  { title, summary, ...rest }: Scenario,
  script: readonly Step[],
  ending: Ending,
  options: RecordingOptions,
): Recording {
  const told = options.summary ?? summary;
  const scenario: Scenario = {
    ...rest,
    title: options.title ?? `${title} (recorded)`.slice(0, MAX_TITLE),
    ...(told === undefined ? {} : { summary: told }),
    script,
    origin: script.map((_, i) => `/script/${i}`),
  };
  const text = encodeScenario(scenario);
  const read = decodeScenario(text);
  const refused = read.ok ? null : { pointer: read.pointer, reason: read.reason };
  return { scenario, text, ending, refused };
}
