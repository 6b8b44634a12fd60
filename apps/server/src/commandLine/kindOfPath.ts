import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Refusal } from '@unitgraph/analysis/errors';
import { type FileInFolder, IMAGE, imagesOnDisk } from './imagesOnDisk.js';
import { filesNamedIn } from './manifestOnDisk.js';
import { isModelJsonFile } from './modelOnDisk.js';

/** What a path holds, and the file by which it comes in; of a folder of images, the folder and its files. */
export type FoundPath =
  | { readonly kind: 'network' | 'recordings'; readonly path: string }
  | { readonly kind: 'probe set'; readonly path: string; readonly images: readonly FileInFolder[] | null };

const STIMULI = /\.(zip|npy|npz|safetensors|csv|tsv|txt)$/i;
const WHAT_COMES_IN =
  'Name an ONNX file or a model.json; a folder that holds manifest.json; or stimuli: a folder or zip of images, .npy, .npz, .safetensors, .csv or .txt.';

/**
 * What a path holds, by the names of files, as the dashboard tells it. A manifest and TensorFlow.js's model are both JSON, and
 * may be named by their folder.
 * @throws Refusal where it is nothing that comes in
 */
export async function kindOfPath(path: string): Promise<FoundPath> {
  const there = await stat(path).catch((error: NodeJS.ErrnoException) => error);
  if (there instanceof Error) {
    if (there.code === 'ENOENT') throw new Refusal(`There is no file ${path}.`, WHAT_COMES_IN);
    throw new Refusal(`${path} cannot be read: ${there.message}.`, 'Name a file that can be read.');
  }
  if (there.isFile()) return kindOfFile(path);
  if (!there.isDirectory()) throw new Refusal(`${path} is neither a file nor a folder.`, WHAT_COMES_IN);
  const [manifest, model] = [join(path, 'manifest.json'), join(path, 'model.json')];
  if (await isFile(manifest)) return { kind: 'recordings', path: manifest };
  if (await isFile(model)) return { kind: 'network', path: model };
  const images = await imagesOnDisk(path);
  if (images.length > 0) return { kind: 'probe set', path, images };
  throw new Refusal(
    `The folder ${path} holds no manifest.json, which says what its arrays are, and no images.`,
    `docs/imports.md describes the one, docs/probeSets.md the other. To bring in networks, name their files: ${join(path, '*.onnx')}.`,
  );
}

async function kindOfFile(path: string): Promise<FoundPath> {
  if (/\.json$/i.test(path)) return { kind: (await isModelJsonFile(path)) ? 'network' : 'recordings', path };
  if (IMAGE.test(path))
    throw new Refusal(
      `${path} is one image, and a probe set has many.`,
      `Name their folder: ${dirname(path)}. What lies in folders there is labelled by them.`,
    );
  if (!STIMULI.test(path)) return { kind: 'network', path };
  const manifest = join(dirname(path), 'manifest.json');
  if (await isNamedIn(manifest, basename(path)))
    throw new Refusal(
      `${path} holds recorded activations: ${manifest} names it.`,
      `Name that in its place: unitgraph import ${manifest}`,
    );
  return { kind: 'probe set', path, images: null };
}

async function isNamedIn(manifest: string, file: string): Promise<boolean> {
  const text = await readFile(manifest, 'utf8').catch(() => 'null');
  try {
    return filesNamedIn(JSON.parse(text)).includes(file);
  } catch {
    // What is no JSON names nothing.
    return false;
  }
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() === true;
}
