import { describe, expect, test } from 'vitest';
import { shippedIn } from '../shipped.testkit';
import { EXPORT_FORMATS } from './formats';
import { recordRun } from './recordedRun';
import { plainly, sizeOf } from './runs.testkit';

test('no two formats share an id, a title or an extension', () => {
  for (const key of ['id', 'title', 'extension'] as const)
    expect(new Set(EXPORT_FORMATS.map((format) => format[key])).size).toBe(EXPORT_FORMATS.length);
});

describe.each(['.', 'multi'])('every scenario of %s', (folder) => {
  const { files, load } = shippedIn(folder);
  test.each(files.filter((name) => name !== 'index.json'))(
    '%s is written in every format',
    (name) => {
      const run = recordRun(load(name));
      expect(run.steps.length).toBeGreaterThan(0);
      for (const { write, needsClerks } of EXPORT_FORMATS) {
        if (needsClerks && run.scenario.cluster.clerks === 0) continue;
        const exported = write(run, plainly);
        expect(exported.told).toBeGreaterThan(0);
        expect(sizeOf(exported)).toBeLessThanOrEqual(5 * 1024 * 1024);
      }
    },
  );
});
