import { type MatrixPlaces, type UnitMatrix, valueAt } from './unitMatrix';

/** A matrix as CSV in the order drawn: units of the right layer along the first line, of the left layer down the first column. */
export function matrixCsv(matrix: UnitMatrix, { rowUnits, columnUnits }: MatrixPlaces): string {
  const lines = [['unit', ...columnUnits].join(',')];
  for (const row of rowUnits) {
    const values = Array.from(columnUnits, (column) => {
      const value = valueAt(matrix, row, column);
      return Number.isNaN(value) ? '' : String(value);
    });
    lines.push([row, ...values].join(','));
  }
  return `${lines.join('\r\n')}\r\n`;
}
