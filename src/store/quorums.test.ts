import { describe, expect, test } from 'vitest';
import { decodeScenario } from '../scenarios/format';
import { createRun } from '../scenarios/run';
import { type Branch, createBranch } from './branch';
import { lightOf } from './light';
import { nameOfMessage } from './messageWords';
import { executedBehind, isCountedWrongly, type QuorumMember, quorumsBehind } from './quorums';
import { CATCH_UP, LATE_REJECTION } from './takeover.testkit';
import type { TracedMessage } from './trace';

function played(cluster: object, script: readonly unknown[], most = 3000): Branch {
  const told = { protocol: 'multi', peers: 3, ...cluster };
  const decoded = decodeScenario(
    JSON.stringify({ format: 'paxoscope/1', title: 'A test', cluster: told, script }),
  );
  if (!decoded.ok) throw new Error(`${decoded.pointer}: ${decoded.reason}`);
  const branch = createBranch(createRun(decoded.scenario));
  for (let i = 0; i < most && !branch.run.isThrough(branch.moment); i++)
    if (!branch.forward()) break;
  expect(branch.moment.cue.failure).toBeNull();
  return branch;
}

function behind(branch: Branch, message: TracedMessage) {
  const { trace } = branch;
  const { causes } = lightOf({ kind: 'message', id: message.id }, trace, branch.eventAt);
  const servers = branch.moment.world.nodes.length;
  return quorumsBehind(message, { trace, records: branch, servers, causes });
}

function named({ trace }: Branch, name: string): TracedMessage {
  const found = trace.messages.find((message) => nameOfMessage(message) === name);
  if (!found) throw new Error(`no message is called ${name}`);
  return found;
}

const saidBy = ({ server, message, refused }: QuorumMember) =>
  [`S${server}`, message?.message.kind ?? 'itself', refused ? 'no' : ''].join(' ').trim();

describe('behind a message of a leader', () => {
  const branch = played({ delivery: 'manual' }, CATCH_UP);

  test('a P2A after a takeover: the P1Bs that the leader had, with what they said of the slot', () => {
    const [quorum, ...more] = behind(branch, named(branch, 'p2a 1.S3, S3 to S2, slot 2'));
    expect(more).toEqual([]);
    expect(quorum).toMatchObject({ kind: 'promise', majority: 2, slot: 2 });
    expect(quorum?.members.map(saidBy)).toEqual(['S3 itself', 'S2 p1b']);
    expect(quorum?.members.map(({ report }) => report)).toEqual([
      { vote: null, decided: null },
      { vote: { ballot: { round: 1, server: 1 }, value: 'B' }, decided: null },
    ]);
    const [gap] = behind(branch, named(branch, 'p2a 1.S3, S3 to S2, slot 1'));
    expect(gap?.members.map(({ report }) => report?.vote)).toEqual([null, null]);
  });

  test('a decision: for every slot, the P2Bs that decided it', () => {
    const quorums = behind(branch, named(branch, 'decision 1.S3, S3 to S1, slots 1 to 2'));
    expect(quorums.map(({ kind, slot }) => [kind, slot])).toEqual([
      ['accepted', 1],
      ['accepted', 2],
    ]);
    for (const { members } of quorums) expect(members.map(saidBy)).toEqual(['S3 itself', 'S2 p2b']);
  });

  test('a heartbeat: the votes for the last slot that it calls decided', () => {
    const quorums = behind(branch, named(branch, 'heartbeat 1.S3, S3 to S1'));
    expect(quorums.map(({ slot, members }) => [slot, members.length])).toEqual([[2, 2]]);
  });

  test('none for what needs none', () => {
    expect(behind(branch, named(branch, 'p1a 1.S3, S3 to S2'))).toEqual([]);
    expect(behind(branch, named(branch, 'p2b 1.S3, S2 to S3, slot 2'))).toEqual([]);
  });
});

test('with the wrong rule, what was counted is shown, and who said no', () => {
  const heartbeat = { fire: { peer: 'S4', timer: 'heartbeat' } };
  const cluster = { peers: 5, delivery: 'manual', broken: ['late-rejections'] };
  const branch = played(cluster, [...LATE_REJECTION, heartbeat]);
  const [quorum] = behind(branch, named(branch, 'heartbeat 2.S4, S4 to S1'));
  expect(quorum?.members.map(saidBy)).toEqual(['S4 itself', 'S2 p2b no', 'S1 p2b']);
  const no = named(branch, 'p2b 1.S4, S2 to S4, slot 1, refused');
  expect(quorum?.members[1]?.message?.id).toBe(no.id);
  expect(isCountedWrongly(no, branch)).toBe(true);
  expect(isCountedWrongly(named(branch, 'p2b 2.S4, S1 to S4, slot 1'), branch)).toBe(false);
});

test('with the right rule, a late rejection is counted nowhere', () => {
  const branch = played({ peers: 5, delivery: 'manual' }, LATE_REJECTION);
  const no = named(branch, 'p2b 1.S4, S2 to S4, slot 1, refused');
  expect(isCountedWrongly(no, branch)).toBe(false);
});

test('behind every P2A stand the promises of a majority, behind every decision the votes of one', () => {
  const asked = (value: string) => [1, 2, 3].map((n) => ({ propose: { peer: `S${n}`, value } }));
  const branch = played({ seed: 3, network: { delay: [1, 40], loss: 0.15, duplicate: 0.1 } }, [
    { run: 400 },
    ...asked('a'),
    ...asked('b'),
    { run: 200 },
    { kill: 'S1' },
    { run: 400 },
    { restart: 'S1' },
    ...asked('c'),
    { run: 600 },
  ]);
  const found = { promise: 0, accepted: 0, executed: 0 };
  for (const message of branch.trace.messages) {
    // A copy made by the network rests on what its original did.
    if (message.uncounted) continue;
    const quorums = behind(branch, message);
    if (message.message.kind === 'p2a') expect(quorums).toHaveLength(1);
    for (const { kind, members, majority, ballot } of quorums) {
      found[kind]++;
      expect(members.length).toBeGreaterThanOrEqual(majority);
      expect(new Set(members.map(({ server }) => server)).size).toBe(members.length);
      for (const member of members) {
        expect(member.refused).toBe(false);
        const said = member.message?.message;
        if (said) expect('ballot' in said && said.ballot).toEqual(ballot);
        else expect(member.server).toBe(message.from);
      }
    }
    const executed = executedBehind(message, branch);
    if (!executed) continue;
    found.executed++;
    const really = branch.momentAt(message.sentDepth)?.facts.executed ?? [];
    executed.forEach((slot, i) => {
      expect(slot).toBeLessThanOrEqual(really[i] ?? 0);
    });
  }
  expect(found.promise).toBeGreaterThan(6);
  expect(found.accepted).toBeGreaterThan(4);
  expect(found.executed).toBeGreaterThan(4);
});
