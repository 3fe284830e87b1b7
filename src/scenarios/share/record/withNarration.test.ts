import { expect, test } from 'vitest';
import { scenario } from '../../cluster.testkit';
import { decodeScenario, type Step } from '../../format';
import { shippedIn } from '../../shipped.testkit';
import { runToVerdict } from '../../verdict';
import { withNarration } from './withNarration';

const steady = { network: { delay: [10, 10] } };
const script = [{ start: { peer: 'S1', seq: 0, value: 'x' } }, { run: 35 }];

test('words stand from the last moment that is not after their time', () => {
  const notes = [
    { at: 20.5, text: 'the last promise' },
    { at: 0, text: 'begin' },
    { at: 19.999, text: 'the prepares' },
    { at: 1000, text: 'the end' },
  ];
  const { scenario: told } = withNarration(scenario(script, steady), notes);
  expect(told.script).toEqual([
    { verb: 'start', at: 0, arg: { peer: 'S1', seq: 0, value: 'x' } },
    { verb: 'say', arg: { text: 'begin' } },
    { verb: 'run', arg: { events: 2 } },
    { verb: 'say', arg: { text: 'the prepares' } },
    { verb: 'run', arg: { events: 2 } },
    { verb: 'say', arg: { text: 'the last promise' } },
    { verb: 'run', at: 35, arg: { ms: 0 } },
    { verb: 'say', arg: { text: 'the end' } },
  ]);
});

test('the run is as it was, and words can be added again', () => {
  const opening = shippedIn('.').load('opening.json');
  const { hash, events } = runToVerdict(opening);
  let told = opening;
  for (const at of [500, 0, 2250]) {
    const { text } = withNarration(told, [{ at, text: `at ${at}` }]);
    const decoded = decodeScenario(text);
    if (!decoded.ok) throw new Error(decoded.reason);
    told = decoded.scenario;
    expect(runToVerdict(told)).toMatchObject({ verdict: 'pass', hash, events });
    expect(told.title).toBe(opening.title);
  }
  const beats = (script: readonly Step[]) => script.filter(({ verb }) => verb === 'say').length;
  expect(beats(told.script)).toBe(beats(opening.script) + 3);
});
