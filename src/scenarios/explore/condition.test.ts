import { expect, test } from 'vitest';
import { completeCluster } from '../format/cluster';
import { readCondition } from './condition';

const cluster = completeCluster({ protocol: 'basic', peers: 3 });

test('says what an expectation of a scenario file says', () => {
  expect(readCondition('{"status":{"peer":"S2","seq":0,"is":"decided"}}', cluster)).toEqual({
    condition: { status: { peer: 'S2', seq: 0, is: 'decided' } },
  });
});

test('a broken property can be searched for, alone', () => {
  const condition = { violated: 'SD-agreement' };
  expect(readCondition(JSON.stringify(condition), cluster)).toEqual({ condition });
});

test.each([
  ['{"status":', '', /not JSON/],
  ['', '', /not JSON/],
  ['{}', '', /at least one/],
  ['{"sattus":{}}', '/sattus', /./],
  ['{"status":{"peer":"S9","seq":0,"is":"decided"}}', '/status/peer', /S9/],
  ['{"status":{"peer":"S1","seq":0,"is":"lost"}}', '/status/is', /"decided", "pending"/],
  ['{"safe":true}],"title":"x","script":[{"expect":{"safe":true}', '', /not JSON/],
  ['{"any":[{"violated":"SD-agreement"}]}', '', /"violated" is about the way/],
  ['{"not":{"sent":{"kind":"prepare","atLeast":3}}}', '', /"sent" is about the way/],
])('refuses %s, and says where and why', (text, place, reason) => {
  const read = readCondition(text, cluster);
  expect(read).toEqual({ place, reason: expect.stringMatching(reason) });
});
