import { rowFingerprint } from './fingerprint';
import type { Ids, RowModel } from './model';
import {
  codeOf,
  idOf,
  NOTHING_TO_SAY,
  type Row,
  type Space,
  setLength,
  type Verdict,
} from './space';
import { addStep, createSteps } from './steps';

/** A row model as a space; a step is told by which of the successors it leads to, counting from 0. */
export function createModelSpace(model: RowModel): Space<number> {
  const canonical = (row: Ids) => model.canonical?.(row) ?? row;
  const roots = model.initial().map(canonical);
  const steps = createSteps();
  const successors: Ids[] = [];
  const verdicts: Verdict[] = [NOTHING_TO_SAY];

  function verdictOf(broken: string): number {
    const id = verdicts.findIndex((verdict) => verdict.broken === broken);
    return id >= 0 ? id : verdicts.push({ ...NOTHING_TO_SAY, broken }) - 1;
  }

  return {
    roots: roots.length,
    root: (index, out) => write(roots[index] as Ids, out),
    list(row) {
      steps.count = 0;
      model.expand(idsOf(row), (next) => {
        const ids = canonical(next);
        const { high, low } = rowFingerprint(ids);
        successors[steps.count] = ids;
        addStep(steps, codeOf('step', steps.count), high, low, 0);
      });
      return steps;
    },
    take: (_row, step, out) => write(successors[step] as Ids, out),
    fingerprint: (row) => rowFingerprint(idsOf(row)),
    judge(row) {
      const broken = model.broken?.(idsOf(row)) ?? null;
      return broken === null ? 0 : verdictOf(broken);
    },
    verdict: (id) => verdicts[id] as Verdict,
    property: String,
    action: idOf,
    code: (ordinal) => codeOf('step', ordinal),
    cuts: new Set(),
    bytes: 0,
    coverage: { handlerCalls: 0, nodes: 0, wires: 0, ghosts: 0 },
  };
}

export function idsOf(row: Row): Ids {
  return Array.from(row.ids.subarray(0, row.length));
}

function write(ids: Ids, out: Row): void {
  setLength(out, ids.length);
  out.ids.set(ids);
}
