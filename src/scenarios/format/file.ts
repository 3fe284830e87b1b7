import * as v from 'valibot';
import { object, optional, prose, title } from './atoms';
import { cluster } from './cluster';
import { MAX_STEPS } from './limits';

export const FORMAT = 'paxoscope/1';

const SPEED = 'expected a speed, 0.001 to 1000';

const playback = v.pipe(
  object({
    speed: v.pipe(
      v.number(SPEED),
      v.minValue(0.001, SPEED),
      v.maxValue(1000, SPEED),
      v.description('Virtual seconds per real second that the page starts with.'),
    ),
    step: optional(
      v.pipe(
        v.picklist(['beats', 'events'], 'expected "beats" or "events"'),
        v.description(
          'What the arrow keys and a clicker go by: what the script says, or events (default).',
        ),
      ),
    ),
  }),
  v.description('How the page plays it.'),
);

/** The keys of a file, around any form of script. */
export function fileOf<const S extends v.GenericSchema>(step: S) {
  return object({
    $schema: optional(
      v.pipe(prose, v.description('Where an editor finds the schema of this format.')),
    ),
    format: v.pipe(
      v.literal(FORMAT, `expected "${FORMAT}"`),
      v.description('This version of the format.'),
    ),
    title: v.pipe(title, v.description('The name it is chosen by.')),
    summary: optional(
      v.pipe(prose, v.description('One paragraph: what it shows and what to watch.')),
    ),
    cluster,
    playback: optional(playback),
    script: v.pipe(
      v.array(step, 'expected a list of steps'),
      v.maxLength(MAX_STEPS, `expected at most ${MAX_STEPS} steps`),
      v.description('What happens to the cluster, in order.'),
    ),
  });
}

/** A file whose steps are not looked at yet: they are read when the repeats are written out. */
export const file = fileOf(v.unknown());
