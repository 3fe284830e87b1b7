import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyIntMap, getAt } from '../../base/intMap';
import { type Ballot, compareBallots, formatBallot } from '../ballot';
import { ballot, ballotOrNone } from '../ballot.testkit';
import { rulesOf } from '../basic/effects.testkit';
import type { Vote } from '../vote';
import {
  type AcceptorEvent,
  type AcceptorState,
  acceptorRole,
  FRESH_ACCEPTOR,
  type P2AEvent,
} from './acceptor';
import { log, said, showVotes, votes } from './multi.testkit';

const ASKER = 2;

/** "1.S1" or "–", its votes, and how far it has cleared. */
function holding(number: string, given: string, cleared = 0): AcceptorState {
  const context = { ballot: ballotOrNone(number), accepted: votes(given), cleared };
  return { value: number === '–' ? 'free' : 'bound', context };
}

const p1a = (number: string, decided = '', attempt = 0): AcceptorEvent => ({
  type: 'P1A',
  kind: 'p1a',
  from: ASKER,
  ballot: ballot(number),
  attempt,
  decided: log(decided),
});

/** "1.S1 3=c". */
function p2a(text: string, attempt = 0): P2AEvent {
  const [number = '', slot = 0, value = ''] = text.split(/[ =]/);
  const about = { ballot: ballot(number), slot: Number(slot), value, decidedUpTo: 0, attempt };
  return { type: 'P2A', kind: 'p2a', from: ASKER, ...about };
}

function take(state: AcceptorState, event: AcceptorEvent) {
  const step = acceptorRole.step(state, event);
  const { ballot: adopted, accepted, cleared } = step.state.context;
  return {
    value: step.state.value,
    now: `${formatBallot(adopted)} [${showVotes(accepted)}] cleared ${cleared}`,
    said: said(step.effects).map((line) => line.replace(/^S2: /, '')),
    rules: rulesOf(step.effects),
  };
}

describe('a P1A is promised when its ballot is not below the one adopted (CONFORMANCE 4.3):', () => {
  test.each<[why: string, before: AcceptorState, asked: string, now: string]>([
    ['the first one', FRESH_ACCEPTOR, '1.S1', '1.S1 [] cleared 0'],
    ['a higher round', holding('1.S3', ''), '2.S1', '2.S1 [] cleared 0'],
    ['the same round, a higher server (BL-44)', holding('1.S1', ''), '1.S2', '1.S2 [] cleared 0'],
    ['the same ballot once more', holding('1.S1', ''), '1.S1', '1.S1 [] cleared 0'],
    ['its votes stay', holding('1.S1', '1=1.S1:a'), '2.S3', '2.S3 [1=1.S1:a] cleared 0'],
  ])('%s', (_why, before, asked, now) => {
    const step = take(before, p1a(asked));
    const [first] = now.split(' cleared');
    const report = `p1b ${first?.replace(' ', ` promised ${asked} votes `)} decided [] cleared 0 #0`;
    expect(step.said).toEqual([report]);
    expect(step.now).toBe(now);
    expect(step.value).toBe('bound');
  });

  test.each([
    ['the same round, a lower server', '1.S2', '1.S1'],
    ['a lower round', '2.S1', '1.S9'],
  ])('and refused below it, with the ballot it follows and no report: %s', (_why, own, asked) => {
    const before = holding(own, '4=1.S1:a', 3);
    const step = take(before, p1a(asked, '5=b', 7));
    expect(step.said).toEqual([`p1b ${asked} promised ${own} votes [] decided [] cleared 3 #7`]);
    expect(step.now).toBe(`${own} [4=1.S1:a] cleared 3`);
    expect(step.rules).toEqual(['acceptor.refuseP1A']);
  });

  test('a promise reports every vote, what the learner knows, how far all is cleared, and the attempt', () => {
    const report = 'votes [4=1.S1:d 6=1.S2:f] decided [4=d 5=e] cleared 3';
    const before = holding('1.S2', '4=1.S1:d 6=1.S2:f', 3);
    const first = take(before, p1a('2.S1', '4=d 5=e', 2));
    expect(first.said).toEqual([`p1b 2.S1 promised 2.S1 ${report} #2`]);
    expect(first.rules).toEqual(['acceptor.adopt']);
    const again = take(before, p1a('1.S2', '4=d 5=e', 3));
    expect(again.said).toEqual([`p1b 1.S2 promised 1.S2 ${report} #3`]);
    expect(again.rules).toEqual(['acceptor.promiseAgain']);
  });
});

