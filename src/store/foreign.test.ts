import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { looksForeign, openForeign } from './foreign';

const sample = (name: string) => readFileSync(`public/foreign/${name}.jsonl`, 'utf8');

describe('a foreign trace', () => {
  it('is told from a scenario', () => {
    expect(looksForeign(sample('right'))).toBe(true);
    expect(looksForeign(`\n\n${sample('wrong')}`)).toBe(true);
    for (const id of ['opening', 'multi/hole-takeover'])
      expect(looksForeign(readFileSync(`public/scenarios/${id}.json`, 'utf8'))).toBe(false);
    expect(looksForeign('')).toBe(false);
    expect(looksForeign('{"format":"paxoscope/1","kindly":1}')).toBe(false);
  });

  it('comes with its judgement', () => {
    const [right, wrong] = [openForeign(sample('right')), openForeign(sample('wrong'))];
    expect('foreign' in right && right.foreign.judgement.violations).toEqual([]);
    expect('foreign' in wrong && wrong.foreign.judgement.violations[0]?.line).toBe(50);
  });

  it('is refused with the line and the reason', () => {
    const broken = openForeign(`${sample('right')}{"time":1e9,"peer":"S1","kind":"shout"}\n`);
    expect('problem' in broken && broken.problem.reason).toMatch(
      /^line \d+: "kind": expected one of/,
    );
  });
});
