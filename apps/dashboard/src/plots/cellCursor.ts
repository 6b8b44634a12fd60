import type { Extent } from './viewport';

/** A cell by its place in the picture, not by its units. */
export interface Cell {
  readonly row: number;
  readonly column: number;
}

/** Where a key leads from a cell: an arrow one cell, with Shift ten; Home and End to the ends of the row. Null for other keys. */
export function stepCell(from: Cell, extent: Extent, key: string, shift: boolean): Cell | null {
  const far = shift ? 10 : 1;
  const steps: Record<string, readonly [rows: number, columns: number]> = {
    ArrowUp: [-far, 0],
    ArrowDown: [far, 0],
    ArrowLeft: [0, -far],
    ArrowRight: [0, far],
    Home: [0, -extent.columns],
    End: [0, extent.columns],
    PageUp: [-10, 0],
    PageDown: [10, 0],
  };
  const step = steps[key];
  if (!step) return null;
  const within = (place: number, count: number) => Math.min(count - 1, Math.max(0, place));
  return { row: within(from.row + step[0], extent.rows), column: within(from.column + step[1], extent.columns) };
}
