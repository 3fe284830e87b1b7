import { describe, expect, test } from 'vitest';
import { decodeScenario, type Scenario } from '../scenarios/format';
import { createRun } from '../scenarios/run';
import { type Branch, createBranch } from './branch';
import { inspectServer, lastToAct, serverOfEvent, subjectOf } from './inspect';
import { lightOf } from './light';
import { quorumsBehind } from './quorums';
import { DECIDED_1, DECIDED_2, TAKEOVER } from './takeover.testkit';

function branchOf(cluster: object, script: readonly unknown[], most = 400): Branch {
  const told = { protocol: 'basic', peers: 3, ...cluster };
  const decoded = decodeScenario(
    JSON.stringify({ format: 'paxoscope/1', title: 'A test', cluster: told, script }),
  );
  if (!decoded.ok) throw new Error(`${decoded.pointer}: ${decoded.reason}`);
  const scenario: Scenario = decoded.scenario;
  const branch = createBranch(createRun(scenario));
  for (let i = 0; i < most && !branch.run.isThrough(branch.moment); i++)
    if (!branch.forward()) break;
  expect(branch.moment.cue.failure).toBeNull();
  return branch;
}

const start = (peer: string, value: string, seq = 0) => ({ start: { peer, seq, value } });
const deliver = (from: string, to: string, kind: string) => ({ deliver: { from, to, kind } });
const manual = (...script: readonly unknown[]) => branchOf({ delivery: 'manual' }, script);

describe('a server', () => {
  test('that nobody called has an empty sheet', () => {
    const report = inspectServer(manual(start('S1', 'x')).moment, { server: 2, seq: 0 });
    expect(report.acceptor).toEqual({ state: 'untouched', promised: null, vote: null });
    expect(report.learner).toEqual({ state: 'unaware', value: null });
    expect(report.proposer).toMatchObject({ state: 'idle', ballot: null, retryAt: null });
  });

  test('that proposes shows who answered what, and when it tries again', () => {
    const branch = manual(
      start('S1', 'x'),
      deliver('S1', 'S2', 'prepare'),
      deliver('S2', 'S1', 'promise'),
      deliver('S1', 'S2', 'accept'),
      deliver('S2', 'S1', 'accepted'),
    );
    const { proposer } = inspectServer(branch.moment, { server: 1, seq: 0 });
    expect(proposer).toMatchObject({
      state: 'decided',
      majority: 2,
      promises: 2,
      acceptances: 2,
      retryAt: null,
    });
    expect(
      proposer?.answers.map(({ promised, accepted }) => [promised !== null, accepted]),
    ).toEqual([
      [true, true],
      [true, true],
      [false, false],
    ]);
  });

  test('tells rejections of the first phase from those of the second', () => {
    const first = manual(
      start('S2', 'y'),
      deliver('S2', 'S3', 'prepare'),
      start('S1', 'x'),
      deliver('S1', 'S3', 'prepare'),
      deliver('S3', 'S1', 'reject'),
    );
    expect(
      inspectServer(first.moment, { server: 1, seq: 0 }).proposer?.answers[2]?.rejected,
    ).toEqual({
      phase: 1,
      promised: { round: 1, server: 2 },
    });
    const second = manual(
      start('S1', 'x'),
      deliver('S1', 'S2', 'prepare'),
      deliver('S2', 'S1', 'promise'),
      start('S3', 'z'),
      deliver('S3', 'S2', 'prepare'),
      deliver('S1', 'S2', 'accept'),
      deliver('S2', 'S1', 'reject'),
    );
    expect(inspectServer(second.moment, { server: 1, seq: 0 }).proposer?.answers[1]).toMatchObject({
      promised: { vote: null },
      rejected: { phase: 2, promised: { round: 1, server: 3 } },
    });
    expect(inspectServer(second.moment, { server: 1, seq: 0 }).proposer?.retryAt).toBeGreaterThan(
      0,
    );
  });

  test('that is down shows its disk, and no campaign', () => {
    const branch = manual(start('S1', 'x'), { kill: 'S1' });
    const report = inspectServer(branch.moment, { server: 1, seq: 0 });
    expect(report.status).toBe('crashed');
    expect(report.acceptor.state).toBe('promised');
    expect(report.proposer).toBeNull();
  });
});

