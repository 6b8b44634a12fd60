import { entriesOf } from '../onnx/extents.js';
import { type ModelParts, refuseOutside } from '../onnx/modelParts.js';
import { ModelRefused, oneLine } from '../onnx/modelRefused.js';

/** One weight, as `weightsManifest` has it. */
export interface ManifestWeight {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly quantization?: { readonly dtype: string };
}

/** What is looked at of a `model.json`; the rest is the library's. */
export interface ModelJson {
  readonly format: 'layers-model' | 'graph-model';
  /** Program that wrote it; empty when it does not say. */
  readonly generatedBy: string;
  readonly modelTopology: { readonly [key: string]: unknown };
  readonly signature?: object;
  readonly weights: readonly ManifestWeight[];
  /** Paths of the files of weights, in the order in which their bytes follow one another. */
  readonly paths: readonly string[];
}

const WIDTHS: { readonly [type: string]: number } = {
  ...{ float32: 4, int32: 4, float16: 2, uint16: 2, complex64: 8, bool: 1, uint8: 1, int8: 1 },
};

/** Bytes of the longest topology: the largest ones known have some five. */
const LARGEST = 64 * 2 ** 20;
const REMEDY = 'Save it again: model.save("file://folder") in TensorFlow.js, or tensorflowjs_converter in Python.';

/** Whether a file is TensorFlow.js's `model.json`: no ONNX file begins with a brace. */
export function isModelJson(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(64, bytes.byteLength)).toString('latin1');
  if (!/^(?:\xef\xbb\xbf)?\s*\{/.test(head) || bytes.byteLength > LARGEST) return false;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('"modelTopology"');
}

/**
 * Reads a `model.json` and holds it against the files beside it.
 * @throws {ModelRefused} where it is none, or a file of weights is absent or of another size
 */
export function readModelJson({ bytes, external }: ModelParts): ModelJson {
  const { format, generatedBy, modelTopology, signature, weightsManifest } = parsed(bytes);
  if (!isRecord(modelTopology)) throw refused('its modelTopology is no object');
  const groups = groupsOf(weightsManifest);
  for (const group of groups) checkFiles(group, external);
  const weights = groups.flatMap((group) => group.weights);
  const names = weights.map(({ name }) => name);
  const twice =
    new Set(names).size < names.length ? names.find((name, index) => names.indexOf(name) < index) : undefined;
  if (twice !== undefined) throw refused(`it has two weights ${twice}`);
  return {
    format: formatOf(format, modelTopology),
    generatedBy: typeof generatedBy === 'string' ? generatedBy.slice(0, 80) : '',
    modelTopology,
    ...(isRecord(signature) ? { signature } : {}),
    weights,
    paths: groups.flatMap(({ paths }) => paths),
  };
}

/**
 * Paths of the files of weights, as a `model.json` names them, before any of them is there.
 * @throws {ModelRefused} where it is none
 */
export function pathsOfModelJson(bytes: Uint8Array): string[] {
  return groupsOf(parsed(bytes).weightsManifest).flatMap(({ paths }) => paths);
}

/** All weights, one file after the other. */
export async function readWeights({ paths }: ModelJson, external: ModelParts['external']): Promise<ArrayBuffer> {
  const total = paths.reduce((sum, path) => sum + (external.get(path)?.bytes ?? 0), 0);
  const whole = new Uint8Array(total);
  let used = 0;
  for (const path of paths) {
    const bytes = (await external.get(path)?.read()) ?? new Uint8Array();
    whole.set(bytes, used);
    used += bytes.length;
  }
  return whole.buffer;
}

function parsed(bytes: Uint8Array): { readonly [key: string]: unknown } {
  try {
    const json: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (isRecord(json)) return json;
  } catch (thrown) {
    throw refused(oneLine(thrown));
  }
  throw refused('it is no object');
}

function formatOf(format: unknown, topology: { readonly [key: string]: unknown }): ModelJson['format'] {
  if (format === 'layers-model' || format === 'graph-model') return format;
  // Files of the first versions do not say.
  if ('node' in topology) return 'graph-model';
  if ('model_config' in topology || 'class_name' in topology) return 'layers-model';
  throw refused('it is neither a layers-model nor a graph-model');
}

interface WeightGroup {
  readonly paths: readonly string[];
  readonly weights: readonly ManifestWeight[];
}

function groupsOf(weightsManifest: unknown): WeightGroup[] {
  if (!Array.isArray(weightsManifest)) throw refused('it has no weightsManifest');
  return weightsManifest.map(readGroup);
}

function readGroup(group: unknown, index: number): WeightGroup {
  const { paths, weights } = isRecord(group) ? group : {};
  const areTexts = Array.isArray(paths) && paths.every((path) => typeof path === 'string');
  if (!areTexts || !Array.isArray(weights))
    throw refused(`group ${index} of its weightsManifest lacks paths or weights`);
  for (const path of paths) refuseOutside('weightsManifest', path);
  return { paths, weights: weights.map(readWeight) };
}

function readWeight(weight: unknown): ManifestWeight {
  const { name, shape, dtype, quantization } = isRecord(weight) ? weight : {};
  const isShape =
    Array.isArray(shape) && shape.every((extent) => Number.isSafeInteger(extent) && extent >= 0) && shape.length <= 8;
  if (typeof name !== 'string' || !isShape || typeof dtype !== 'string') {
    throw refused(
      `a weight of its weightsManifest (${JSON.stringify(name ?? null).slice(0, 80)}) lacks name, shape or dtype`,
    );
  }
  const stored = isRecord(quantization) ? quantization.dtype : undefined;
  return { name, shape, dtype, ...(typeof stored === 'string' ? { quantization: { dtype: stored } } : {}) };
}

function checkFiles({ paths, weights }: WeightGroup, external: ModelParts['external']): void {
  let found = 0;
  for (const path of paths) {
    const file = external.get(path);
    if (file === undefined) {
      const given = external.size === 0 ? '' : ` (given: ${[...external.keys()].slice(0, 12).join(', ')})`;
      throw new ModelRefused(
        `The weights of this TensorFlow.js model lie in ${path}, which was not given${given}.`,
        `Give that file too: on the Import page, choose it together with model.json; over the API, name it in externalData: [{ path: "${path}", file: DIGEST }].`,
      );
    }
    found += file.bytes;
  }
  let needed = 0;
  for (const { name, shape, dtype, quantization } of weights) {
    const width = WIDTHS[quantization?.dtype ?? dtype];
    // Texts have no size that follows from their shape.
    if (width === undefined) throw refused(`its weight ${name} is of type ${quantization?.dtype ?? dtype}`);
    needed += width * entriesOf(shape);
  }
  if (needed === found) return;
  throw new ModelRefused(
    `The weights of this TensorFlow.js model need ${needed} bytes, and ${paths.join(', ')} ${paths.length === 1 ? 'has' : 'have'} ${found}.`,
    'A file may have been cut off, or be that of another model: upload it again.',
  );
}

function refused(why: string): ModelRefused {
  return new ModelRefused(`This TensorFlow.js model.json cannot be read: ${why}.`, REMEDY);
}

export function isRecord(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
