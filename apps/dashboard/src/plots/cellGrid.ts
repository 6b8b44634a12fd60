/** One line or column of a small matrix. */
export interface GridThing {
  /** As written beside the cells: `conv3`. */
  readonly name: string;
  /** In full, for those who hear it: `conv3 of AlexNet-shaped 1`. */
  readonly title: string;
}

export type GridCell =
  | { readonly state: 'VALUE'; readonly value: number; readonly chance: number | null; readonly pValue: number | null }
  /** It has no value and will get none. */
  | { readonly state: 'ABSENT'; readonly message: string }
  | { readonly state: 'PENDING' }
  /** A thing that meets itself, where that says nothing. */
  | { readonly state: 'SELF' };

export type GridDirection = 'HIGHER_IS_MORE_ALIKE' | 'LOWER_IS_MORE_ALIKE';

/** A small matrix whose every cell can be read: layers against layers, networks against networks. */
export interface CellGridData {
  readonly rows: readonly GridThing[];
  readonly columns: readonly GridThing[];
  /** What rows and columns are: `layers of AlexNet-shaped 1`. */
  readonly rowTitle: string;
  readonly columnTitle: string;
  /** Row by row. */
  readonly cells: readonly GridCell[];
  /** What the values are called: `Linear CKA`. */
  readonly measure: string;
  /** Lowest and highest value that the measure can have. */
  readonly range: readonly [number, number];
  readonly direction: GridDirection;
}

export function cellOf({ cells, columns }: CellGridData, row: number, column: number): GridCell {
  return cells[row * columns.length + column] ?? { state: 'PENDING' };
}

/** Lowest and highest value; null when there is none. */
export function spanOf({ cells }: CellGridData): readonly [number, number] | null {
  const values = cells.flatMap((cell) => (cell.state === 'VALUE' ? [cell.value] : []));
  return values.length === 0 ? null : [Math.min(...values), Math.max(...values)];
}

/** Mean of what chance gives over the cells that have it; null when none has. */
export function meanChance({ cells }: CellGridData): number | null {
  const known = cells.flatMap((cell) => (cell.state === 'VALUE' && cell.chance !== null ? [cell.chance] : []));
  return known.length === 0 ? null : known.reduce((sum, chance) => sum + chance, 0) / known.length;
}

/** Why cells have no value, each reason once, and how many cells have none. */
export function absencesOf({ cells }: CellGridData): { readonly count: number; readonly reasons: readonly string[] } {
  const messages = cells.flatMap((cell) => (cell.state === 'ABSENT' ? [cell.message] : []));
  return { count: messages.length, reasons: [...new Set(messages)] };
}

/** Which way the numbers point, in words. */
export function directionWords(direction: GridDirection): string {
  return direction === 'HIGHER_IS_MORE_ALIKE' ? 'higher = more alike' : 'lower = more alike';
}
