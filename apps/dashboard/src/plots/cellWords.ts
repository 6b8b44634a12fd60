import { formatValue } from '../format/numbers';
import type { Cell } from './cellCursor';
import { type CellGridData, cellOf } from './cellGrid';

/** What stands in a cell, in a sentence: `conv3 of A with conv2 of B: Linear CKA 0.532, chance gives 0.021 (p 0.05)`. */
export function cellWords(grid: CellGridData, { row, column }: Cell): string {
  const [left, right] = [grid.rows[row]?.title ?? '', grid.columns[column]?.title ?? ''];
  const cell = cellOf(grid, row, column);
  switch (cell.state) {
    case 'ABSENT':
      return `${left} with ${right}: no value. ${cell.message}`;
    case 'PENDING':
      return `${left} with ${right}: not computed yet`;
    case 'SELF':
      return `${left} with itself, which would say nothing`;
    case 'VALUE': {
      const chance =
        cell.chance === null ? '' : `, chance gives ${formatValue(cell.chance)} (p ${formatValue(cell.pValue, 2)})`;
      return `${left} with ${right}: ${grid.measure} ${formatValue(cell.value)}${chance}`;
    }
  }
}
