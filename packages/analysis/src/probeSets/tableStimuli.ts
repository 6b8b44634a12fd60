import { Refusal } from '../errors.js';
import { encodeNpy } from '../formats/npy.js';
import { type CsvRow, readCsv } from './csv.js';
import { labelsOf } from './labels.js';
import type { PlannedStimuli, ProbeSetOptions } from './probeSetOptions.js';

/** Names of columns, in whatever case, that are no features. */
const LABELS = ['label', 'class', 'target'];
const NAMES = ['name', 'id', 'file'];

/**
 * Rows of a table as stimuli: each column a feature, but for one that is called label (or class, or target) and one that is
 * called name (or id, or file). The first row is taken for names of columns where one of its cells is no number.
 * @throws Refusal that names the line and the column
 */
export function planTable(bytes: Uint8Array, file: string, { classes, maximum }: ProbeSetOptions): PlannedStimuli {
  const rows = readCsv(bytes, file);
  const first = rows[0];
  if (first === undefined) throw new Refusal(`${file} is empty.`, 'Send a table with one stimulus a row.');
  const heads = first.cells.some((cell) => !isNumber(cell)) ? first.cells.map((cell) => cell.trim()) : null;
  const body = heads === null ? rows : rows.slice(1);
  if (body.length === 0) throw new Refusal(`${file} has names of columns and no rows.`, 'Add one row a stimulus.');
  const columnOf = (names: readonly string[]): number =>
    heads?.findIndex((head) => names.includes(head.toLowerCase())) ?? -1;
  const [labelColumn, nameColumn] = [columnOf(LABELS), columnOf(NAMES)];
  const features = [...first.cells.keys()].filter((column) => column !== labelColumn && column !== nameColumn);
  if (features.length === 0) throw new Refusal(`${file} has no column of features.`, 'Add columns of numbers.');
  const data = new Float32Array(body.length * features.length);
  for (const [row, { line, cells }] of body.entries()) {
    if (cells.length !== first.cells.length) {
      throw new Refusal(
        `${file}: line ${line} has ${cells.length} cells where the first has ${first.cells.length}.`,
        'Give every row as many cells.',
      );
    }
    for (const [place, column] of features.entries()) {
      const value = Math.fround(Number(cells[column]));
      if (!isNumber(cells[column] as string) || !Number.isFinite(value))
        throw noNumber(file, line, cells, column, heads);
      data[row * features.length + place] = value;
    }
  }
  const columnCells = (column: number): string[] | null =>
    column < 0 ? null : body.map(({ cells }) => (cells[column] as string).trim());
  const found = columnCells(labelColumn);
  return {
    source: 'TABLE',
    count: body.length,
    shape: [features.length],
    bytes: data.byteLength,
    sizes: null,
    labels: found && labelsOf(found, classes, (stimulus) => `Line ${(body[stimulus] as CsvRow).line} of the file`),
    names: columnCells(nameColumn),
    notes: [
      heads === null ? 'The first row is a stimulus' : 'The first row names the columns',
      ...(found === null ? [] : [`Labels are those of the column ${heads?.[labelColumn]}`]),
    ],
    make: async () => ({
      type: '<f4',
      shape: [body.length, features.length],
      data,
      file: encodeNpy('<f4', [body.length, features.length], data),
      maximum: maximum ?? (data.reduce((most, value) => Math.max(most, value), 0) || 1),
    }),
  };
}

function isNumber(cell: string): boolean {
  return cell.trim() !== '' && Number.isFinite(Number(cell));
}

function noNumber(
  file: string,
  line: number,
  cells: readonly string[],
  column: number,
  heads: readonly string[] | null,
): Refusal {
  const where = heads?.[column] ? `column ${JSON.stringify(heads[column])}` : `column ${column + 1}`;
  return new Refusal(
    `${file}: line ${line} has ${JSON.stringify(cells[column]?.slice(0, 40))} in ${where}, which is no finite number.`,
    'Correct the cell, call the column label or name, or say that the file is text, one stimulus a line.',
  );
}