describe('a P2A is accepted in the adopted ballot only (CONFORMANCE 4.3, CS 505 deck):', () => {
  test.each<[why: string, before: AcceptorState, asked: string, yes: boolean, now: string]>([
    ['that ballot', holding('1.S1', ''), '1.S1 2=b', true, '1.S1 [2=1.S1:b] cleared 0'],
    [
      'a slot that holds a vote of an earlier ballot gets the later one',
      holding('2.S1', '1=1.S2:a 2=1.S2:b'),
      '2.S1 2=c',
      true,
      '2.S1 [1=1.S2:a 2=2.S1:c] cleared 0',
    ],
    [
      'the same P2A once more',
      holding('1.S1', '1=1.S1:a'),
      '1.S1 1=a',
      true,
      '1.S1 [1=1.S1:a] cleared 0',
    ],
    ['a lower round (BL-43)', holding('2.S1', ''), '1.S1 1=a', false, '2.S1 [] cleared 0'],
    ['a lower server (BL-43, BL-44)', holding('1.S2', ''), '1.S1 1=a', false, '1.S2 [] cleared 0'],
    [
      'a stale one does not overwrite a vote (BL-59)',
      holding('2.S1', '1=2.S1:b'),
      '1.S1 1=a',
      false,
      '2.S1 [1=2.S1:b] cleared 0',
    ],
    [
      'a higher one, whose P1A it has not seen',
      holding('1.S1', ''),
      '2.S2 1=a',
      false,
      '1.S1 [] cleared 0',
    ],
    ['any, when it has adopted none', FRESH_ACCEPTOR, '1.S1 1=a', false, '– [] cleared 0'],
  ])('%s', (_why, before, asked, yes, now) => {
    const step = take(before, p2a(asked, 4));
    const [number, slot] = asked.split(/[ =]/);
    const own = formatBallot(before.context.ballot);
    // The answer names the question, and beside it the ballot the acceptor follows (BL-41).
    expect(step.said).toEqual([
      `p2b ${number} slot ${slot} ${yes ? 'yes' : 'no'} promised ${own} #4`,
    ]);
    expect(step.now).toBe(now);
    expect(step.rules).toEqual([yes ? 'acceptor.vote' : 'acceptor.refuseP2A']);
  });

  test('a vote leaves all other slots as they were', () => {
    const step = take(holding('1.S1', '1=1.S1:a 40=1.S1:z'), p2a('1.S1 17=q'));
    expect(step.now).toBe('1.S1 [1=1.S1:a 17=1.S1:q 40=1.S1:z] cleared 0');
  });

  test('the same vote twice leaves the very same map', () => {
    const before = holding('1.S1', '1=1.S1:a');
    const { state } = acceptorRole.step(before, p2a('1.S1 1=a'));
    expect(state.context.accepted).toBe(before.context.accepted);
  });
});

describe('what everybody has executed is cleared', () => {
  const clear = (bound: number): AcceptorEvent => ({ type: 'CLEAR', bound });

  test('up to and with the bound, and nothing beyond', () => {
    const step = take(holding('1.S1', '1=1.S1:a 2=1.S1:b 3=1.S1:c'), clear(2));
    expect(step.now).toBe('1.S1 [3=1.S1:c] cleared 2');
    expect([step.said, step.rules]).toEqual([[], []]);
  });

  test('and a lower bound takes nothing back', () => {
    expect(take(holding('1.S1', '4=1.S1:d', 3), clear(2)).now).toBe('1.S1 [4=1.S1:d] cleared 3');
  });

  test('also at an acceptor that has adopted nothing yet', () => {
    expect(take(FRESH_ACCEPTOR, clear(2)).now).toBe('– [] cleared 2');
  });

  test.each([
    ['a bound one', holding('1.S1', '', 4)],
    ['a free one', holding('–', '', 4)],
  ])('a late P2A brings no cleared slot back, and gets no answer (BL-53): %s', (_why, before) => {
    for (const slot of [1, 4]) {
      const step = take(before, p2a(`1.S1 ${slot}=z`));
      expect(step.said).toEqual([]);
      expect(step.rules).toEqual(['acceptor.ignoreCleared']);
      expect(step.now).toBe(`${formatBallot(before.context.ballot)} [] cleared 4`);
    }
    expect(take(before, p2a('1.S1 5=e')).rules).not.toEqual(['acceptor.ignoreCleared']);
  });
});

test('whatever is asked, it is the acceptor of the pseudo-code', () => {
  const number = fc.record({ round: fc.nat({ max: 3 }), server: fc.integer({ min: 1, max: 3 }) });
  const asked = fc.oneof(
    fc.record({ type: fc.constant('P1A' as const), ballot: number }),
    fc.record({
      type: fc.constant('P2A' as const),
      ballot: number,
      slot: fc.integer({ min: 1, max: 4 }),
    }),
  );
  // One ballot asks for one value a slot.
  const valueFor = (told: object) => JSON.stringify(told);
  fc.assert(
    fc.property(fc.array(asked, { maxLength: 30 }), (requests) => {
      let state = FRESH_ACCEPTOR;
      let adopted: Ballot | null = null;
      const given = new Map<number, Vote>();
      for (const request of requests) {
        const order = compareBallots(request.ballot, adopted);
        const yes = request.type === 'P1A' ? order >= 0 : order === 0;
        if (yes) adopted = request.ballot;
        if (yes && request.type === 'P2A')
          given.set(request.slot, { ballot: request.ballot, value: valueFor(request) });
        const event = { ...request, from: ASKER, value: valueFor(request), attempt: 0 };
        const all = { ...event, decided: emptyIntMap() } as unknown as AcceptorEvent;
        const step = acceptorRole.step(state, all);
        state = step.state;
        expect(state.context.ballot).toEqual(adopted);
        for (const slot of [1, 2, 3, 4])
          expect(getAt(state.context.accepted, slot)).toEqual(given.get(slot));
        expect(rulesOf(step.effects)[0]?.includes('refuse')).toBe(!yes);
      }
    }),
  );
});
