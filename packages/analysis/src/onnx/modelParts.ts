import type { Store } from '../storage/store.js';
import { entriesOf } from './extents.js';
import { ModelRefused } from './modelRefused.js';
import { ELEMENT_TYPES, type WireTensor } from './onnxProto.js';

/** A file that holds values of weights, read only when they are wanted. */
export interface ExternalFile {
  readonly bytes: number;
  read(): Promise<Uint8Array>;
}

/** A model whose weights lie in files beside it. */
export interface ModelParts {
  readonly bytes: Uint8Array;
  /** By the path that the model has for them. */
  readonly external: ReadonlyMap<string, ExternalFile>;
}

/** A model file, or one with what lies beside it. */
export type Model = Uint8Array | ModelParts;

/** Names of the blobs that make up a model: itself a blob, whose digest then names the network. */
export interface ModelManifest {
  readonly model: string;
  readonly externalData: readonly { readonly path: string; readonly file: string }[];
}

/** No ONNX file begins with a brace. */
const BEGINNING = '{"unitgraph":"model"';
/** Bytes of the longest one: some thousand files by their paths. */
const LARGEST_MANIFEST = 4 * 2 ** 20;
const WIDTHS: { readonly [type: string]: number } = {
  float64: 8,
  int64: 8,
  uint64: 8,
  float32: 4,
  int32: 4,
  uint32: 4,
  float16: 2,
  bfloat16: 2,
  int16: 2,
  uint16: 2,
  int8: 1,
  uint8: 1,
  bool: 1,
};

/** The same parts give the same bytes, whatever order they are named in. */
export function packManifest({ model, externalData }: ModelManifest): Uint8Array {
  const sorted = [...externalData].sort((a, b) => (a.path < b.path ? -1 : 1));
  const parts = sorted.map(({ path, file }) => ({ path, file }));
  return new TextEncoder().encode(JSON.stringify({ unitgraph: 'model', model, externalData: parts }));
}

/** What `importNetwork` put into the store: a model file, or a manifest and the files that it names. */
export async function readModel(digest: string, store: Store): Promise<ModelParts> {
  const bytes = await store.readBlob(digest);
  const manifest = manifestIn(bytes);
  if (manifest === null) return { bytes, external: new Map() };
  const { model, externalData } = manifest;
  const files = externalData.map(async ({ path, file }): Promise<[string, ExternalFile]> => {
    const size = (await store.sizeOfBlob(file)) ?? 0;
    return [path, { bytes: size, read: () => store.readBlob(file) }];
  });
  return { bytes: await store.readBlob(model), external: new Map(await Promise.all(files)) };
}

/** Digests of all blobs that make up a model: its own, and those that it names. */
export async function blobsOfModel(digest: string, store: Store): Promise<string[]> {
  const size = (await store.sizeOfBlob(digest)) ?? 0;
  const manifest =
    size > LARGEST_MANIFEST ? null : manifestIn(await store.readBlob(digest).catch(() => new Uint8Array()));
  return manifest === null ? [digest] : [digest, manifest.model, ...manifest.externalData.map(({ file }) => file)];
}

function manifestIn(bytes: Uint8Array): ModelManifest | null {
  const isOne = Buffer.from(bytes.subarray(0, BEGINNING.length)).equals(Buffer.from(BEGINNING));
  return isOne ? (JSON.parse(Buffer.from(bytes).toString('utf8')) as ModelManifest) : null;
}

export function partsOf(model: Model): ModelParts {
  return model instanceof Uint8Array ? { bytes: model, external: new Map() } : model;
}

/** Where a weight's values lie in another file; null where they are in the model itself. */
export function placeOfWeight(weight: WireTensor): { location: string; offset: number; length: number } | null {
  if (weight.dataLocation !== 1 && weight.externalData.length === 0) return null;
  const said = (key: string): string | undefined => weight.externalData.find((entry) => entry.key === key)?.value;
  const needed = entriesOf(weight.dims) * (WIDTHS[ELEMENT_TYPES[weight.dataType] ?? ''] ?? 0);
  const number = (key: string, otherwise: number): number => {
    const text = said(key);
    if (text === undefined) return otherwise;
    return /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  };
  return { location: said('location') ?? '', offset: number('offset', 0), length: number('length', needed) };
}

/**
 * Looks whether all weights that lie in other files are there, in full, and apart from each other.
 * @throws {ModelRefused} that names the weight and the file
 */
export function checkExternalData(weights: Iterable<WireTensor>, external: ModelParts['external']): void {
  const ranges = new Map<string, { name: string; begin: number; end: number }[]>();
  for (const weight of weights) {
    const place = placeOfWeight(weight);
    if (place === null) continue;
    const { location, offset, length } = place;
    const { name } = weight;
    refuseOutside(name, location);
    const file = external.get(location);
    if (file === undefined) {
      const given = external.size === 0 ? '' : ` (given: ${[...external.keys()].join(', ')})`;
      throw new ModelRefused(
        `The weights of this ONNX model (${name} first) lie in ${location}, which was not given${given}.`,
        `Give that file too (on the Import page, choose both together; over the API, name it in externalData: [{ path: "${location}", file: DIGEST }]), or save all as one: onnx.save_model(onnx.load('network.onnx'), 'one-file.onnx').`,
      );
    }
    const needed = entriesOf(weight.dims) * (WIDTHS[ELEMENT_TYPES[weight.dataType] ?? ''] ?? 0);
    if (Number.isNaN(offset) || Number.isNaN(length) || (needed > 0 && length !== needed)) {
      throw new ModelRefused(
        `The weight ${name} of this ONNX model is said to be ${length} bytes at ${offset} of ${location}; its ${weight.dims.join(' x ')} values need ${needed}.`,
        'Save the model again: onnx.save_model(model, path, save_as_external_data=True).',
      );
    }
    if (offset + length > file.bytes) {
      throw new ModelRefused(
        `The file ${location} has ${file.bytes} bytes, and the weight ${name} lies at ${offset} to ${offset + length}.`,
        'It may have been cut off, or be that of another model: upload it again.',
      );
    }
    const known = ranges.get(location);
    if (known === undefined) ranges.set(location, [{ name, begin: offset, end: offset + length }]);
    else known.push({ name, begin: offset, end: offset + length });
  }
  for (const [location, found] of ranges) refuseOverlap(location, found);
}

/** Weights may share a range as a whole; half of one is a mistake. */
function refuseOverlap(location: string, ranges: { name: string; begin: number; end: number }[]): void {
  ranges.sort((a, b) => a.begin - b.begin || a.end - b.end);
  for (const [index, next] of ranges.entries()) {
    const before = ranges[index - 1];
    if (before === undefined || next.begin >= before.end) continue;
    if (next.begin === before.begin && next.end === before.end) continue;
    throw new ModelRefused(
      `The weights ${before.name} and ${next.name} of this ONNX model overlap in ${location}: ${before.begin} to ${before.end}, and ${next.begin} to ${next.end}.`,
      'Save the model again: onnx.save_model(model, path, save_as_external_data=True).',
    );
  }
}

/** @throws {ModelRefused} where a path leads out of the folder of the model */
export function refuseOutside(what: string, path: string): void {
  const parts = path.split('/');
  const isInside =
    path !== '' && !/[\\:\0]/.test(path) && !path.startsWith('/') && !parts.includes('..') && path.length <= 256;
  if (isInside) return;
  throw new ModelRefused(
    `The path ${JSON.stringify(path.slice(0, 80))} of ${what} does not lie beside the model.`,
    'Name files by their path from the folder of the model, without “..”.',
  );
}
