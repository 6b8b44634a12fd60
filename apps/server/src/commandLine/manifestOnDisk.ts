import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Refusal, refuseOutside, refusePickle, refusePickleName } from '@unitgraph/analysis';
import { headOf } from './modelOnDisk.js';

/** A file that a manifest names: where it would be, and its bytes; null where it is not there. */
export interface ManifestFile {
  /** As the manifest names it. */
  readonly named: string;
  readonly path: string;
  readonly bytes: number | null;
}

export interface ManifestOnDisk {
  readonly path: string;
  readonly text: string;
  readonly document: unknown;
  /** In the order in which they are first named: shard n of an import is the n-th. */
  readonly files: readonly ManifestFile[];
}

/**
 * Reads a manifest and looks for its files, which lie beside it. What is wrong with the manifest itself is for its reader to
 * say, here or on the server.
 * @throws Refusal where it is no JSON, no file is there, a path leads out of its folder, or a file is a pickle
 */
export async function manifestOnDisk(path: string): Promise<ManifestOnDisk> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Refusal(`${path} cannot be read: ${error.message}.`, 'Name a manifest that can be read.');
  });
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    throw new Refusal(
      `${path} is no JSON: ${(error as Error).message}.`,
      'docs/imports.md describes what it should hold.',
    );
  }
  const files: ManifestFile[] = [];
  for (const named of filesNamedIn(document)) {
    // Whoever wrote the manifest must not choose which other files of this machine are sent.
    refuseOutside(path, named);
    refusePickleName(named);
    const place = join(dirname(path), named);
    const there = await stat(place).catch(() => undefined);
    if (there?.isFile()) refusePickle(await headOf(place), named);
    files.push({ named, path: place, bytes: there?.isFile() ? there.size : null });
  }
  const absent = files.filter(({ bytes }) => bytes === null);
  if (files.length > 0 && absent.length === files.length)
    throw new Refusal(
      `None of the files that ${path} names is beside it; ${absent[0]?.path} is the first.`,
      'Put manifest.json into the folder of the arrays.',
    );
  return { path, text, document, files };
}

/** The files that a manifest names, each once, in the order in which it first does. */
export function filesNamedIn(document: unknown): string[] {
  const recordings = listOf(document, 'recordings');
  const shards = recordings.flatMap((recording) => listOf(recording, 'shards'));
  const names = shards.map((shard) => (shard as { file?: unknown } | null)?.file);
  return [...new Set(names.filter((name) => typeof name === 'string'))];
}

function listOf(value: unknown, name: string): unknown[] {
  const list = (value as { [name: string]: unknown } | null)?.[name];
  return Array.isArray(list) ? list : [];
}
