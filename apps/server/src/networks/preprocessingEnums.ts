import { INTERPOLATIONS, PREPROCESSING_PRESETS } from '@unitgraph/analysis';
import { registerEnumType } from 'type-graphql';
import { type WordOf, words } from '../enums.js';

export const InputKind = words('IMAGE', 'FEATURES', 'TOKENS');
export type InputKind = WordOf<typeof InputKind>;
registerEnumType(InputKind, {
  name: 'InputKind',
  description: 'What a network takes.',
  valuesConfig: {
    IMAGE: { description: 'Images: channels, height, width.' },
    FEATURES: { description: 'Rows of numbers.' },
    TOKENS: { description: 'Rows of tokens, whole numbers from 0.' },
  },
});

export const Interpolation = words(...INTERPOLATIONS);
export type Interpolation = WordOf<typeof Interpolation>;
registerEnumType(Interpolation, {
  name: 'Interpolation',
  description: 'How pixels are made between pixels. Downwards, BILINEAR and BICUBIC weigh all pixels that one covers.',
  valuesConfig: {
    BILINEAR: { description: 'Straight lines between pixels, as Pillow and torchvision have it.' },
    BICUBIC: { description: "Keys' cubic with a = -0.5, as Pillow and torchvision have it." },
    NEAREST: { description: 'The nearest pixel.' },
  },
});

export const ChannelOrder = words('RGB', 'BGR');
export type ChannelOrder = WordOf<typeof ChannelOrder>;
registerEnumType(ChannelOrder, {
  name: 'ChannelOrder',
  description: 'In which order a network takes channels.',
  valuesConfig: {
    RGB: { description: 'As they are in the stimuli, red first in colour images.' },
    BGR: { description: 'The other way round than in the stimuli, blue first.' },
  },
});

export const PreprocessingPreset = words(...PREPROCESSING_PRESETS);
export type PreprocessingPreset = WordOf<typeof PreprocessingPreset>;
registerEnumType(PreprocessingPreset, {
  name: 'PreprocessingPreset',
  description:
    'Preprocessing that many networks were trained with: fills all numbers, for stimuli of 0 to 255. The shorter side is resized to a little more than the input, and the centre is cut out.',
  valuesConfig: {
    IMAGENET: {
      description:
        'As torchvision has it: 256 for an input of 224, bilinear; / 255, mean 0.485, 0.456, 0.406, deviation 0.229, 0.224, 0.225.',
    },
    CLIP: {
      description:
        'As CLIP has it: to the size of the input, bicubic; / 255, mean 0.481, 0.458, 0.408, deviation 0.269, 0.261, 0.276.',
    },
    INCEPTION: { description: '-1 to 1: / 255, mean and deviation 0.5; 256 for an input of 224, bilinear.' },
    CAFFE: {
      description: 'Blue first, less the means 103.939, 116.779, 123.68; 256 for an input of 224, bilinear.',
    },
  },
});
