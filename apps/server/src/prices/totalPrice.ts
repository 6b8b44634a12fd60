import type { Price } from '@unitgraph/analysis';

/** The price of several values together: what they share is counted once. */
export interface TotalPrice extends Price {
  /** Computations that it takes, those of inputs included; what is there takes none. */
  readonly computations: number;
}
