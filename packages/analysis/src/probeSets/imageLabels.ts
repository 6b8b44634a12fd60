import { Refusal } from '../errors.js';
import { readCsv } from './csv.js';
import { labelsOf } from './labels.js';
import type { Labels } from './probeSetOptions.js';

const FILES = ['file', 'filename', 'path', 'name', 'image'];
const LABELS = ['label', 'class', 'target'];

/** Which image comes when, and of which class it is. */
export interface ImageOrder {
  /** Indices of the paths. */
  readonly order: readonly number[];
  readonly labels: Labels | null;
  readonly note: string;
}

/** Paths without the folders that all of them lie in, with slashes. */
export function relativePaths(paths: readonly string[]): string[] {
  const steps = paths.map((path) =>
    path
      .replaceAll('\\', '/')
      .split('/')
      .filter((step) => step !== '' && step !== '.'),
  );
  let shared = 0;
  while (steps.every((each) => each.length > shared + 1 && each[shared] === steps[0]?.[shared])) shared++;
  return steps.map((each) => each.slice(shared).join('/'));
}

/**
 * Order and labels of images by a table of files and labels, or by the folders that they lie in.
 * @param table bytes of `labels.csv`: columns file and label, with or without their names above
 * @throws Refusal that names the file
 */
export function labelsOfImages(
  paths: readonly string[],
  table: { readonly bytes: Uint8Array; readonly file: string } | null,
  classes: readonly string[] | null,
): ImageOrder {
  if (table !== null) return byTable(paths, table, classes);
  const order = [...paths.keys()].sort((a, b) => ((paths[a] as string) < (paths[b] as string) ? -1 : 1));
  const folders = order.map((place) => (paths[place] as string).split('/').at(-2) ?? null);
  if (folders.every((folder) => folder === null))
    return { order, labels: null, note: 'No labels: all lie in one folder' };
  const stray = folders.indexOf(null);
  if (stray >= 0) {
    throw new Refusal(
      `${paths[order[stray] as number]} lies beside the folders ${[...new Set(folders)]
        .filter((each) => each !== null)
        .slice(0, 3)
        .join(', ')}, whose names are the labels.`,
      'Move it into one of them, move all into one folder, or add labels.csv.',
    );
  }
  const labels = labelsOf(folders as string[], classes, (stimulus) => paths[order[stimulus] as number] as string);
  return { order, labels, note: 'Labels are the names of the folders' };
}

function byTable(
  paths: readonly string[],
  { bytes, file }: { readonly bytes: Uint8Array; readonly file: string },
  classes: readonly string[] | null,
): ImageOrder {
  const rows = readCsv(bytes, file);
  const heads = rows[0]?.cells.map((cell) => cell.trim().toLowerCase()) ?? [];
  const columnOf = (names: readonly string[]): number => heads.findIndex((head) => names.includes(head));
  const named = [columnOf(FILES), columnOf(LABELS)] as const;
  const hasHeads = named[0] >= 0 && named[1] >= 0;
  const [fileColumn, labelColumn] = hasHeads ? named : [0, 1];
  const places = new Map(paths.map((path, place) => [path, place]));
  // The table may lie above the folder that is left out of all paths.
  const ends = new Map<string, number | null>();
  for (const [place, path] of paths.entries()) {
    const last = path.split('/').at(-1) as string;
    ends.set(last, ends.has(last) ? null : place);
  }
  const lineOf = new Map<number, number>();
  const [order, found]: [number[], string[]] = [[], []];
  for (const { line, cells } of hasHeads ? rows.slice(1) : rows) {
    const said = (cells[fileColumn] ?? '').trim().replaceAll('\\', '/').replace(/^\.\//, '');
    const label = cells[labelColumn]?.trim();
    const place =
      places.get(said) ??
      [...suffixesOf(said)].map((each) => places.get(each)).find((each) => each !== undefined) ??
      (said.includes('/') ? undefined : ends.get(said)) ??
      undefined;
    if (place === undefined) {
      throw new Refusal(
        `${file}: line ${line} names ${JSON.stringify(said.slice(0, 120))}, which is no image of the archive${ends.get(said) === null ? ' by that name alone: several folders have one' : ''}.`,
        `Give columns file and label, each file by its path, as ${JSON.stringify(paths[0])}.`,
      );
    }
    if (label === undefined || label === '')
      throw new Refusal(`${file}: line ${line} gives ${said} no label.`, 'Add the label, or take labels.csv out.');
    const before = lineOf.get(place);
    if (before !== undefined)
      throw new Refusal(`${file}: lines ${before} and ${line} both name ${said}.`, 'Name each image once.');
    lineOf.set(place, line);
    order.push(place);
    found.push(label);
  }
  const missing = paths.findIndex((_, place) => !lineOf.has(place));
  if (missing >= 0)
    throw new Refusal(
      `${paths[missing]} is in the archive, and ${file} does not name it.`,
      'Add a line for it, or take it out of the archive.',
    );
  return {
    order,
    labels: labelsOf(found, classes, (stimulus) => paths[order[stimulus] as number] as string),
    note: `Order and labels are those of ${file}`,
  };
}

/** The path without its first folders, one after another. */
function* suffixesOf(path: string): Iterable<string> {
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) yield path.slice(at + 1);
}
