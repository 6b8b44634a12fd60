export const INTERPOLATIONS = ['BILINEAR', 'BICUBIC', 'NEAREST'] as const;
export type Interpolation = (typeof INTERPOLATIONS)[number];

/**
 * How large images are made: the shorter side so many pixels and the other in proportion (rounded down), or height and width.
 * Downwards, each pixel is the mean of those that it covers, weighted by the kernel (antialiasing), as Pillow and torchvision do.
 */
export interface Resize {
  readonly shorterSide?: number;
  readonly height?: number;
  readonly width?: number;
  readonly interpolation: Interpolation;
}

/**
 * How raw stimuli become a network's input: resized, the centre cut out, channels in another order, and then
 * (raw value x scale - mean) / deviation, mean and deviation one a channel of the network. What is left out does not happen.
 */
export interface Preprocessing {
  readonly scale: number;
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
  readonly resize?: Resize;
  /** Height and width of the centre that is kept after resizing. */
  readonly crop?: readonly number[];
  /** Blue, green, red: the other way round than in the stimuli. */
  readonly channelOrder?: 'BGR';
}

/** Values that many networks were trained with; sizes go by the network's input. */
export const PREPROCESSING_PRESETS = ['IMAGENET', 'CLIP', 'INCEPTION', 'CAFFE'] as const;
export type PreprocessingPreset = (typeof PREPROCESSING_PRESETS)[number];

const PRESETS: {
  readonly [name in PreprocessingPreset]: Preprocessing & {
    readonly interpolation: Interpolation;
    readonly enlarged: number;
  };
} = {
  // Source: torchvision.transforms, as its models of ImageNet say (weights.transforms()).
  IMAGENET: {
    scale: 1 / 255,
    mean: [0.485, 0.456, 0.406],
    deviation: [0.229, 0.224, 0.225],
    interpolation: 'BILINEAR',
    enlarged: 256 / 224,
  },
  // Source: Radford et al. 2021, the preprocessing of the published models.
  CLIP: {
    scale: 1 / 255,
    mean: [0.48145466, 0.4578275, 0.40821073],
    deviation: [0.26862954, 0.26130258, 0.27577711],
    interpolation: 'BICUBIC',
    enlarged: 1,
  },
  // -1 to 1, as TensorFlow's Inception and MobileNet, and many vision transformers have it.
  INCEPTION: {
    scale: 1 / 255,
    mean: [0.5, 0.5, 0.5],
    deviation: [0.5, 0.5, 0.5],
    interpolation: 'BILINEAR',
    enlarged: 1 / 0.875,
  },
  // Means of ImageNet's pixels, blue first, as in Caffe's models: AlexNet and VGG among them.
  CAFFE: {
    scale: 1,
    mean: [103.939, 116.779, 123.68],
    deviation: [1, 1, 1],
    interpolation: 'BILINEAR',
    enlarged: 256 / 224,
    channelOrder: 'BGR',
  },
};

/**
 * A preset for networks that take images of that size: the shorter side is resized to a little more than the input (256
 * for 224), and the centre is cut out.
 * @param shape channels, height, width
 */
export function presetFor(name: PreprocessingPreset, [, height = 1, width = 1]: readonly number[]): Preprocessing {
  const { interpolation, enlarged, ...values } = PRESETS[name];
  const shorterSide = Math.round(Math.max(height, width) * enlarged);
  return { ...values, resize: { shorterSide, interpolation }, crop: [height, width] };
}

/** Name of the preset that preprocessing is, number by number; null where it is none. */
export function presetOf(preprocessing: Preprocessing, shape: readonly number[]): PreprocessingPreset | null {
  const said = (each: Preprocessing): string => {
    const { scale, mean, deviation, resize, crop, channelOrder } = each;
    return JSON.stringify([scale, mean, deviation, resize?.shorterSide, resize?.interpolation, crop, channelOrder]);
  };
  return PREPROCESSING_PRESETS.find((name) => said(presetFor(name, shape)) === said(preprocessing)) ?? null;
}
