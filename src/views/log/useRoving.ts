import { type FocusEvent, type RefObject, useLayoutEffect, useRef, useState } from 'react';
import type { Place } from './gridKeys';
import { FROZEN } from './place';

/** One tab stop for the whole grid: the cell that had the focus last, or one in view while the focus is elsewhere. */
export function useRoving(
  grid: RefObject<HTMLElement | null>,
  window: { first: number; end: number },
) {
  const [active, setActive] = useState<Place>({ row: 1, column: FROZEN });
  const [inside, setInside] = useState(false);
  const wanted = useRef<Place | null>(null);

  useLayoutEffect(() => {
    const place = wanted.current;
    if (!place) return;
    wanted.current = null;
    grid.current?.querySelector<HTMLElement>(selectorOf(place))?.focus();
  });

  const stop = inside ? active : inWindow(active, window);
  return {
    /** The cell that Tab leads to. */
    stop,
    /** Moves the focus, once the cell is drawn. */
    moveTo(place: Place) {
      wanted.current = place;
      setActive(place);
    },
    onFocus(event: FocusEvent<HTMLElement>) {
      setInside(true);
      const { row, column } = event.target.dataset;
      if (row !== undefined && column !== undefined)
        setActive({ row: Number(row), column: Number(column) });
    },
    onBlur(event: FocusEvent<HTMLElement>) {
      if (!event.currentTarget.contains(event.relatedTarget)) setInside(false);
    },
    /** What a cell of the grid carries. */
    props(row: number, column: number, label: string, more: CellTraits = {}) {
      return {
        role: more.role ?? 'gridcell',
        'aria-label': label,
        'aria-selected': more.selected,
        'aria-colspan': more.span,
        'aria-colindex': column + 1,
        'data-row': row,
        'data-column': column,
        tabIndex: stop.row === row && stop.column === column ? 0 : -1,
      } as const;
    },
  };
}

interface CellTraits {
  readonly role?: 'gridcell' | 'rowheader' | 'columnheader';
  readonly selected?: boolean;
  readonly span?: number;
}

export type Roving = ReturnType<typeof useRoving>;

const selectorOf = ({ row, column }: Place) => `[data-row="${row}"][data-column="${column}"]`;

function inWindow({ row, column }: Place, { first, end }: { first: number; end: number }): Place {
  if (column < FROZEN) return { row, column };
  const inLane = Math.max(first, Math.min(end - 1, column - FROZEN));
  return { row, column: inLane + FROZEN };
}
