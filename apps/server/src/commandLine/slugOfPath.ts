import { basename, dirname, resolve } from 'node:path';
import { Refusal } from '@unitgraph/analysis/errors';

const ENDINGS = /\.(onnx|json|zip|npy|npz|safetensors|csv|tsv|txt)$/i;

/**
 * The name of a file without its ending, or of a folder, in the letters that a slug may have; every model.json goes by its
 * folder.
 */
export function slugOfPath(path: string): string {
  const named = basename(path) === 'model.json' ? basename(dirname(resolve(path))) : basename(resolve(path));
  const slug = named
    .replace(ENDINGS, '')
    .replace(/[^a-z0-9._-]+/gi, '-')
    .replace(/^[^a-z0-9]+|-+$/gi, '')
    .slice(0, 64);
  if (slug !== '') return slug;
  throw new Refusal(`No short name can be made of ${basename(path)}.`, 'Give one by --slug.');
}
