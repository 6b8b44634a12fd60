import { Refusal } from '../errors.js';
import { textOf } from './textFile.js';

/** A row of a table, and the line of the file that it begins in, from 1. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Rows of a table as text (RFC 4180): commas, or tabs or semicolons where the first line has no comma. Empty lines are left
 * out.
 * @throws Refusal that names the line
 */
export function readCsv(bytes: Uint8Array, file: string): CsvRow[] {
  const text = textOf(bytes, file);
  const firstLine = /^[^\r\n]*/.exec(text)?.[0] ?? '';
  const separator = [',', '\t', ';'].find((sign) => firstLine.includes(sign)) ?? ',';
  const plain = new RegExp(`[^${separator}\\r\\n]*`, 'y');
  const rows: CsvRow[] = [];
  let [at, line] = [0, 1];
  while (at < text.length) {
    const begun = line;
    const cells: string[] = [];
    for (;;) {
      let cell: string;
      if (text[at] === '"') {
        const start = at + 1;
        let end = text.indexOf('"', start);
        while (end >= 0 && text[end + 1] === '"') end = text.indexOf('"', end + 2);
        if (end < 0) throw new Refusal(`${file}: the quotation in line ${begun} does not end.`, 'Close the quotation.');
        cell = text.slice(start, end).replaceAll('""', '"');
        for (const _ of cell.matchAll(/\r\n|\n|\r/g)) line++;
        at = end + 1;
      } else {
        plain.lastIndex = at;
        cell = plain.exec(text)?.[0] ?? '';
        at += cell.length;
      }
      cells.push(cell);
      if (text[at] !== separator) break;
      at++;
    }
    if (at < text.length && text[at] !== '\n' && text[at] !== '\r')
      throw new Refusal(
        `${file}: line ${line} goes on behind a quotation.`,
        'Double the quotation marks that stand inside one.',
      );
    at += text.startsWith('\r\n', at) ? 2 : 1;
    line++;
    if (cells.length > 1 || cells[0] !== '') rows.push({ line: begun, cells });
  }
  return rows;
}
