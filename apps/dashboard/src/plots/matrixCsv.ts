import { type MatrixPlaces, type UnitMatrix, valueAt } from './unitMatrix';

/**
 * A matrix as CSV in the order drawn: units of the right layer along the first line, of the left layer down the first column.
 * @param names what units are called; their numbers where there are none
 */
export function matrixCsv(
  matrix: UnitMatrix,
  { rowUnits, columnUnits }: MatrixPlaces,
  names: readonly string[] | null = null,
): string {
  const nameOf = (unit: number) => names?.[unit] ?? unit;
  const lines = [['unit', ...Array.from(columnUnits, nameOf)].join(',')];
  for (const row of rowUnits) {
    const values = Array.from(columnUnits, (column) => {
      const value = valueAt(matrix, row, column);
      return Number.isNaN(value) ? '' : String(value);
    });
    lines.push([nameOf(row), ...values].join(','));
  }
  return `${lines.join('\r\n')}\r\n`;
}
