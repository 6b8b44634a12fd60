/** What an operation does to units and positions; all that finding layers needs to know of it. */
export type OperationKind =
  | 'INPUT'
  | 'CONVOLUTION'
  | 'DENSE'
  | 'EMBEDDING'
  | 'ACTIVATION'
  /** Value by value, up to weights and normalisation. */
  | 'NORMALIZATION'
  /** Of two ways through the network or more, nothing spread over axes. */
  | 'SUM'
  | 'CONCATENATION'
  | 'POOLING'
  /** Moves its window by what was added or cut off before the first position. */
  | 'PADDING'
  | 'RESHAPING'
  /** Gives its input on. */
  | 'PASSING'
  | 'OTHER';

/** One operation of a network, in whichever of the two formats it was written. */
export interface Operation {
  /** Of its tensor, by which it is asked for. */
  readonly tensor: string;
  /** What people call it: `conv1`, `block2.add`. */
  readonly name: string;
  readonly kind: OperationKind;
  /** Tensors that it reads, weights left out. */
  readonly inputs: readonly string[];
  /** Whether an activation function is part of it. */
  readonly isActivated: boolean;
  /** Null where it has none, or none that is known. */
  readonly window: WindowSize | null;
  /** Multiplications and additions that each value of its output takes. */
  readonly terms: number;
}

/** A window that moves along height and width, in this order. */
export interface WindowSize {
  readonly extents: readonly number[];
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  /** By rule, or entries before the first along each axis: less than 0 where some are cut off. */
  readonly padding: 'SAME' | 'VALID' | readonly number[];
}
