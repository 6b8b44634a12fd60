/** Rows as CSV (RFC 4180), the names of the columns first. Numbers are written in full; nothing stands for null and NaN. */
export function toCsv<Name extends string>(
  names: readonly Name[],
  rows: Iterable<{ readonly [Column in Name]: string | number | boolean | null }>,
): string {
  const lines = [names.map(field).join(',')];
  for (const row of rows) lines.push(names.map((name) => field(row[name])).join(','));
  return `${lines.join('\r\n')}\r\n`;
}

function field(value: string | number | boolean | null): string {
  if (value === null || Number.isNaN(value)) return '';
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
