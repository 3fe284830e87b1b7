import { describe, expect, test } from 'vitest';
import { emptyIntMap, type IntMap, setAt } from '../base/intMap';
import { decodeScenario } from '../scenarios/format';
import { createRun } from '../scenarios/run';
import { createBranch } from './branch';
import { leaderView, slotView } from './leaderView';
import { slideMap, slideProposal, slideValue, slideVote, slideVoters } from './slideWords';
import { around, entriesOf, type SlotList, slotLists } from './slotLists';
import { DECIDED_1, DECIDED_2, LATE_REJECTION, LEADS, TAKEOVER } from './takeover.testkit';

function played(script: readonly unknown[], cluster: object = {}) {
  const told = { protocol: 'multi', peers: 3, delivery: 'manual', ...cluster };
  const decoded = decodeScenario(
    JSON.stringify({ format: 'paxoscope/1', title: 'A test', cluster: told, script }),
  );
  if (!decoded.ok) throw new Error(`${decoded.pointer}: ${decoded.reason}`);
  const branch = createBranch(createRun(decoded.scenario));
  while (!branch.run.isThrough(branch.moment) && branch.forward());
  expect(branch.moment.cue.failure).toBeNull();
  return branch;
}

const words = <T>({ entries }: SlotList<T>, say: (entry: T) => string) =>
  entries.map(([slot, entry]) => `${slot} → ${say(entry)}`).join(', ');

describe('what the slides list of the server that takes over', () => {
  const branch = played(TAKEOVER);

  function slide(depth: number, server = 3) {
    const moment = branch.momentAt(depth) as NonNullable<ReturnType<typeof branch.momentAt>>;
    const { proposals, votes, accepted, log } = slotLists(moment, server, 1);
    return [
      leaderView(moment, server).leadership?.active,
      words(proposals, slideProposal),
      words(votes, slideVoters),
      words(accepted, slideVote),
      words(log, slideValue),
    ];
  }

  test('before: nothing', () => {
    expect(slide(LEADS - 1)).toEqual([false, '', '', '', '']);
  });

  test('when it begins to lead: the vote taken over with its ballot, and the gap told apart', () => {
    const proposals = '1 → (no-op, gap), 2 → (B, 1.S1)';
    const accepted = '1 → (no-op, 1.S3), 2 → (B, 1.S3)';
    expect(slide(LEADS)).toEqual([true, proposals, '1 → [S3], 2 → [S3]', accepted, '']);
  });

  test('slot 2 is decided before slot 1', () => {
    expect(slide(DECIDED_2).slice(2)).toEqual([
      '1 → [S3], 2 → [S3, S2]',
      '1 → (no-op, 1.S3), 2 → (B, 1.S3)',
      '2 → B',
    ]);
    expect(leaderView(branch.momentAt(DECIDED_2) as never, 3)).toMatchObject({
      executed: 0,
      hole: 1,
      lastNonEmpty: 2,
    });
    expect(slide(DECIDED_1).at(-1)).toBe('1 → no-op, 2 → B');
    expect(leaderView(branch.momentAt(DECIDED_1) as never, 3)).toMatchObject({
      executed: 2,
      hole: null,
    });
  });

  test('a new command is called new, and a server that is down keeps what is on its disk', () => {
    expect(slide(6, 1).slice(1, 3)).toEqual(['1 → (A, new), 2 → (B, new)', '1 → [S1], 2 → [S1]']);
    expect(slide(8, 1)).toEqual([undefined, '', '', '1 → (A, 1.S1), 2 → (B, 1.S1)', '']);
  });
});

test('a vote that was never given is told apart in the tally', () => {
  const branch = played(LATE_REJECTION, { peers: 5, broken: ['late-rejections'] });
  expect(slotView(branch.moment, 4, 1).proposal).toMatchObject({
    votes: [4, 2, 1],
    unfounded: [2],
    majority: 3,
  });
});

describe('a long map', () => {
  const long = Array.from({ length: 40 }, (_, i) => i + 1).reduce<IntMap<string>>(
    (map, slot) => setAt(map, slot, `v${slot}`),
    emptyIntMap(),
  );
  const say = (value: string) => value;

  test('shows the neighbourhood of a slot, and says how much it leaves out', () => {
    expect(slideMap(entriesOf(long), 20, say)).toBe(
      '{… 17 more, 18 → v18, 19 → v19, 20 → v20, 21 → v21, … and 19 more}',
    );
  });

  test('shows its beginning, its end, or all of it', () => {
    expect(slideMap(entriesOf(long), 0, say)).toMatch(/^{1 → v1, .*, … and 36 more}$/);
    expect(slideMap(entriesOf(long), 99, say)).toMatch(/^{… 36 more, 37 → v37, .* 40 → v40}$/);
    expect(around(entriesOf(long).slice(0, 3), 2)).toMatchObject({ earlier: 0, later: 0 });
    expect(slideMap(entriesOf<string>(undefined), 1, say)).toBe('{}');
  });
});
