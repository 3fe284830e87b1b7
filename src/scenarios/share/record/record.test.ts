import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ClusterEvent } from '../../../check/cluster';
import { scenario } from '../../cluster.testkit';
import { decodeScenario, type Scenario, type Step } from '../../format';
import { createRun, type Moment } from '../../run';
import { shippedIn } from '../../shipped.testkit';
import { runToVerdict } from '../../verdict';
import { deviationsOf } from '../deviations';
import {
  anyCluster,
  clusterOf,
  drawnTurns,
  type Lecture,
  lateTurns,
  lectureOn,
} from '../lectures.testkit';
import { doAll } from '../replay';
import { type Recording, type RecordingOptions, record } from './record';

function read(text: string): Scenario {
  const decoded = decodeScenario(text);
  if (!decoded.ok) throw new Error(`${decoded.pointer}: ${decoded.reason}`);
  return decoded.scenario;
}

/** The file runs as the lecture did, event by event, although nothing is passed over in it. */
function expectTheSame({ run, course, events, hash }: Lecture, options?: RecordingOptions): void {
  const { text, scenario: written, ending, refused } = doAll(record(run, course, options));
  expect({ refused, stopped: ending.stopped }).toEqual({ refused: null, stopped: null });
  expect(read(text)).toEqual(written);
  const { verdict, ...told } = runToVerdict(written);
  expect({ verdict, events: told.events, hash: told.hash }).toEqual({
    verdict: 'pass',
    events: events.length,
    hash,
  });
}

/** Values of a million characters. */
const HEAVY = ['d11-garbage.json', 't-k02-done.json', 't-p05-forget-memory.json'];

describe('a recording is the run itself:', () => {
  test('random lectures on clusters of both protocols', () => {
    let acts = 0;
    fc.assert(
      fc.property(anyCluster, lateTurns(25, 12), (cluster, turns) => {
        const lecture = lectureOn(clusterOf(cluster), turns);
        acts += lecture.course.deviations.length;
        expectTheSame(lecture);
      }),
      { numRuns: 100 },
    );
    expect(acts).toBeGreaterThan(900);
  });

  describe.each([
    ['start here', '.'],
    ['multi', 'multi'],
    ['mit-paxos', 'mit-paxos'],
    ['mit-kvpaxos', 'mit-kvpaxos'],
    ['dslabs', 'dslabs'],
  ])('%s', (_name, folder) => {
    const { files, load } = shippedIn(folder);
    // The long ones in part.
    test.each(files.filter((file) => file !== 'index.json'))('%s', (file) => {
      const most = HEAVY.includes(file) ? 100 : 500;
      expectTheSame(lectureOn(load(file), drawnTurns(6, most / 3, file.length), most));
    });
  });
});

/** A run of three peers in which hands do these things, each after so many more events; and its recording. */
function recordingOf(
  acts: readonly (readonly [rest: number, act: object, late?: number])[],
  script: readonly unknown[] = [],
  cluster: object = {},
): Recording & { readonly lines: readonly Step[] } {
  const run = createRun(scenario(script, cluster), true);
  const events: ClusterEvent[] = [];
  let moment: Moment = run.initial;
  const happen = (event: ClusterEvent) => {
    events.push(event);
    moment = run.step(moment, event).state;
  };
  for (const [rest, act, late = 0] of acts) {
    for (let i = 0; i < rest; i++) happen(run.next(moment) as ClusterEvent);
    happen({ ...act, at: moment.world.now + late } as ClusterEvent);
  }
  const course = { deviations: deviationsOf(run, events), length: events.length };
  const recording = doAll(record(run, course));
  return { ...recording, lines: recording.scenario.script };
}

const call = (node: number, request: object) => ({ type: 'call', node, request });
const start = call(1, { type: 'start', seq: 0, value: 'x' });
const steady = { network: { delay: [10, 10] } };

