import { packManifest, Refusal, refuseOutside } from '@unitgraph/analysis';
import type { FolderStore } from '../storage/folderStore.js';

/** A model as a whole: the digest that names it, and the bytes of all its files. */
export interface ModelBlob {
  readonly digest: string;
  readonly bytes: number;
}

/** Files beside a model, at most: exporters write one, or one a weight. */
const MOST_FILES = 4_096;

/**
 * One digest for a model and what lies beside it: that of its file, or of a manifest that names all files.
 * @throws Refusal where a file was not uploaded, or lies outside
 */
export async function modelBlob(
  store: FolderStore,
  file: string,
  externalData: readonly { readonly path: string; readonly file: string }[],
): Promise<ModelBlob> {
  let bytes = await sizeOf(store, file, 'file');
  if (externalData.length === 0) return { digest: file, bytes };
  if (externalData.length > MOST_FILES) {
    throw new Refusal(
      `externalData names ${externalData.length} files; ${MOST_FILES} are the most.`,
      'Save the weights in one file: onnx.save_model(model, path, save_as_external_data=True, all_tensors_to_one_file=True).',
    );
  }
  const paths = new Set<string>();
  for (const { path, file: digest } of externalData) {
    refuseOutside('externalData', path);
    if (paths.has(path)) throw new Refusal(`externalData names ${path} twice.`, 'Name each file once.');
    paths.add(path);
    bytes += await sizeOf(store, digest, `file of ${path}`);
  }
  return { digest: await store.writeBlob(packManifest({ model: file, externalData })), bytes };
}

async function sizeOf(store: FolderStore, digest: string, what: string): Promise<number> {
  const bytes = await store.sizeOfBlob(digest);
  if (bytes !== undefined) return bytes;
  throw new Refusal(
    what === 'file'
      ? `There is no uploaded file ${digest.slice(0, 80)}.`
      : `There is no uploaded ${what}: ${digest.slice(0, 80)}.`,
    'POST the model to /blobs first, and pass the digest that it answers.',
  );
}
