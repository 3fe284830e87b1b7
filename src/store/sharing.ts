import * as v from 'valibot';
import type { ExportFormat } from '../scenarios/exports/formats';
import type { RecordedRun, RecordedStep } from '../scenarios/exports/recordedRun';
import type { Exported } from '../scenarios/exports/sheet';
import type { Scenario } from '../scenarios/format';
import type { Link } from '../scenarios/share/link/body';
import { decodeLink, type EncodedLink, type Refused } from '../scenarios/share/link/codec';
import { encodeLink, isAsShared, openLink } from '../scenarios/share/link/share';
import { type Recording, record } from '../scenarios/share/record/record';
import type { Narration } from '../scenarios/share/record/scribe';
import { doAll } from '../scenarios/share/replay';
import type { Loaded } from './catalogue';
import { narrate } from './narrator';
import type { Problem, Session } from './session';
import type { Thing } from './things';

const whole = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000_000));

/** What a link may say was selected; whether it is there is seen when the run is. */
const thingSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('server'), server: whole }),
  v.strictObject({ kind: v.literal('message'), id: whole }),
  v.strictObject({ kind: v.literal('cell'), server: whole, seq: whole }),
  v.strictObject({ kind: v.literal('instance'), seq: whole }),
  v.strictObject({ kind: v.literal('call'), clerk: whole, id: whole }),
  v.strictObject({ kind: v.literal('property'), id: v.pipe(v.string(), v.maxLength(100)) }),
  v.strictObject({ kind: v.literal('event'), depth: whole }),
]);

/** A scenario as it came with the page. */
export type Origin = { readonly id: string; readonly scenario: Scenario } | null;

/** The shown branch, its cursor and what is selected, as the text of a link; or why it cannot be one. */
export function encodeSession(session: Session, origin: Origin): Promise<EncodedLink> {
  const { scenario, moment, depth, selection } = session.store.getState();
  const { course } = session.shown();
  return encodeLink({ scenario, origin, course, cursor: depth, moment, selection }, thingSchema);
}

/** What opening a link came to: null when all is as it was shared. */
export async function openSession(
  session: Session,
  text: string,
  loadScenario: (id: string) => Promise<Loaded>,
): Promise<Problem | null> {
  const decoded = await decodeLink(text, thingSchema);
  if (!decoded.ok) return refused(decoded);
  const { link } = decoded;
  const loaded = 'id' in link.source ? await loadScenario(link.source.id) : null;
  if (loaded && 'problem' in loaded) return loaded.problem;
  const opened = openLink(link, loaded?.scenario ?? null);
  if (!opened.ok) return refused(opened);
  const id = 'id' in link.source ? link.source.id : null;
  return replayed(session, link, opened.scenario, id, opened.changed);
}

async function replayed(
  session: Session,
  link: Link<Thing | null>,
  scenario: Scenario,
  id: string | null,
  changed: boolean,
): Promise<Problem | null> {
  const { course, cursor, selection } = link;
  const stopped = await session.openCourse(scenario, id, course, cursor, selection);
  if (stopped !== null)
    return { title: 'The run of this link could not be shown whole', reason: stopped };
  if (isAsShared(link, session.store.getState().moment)) return null;
  const reason = changed
    ? 'The scenario that it was made from has changed since; the acts were done again on the present one.'
    : 'This version of the page plays the scenario in another way than the one that made the link.';
  return { title: 'Not quite the moment that was shared', reason };
}

function refused({ pointer, reason }: Refused): Problem {
  return { title: 'This link cannot be opened', reason: `${pointer || '/'}: ${reason}` };
}

/** What was done by hand, and what the scenario did, as a scenario file of its own, which says what was noted on the way. */
export function recordSession(
  session: Session,
  title: string,
  narration: readonly Narration[],
): Recording {
  const { run, course } = session.shown();
  return doAll(record(run, course, { narration, ...(title === '' ? {} : { title }) }));
}

/** "paxoscope-two-proposers-race.json". */
export function fileName(title: string, extension: string): string {
  const words = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return `paxoscope-${words.slice(0, 60) || 'run'}${extension}`;
}

/** The shown branch, for the exports. */
export function recordedRun(session: Session): RecordedRun {
  const { scenario, length } = session.store.getState();
  const steps: RecordedStep[] = [];
  for (let depth = 1; depth <= length; depth++) {
    const [event, outcome, after] = [
      session.eventAt(depth),
      session.recordAt(depth),
      session.momentAt(depth),
    ];
    if (event && outcome && after) steps.push({ event, outcome, after });
  }
  return { scenario, initial: session.shown().run.initial, steps };
}

/** A run as a file of another kind, each event told by the narrator. */
export function exportSession(session: Session, format: ExportFormat): Exported {
  return format.write(recordedRun(session), ({ event, outcome, before, after }) => {
    return narrate(event, outcome, before, after).headline;
  });
}
