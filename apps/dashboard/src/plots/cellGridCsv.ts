import { type CellGridData, cellOf } from './cellGrid';
import { toCsv } from './csv';

/** A small matrix as a table: rows down the first column, columns along the first line; nothing where there is no value. */
export function cellGridCsv(grid: CellGridData): string {
  return toCsv(
    ['row', ...grid.columns.map(({ name }) => name)],
    grid.rows.map(({ name }, row) => ({
      ...Object.fromEntries(
        grid.columns.map((column, place) => {
          const cell = cellOf(grid, row, place);
          return [column.name, cell.state === 'VALUE' ? cell.value : null];
        }),
      ),
      row: name,
    })),
  );
}

/** The values alone, row by row; NaN where there is none. */
export function cellGridValues({ cells }: CellGridData): Float64Array {
  return Float64Array.from(cells, (cell) => (cell.state === 'VALUE' ? cell.value : Number.NaN));
}
