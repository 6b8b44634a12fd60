import { registerEnumType } from 'type-graphql';
import { type WordOf, words } from './words.js';

export const LayerKind = words(
  'CONVOLUTION',
  'DENSE',
  'RESIDUAL',
  'POOLING',
  'NORMALIZATION',
  'ATTENTION',
  'EMBEDDING',
  'OUTPUT',
  'OTHER',
);
export type LayerKind = WordOf<typeof LayerKind>;
registerEnumType(LayerKind, {
  name: 'LayerKind',
  description: 'What makes the tensor of a layer, its activation function included.',
  valuesConfig: {
    CONVOLUTION: { description: 'A convolution: units are its channels.' },
    DENSE: { description: 'A fully connected layer: units are its features.' },
    RESIDUAL: {
      description:
        'The sum of a residual block and its shortcut, or of a stream and what an attention or a perceptron adds: units are channels or features.',
    },
    POOLING: { description: 'A pooling: units are channels.' },
    NORMALIZATION: { description: 'A normalization that is no part of another layer: units are channels.' },
    ATTENTION: {
      description:
        'What the heads of an attention put out, before the projection that follows: units are heads x dimensions of a head, head by head.',
    },
    EMBEDDING: { description: 'Embeddings of tokens, their positions included: units are features.' },
    OUTPUT: { description: 'What the network answers: units are classes.' },
    OTHER: { description: 'Anything else that has a unit axis.' },
  },
});

export const NetworkFormat = words('ONNX', 'TFJS', 'RECORDED');
export type NetworkFormat = WordOf<typeof NetworkFormat>;
registerEnumType(NetworkFormat, {
  name: 'NetworkFormat',
  description: 'What kind of file a network is.',
  valuesConfig: {
    ONNX: { description: 'Open Neural Network Exchange: one file with graph and weights.' },
    TFJS: { description: 'TensorFlow.js: a model.json, LayersModel or GraphModel, and files of weights beside it.' },
    RECORDED: {
      description:
        'No file: only activations that were recorded elsewhere and imported as arrays. Its layers grow with imports.',
    },
  },
});

export const ReductionKind = words('ALL_POSITIONS', 'MEAN', 'MAX', 'SAMPLED');
export type ReductionKind = WordOf<typeof ReductionKind>;
registerEnumType(ReductionKind, {
  name: 'ReductionKind',
  description:
    "How samples are made out of a stimulus's spatial positions. Layers without positions have one sample a stimulus in any case.",
  valuesConfig: {
    ALL_POSITIONS: { description: 'Every position of every stimulus is a sample.' },
    MEAN: { description: 'One sample a stimulus: the mean over its positions.' },
    MAX: { description: 'One sample a stimulus: the highest value over its positions.' },
    SAMPLED: {
      description: 'Some positions of each stimulus, drawn with a seed, the same ones for every layer of that size.',
    },
  },
});
