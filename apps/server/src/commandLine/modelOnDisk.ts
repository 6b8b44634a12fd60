import { open, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import {
  externalPathsOf,
  isModelJson,
  Refusal,
  recogniseForeignFile,
  refuseOutside,
  refusePickle,
} from '@unitgraph/analysis';

/** A file to be sent. */
export interface FileOnDisk {
  readonly path: string;
  readonly bytes: number;
}

/** A model file with the files beside it that its weights lie in, by the path that it has for them. */
export interface ModelOnDisk extends FileOnDisk {
  /** The file itself. */
  readonly content: Uint8Array;
  readonly external: readonly (FileOnDisk & { readonly named: string })[];
}

/** The most that one ONNX file can have: a limit of the format. */
const LARGEST_MODEL = 2 ** 31 - 1;

/**
 * Looks into a model file for what lies beside it.
 * @throws Refusal where it is no model, or a file is missing
 */
export async function modelOnDisk(path: string): Promise<ModelOnDisk> {
  const head = await headOf(path);
  // A model.json is a text as well.
  if (!looksLikeJson(head)) refuseForeign(head, path);
  const { size: bytes } = await stat(path);
  if (bytes > LARGEST_MODEL)
    throw new Refusal(
      `${path} has ${bytes} bytes, and an ONNX file ends at 2 GB.`,
      'Save its weights beside it: onnx.save_model(model, path, save_as_external_data=True).',
    );
  const content = await readFile(path);
  if (looksLikeJson(head) && !isModelJson(content))
    throw new Refusal(
      `${path} is JSON, and no model.json of TensorFlow.js: it has no modelTopology.`,
      'Name an ONNX file, a model.json, or the manifest.json of recorded activations.',
    );
  const external = [];
  for (const named of externalPathsOf(content)) {
    refuseOutside(basename(path), named);
    const file = join(dirname(path), named);
    const there = await stat(file).catch(() => undefined);
    if (there?.isFile() !== true)
      throw new Refusal(
        `Weights of ${path} lie in ${named}, which is not beside it.`,
        isModelJson(content)
          ? `Put it at ${file}.`
          : `Put it at ${file}, or save all as one file: onnx.save_model(onnx.load('network.onnx'), 'one-file.onnx').`,
      );
    external.push({ named, path: file, bytes: there.size });
  }
  return { path, bytes, content, external };
}

function looksLikeJson(head: Uint8Array): boolean {
  return /^(?:\xef\xbb\xbf)?\s*\{/.test(Buffer.from(head).toString('latin1'));
}

/** Whether a file is the `model.json` of a network of TensorFlow.js, and not another JSON file. */
export async function isModelJsonFile(path: string): Promise<boolean> {
  return looksLikeJson(await headOf(path)) && isModelJson(await readFile(path));
}

/** The first 512 bytes. */
export async function headOf(path: string): Promise<Uint8Array> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw new Refusal(`${path} cannot be read: ${error.message}.`, 'Name a file that can be read.');
  });
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(512), 0, 512, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Says of files that people take for ONNX files what to do with them. */
function refuseForeign(head: Uint8Array, path: string): void {
  try {
    refusePickle(head, path);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Refusal(
      error.message,
      `If it holds a network, load it in Python with its class, then torch.onnx.export(network, example_input, 'network.onnx'). If it holds recorded activations, ${error.remedy.replace(/^E/, 'e')}`,
    );
  }
  const foreign = recogniseForeignFile(head);
  if (foreign === null) return;
  const arrays = /\.(npy|npz|safetensors|zip|zarr)$/i.test(path)
    ? ' Recorded activations come in by a manifest.json beside them: docs/imports.md.'
    : '';
  throw new Refusal(`${path} is not an ONNX model but ${foreign.what}.`, `${foreign.remedy}${arrays}`);
}
