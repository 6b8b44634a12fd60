import { type ChosenLayer, chooseLayers } from './chosenLayers.js';
import { countParameters, flopsTo } from './costs.js';
import { EXPORT_REMEDY } from './foreignFile.js';
import { graphOf } from './graph.js';
import { findLayers } from './layers.js';
import { findLayouts } from './layouts/findLayouts.js';
import { tensorLayout } from './layouts/tensorLayout.js';
import { learnShapes } from './learnShapes.js';
import type { LayerDescription, ModelDescription } from './model.js';
import { readModelFile } from './modelFile.js';
import { checkExternalData, type Model, partsOf } from './modelParts.js';
import { ModelRefused } from './modelRefused.js';
import { findReceptiveFields } from './receptiveFields.js';

/**
 * What a network is: its input, its layers in the order in which they are computed, its size. Takes one forward run on
 * zeros, from which the extents of the layers are learnt; large weights are not looked at.
 * @param model an ONNX file whose input is batch x channels x height x width, batch x height x width x channels, batch x
 *   features, or tokens, batch x length; and what lies beside it
 * @param chosen layers that are wanted besides those found, or with another unit axis
 * @throws {ModelRefused} where it is no such file, or where onnxruntime cannot run it
 */
export async function describeModel(model: Model, chosen: readonly ChosenLayer[] = []): Promise<ModelDescription> {
  const parts = partsOf(model);
  const file = readModelFile(parts.bytes);
  const graph = graphOf(file);
  checkExternalData(file.weights.values(), parts.external);
  const learnt = await learnShapes(parts, graph);
  const layouts = findLayouts(graph, learnt);
  const fields = findReceptiveFields(graph, learnt, layouts);
  const candidates = chooseLayers(findLayers(graph, learnt, layouts), chosen, { graph, learnt, layouts });
  const layers = candidates.flatMap(({ name, tensor, kind, layout: given }): LayerDescription[] => {
    const layout = given ?? layouts.get(tensor);
    const shape = learnt.shapes.get(tensor) ?? [];
    const found = tensorLayout(layout, shape, learnt.batch);
    if (found === null) return [];
    const isMap = found.positions.length === 2 && given === undefined;
    const receptiveField = isMap ? (fields.get(tensor) ?? null) : null;
    return [{ name, tensor, kind, ...found, receptiveField, flops: flopsTo(graph, learnt, tensor) }];
  });
  if (layers.length === 0) {
    throw new ModelRefused(
      'This ONNX model has no layer of units: no convolution and no dense operation with one value or one map a unit.',
      EXPORT_REMEDY,
    );
  }
  const { name, kind, shape, elementType } = file.input;
  return {
    format: 'ONNX',
    input: {
      name,
      kind: kind === 'IMAGE_CHANNELS_LAST' ? 'IMAGE' : kind,
      shape,
      elementType,
      filled: file.filled.map((each) => each.name),
    },
    layers,
    parameters: countParameters(graph),
    opset: file.opset,
    producer: file.producer,
  };
}
