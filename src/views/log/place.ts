import type { Thing } from '../../store/things';

/** Columns of the grid before the first instance: the server's name, Min, Max and Done. */
export const FROZEN = ['server', 'min', 'max', 'done'] as const;
export const FIRST_INSTANCE = FROZEN.length;

/** What an element of the grid stands for, from the `data-server` and `data-seq` it lies in. */
export function thingAt(target: EventTarget | null): Thing | null {
  const element =
    target instanceof HTMLElement ? target.closest<HTMLElement>('[data-server],[data-seq]') : null;
  const server = numberOf(element?.dataset.server);
  const seq = numberOf(element?.dataset.seq);
  if (server !== null && seq !== null) return { kind: 'cell', server, seq };
  if (server !== null) return { kind: 'server', server };
  return seq === null ? null : { kind: 'instance', seq };
}

function numberOf(text: string | undefined): number | null {
  return text === undefined ? null : Number(text);
}
