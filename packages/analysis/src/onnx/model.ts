/** What kind of tensor a layer is; the unit axis follows from it. */
export type LayerKind =
  | 'CONVOLUTION'
  | 'DENSE'
  | 'RESIDUAL'
  | 'POOLING'
  | 'NORMALIZATION'
  | 'ATTENTION'
  | 'EMBEDDING'
  | 'OUTPUT'
  | 'OTHER';

/**
 * The part of the input that one position of a layer sees, per spatial axis (height, then width), in input pixels.
 * Position i sees pixels start + i·stride (inclusive) to start + i·stride + size (exclusive); start may be negative,
 * where the network sees padding. All numbers are whole. A stride of 0 says that all positions see the same, as behind a
 * global pooling or a gate of squeeze and excitation.
 */
export interface ReceptiveField {
  readonly size: readonly number[];
  readonly stride: readonly number[];
  readonly start: readonly number[];
}

/** What a stretch of a tensor's values counts: stimuli, units or positions. */
export interface TensorFactor {
  readonly role: 'BATCH' | 'UNIT' | 'POSITION';
  /** 0 for the batch, and for positions of which there are as many as tokens, where the model leaves that open. */
  readonly extent: number;
}

/** One tensor of a network with a unit axis. */
export interface LayerDescription {
  /** Module path where the file keeps it, for example `conv1` or `stage1.block2`; unique in the network. */
  readonly name: string;
  /** Name of the tensor in the file: after the activation function, where there is one. */
  readonly tensor: string;
  readonly kind: LayerKind;
  readonly units: number;
  /**
   * Extents of the axes that say where: height then width of a map, or the number of tokens, 0 where that is open; empty
   * when a unit has one value per stimulus.
   */
  readonly positions: readonly number[];
  /**
   * How the tensor's values lie, from the outermost to the innermost; left out where it is batch, units, positions. Units
   * in several places (heads, and the dimensions of each) are one after another, the outer ones first.
   */
  readonly layout?: readonly TensorFactor[];
  /** Null where the layer has no spatial axes, and where an operation on the way is not known. */
  readonly receptiveField: ReceptiveField | null;
  /** Floating-point operations from the input to here, for one stimulus: of convolutions and matrix products alone. */
  readonly flops: number;
}

export interface ModelDescription {
  readonly format: 'ONNX' | 'TFJS';
  readonly input: {
    readonly name: string;
    readonly kind: 'IMAGE' | 'FEATURES' | 'TOKENS';
    /** Without the batch axis: channels, height, width (in this order); or features; or tokens, 0 where any number will do. */
    readonly shape: readonly number[];
    /** Element type in the file, for example `float32`. */
    readonly elementType: string;
    /** Other inputs, which are filled by rule: a mask of ones, positions from 0, segments of zeros. */
    readonly filled: readonly string[];
  };
  /** At least one, in the order in which they are computed. */
  readonly layers: readonly LayerDescription[];
  /** Learnt numbers: weights, without the running statistics of normalisation. */
  readonly parameters: number;
  /** Version of ONNX's operator set; 0 of other formats. */
  readonly opset: number;
  /** Program and version that wrote the file; empty when it does not say. */
  readonly producer: string;
}
