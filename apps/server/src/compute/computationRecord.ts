import type { ComputationState, Price } from '@unitgraph/analysis';

/** The latest run of one derivation. */
export interface ComputationRecord {
  /** The derivation's. */
  readonly key: string;
  readonly kind: string;
  readonly title: string;
  readonly state: ComputationState;
  /** 0..1: of this derivation and everything that it waits for. */
  readonly progress: number;
  readonly stage: string | null;
  readonly price: Price;
  readonly error: string | null;
  readonly notice: string | null;
  readonly requestedAt: Date;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
}

export function hasEnded({ state }: ComputationRecord): boolean {
  return state === 'DONE' || state === 'FAILED' || state === 'CANCELLED';
}
