import { spectralEmbedding } from '../../clustering/spectralEmbedding.js';
import type { Definition } from '../definition.js';
import { multiplier } from '../multiplier.js';
import { eigenWork } from '../prices/algebra.js';
import { addWork, timesWork } from '../prices/work.js';
import type { Spectrum } from '../values.js';
import type { ClusteringChoice } from '../wantedStructure.js';
import { type JoinedInputs, joinInputs } from './joinedInputs.js';
import { refusalOf } from './refused.js';

export const spectrumDefinition: Definition<Spectrum> = {
  kind: 'spectrum',
  cost({ size: { left = 0, right = 0 } }) {
    // Few vectors are wanted, which spares half of the products.
    return addWork([timesWork(eigenWork(left + right), 0.6), { scanning: 16 * (left + right) ** 2, steps: 2 }]);
  },
  async compute(wanted, context) {
    const { within, between, kept, ...choice } = wanted.parameters as unknown as JoinedInputs &
      Pick<ClusteringChoice, 'sign' | 'threshold'> & { kept: number };
    await context.report(0, 'finding eigenvectors');
    try {
      const { correlation, ...units } = await joinInputs({ within, between }, context);
      const joined = { correlation, count: units.count };
      return { units, embedding: await spectralEmbedding(joined, choice, await multiplier(), kept), refusal: null };
    } catch (error) {
      return { units: null, embedding: null, refusal: refusalOf(error) };
    }
  },
};
