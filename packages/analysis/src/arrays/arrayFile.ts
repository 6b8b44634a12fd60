import { Refusal } from '../errors.js';
import { type ByteSource, readBytes, type Unpack } from './byteSource.js';
import { openNpy } from './npyArray.js';
import { npzNames, openNpz } from './npzFile.js';
import { pickle, refusePickle } from './refusePickles.js';
import { openSafetensors } from './safetensorsFile.js';
import type { StoredArray } from './storedArray.js';
import { openZarr, zarrNames } from './zarrArray.js';
import { ZipFile } from './zipFile.js';

export const ARRAY_FORMATS = ['SAFETENSORS', 'NPY', 'NPZ', 'ZARR'] as const;
export type ArrayFormat = (typeof ARRAY_FORMATS)[number];

/** A file that holds arrays. */
export interface ArrayFile {
  readonly format: ArrayFormat;
  /** Names of the arrays; one empty name in a file that holds one without any. */
  readonly names: readonly string[];
  /** @throws Refusal that names the array and what is wrong with it */
  array(name: string): Promise<StoredArray>;
}

/**
 * Opens a file by what its bytes say that it is; its name is for messages.
 * @param mostBytes how much one array may unpack to
 * @throws Refusal for pickles, and for all that is no array
 */
export async function openArrayFile(
  source: ByteSource,
  file: string,
  { mostBytes, unpack }: { readonly mostBytes: number; readonly unpack: Unpack },
): Promise<ArrayFile> {
  const head = readBytes(source, 0, Math.min(512, source.size));
  refusePickle(head, file);
  const text = Buffer.from(head.buffer).toString('latin1');
  if (text.startsWith('\x93NUMPY')) {
    return { format: 'NPY', names: [''], array: async () => openNpy(source, file) };
  }
  if (text.startsWith('PK')) return openZip(new ZipFile(source, file), mostBytes, unpack);
  if (/^[\s\S]{6}\0\0\{/.test(text)) {
    const { names, array } = openSafetensors(source, file);
    return { format: 'SAFETENSORS', names, array: async (name) => array(name) };
  }
  throw new Refusal(
    `${file} holds no arrays that are read here: it begins with ${JSON.stringify(text.slice(0, 12))}.`,
    'Send .safetensors, .npy, .npz, or a zip of a Zarr store.',
  );
}

function openZip(zip: ZipFile, mostBytes: number, unpack: Unpack): ArrayFile {
  if ([...zip.entries.keys()].some((name) => /(^|\/)data\.pkl$/.test(name))) throw pickle(zip.file);
  const zarr = zarrNames(zip);
  if (zarr.length > 0) return { format: 'ZARR', names: zarr, array: (name) => openZarr(zip, name) };
  const names = npzNames(zip);
  if (names.length > 0) return { format: 'NPZ', names, array: (name) => openNpz(zip, name, mostBytes, unpack) };
  throw new Refusal(
    `${zip.file} is a zip archive without arrays: it holds ${[...zip.entries.keys()].slice(0, 5).join(', ') || 'nothing'}.`,
    'Send an .npz file, or a zip of a Zarr store with zarr.json or .zarray inside.',
  );
}
