import type { Thing } from '../../store/things';

/** Columns of the grid before the first position: the server's name and three numbers. */
export const FROZEN = 4;

/** Where a lane's column begins; its columns count from 0, whatever the number of the first position. */
export const insetOf = (column: number, by = '0px') => ({
  insetInlineStart: `calc(${by} + var(--log-column) * ${column})`,
});

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
