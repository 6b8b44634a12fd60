import type { CellGridData } from './cellGrid';

/** Where the parts of a small matrix lie, in pixels. */
export interface GridLayout {
  /** Side of a cell. */
  readonly cell: number;
  /** Corner of the first cell. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Whether names stand upright above their columns, since they are wider than these. */
  readonly upright: boolean;
  /** Letters of a name for which there is room. */
  readonly rowLetters: number;
  readonly columnLetters: number;
  /** Whether values are written into the cells. */
  readonly written: boolean;
  /** Top of the legend. */
  readonly legend: number;
}

/** Width of a letter at the size of names. */
const LETTER = 6.1;
/** Room for the title of an axis. */
const TITLE = 20;
const GAP = 7;
const LARGEST_CELL = 56;
const SMALLEST_CELL = 9;
/** A cell that holds `0.53`. */
const WRITTEN_CELL = 29;
export const LEGEND_HEIGHT = 46;

export function gridLayout({ rows, columns }: Pick<CellGridData, 'rows' | 'columns'>, width: number): GridLayout {
  const longest = (things: readonly { readonly name: string }[]) =>
    Math.max(1, ...things.map(({ name }) => name.length));
  const rowLetters = Math.min(longest(rows), Math.max(5, Math.floor((width * 0.34) / LETTER)));
  const left = Math.ceil(TITLE + rowLetters * LETTER + GAP);
  const cell = Math.max(
    SMALLEST_CELL,
    Math.min(LARGEST_CELL, Math.floor((width - left - 1) / Math.max(1, columns.length))),
  );
  const upright = longest(columns) * LETTER > cell - 4;
  const columnLetters = Math.min(longest(columns), 24);
  const top = Math.ceil(TITLE + (upright ? columnLetters * LETTER : 12) + GAP);
  const bottom = top + cell * rows.length;
  return {
    cell,
    left,
    top,
    width: Math.max(width, left + cell * columns.length + 1),
    height: bottom + 14 + LEGEND_HEIGHT,
    upright,
    rowLetters,
    columnLetters,
    written: cell >= WRITTEN_CELL,
    legend: bottom + 14,
  };
}

/** The cell at a place of the picture; null outside of all. */
export function gridCellAt(
  layout: GridLayout,
  { rows, columns }: Pick<CellGridData, 'rows' | 'columns'>,
  x: number,
  y: number,
): { row: number; column: number } | null {
  const [row, column] = [Math.floor((y - layout.top) / layout.cell), Math.floor((x - layout.left) / layout.cell)];
  return row < 0 || column < 0 || row >= rows.length || column >= columns.length ? null : { row, column };
}

/** A name that is too long loses its beginning: what tells layers apart stands at the end. */
export function shortened(name: string, letters: number): string {
  return name.length <= letters ? name : `…${name.slice(name.length - letters + 1)}`;
}
