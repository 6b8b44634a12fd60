import type { Backend } from '../backends/backend.js';
import type { Steps } from '../linearAlgebra/steps.js';
import type { SampleRows } from '../statistics/sampleRows.js';
import {
  movedNeighbours,
  NEIGHBOUR_SAMPLES,
  NEIGHBOURS,
  nearestSamples,
  sharedNeighbours,
} from './mutualNeighbours.js';
import { kernelAlignment, movedKernel, RBF_SAMPLES, rbfKernel } from './rbfCka.js';
import { movedDissimilarities, RSA_SAMPLES, rankAgreement, rankedDissimilarities } from './rsa.js';

/** The measures that compare samples with samples. */
export const SAMPLE_MEASURES = ['CKA_RBF', 'RSA', 'MUTUAL_KNN'] as const;
export type SampleMeasure = (typeof SAMPLE_MEASURES)[number];

/** One of them: each side is prepared by itself, and what was prepared is compared. */
export interface SampleComparison<Side> {
  /** Most samples; more of them are thinned out evenly. */
  readonly limit: number;
  prepare(
    rows: SampleRows,
    side: 'left' | 'right',
    backend: Backend,
    report: (fraction: number) => Promise<void>,
  ): Promise<Side>;
  /** What was prepared, of the same samples in another order: partners[i] stands in place i. */
  moved(side: Side, partners: Int32Array): Steps<Side>;
  compare(left: Side, right: Side): Steps<number>;
}

const comparison = <Side>(of: SampleComparison<Side>): SampleComparison<unknown> => of as SampleComparison<unknown>;

export const SAMPLE_COMPARISONS: { readonly [Each in SampleMeasure]: SampleComparison<unknown> } = {
  CKA_RBF: comparison({ limit: RBF_SAMPLES, prepare: rbfKernel, moved: movedKernel, compare: kernelAlignment }),
  RSA: comparison({
    limit: RSA_SAMPLES,
    prepare: (rows, _, backend, report) => rankedDissimilarities(rows, backend, report),
    moved: movedDissimilarities,
    compare: rankAgreement,
  }),
  MUTUAL_KNN: comparison({
    limit: NEIGHBOUR_SAMPLES,
    prepare: (rows, _, backend, report) => nearestSamples(rows, NEIGHBOURS, backend, report),
    moved: movedNeighbours,
    compare: sharedNeighbours,
  }),
};
