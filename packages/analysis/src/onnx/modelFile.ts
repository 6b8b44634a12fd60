import { entriesOf } from './extents.js';
import { EXPORT_REMEDY, recogniseForeignFile } from './foreignFile.js';
import { ModelRefused, oneLine } from './modelRefused.js';
import { decodeWireModel, ELEMENT_TYPES, type WireModel, type WireNode, type WireTensor } from './onnxProto.js';

/** One operation of a network. An input that is left out has the empty name. */
export type Node = WireNode;

export interface ModelInput {
  readonly name: string;
  readonly elementType: string;
  /** Null where the file leaves the batch open. */
  readonly batch: number | null;
  /** Without the batch axis. */
  readonly shape: readonly number[];
}

/** What a model file says, without the values of its weights. */
export interface ModelFile {
  readonly nodes: readonly Node[];
  /** Initialisers by name: shape and type. */
  readonly weights: ReadonlyMap<string, WireTensor>;
  readonly input: ModelInput;
  readonly outputs: readonly string[];
  readonly opset: number;
  /** Program and version that wrote the file; empty when it does not say. */
  readonly producer: string;
}

const INPUT_TYPES = ['float32', 'float16', 'float64'];
/** Four channels of 4,096 x 4,096: what one stimulus may have, so that a wrong extent does not fill the memory. */
const LARGEST_INPUT = 2 ** 26;

/**
 * Reads a model file without copying its weights.
 * @throws {ModelRefused} where the bytes are no ONNX model, or not one with one input of fixed extents: batch x channels
 *   x height x width, or batch x features.
 */
export function readModelFile(bytes: Uint8Array): ModelFile {
  const model = decode(bytes);
  const nodes = model.graph.flatMap((graph) => graph.node);
  if (nodes.length === 0) {
    throw new ModelRefused('This ONNX model has a graph without operations.', EXPORT_REMEDY);
  }
  const opset = model.opsetImport.find(({ domain }) => domain === '' || domain === 'ai.onnx')?.version;
  if (opset === undefined || opset < 1) {
    throw new ModelRefused(
      'This is not an ONNX model: it does not say its operator set. It may have been cut off.',
      `Copy it again, or: ${EXPORT_REMEDY}`,
    );
  }
  const initialisers = model.graph.flatMap((graph) => graph.initializer);
  const weights = new Map(initialisers.map((weight): [string, WireTensor] => [weight.name, weight]));
  if (weights.size < initialisers.length) {
    throw new ModelRefused('This ONNX model has two weights of the same name.', EXPORT_REMEDY);
  }
  refuseExternalData(weights.values());
  return {
    nodes,
    weights,
    input: onlyInput(model, weights),
    outputs: model.graph.flatMap((graph) => graph.output).map((output) => output.name),
    opset,
    producer: `${model.producerName} ${model.producerVersion}`.trim(),
  };
}

function decode(bytes: Uint8Array): WireModel {
  if (bytes.byteLength === 0) throw new ModelRefused('This is not an ONNX model: the file is empty.', EXPORT_REMEDY);
  const foreign = recogniseForeignFile(bytes);
  if (foreign !== null) throw new ModelRefused(`This is not an ONNX model but ${foreign.what}.`, foreign.remedy);
  let model: WireModel;
  try {
    model = decodeWireModel(bytes);
  } catch (thrown) {
    const short = thrown instanceof RangeError;
    throw new ModelRefused(
      short
        ? `This is not an ONNX model, or not all of one: it ends early, after ${bytes.byteLength} bytes.`
        : `This is not an ONNX model: its bytes make no sense (${oneLine(thrown)}).`,
      short ? `Copy it again, or: ${EXPORT_REMEDY}` : EXPORT_REMEDY,
    );
  }
  if (model.graph.length === 0) throw new ModelRefused('This is not an ONNX model: it holds no graph.', EXPORT_REMEDY);
  return model;
}

function refuseExternalData(weights: Iterable<WireTensor>): void {
  for (const { name, dataLocation, externalData } of weights) {
    if (dataLocation !== 1 && externalData.length === 0) continue;
    const location = externalData.find(({ key }) => key === 'location')?.value ?? 'another file';
    throw new ModelRefused(
      `The weights of this ONNX model (${name} first) lie in ${location}.`,
      "Save it as one file: onnx.save_model(onnx.load('network.onnx'), 'one-file.onnx').",
    );
  }
}

function onlyInput(model: WireModel, weights: ReadonlyMap<string, WireTensor>): ModelInput {
  // Files of early versions list their weights among the inputs.
  const inputs = model.graph.flatMap((graph) => graph.input).filter(({ name }) => !weights.has(name));
  const [input, second] = inputs;
  if (input === undefined) throw new ModelRefused('This ONNX model has no input.', EXPORT_REMEDY);
  if (second !== undefined) {
    throw new ModelRefused(
      `This ONNX model has ${inputs.length} inputs (${inputs.map(({ name }) => name).join(', ')}); networks with one are supported.`,
      'Export the part of it that takes images alone.',
    );
  }
  const tensor = input.type?.tensorType;
  const elementType = ELEMENT_TYPES[tensor?.elemType ?? 0] ?? 'of an unknown type';
  if (!INPUT_TYPES.includes(elementType)) {
    throw new ModelRefused(
      `The input “${input.name}” of this ONNX model is ${elementType}; numbers with a fraction are supported.`,
      'Export the network so that it takes float32.',
    );
  }
  const dimensions = tensor?.shape?.dim.map(({ dimValue, dimParam }) => dimValue || dimParam || '?');
  const said = `[${dimensions?.join(', ') ?? ''}]`;
  if (dimensions?.length !== 4 && dimensions?.length !== 2) {
    throw new ModelRefused(
      `The input “${input.name}” of this ONNX model has shape ${said}; [batch, channels, height, width] and [batch, features] are supported.`,
      'Export the network with an example input of such a shape.',
    );
  }
  const [batch, ...shape] = dimensions;
  if (!shape.every((extent): extent is number => typeof extent === 'number' && extent > 0)) {
    throw new ModelRefused(
      `The input “${input.name}” of this ONNX model has shape ${said}, in which more than the batch is left open.`,
      "Export it with dynamic_axes for the batch alone: {'input': {0: 'batch'}}.",
    );
  }
  if (entriesOf(shape) > LARGEST_INPUT) {
    throw new ModelRefused(
      `The input “${input.name}” of this ONNX model has shape ${said}: more than ${LARGEST_INPUT} values a stimulus.`,
      'Export the network with an example input of the size that it was trained with.',
    );
  }
  return { name: input.name, elementType, batch: typeof batch === 'number' && batch > 0 ? batch : null, shape };
}
