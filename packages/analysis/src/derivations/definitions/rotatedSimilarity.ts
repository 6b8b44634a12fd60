import { rotatedLeastSquares, rotatedRsa, rotatedSoftMatching } from '../../baselines/rotatedSimilarities.js';
import { RSA_SAMPLES } from '../../measures/rsa.js';
import type { Definition } from '../definition.js';
import type { Derivation } from '../derivation.js';
import { multiplier } from '../multiplier.js';
import { leastSquaresWork, rotationsWork, transportWork } from '../prices/algebra.js';
import { addWork, timesWork } from '../prices/work.js';
import type { Correlation, Recording, SimilarityDraws } from '../values.js';
import type { MomentInputs } from '../wantedSimilarities.js';
import type { RotatedMeasure } from '../wantedSimilarityDraws.js';
import { momentsOfInputs } from './momentInputs.js';
import { itsRecordings } from './reads.js';

/** The parameters of a rotation baseline; which of the inputs are there depends on the measure. */
interface RotatedParameters {
  readonly measure: RotatedMeasure;
  readonly recordings: readonly [Derivation<Recording>, Derivation<Recording>];
  readonly cross: Derivation<Correlation>;
  readonly within: Derivation<Correlation>;
  readonly moments: MomentInputs;
  readonly repeats: number;
  readonly seed: number;
}

export const rotatedSimilarityDefinition: Definition<SimilarityDraws> = {
  kind: 'rotatedSimilarity',
  reads: itsRecordings,
  cost({ parameters, size: { left = 0, right = 0, samples = 0, repeats = 0 } }) {
    if (parameters.measure === 'RSA') {
      // Ranks of all pairs of samples in every repeat.
      const pairs = Math.min(samples, RSA_SAMPLES) ** 2 / 2;
      return {
        products: 2 * pairs * (left + right),
        ordering: pairs * (2 + repeats),
        scanning: pairs * (60 + 60 * repeats),
        steps: 1,
      };
    }
    if (parameters.measure === 'SOFT_MATCHING')
      return addWork([
        rotationsWork(left, right, repeats),
        timesWork(transportWork(left, right), repeats),
        { steps: 1 },
      ]);
    // Both matrices that are rotated are of the right's units.
    return addWork([leastSquaresWork(left, right), rotationsWork(right, right, repeats), { steps: 2 }]);
  },
  async compute(wanted, context) {
    const parameters = wanted.parameters as unknown as RotatedParameters;
    const { measure, repeats } = parameters;
    const report = (fraction: number) => context.report(fraction, `comparing ${repeats} times with rotated units`);
    switch (measure) {
      case 'SOFT_MATCHING': {
        const [cross, within] = [context.input(parameters.cross), context.input(parameters.within)];
        return { values: await rotatedSoftMatching(cross, within, parameters, report) };
      }
      case 'LEAST_SQUARES': {
        const moments = momentsOfInputs(parameters.moments, context);
        return { values: await rotatedLeastSquares(moments, parameters, await multiplier(), report) };
      }
      case 'RSA': {
        const [left, right] = parameters.recordings.map((each) => context.input(each)) as [Recording, Recording];
        const device = { store: context.store, backend: await context.backend() };
        return { values: await rotatedRsa(left, right, parameters, device, report) };
      }
    }
  },
};
