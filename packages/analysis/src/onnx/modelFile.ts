import { EXPORT_REMEDY, recogniseForeignFile } from './foreignFile.js';
import { type ModelInputs, readInputs } from './modelInputs.js';
import { ModelRefused, oneLine } from './modelRefused.js';
import { decodeWireModel, type WireModel, type WireNode, type WireTensor } from './onnxProto.js';

/** One operation of a network. An input that is left out has the empty name. */
export type Node = WireNode;

/** What a model file says, without the values of its weights. */
export interface ModelFile extends ModelInputs {
  readonly nodes: readonly Node[];
  /** Initialisers by name: shape and type. */
  readonly weights: ReadonlyMap<string, WireTensor>;
  readonly outputs: readonly string[];
  readonly opset: number;
  /** Program and version that wrote the file; empty when it does not say. */
  readonly producer: string;
}

/**
 * Reads a model file without copying its weights.
 * @throws {ModelRefused} where the bytes are no ONNX model, or not one with an input of images, features or tokens.
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
  // Files of early versions list their weights among the inputs.
  const inputs = model.graph.flatMap((graph) => graph.input).filter(({ name }) => !weights.has(name));
  return {
    nodes,
    weights,
    ...readInputs(inputs),
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
