import fc from 'fast-check';
import { scenario } from '../cluster.testkit';
import {
  anyCluster,
  clusterOf,
  type Lecture,
  lateTurns,
  lectureOn,
} from '../share/lectures.testkit';
import { type RecordedRun, type RecordedStep, recordRun, type Teller } from './recordedRun';
import type { Exported } from './sheet';

// Runs for the tests of exports: random ones under random hands, and ones that carry texts meant to break a format.

/** A lecture with what each of its events did. */
export function recordedOf({ run, events, moments }: Lecture): RecordedRun {
  const steps = events.map((event, i): RecordedStep => {
    const { state, record } = run.step(moments[i] as Lecture['moments'][0], event);
    return { event, outcome: record, after: state };
  });
  return { scenario: run.scenario, initial: run.initial, steps };
}

/** Runs of both protocols, with clerks and without, under hands. */
export const anyRun: fc.Arbitrary<RecordedRun> = fc
  .tuple(anyCluster, lateTurns(16, 10))
  .map(([cluster, turns]) => recordedOf(lectureOn(clusterOf(cluster), turns)));

/** Says no more than the rules that fired. */
export const plainly: Teller = ({ event, outcome }) =>
  [event.type, ...outcome.explanations.map(({ rule }) => rule)].join(' ');

/** Texts that mean something to some reader of some format. */
export const HOSTILE: readonly string[] = [
  '<img src=x onerror=alert(1)>',
  '</script><script>alert(1)</script>',
  '"quotes" and \\backslashes\\ and \'more\'',
  '__proto__',
  'constructor',
  'two\nlines\r\nand\u2028more\u2029',
  'S1 {"S1":99}',
  'x\nS9 {"S9":1}',
  '%%{init: {"securityLevel":"loose"}}%%',
  'a;b#c:d%%e{f}`g`$h$',
  'end',
  'style x:#60;y',
  '}],"traceEvents":[{"ph":"X"}',
  '\u0000\u0007\u001b[31m',
  'half \ud83d of a sign, and \udc00 the other',
  '漢字 🙂 \u202eright to left',
  '{:type :ok} #inst "2020" \\u0041',
  '',
];

/** A run in which clerks put this value under this key, append it once more, and read what is there. */
export function runWith(
  value: string,
  protocol: 'basic' | 'multi' = 'basic',
  key = value,
): RecordedRun {
  const calls = [
    { call: { clerk: 'C1', op: 'put', key, value, wait: 10_000 } },
    { call: { clerk: 'C1', op: 'append', key, value, wait: 10_000 } },
    { call: { clerk: 'C2', op: 'get', key, wait: 10_000 } },
  ];
  const ready = protocol === 'multi' ? [{ run: 400 }] : [];
  return recordRun(scenario([...ready, ...calls], { protocol, clerks: 2 }));
}

/** A run without clerks in which a server is given such a value. */
export function startOf(value: string): RecordedRun {
  const script = [{ start: { peer: 'S1', seq: 0, value } }, { run: 200 }];
  return recordRun(scenario(script));
}

const encoder = new TextEncoder();

/** How a file arrives that was written as UTF-8. */
export function throughAFile(text: string): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(encoder.encode(text));
}

/** Bytes of a file. */
export const sizeOf = ({ text }: Exported) => encoder.encode(text).length;

/** The things of a list by what they have in common, each group in order. */
export function grouped<T, K>(things: readonly T[], keyOf: (thing: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const thing of things) {
    const key = keyOf(thing);
    const group = groups.get(key);
    if (group) group.push(thing);
    else groups.set(key, [thing]);
  }
  return groups;
}
