import type { Tensor } from '@tensorflow/tfjs-core';
import { entriesOf } from '../onnx/extents.js';
import { ModelRefused } from '../onnx/modelRefused.js';
import { MOST_VALUES } from './checkSizes.js';
import type { OpenedModel } from './openedModel.js';
import type { Runtime } from './runtime.js';

/** What a model takes, in this project's terms: channels first. */
export interface TfjsInput {
  readonly kind: 'IMAGE' | 'FEATURES' | 'TOKENS';
  readonly shape: readonly number[];
}

/** @throws {ModelRefused} where its input is no image, features or tokens of a fixed size */
export function inputOf({ input: { name, shape, isOfTokens, dtype } }: OpenedModel): TfjsInput {
  const extents = shape.map(Number);
  const said = `The input ${name} of this TensorFlow.js model has shape [${['batch', ...shape.map((extent) => extent ?? '?')].join(', ')}]`;
  if (shape.some((extent) => extent === null || extent < 1)) {
    throw new ModelRefused(`${said}: not all of its extents are fixed.`, 'Save it with an input of a fixed size.');
  }
  if (entriesOf(extents) > MOST_VALUES) {
    throw new ModelRefused(`${said}: more than ${MOST_VALUES} values.`, 'Save it with a smaller input.');
  }
  const [height = 0, width = 0, channels = 0] = extents;
  if (extents.length === 3) return { kind: 'IMAGE', shape: [channels, height, width] };
  if (extents.length === 1) return { kind: isOfTokens || dtype === 'int32' ? 'TOKENS' : 'FEATURES', shape: extents };
  throw new ModelRefused(
    `${said}, which is neither images nor features nor tokens.`,
    'Save a model whose input is batch x height x width x channels, batch x features, or batch x tokens.',
  );
}

/** Stimuli, channels first, as the tensor that the model takes: channels last. To be disposed of. */
export function tensorOf(
  { core }: Pick<Runtime, 'core'>,
  values: Float32Array,
  batch: number,
  { input: { shape, dtype } }: OpenedModel,
): Tensor {
  const extents = shape.map(Number);
  if (extents.length !== 3) {
    const data = dtype === 'int32' ? Int32Array.from(values) : values;
    return core.tensor(data, [batch, ...extents], dtype === 'int32' ? 'int32' : 'float32');
  }
  const [height = 1, width = 1, channels = 1] = extents;
  const pixels = height * width;
  const turned = new Float32Array(values.length);
  for (let stimulus = 0; stimulus < batch; stimulus++)
    for (let channel = 0; channel < channels; channel++) {
      const from = (stimulus * channels + channel) * pixels;
      const to = stimulus * pixels * channels + channel;
      for (let pixel = 0; pixel < pixels; pixel++) turned[to + pixel * channels] = values[from + pixel] as number;
    }
  return core.tensor(turned, [batch, height, width, channels], dtype === 'int32' ? 'int32' : 'float32');
}
