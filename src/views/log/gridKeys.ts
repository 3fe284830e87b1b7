/** A place in the grid, headers included. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

/** Where a key leads in a grid of so many rows and columns (APG grid); null for a key that does not move. */
export function movedBy(
  press: { readonly key: string; readonly ctrlKey: boolean; readonly metaKey: boolean },
  from: Place,
  size: { readonly rows: number; readonly columns: number; readonly page: number },
): Place | null {
  const whole = press.ctrlKey || press.metaKey;
  const to = target(press.key, whole, from, size);
  if (!to) return null;
  return {
    row: Math.max(0, Math.min(size.rows - 1, to.row)),
    column: Math.max(0, Math.min(size.columns - 1, to.column)),
  };
}

function target(
  key: string,
  whole: boolean,
  { row, column }: Place,
  { rows, columns, page }: { rows: number; columns: number; page: number },
): Place | null {
  switch (key) {
    case 'ArrowRight':
      return { row, column: column + 1 };
    case 'ArrowLeft':
      return { row, column: column - 1 };
    case 'ArrowDown':
      return { row: row + 1, column };
    case 'ArrowUp':
      return { row: row - 1, column };
    case 'PageDown':
      return { row, column: column + page };
    case 'PageUp':
      return { row, column: column - page };
    case 'Home':
      return { row: whole ? 0 : row, column: 0 };
    case 'End':
      return { row: whole ? rows - 1 : row, column: columns - 1 };
    default:
      return null;
  }
}
