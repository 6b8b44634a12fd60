import { countParameters, flopsTo } from './costs.js';
import { EXPORT_REMEDY } from './foreignFile.js';
import { graphOf } from './graph.js';
import { findLayers } from './layers.js';
import { learnShapes } from './learnShapes.js';
import type { LayerDescription, ModelDescription } from './model.js';
import { readModelFile } from './modelFile.js';
import { ModelRefused } from './modelRefused.js';
import { findReceptiveFields } from './receptiveFields.js';

/**
 * What a network is: its input, its layers in the order in which they are computed, its size. Takes one forward run on
 * zeros, from which the extents of the layers are learnt; the weights are not looked at.
 * @param bytes an ONNX file whose one input is batch x channels x height x width, or batch x features
 * @throws {ModelRefused} where it is no such file, or where onnxruntime cannot run it
 */
export async function describeModel(bytes: Uint8Array): Promise<ModelDescription> {
  const file = readModelFile(bytes);
  const graph = graphOf(file);
  const learnt = await learnShapes(bytes, graph);
  const fields = findReceptiveFields(graph, learnt);
  const layers = findLayers(graph).flatMap(({ name, tensor, kind }): LayerDescription[] => {
    const [batch, units, ...positions] = learnt.shapes.get(tensor) ?? [];
    // Units are the axis after the batch. Where there is one axis more, as with the tokens of a transformer, or three,
    // which of them is the units is not known.
    if (batch !== learnt.batch || units === undefined || (positions.length !== 0 && positions.length !== 2)) return [];
    const receptiveField = positions.length === 0 ? null : (fields.get(tensor) ?? null);
    return [{ name, tensor, kind, units, positions, receptiveField, flops: flopsTo(graph, learnt, tensor) }];
  });
  if (layers.length === 0) {
    throw new ModelRefused(
      'This ONNX model has no layer of units: no convolution and no dense operation with one value or one map a unit.',
      EXPORT_REMEDY,
    );
  }
  return {
    input: { name: file.input.name, shape: file.input.shape },
    layers,
    parameters: countParameters(graph),
    opset: file.opset,
    producer: file.producer,
  };
}
