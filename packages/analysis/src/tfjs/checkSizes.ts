import { entriesOf } from '../onnx/extents.js';
import { ModelRefused } from '../onnx/modelRefused.js';
import { isRecord, type ModelJson } from './modelJson.js';

/** Values of one stimulus, at most: an image of 4,096 x 4,096. */
export const MOST_VALUES = 2 ** 24;
/** Values of one tensor for one stimulus, at most. */
export const MOST_ACTIVATIONS = 2 ** 27;

/** What a layer's configuration says of its size; recurrent layers have kernels of three or four times so many. */
const EXTENTS = ['units', 'filters', 'input_dim', 'output_dim'] as const;
const TIMES = [1, 3, 4];

/**
 * Looks whether the sizes that layers say they have are those of their weights: the library makes room for what a description
 * says before it looks at the weights.
 * @throws {ModelRefused} that names the layer
 */
export function checkSizes({ modelTopology, weights }: ModelJson): void {
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    if (!isRecord(value)) return;
    if (isRecord(value.config) && typeof value.class_name === 'string')
      checkLayer(value.class_name, value.config, weights);
    Object.values(value).forEach(visit);
  };
  visit(modelTopology);
}

function checkLayer(
  className: string,
  config: { readonly [key: string]: unknown },
  weights: ModelJson['weights'],
): void {
  const input = config.batch_input_shape ?? config.batchInputShape;
  if (Array.isArray(input) && entriesOf(input.map((extent) => Number(extent) || 1)) > MOST_VALUES) {
    throw new ModelRefused(
      `The layer ${String(config.name)} of this TensorFlow.js model takes [${input.join(', ')}], more than ${MOST_VALUES} values.`,
      'Save it with a smaller input.',
    );
  }
  const own = weights.filter(({ name }) => name.split('/').includes(String(config.name)));
  for (const key of EXTENTS) {
    const extent = config[key];
    if (typeof extent !== 'number') continue;
    if (own.some(({ shape }) => shape.some((each) => TIMES.some((times) => each === times * extent)))) continue;
    throw new ModelRefused(
      `The layer ${String(config.name)} (${className}) of this TensorFlow.js model is said to have ${key} ${extent}, which none of its weights has.`,
      'Save the model again, with its weights.',
    );
  }
}
