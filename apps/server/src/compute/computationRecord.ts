import type { ComputationState, Derivation, Price } from '@unitgraph/analysis';

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

export const FREE: Price = { flops: 0, bytes: 0, seconds: 0 };

/** A run that is asked for now. */
export function queuedRecord(derivation: Derivation, price: Price = FREE): ComputationRecord {
  return {
    key: derivation.key,
    kind: derivation.kind,
    title: derivation.title,
    state: 'QUEUED',
    progress: 0,
    stage: null,
    price,
    error: null,
    notice: null,
    requestedAt: new Date(),
    startedAt: null,
    endedAt: null,
  };
}
