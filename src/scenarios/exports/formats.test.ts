import { describe, expect, test } from 'vitest';
import { historyOf } from '../../check/calls';
import { shippedIn } from '../shipped.testkit';
import { EXPORT_FORMATS } from './formats';
import { project } from './itf/projection';
import { digestOfStates, readItf } from './itf/read';
import { writeItf } from './itf/write';
import { digestOfHistory, readJepsenJson } from './jepsen/read';
import { writeJepsenJson } from './jepsen/write';
import { finalMoment, recordRun } from './recordedRun';
import { plainly, sizeOf } from './runs.testkit';

test('no two formats share an id, a title or an extension', () => {
  for (const key of ['id', 'title', 'extension'] as const)
    expect(new Set(EXPORT_FORMATS.map((format) => format[key])).size).toBe(EXPORT_FORMATS.length);
});

describe.each(['.', 'multi'])('every scenario of %s', (folder) => {
  const { files, load } = shippedIn(folder);
  const names = files.filter((name) => name !== 'index.json');

  test.each(names)('%s is written in every format', (name) => {
    const run = recordRun(load(name));
    expect(run.steps.length).toBeGreaterThan(0);
    for (const { write, needsClerks } of EXPORT_FORMATS) {
      if (needsClerks && run.scenario.cluster.clerks === 0) continue;
      const exported = write(run, plainly);
      expect(exported.told).toBeGreaterThan(0);
      expect(sizeOf(exported)).toBeLessThanOrEqual(5 * 1024 * 1024);
    }
  });

  test.each(names)('%s reads back the same', (name) => {
    const run = recordRun(load(name));
    const { text, told } = writeItf(run);
    const states = [run.initial, ...run.steps.map(({ after }) => after)].slice(0, told + 1);
    const itf = readItf(text);
    expect(itf.ok && digestOfStates(itf.trace.states)).toBe(digestOfStates(states.map(project)));
    const { calls } = finalMoment(run).facts;
    const history = readJepsenJson(writeJepsenJson(run).text);
    expect(history.ok && digestOfHistory(history.operations)).toBe(
      digestOfHistory(historyOf(calls)),
    );
  });
});
