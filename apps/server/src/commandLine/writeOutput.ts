import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Refusal } from '@unitgraph/analysis/errors';

/**
 * Writes a file whole or not at all: beside its place under another name, then renamed. What stood there before stays until
 * then. `-` and nothing are standard output.
 * @throws Refusal where it cannot be written
 */
export async function writeOutput(path: string | undefined, chunks: AsyncIterable<string | Uint8Array>): Promise<void> {
  if (path === undefined || path === '-') {
    for await (const chunk of chunks) if (!process.stdout.write(chunk)) await once(process.stdout, 'drain');
    return;
  }
  const place = resolve(path);
  if ((await stat(place).catch(() => undefined))?.isDirectory())
    throw new Refusal(`${path} is a folder.`, 'Name a file by --output.');
  const draft = join(dirname(place), `.${basename(place)}.${randomBytes(4).toString('hex')}`);
  try {
    await pipeline(
      Readable.from(chunks, { objectMode: false }),
      createWriteStream(draft, { flags: 'wx', flush: true }),
    );
    await rename(draft, place);
  } catch (error) {
    await rm(draft, { force: true });
    throw explained(error, path);
  }
}

function explained(error: unknown, path: string): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC') return new Refusal(`There is no room for ${path}.`, 'Make room, or name another place.');
  const isOurs = ['open', 'rename', 'write'].includes(syscall ?? '');
  if (!isOurs) return error;
  const why = code === 'ENOENT' ? 'its folder is not there' : code === 'EACCES' ? 'that is not allowed' : (code ?? '');
  return new Refusal(`${path} cannot be written: ${why}.`, 'Name another place by --output.');
}