describe('what is written', () => {
  test('acts with their times to the microsecond, and messages by all that tells them apart', () => {
    const { lines } = recordingOf([
      [0, start, 1_234],
      [0, { type: 'drop', wire: 2 }],
      [0, { type: 'duplicate', wire: 1 }],
      [0, { type: 'hold', wire: 3 }, 1],
    ]);
    const prepare = { kind: 'prepare', from: 'S1', seq: 0, ballot: '1.S1' };
    expect(lines).toEqual([
      { verb: 'start', at: 1.234, arg: { peer: 'S1', seq: 0, value: 'x' } },
      { verb: 'drop', at: 1.234, arg: { ...prepare, to: 'S3', nth: 1 } },
      { verb: 'duplicate', at: 1.234, arg: { ...prepare, to: 'S2', nth: 1 } },
      { verb: 'hold', at: 1.235, arg: { ...prepare, to: 'S2', nth: 2 } },
    ]);
  });

  test('events are counted where several happen at one time', () => {
    const { lines } = recordingOf(
      [
        [0, start],
        [2, { type: 'crash', node: 3 }],
      ],
      [],
      steady,
    );
    expect(lines.slice(1)).toEqual([
      { verb: 'run', arg: { events: 2 } },
      { verb: 'kill', at: 10, arg: { peer: 'S3' } },
    ]);
  });

  test('a timer that was fired by hand right when it fired by itself was fired twice', () => {
    const fire = { type: 'fire', node: 1, timer: 'heartbeatCheck' };
    const multi = { protocol: 'multi', peers: 2, ...steady };
    const run = createRun(scenario([], multi), true);
    const first = run.next(run.initial) as Extract<ClusterEvent, { type: 'fire' }>;
    const { lines } = recordingOf([[1, { ...fire, node: first.node }]], [], multi);
    expect(lines).toEqual([
      { verb: 'run', arg: { events: 1 } },
      {
        verb: 'fire',
        at: first.at / 1000,
        arg: { peer: `S${first.node}`, timer: 'heartbeatCheck' },
      },
    ]);
  });

  test('a workload is one act, and a clerk’s timer is fired by its name', () => {
    const get = { op: 'get', key: 'k', value: '', servers: [1, 2, 3] };
    const put = { op: 'put', key: 'k', value: 'v', servers: [3], pauseMs: 5 };
    const { lines, ending } = recordingOf(
      [
        [0, call(101, { type: 'workload', calls: [get, put] })],
        [0, { type: 'fire', node: 101, timer: 'clerkRetry' }],
      ],
      [],
      { clerks: 1 },
    );
    expect(ending.stopped).toBeNull();
    expect(lines).toEqual([
      {
        verb: 'workload',
        at: 0,
        arg: {
          clerk: 'C1',
          calls: [
            { op: 'get', key: 'k' },
            { op: 'put', key: 'k', value: 'v', to: ['S3'], pause: 5 },
          ],
        },
      },
      { verb: 'fire', at: 0, arg: { peer: 'C1', timer: 'clerkRetry' } },
    ]);
  });

  test('what the script did and said stays at its moments; what it waited for and checked does not', () => {
    const ask = { question: 'q', options: ['a', 'b'], answer: 0, because: 'c' };
    const script = [
      { say: 'begin' },
      { start: { peer: 'S1', seq: 0, value: 'x' } },
      { note: 'for authors' },
      { until: { when: { sent: { kind: 'promise', is: 2 } }, within: 100 } },
      { say: 'promised' },
      { ask },
      { expect: { safe: true } },
      { run: 3 },
      { kill: 'S3' },
    ];
    const { lines } = recordingOf([[6, { type: 'heal' }]], script, steady);
    expect(lines).toEqual([
      { verb: 'say', arg: { text: 'begin' } },
      { verb: 'start', at: 0, arg: { peer: 'S1', seq: 0, value: 'x' } },
      { verb: 'note', arg: { text: 'for authors' } },
      { verb: 'run', arg: { events: 2 } },
      { verb: 'say', arg: { text: 'promised' } },
      { verb: 'ask', arg: ask },
      { verb: 'run', at: 13, arg: { ms: 0 } },
      { verb: 'kill', at: 13, arg: { peer: 'S3' } },
      { verb: 'heal', at: 20, arg: {} },
    ]);
  });

  test('narration at its moments', () => {
    const lecture = lectureOn(clusterOf({ seed: 3 }), drawnTurns(8, 10, 3));
    const last = lecture.events.length;
    const narration = [0, 3, 3, 4, last, last + 1].map((depth) => ({ depth, text: `at ${depth}` }));
    expectTheSame(lecture, { narration });
    const { scenario: told } = doAll(record(lecture.run, lecture.course, { narration }));
    const run = createRun(told);
    let moment = run.initial;
    const heard = [
      moment,
      ...lecture.events.map((event) => (moment = run.step(moment, event).state)),
    ];
    const said = heard.map(({ cue }) => cue.saying !== null && told.script[cue.saying]?.arg);
    expect(said.map((words) => words && 'text' in words && words.text)).toEqual(
      heard.map((_, depth) => `at ${depth === last ? last : depth > 3 ? 4 : depth === 3 ? 3 : 0}`),
    );
  });

  test('a title and a summary', () => {
    const { run, course } = lectureOn(clusterOf({}), []);
    expect(doAll(record(run, course)).scenario).toMatchObject({ title: 'A test (recorded)' });
    const named = doAll(record(run, course, { title: 'Mine', summary: 'Why' }));
    expect(read(named.text)).toMatchObject({ title: 'Mine', summary: 'Why' });
    expect(doAll(record(run, course, { title: '' })).refused).toMatchObject({ pointer: '/title' });
  });
});

describe('where a script cannot say what happened the recording ends, and says so:', () => {
  test.each<[reason: string, act: object, late?: number]>([
    ['a script cannot let time pass over what is due', { type: 'heal' }, 20_000],
    ['a script cannot let time pass over what is due', { type: 'wait' }, 10_000],
    ['a script cannot wait for no time at all', { type: 'wait' }],
    ['a script cannot say what "crash" was', { type: 'crash', node: 1, storage: 'kept', more: 1 }],
  ])('%s', (stopped, act, late = 0) => {
    const { ending, text, refused } = recordingOf(
      [
        [0, start],
        [1, act, late],
        [2, { type: 'heal' }],
      ],
      [],
      steady,
    );
    expect({ ending, refused }).toMatchObject({ ending: { stopped, depth: 2 }, refused: null });
    expect(runToVerdict(read(text))).toMatchObject({ verdict: 'pass', events: 2 });
  });

  test('a run that stops is recorded up to there', () => {
    const { run, course } = lectureOn(clusterOf({}), []);
    const recording = doAll(record(run, { ...course, length: 3 }));
    expect(recording.ending).toMatchObject({
      depth: 0,
      stopped: expect.stringContaining('nothing'),
    });
  });
});
