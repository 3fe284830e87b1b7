import type { RowModel } from '../model';

const [WORKING, PREPARED, COMMITTED, ABORTED] = [0, 1, 2, 3] as const;
const [COMMIT_SENT, ABORT_SENT] = [1, 2] as const;

/**
 * Oracle G: two-phase commit (CHECKING 2.7). A row is the resource managers' states, the manager's state, the managers that
 * it knows to be prepared (bits), who has said that it is prepared (bits), and the manager's own words (bits).
 */
export function twoPhaseCommit(managers: number): RowModel {
  const [state, known, said, word] = [managers, managers + 1, managers + 2, managers + 3];
  const all = (1 << managers) - 1;
  const each = Array.from({ length: managers }, (_, i) => i);

  return {
    initial: () => [[...each.map(() => WORKING), WORKING, 0, 0, 0]],
    expand(row, emit) {
      const at = (index: number) => row[index] as number;
      const change = (...changes: (readonly [index: number, value: number])[]) => {
        const next = [...row];
        for (const [index, value] of changes) next[index] = value;
        emit(next);
      };
      if (at(state) === WORKING) {
        if (at(known) === all) change([state, COMMITTED], [word, at(word) | COMMIT_SENT]);
        change([state, ABORTED], [word, at(word) | ABORT_SENT]);
        for (const i of each) if (at(said) & (1 << i)) change([known, at(known) | (1 << i)]);
      }
      for (const i of each) {
        if (at(i) === WORKING) {
          change([i, PREPARED], [said, at(said) | (1 << i)]);
          change([i, ABORTED]);
        }
        if (at(word) & COMMIT_SENT) change([i, COMMITTED]);
        if (at(word) & ABORT_SENT) change([i, ABORTED]);
      }
    },
    broken(row) {
      const states = row.slice(0, managers);
      return states.includes(COMMITTED) && states.includes(ABORTED) ? 'consistent' : null;
    },
  };
}
