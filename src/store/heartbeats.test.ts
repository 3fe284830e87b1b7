import { expect, test } from 'vitest';
import { played } from './branch.testkit';
import { isRoutine } from './heartbeats';

const check = (peer: string) => ({ fire: { peer, timer: 'heartbeatCheck' } });
const beat = { fire: { peer: 'S1', timer: 'heartbeat' } };
const deliver = (kind: string, from: string, to: string) => ({ deliver: { kind, from, to } });

test('of heartbeats only those are routine that bring nothing new', () => {
  const branch = played([
    check('S1'), // 1: a miss
    check('S1'), // 2: an election
    deliver('p1a', 'S1', 'S2'),
    deliver('p1b', 'S2', 'S1'), // 4: S1 leads
    beat,
    deliver('heartbeat', 'S1', 'S2'),
    deliver('heartbeat-reply', 'S2', 'S1'),
    check('S2'), // 8: it heard from its leader
    deliver('heartbeat', 'S1', 'S3'), // 9: a new leader, for S3
    { propose: { peer: 'S1', value: 'x' } },
    deliver('p2a', 'S1', 'S2'),
    deliver('p2b', 'S2', 'S1'), // 12: decided
    beat,
    deliver('heartbeat', 'S1', 'S2'), // 14: S2 learns of it
  ]);
  const routine = Array.from({ length: 14 }, (_, i) => i + 1).filter((depth) => {
    const [event, record] = [branch.eventAt(depth), branch.recordAt(depth)];
    return event && record && isRoutine(event, record);
  });
  expect(routine).toEqual([5, 6, 7, 8, 13]);
});
