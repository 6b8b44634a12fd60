import type { ChosenLayer } from '../onnx/chosenLayers.js';
import { entriesOf } from '../onnx/extents.js';
import type { LayerDescription, ModelDescription, TensorFactor } from '../onnx/model.js';
import type { ModelParts } from '../onnx/modelParts.js';
import { ModelRefused, TensorMissing } from '../onnx/modelRefused.js';
import { type FoundLayer, findLayers } from './findLayers.js';
import type { OpenedModel } from './openedModel.js';
import { openTfjs } from './openTfjs.js';
import { receptiveFields } from './receptiveFields.js';
import { runtimeRefusal } from './runtime.js';
import { inputOf, tensorOf } from './stimulusTensor.js';

/**
 * What a TensorFlow.js model is: its input, its layers in the order in which they are computed, its size. Takes one forward run
 * on zeros, from which extents are learnt. Units are the last axis, as everywhere in TensorFlow.js.
 * @param parts a `model.json` and the files of weights that it names
 * @param chosen layers that are wanted besides those found, or with another unit axis
 * @throws {ModelRefused} where it is none, or cannot be run
 */
export async function describeTfjs(parts: ModelParts, chosen: readonly ChosenLayer[] = []): Promise<ModelDescription> {
  const { json, model, runtime } = await openTfjs(parts);
  try {
    const input = inputOf(model);
    const found = chooseLayers(findLayers(model.operations, model.outputs), chosen, model);
    const shapes = await shapesOf(model, input, runtime);
    const fields = receptiveFields(model.operations, shapes);
    const layers = found.flatMap(({ name, tensor, kind, unitAxis }): LayerDescription[] => {
      const layout = layoutOf(tensor, shapes.get(tensor) ?? [], unitAxis);
      if (layout === null) return [];
      const positions = layout.filter(({ role }) => role === 'POSITION').map(({ extent }) => extent);
      const units = layout.find(({ role }) => role === 'UNIT')?.extent ?? 0;
      const receptiveField = positions.length === 2 && unitAxis == null ? (fields.get(tensor) ?? null) : null;
      return [
        {
          ...{ name, tensor, kind, units, positions },
          ...(positions.length === 0 ? {} : { layout }),
          receptiveField,
          flops: flopsTo(model, shapes, tensor),
        },
      ];
    });
    if (layers.length === 0) {
      throw new ModelRefused(
        'This TensorFlow.js model has no layer of units: no convolution and no dense operation.',
        'Name tensors that are layers, with their unit axis.',
      );
    }
    return {
      format: 'TFJS',
      input: { ...input, name: model.input.name, elementType: model.input.dtype, filled: [] },
      layers,
      parameters: model.parameters,
      opset: 0,
      producer: json.generatedBy,
    };
  } finally {
    model.dispose();
  }
}

type Wanted = FoundLayer & { readonly unitAxis?: number | null | undefined };

function chooseLayers(found: readonly FoundLayer[], chosen: readonly ChosenLayer[], model: OpenedModel): Wanted[] {
  const layers = new Map<string, Wanted>(found.map((layer) => [layer.tensor, layer]));
  const order = model.operations.map(({ tensor }) => tensor);
  for (const { tensor, name, unitAxis } of chosen) {
    const operation = model.operations.find((each) => each.tensor === tensor);
    if (operation === undefined || operation.kind === 'INPUT') throw new TensorMissing(tensor, order.slice(1));
    const byRule = layers.get(tensor) ?? { name: operation.name, tensor, kind: 'OTHER' as const };
    layers.set(tensor, { ...byRule, name: name ?? byRule.name, unitAxis });
  }
  const names = [...layers.values()].map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) {
    throw new ModelRefused(`Two layers would be called ${twice}.`, 'Give the named layer another name.');
  }
  return [...layers.values()].sort((a, b) => order.indexOf(a.tensor) - order.indexOf(b.tensor));
}

/** Shapes for one stimulus of all tensors of numbers. */
async function shapesOf(
  model: OpenedModel,
  input: ReturnType<typeof inputOf>,
  runtime: Parameters<typeof tensorOf>[0],
): Promise<Map<string, readonly number[]>> {
  const tensors = model.operations.filter(({ kind }) => kind !== 'INPUT').map(({ tensor }) => tensor);
  const zeros = tensorOf(runtime, new Float32Array(entriesOf(input.shape)), 1, model);
  try {
    const found = model.run(zeros, tensors);
    const shapes = new Map(found.map((tensor, index) => [tensors[index] ?? '', tensor.shape as readonly number[]]));
    for (const tensor of found) tensor.dispose();
    return shapes.set(model.input.name, zeros.shape);
  } catch (thrown) {
    throw runtimeRefusal(thrown);
  } finally {
    zeros.dispose();
  }
}

/** Batch first, units last, positions between; null where the batch is not first or there is no axis besides it. */
function layoutOf(
  tensor: string,
  shape: readonly number[],
  unitAxis: number | null | undefined,
): TensorFactor[] | null {
  if (shape.length < 2 || shape[0] !== 1) return null;
  const axis = unitAxis == null ? shape.length - 1 : unitAxis < 0 ? unitAxis + shape.length : unitAxis;
  if (!Number.isInteger(axis) || axis < 1 || axis >= shape.length) {
    throw new ModelRefused(
      `The tensor ${tensor} has shape [${shape.join(', ')}] for one stimulus: its axis ${unitAxis} cannot be the units.`,
      `Choose one of 1 to ${shape.length - 1}.`,
    );
  }
  return shape.map((extent, index) => {
    if (index === 0) return { role: 'BATCH', extent: 0 };
    return { role: index === axis ? 'UNIT' : 'POSITION', extent };
  });
}

/** Floating-point operations from the input to a tensor, for one stimulus. */
function flopsTo({ operations }: OpenedModel, shapes: ReadonlyMap<string, readonly number[]>, tensor: string): number {
  const byTensor = new Map(operations.map((operation) => [operation.tensor, operation]));
  const seen = new Set<string>();
  const visit = (name: string): number => {
    const operation = byTensor.get(name);
    if (operation === undefined || seen.has(name)) return 0;
    seen.add(name);
    const own = 2 * operation.terms * entriesOf(shapes.get(name) ?? [0]);
    return operation.inputs.reduce((sum, input) => sum + visit(input), own);
  };
  return visit(tensor);
}
