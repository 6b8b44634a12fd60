import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Refusal } from '@unitgraph/analysis/errors';
import type { FileOnDisk } from './modelOnDisk.js';

/** A file of a folder, by its path from there, with slashes. */
export interface FileInFolder extends FileOnDisk {
  readonly named: string;
}

export const IMAGE = /\.(png|jpe?g|webp)$/i;
const LABELS = /(^|\/)labels\.csv$/i;
/** What systems leave in folders without being asked. */
const DEBRIS = /^(\..*|__MACOSX|Thumbs\.db|desktop\.ini)$/i;
/** Bytes of one image file, at most: the server refuses larger ones. */
const LARGEST = 256 * 2 ** 20;

/**
 * The images of a folder and of those in it, with its labels.csv, in the order of their paths; empty where there are no images.
 * @throws Refusal where something else lies among them
 */
export async function imagesOnDisk(folder: string): Promise<readonly FileInFolder[]> {
  const found: FileInFolder[] = [];
  await walk(folder, '', found);
  if (!found.some(({ named }) => IMAGE.test(named))) return [];
  for (const { named, path, bytes } of found) {
    if (!IMAGE.test(named) && !LABELS.test(named))
      throw new Refusal(
        `${path} lies among the images, and is none that is read (PNG, JPEG, WebP), nor labels.csv.`,
        'Take it out of the folder. Nothing was sent.',
      );
    if (bytes > LARGEST)
      throw new Refusal(
        `${path} has ${Math.ceil(bytes / 2 ** 20)} MB, and ${LARGEST / 2 ** 20} MB are the most of one image.`,
        'Save it smaller, or take it out of the folder. Nothing was sent.',
      );
  }
  return found.sort((a, b) => (a.named < b.named ? -1 : 1));
}

async function walk(folder: string, before: string, found: FileInFolder[]): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: Error) => {
    throw new Refusal(`${folder} cannot be read: ${error.message}.`, 'Make it readable, or name another folder.');
  });
  for (const entry of entries) {
    if (DEBRIS.test(entry.name)) continue;
    const [path, named] = [join(folder, entry.name), `${before}${entry.name}`];
    if (entry.isDirectory()) {
      await walk(path, `${named}/`, found);
      continue;
    }
    const there = await stat(path).catch((error: Error) => {
      throw new Refusal(`${path} cannot be read: ${error.message}.`, 'Mend it, or take it out of the folder.');
    });
    // Following links to folders may have no end.
    if (!there.isFile())
      throw new Refusal(
        `${path} is neither a file nor a folder${there.isDirectory() ? ', but a link to one' : ''}.`,
        'Take it out of the folder, or put there what it leads to. Nothing was sent.',
      );
    found.push({ path, named, bytes: there.size });
  }
}
