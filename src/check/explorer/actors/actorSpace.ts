import { notEmpty } from '../fingerprint';
import type { Limits } from '../limits';
import { codeOf, idOf, kindOf, type Row, type Space } from '../space';
import type { Action, ActorSystem, World } from '../system';
import { createLister } from './lister';
import { createRows, type Plan } from './rows';
import { createSums } from './sums';
import { createTables } from './tables';
import { createVerdicts } from './verdicts';

export interface ActorSpace<N, M, G> extends Space<Action<M>> {
  /** The state in values again. */
  world(row: Row): World<N, M, G>;
}

/** An actor system as rows of integers. After the handlers have been asked once, a step is arithmetic. */
export function createActorSpace<N, M, G>(
  system: ActorSystem<N, M, G>,
  limits: Limits = {},
): ActorSpace<N, M, G> {
  const tables = createTables(system, limits);
  const { ghostAt, wiresAt, nodes, ghosts, wires, handlers } = tables;
  const sums = createSums(tables);
  const rows = createRows(system, tables);
  const lister = createLister(tables, sums);
  const verdicts = createVerdicts(system);

  const nodesOf = ({ ids }: Row) => nodes.map((its, place) => its.value(ids[place] as number));
  const ghostOf = ({ ids }: Row) => ghosts.all.value(ids[ghostAt] as number);

  function action(code: number): Action<M> {
    const type = kindOf(code);
    if (type === 'deliver' || type === 'lose' || type === 'duplicate') {
      return { type, ...wires.value(idOf(code)) };
    }
    return { type: 'move', ...handlers.moveOf(idOf(code)) };
  }

  function code(it: Action<M>): number {
    const id = it.type === 'move' ? handlers.moveId(it.place, it.move) : wires.find(it);
    return id < 0 ? -1 : codeOf(it.type === 'move' ? it.move.kind : it.type, id);
  }

  return {
    roots: 1,
    root: (_index, out) => rows.first(out),
    list: lister.list,
    take: (row, step, out) => rows.after(row, lister.plans[step] as Plan, out),
    fingerprint: (row) => notEmpty(sums.all(row)),
    judge(row) {
      const { high, low } = sums.head(row);
      return verdicts.judge(
        high,
        low,
        () => nodesOf(row),
        () => ghostOf(row),
      );
    },
    verdict: verdicts.verdict,
    property: ghosts.property,
    action,
    code,
    cuts: tables.cuts,
    world(row) {
      const ids = [...row.ids.subarray(wiresAt, row.length)];
      return { nodes: nodesOf(row), wires: ids.map(wires.value), ghost: ghostOf(row) };
    },
    get bytes() {
      return tables.bytes + verdicts.bytes;
    },
    get coverage() {
      return {
        handlerCalls: handlers.calls,
        nodes: nodes.reduce((sum, { size }) => sum + size, 0),
        wires: wires.size,
        ghosts: ghosts.all.size,
      };
    },
  };
}