describe('what the inspector is about', () => {
  const branch = manual(start('S1', 'x'), deliver('S1', 'S2', 'prepare'), {
    partition: [['S1'], ['S2', 'S3']],
  });
  const standing = () => ({ depth: branch.depth, focus: 0, trace: branch.trace, records: branch });

  test('is the busy server when nothing is selected, past events of nobody in particular', () => {
    expect(serverOfEvent(branch.depth, branch.trace, branch)).toBeNull();
    expect(subjectOf(null, standing())).toEqual({
      kind: 'server',
      server: 2,
      seq: 0,
      following: true,
    });
    expect(lastToAct({ server: 2, seq: 0 }, branch.depth, branch)).toBe('acceptor');
    expect(lastToAct({ server: 3, seq: 0 }, branch.depth, branch)).toBeNull();
  });

  test('is the selected thing', () => {
    expect(subjectOf({ kind: 'cell', server: 3, seq: 7 }, standing())).toMatchObject({
      server: 3,
      seq: 7,
      following: false,
    });
    expect(subjectOf({ kind: 'server', server: 3 }, standing())).toMatchObject({
      server: 3,
      seq: 0,
      following: false,
    });
    expect(subjectOf({ kind: 'message', id: 1 }, standing())).toMatchObject({
      kind: 'message',
      message: { id: 1 },
    });
  });

  test('is the busy server again when a fork has undone what was selected', () => {
    expect(subjectOf({ kind: 'message', id: 99 }, standing())).toMatchObject({ following: true });
    expect(subjectOf({ kind: 'event', depth: 99 }, standing())).toMatchObject({ following: true });
  });
});

describe('of a leader, the inspector', () => {
  const branch = branchOf({ protocol: 'multi', delivery: 'manual' }, TAKEOVER);
  const told = (depth: number) => {
    branch.seek(depth);
    const { trace } = branch;
    const subject = subjectOf(null, { depth, focus: 1, trace, records: branch });
    const server = subject.kind === 'server' ? subject.server : 0;
    return [subject, lastToAct({ server, seq: null }, depth, branch)] as const;
  };

  test('is about the slot that the event told of, and opens the role of the headline', () => {
    expect(told(DECIDED_2)).toMatchObject([{ server: 3, seq: 2 }, 'leader']);
    expect(told(DECIDED_2 - 1)).toMatchObject([{ server: 2, seq: 2 }, 'acceptor']);
    expect(told(DECIDED_1)).toMatchObject([{ server: 3, seq: 1 }, 'leader']);
  });

  test('is about the slot in focus when the event tells of none', () => {
    expect(told(2)).toMatchObject([{ server: 1, seq: 1 }, 'leader']);
  });
});

test('behind every accept and every decision stands a majority', () => {
  const branch = branchOf({ peers: 5, seed: 3, timers: { retry: 20 } }, [
    start('S1', 'a'),
    start('S5', 'b'),
    start('S2', 'c', 1),
    {
      until: {
        when: { all: [{ decided: { seq: 0, peers: 5 } }, { decided: { seq: 1, peers: 5 } }] },
        within: 5000,
      },
    },
  ]);
  let found = 0;
  for (const message of branch.trace.messages) {
    const { causes } = lightOf({ kind: 'message', id: message.id }, branch.trace, branch.eventAt);
    const evidence = { trace: branch.trace, records: branch, servers: 5, causes };
    const [quorum] = quorumsBehind(message, evidence);
    if (!quorum) continue;
    found++;
    expect(quorum.members).toHaveLength(3);
    expect(new Set(quorum.members.map(({ server }) => server)).size).toBe(3);
  }
  expect(found).toBeGreaterThan(8);
});
