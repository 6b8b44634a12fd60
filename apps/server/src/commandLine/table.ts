/** Rows as aligned columns: numbers to the right, the last column as long as it is. */
export function tableOf(rows: readonly (readonly (string | number)[])[], indent = ''): string[] {
  const widths: number[] = [];
  for (const row of rows)
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, String(cell).length);
  return rows.map((row) =>
    `${indent}${row
      .map((cell, column) =>
        typeof cell === 'number'
          ? String(cell).padStart(widths[column] ?? 0)
          : cell.padEnd(column === row.length - 1 ? 0 : (widths[column] ?? 0)),
      )
      .join('  ')}`.trimEnd(),
  );
}
