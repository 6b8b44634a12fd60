import type { Tensor } from '@tensorflow/tfjs-core';
import type { Operation } from './operation.js';

/** A model of either format, held ready. */
export interface OpenedModel {
  readonly input: {
    readonly name: string;
    /** As the model has it, without the batch: height x width x channels, features, or tokens; null where it is open. */
    readonly shape: readonly (number | null)[];
    readonly dtype: 'float32' | 'int32' | 'bool';
    /** Whether its entries are looked up in a table. */
    readonly isOfTokens: boolean;
  };
  /** In the order in which they are computed, the input first. */
  readonly operations: readonly Operation[];
  readonly outputs: readonly string[];
  /** Learnt numbers, without the running statistics of normalisation. */
  readonly parameters: number;
  /** Tensors of these names; to be disposed of by whoever asks. */
  run(input: Tensor, tensors: readonly string[]): Tensor[];
  dispose(): void;
}

const RUNNING = /(?:^|\/)moving_(?:mean|variance)(?:_\d+)?$/;

/** Numbers in weights, but for those that normalisation keeps while it learns. */
export function parametersIn(weights: readonly { readonly name: string; readonly size: number }[]): number {
  return weights.reduce((sum, { name, size }) => (RUNNING.test(name) ? sum : sum + size), 0);
}
