import type { Derivation } from './derivation.js';

export const COMPUTATION_STATES = ['QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED'] as const;
export type ComputationState = (typeof COMPUTATION_STATES)[number];

/** What a derivation costs before it runs. */
export interface Price {
  readonly flops: number;
  readonly bytes: number;
  readonly seconds: number;
}

/** One change in the life of one derivation's computation. Plain JSON. */
export interface ComputationEvent {
  readonly derivation: Derivation;
  readonly state: ComputationState;
  /** 0..1: of this derivation and everything that it waits for. */
  readonly progress: number;
  /** In words, what is being done now. */
  readonly stage: string | null;
  readonly price: Price;
  /** One line that names the culprit and the way out. */
  readonly error: string | null;
  /** Something that was mended on the way and a person should know. */
  readonly notice: string | null;
  /** Seconds that it really ran, once it ended. */
  readonly seconds: number | null;
}
